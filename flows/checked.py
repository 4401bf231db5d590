"""A photo was looked at after the talk had gone on: a poor one is asked for again, after the
question that stands there now."""

from __future__ import annotations

from flows.photos import POOR_TWICE, Photos
from flows.turning import Stage
from flows.words import Text, _, lines


def poor_photo(stage: Stage, key: str, advice: Text, *, may_keep: bool = False) -> bool:
    """Make the paper unanswered again and say how the next photo can be better; whether
    anything changed. The files stay until a better one came: a second poor one may be used."""
    flow = stage.flow
    photos = flow.question(key) if flow is not None else None
    if not isinstance(photos, Photos) or not photos.count(stage.scene):
        return False
    if not photos.gathers and photos.poor in stage.conversation.answers:
        return False  # one photo of any kind: the second try counts, as good as it is
    stage.change(answers=_kept(stage, photos) if may_keep else _reopened(stage, photos))
    if stage.question().key == key:
        stage.ask(advice)
    elif photos.title is not None:
        later = (
            _("Setelah ini kami minta fotonya sekali lagi.")
            if photos.key == "photo"
            else _("Setelah ini kami minta lagi foto {name}.").format(name=photos.title)
        )
        stage.ask(lines(advice, later), again=True)
    return True


def _kept(stage: Stage, photos: Photos) -> dict[str, object]:
    """The answers, with the photo still counted and the choice to use it before the person."""
    if not photos.gathers:
        return _reopened(stage, photos)
    answers = dict(stage.conversation.answers)
    answers[photos.poor] = POOR_TWICE
    answers.pop(photos.done, None)
    return answers


def _reopened(stage: Stage, photos: Photos) -> dict[str, object]:
    """The answers, with one more poor photo. Its first one counts for nothing; of several
    files, and of a second try, what came so far still counts."""
    answers = dict(stage.conversation.answers)
    first = photos.poor not in answers
    answers[photos.poor] = answers.get(photos.poor, 0) + 1
    answers.pop(photos.done, None)
    if (first and photos.count(stage.scene) == 1) or not photos.gathers:
        answers.pop(photos.key)
    return answers
