"""Photos and papers in a talk, asked for or not, and words that still belong to the story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flows import misunderstood
from flows.effects import KeepMedia
from flows.matching import plain
from flows.messages import Incoming
from flows.photos import Photos, unfit
from flows.questions import Answer, Question
from flows.script import Flow
from flows.seen import remember_nik
from flows.turning import Stage
from flows.words import _
from flows.writing import Write

JOINS = timedelta(seconds=30)
"""So long after the story further words are added to it."""
HOLD = timedelta(seconds=3)
ALBUM = timedelta(seconds=2)
"""So long a receipt waits for the next photo of the same album, which takes its place."""


def hear(stage: Stage, incoming: Incoming) -> None:
    """Files of one message."""
    flow = stage.flow
    photos = _photos(flow, stage) if flow is not None else None
    wrong = unfit(incoming.media)
    if wrong is not None:
        misunderstood.explain(stage, wrong)
    elif flow is None:
        stage.ask(_("Foto belum kami simpan karena laporan belum dibuka."))
    elif photos is None:
        stage.ask(_("Foto belum kami simpan; mohon jawab dulu pertanyaan ini."), again=True)
    else:
        _keep(stage, photos, incoming)


def _photos(flow: Flow, stage: Stage) -> Photos | None:
    """The question that files belong to, once everything weighty before it is agreed: the one
    that stands there, or the one for photos of any kind."""
    standing = stage.flow_question()
    if isinstance(standing, Photos):
        return standing
    waiting = flow.open(stage.scene)
    last = flow.questions[-1]
    if any(question.strict and question is not last for question in waiting):
        return None
    early = flow.question("photo")
    return early if isinstance(early, Photos) else None


def _keep(stage: Stage, photos: Photos, incoming: Incoming) -> None:
    reading = photos.take(incoming.media, stage.scene)
    if not isinstance(reading, Answer):
        misunderstood.miss(stage, photos, reading, "")
        return
    conversation = stage.conversation
    standing = stage.flow_question()
    asked = standing is not None and standing.key == photos.key
    more = bool(incoming.album) and incoming.album == conversation.album and not photos.gathers
    stage.effects.append(KeepMedia(photos.key, incoming.media))
    stage.change(answers={**conversation.answers, **reading.values}, album=incoming.album)
    remember_nik(stage, incoming.text)
    told = _caption(stage, incoming.text)
    if more and not told:
        return
    stage.change(misses=0, pending="")
    if asked:
        hold = ALBUM if incoming.album and photos.gathers else None
        stage.proceed(photos.receipt(stage.scene, incoming.media), hold)
    else:
        stage.proceed(_("Fotonya sudah kami simpan."))


def _caption(stage: Stage, caption: str) -> bool:
    """Words under a photo belong to the story; whether they were kept."""
    flow = stage.flow
    if flow is None or not plain(caption):
        return False
    key = stage.conversation.wrote
    story = flow.question(key) if key else _standing_text(stage)
    if story is None:
        return False
    reading = story.read(caption, stage.scene)
    kept: Mapping[str, object] = reading.values if isinstance(reading, Answer) else {}
    stage.change(
        answers={**stage.conversation.answers, **kept},
        wrote=story.key if kept else key,
        wrote_at=stage.facts.now.isoformat() if kept else stage.conversation.wrote_at,
    )
    return bool(kept)


def _standing_text(stage: Stage) -> Question | None:
    question = stage.flow_question()
    return question if question is not None and question.takes_text else None


def append_to_story(stage: Stage, question: Question, text: str) -> bool:
    """Words shortly after the story, where the standing question takes none: added to it."""
    flow = stage.flow
    story = flow.question(stage.conversation.wrote) if flow is not None else None
    soon = stage.since(stage.conversation.wrote_at) <= JOINS
    told = len(plain(text).split()) >= (3 if question.strict else 2)
    if not isinstance(story, Write) or not story.grows:
        return False
    if question.takes_text or not soon or not told:
        return False
    reading = story.read(text, stage.scene)
    if not isinstance(reading, Answer):
        return False
    stage.change(
        answers={**stage.conversation.answers, **reading.values},
        wrote_at=stage.facts.now.isoformat(),
    )
    if reading.notice is not None:
        stage.say(reading.notice)
    stage.ask(_("Tambahan cerita sudah dicatat."), HOLD, again=True)
    return True
