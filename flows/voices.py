"""A voice note: kept with the story for the officer who listens to it.

Nobody here understands speech. Whoever cannot write well may tell their story by voice all the
same: the case says that there is one, and the file goes with it.
"""

from __future__ import annotations

from flows.effects import KeepMedia
from flows.messages import Incoming, MediaKind
from flows.photos import LARGEST_FILE
from flows.script import Flow
from flows.turning import Stage
from flows.words import _
from flows.writing import Write

STORY = "story"
SPOKEN = "Cerita dikirim sebagai pesan suara."
"""Stands for the story while nothing was written; for staff, so it is Indonesian."""


def taken(stage: Stage, incoming: Incoming) -> bool:
    """Keep a voice note with the story of the open talk; whether it was one, and was kept."""
    story = _story(stage)
    small = all(m.size <= LARGEST_FILE for m in incoming.media)
    if story is None or not small or {m.kind for m in incoming.media} != {MediaKind.AUDIO}:
        return False
    standing = stage.flow_question()
    stage.effects.append(KeepMedia(story.key, incoming.media))
    if standing is not None and standing.key == story.key:
        before = stage.conversation.answers.get(story.key)
        answers = {**stage.conversation.answers, story.key: f"{before or ''}\n{SPOKEN}".strip()}
        stage.change(answers=answers, wrote=story.key, wrote_at=stage.facts.now.isoformat())
    stage.change(misses=0, pending="")
    stage.proceed(_("Pesan suara Anda kami simpan; petugas yang mendengarkannya."))
    return True


def _story(stage: Stage) -> Write | None:
    """The question whose answer may be spoken, once everything weighty before it is agreed."""
    flow: Flow | None = stage.flow
    if flow is None:
        return None
    last = flow.questions[-1]
    if any(question.strict and question is not last for question in flow.open(stage.scene)):
        return None
    story = flow.question(STORY)
    return story if isinstance(story, Write) else None
