"""Photos and papers in a talk, asked for or not, and words that still belong to the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flows import card_turns, guessing, misunderstood, passed_on, voices
from flows.cases.identity import find_nik
from flows.effects import KeepMedia
from flows.intents import understand
from flows.matching import plain
from flows.messages import Incoming, MediaKind
from flows.photos import Photos, unfit
from flows.questions import Answer, Question
from flows.script import Flow
from flows.seen import remember_nik
from flows.talks.danger import alarm
from flows.talks.menu import MENU
from flows.turning import Stage
from flows.words import _
from flows.writing import Write

SAVED = _("Fotonya sudah kami simpan.")
JOINS = timedelta(seconds=30)
"""So long after the story further words are added to it."""
HOLD = timedelta(seconds=3)
_SPOKEN = _(
    "Pesan suara belum kami simpan; pilih dulu “Sampaikan keluhan”, di sana cerita boleh dengan "
    "suara."
)
ALBUM = timedelta(seconds=1.5)
"""The photos of an album come one by one; each replaces the answer that still waits, so that
one is sent, with all of them counted.
"""


def hear(stage: Stage, incoming: Incoming) -> None:
    """Files of one message."""
    if voices.taken(stage, incoming) or passed_on.answered(stage, incoming):
        return
    flow = stage.flow
    photos = _photos(flow, stage) if flow is not None else None
    wrong = unfit(incoming.media)
    if flow is None and {m.kind for m in incoming.media} == {MediaKind.AUDIO}:
        misunderstood.explain(stage, _SPOKEN)
    elif wrong is not None:
        misunderstood.explain(stage, wrong)
    elif flow is None:
        _between_talks(stage, incoming.text)
    elif photos is None:
        stage.ask(_("Foto belum kami simpan; mohon jawab dulu pertanyaan ini."), ALBUM, again=True)
    else:
        _keep(stage, photos, incoming)


def _between_talks(stage: Stage, caption: str) -> None:
    """Nothing is kept; what the words below the photo ask for is offered all the same."""
    told = _("Foto belum kami simpan karena laporan belum dibuka.")
    if any(standing.choices for standing in stage.facts.standings or ()):
        told = _("Foto belum kami simpan; untuk menambahkannya ke laporan Anda, ketik CEK dulu.")
    if stage.question() is MENU and understand(caption) is not None:
        stage.say(told)
        if guessing.guess(stage, caption):
            return
    stage.ask(told, ALBUM)


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
    early = flow.question(flow.early)
    return early if isinstance(early, Photos) else None


def _keep(stage: Stage, photos: Photos, incoming: Incoming) -> None:
    reading = photos.take(incoming.media, stage.scene)
    if not isinstance(reading, Answer):
        misunderstood.miss(stage, photos, reading, "")
        return
    standing = stage.flow_question()
    asked = standing is not None and standing.key == photos.key
    reads = card_turns.hoped_for(stage, photos, incoming.media)
    stage.effects.append(KeepMedia(photos.key, incoming.media, str(reads or "")))
    stage.change(answers={**stage.conversation.answers, **reading.values}, misses=0, pending="")
    remember_nik(stage, incoming.text)
    _caption(stage, incoming.text)
    if (nik := _nik_under(stage, standing, incoming.text)) is not None:
        stage.settle(nik)
        return
    hold = ALBUM if incoming.album else None
    if reads is not None and standing is not None and standing.key in card_turns.WAITS:
        card_turns.wait(stage, hold)
        return
    said = photos.receipt(stage.scene, incoming.media) if asked else SAVED
    stage.proceed(said, hold)


def _nik_under(stage: Stage, standing: Question | None, caption: str) -> Answer | None:
    """The answer, where the NIK is just asked for and stands under the photo of the card."""
    nik = find_nik(caption, stage.facts.today)
    if standing is None or standing.key != "nik" or nik is None:
        return None
    reading = standing.read(nik.digits, stage.scene)
    return replace(reading, notice=SAVED) if isinstance(reading, Answer) else None


def _caption(stage: Stage, caption: str) -> None:
    """Words under a photo belong to the story that was written, or is just asked for."""
    flow = stage.flow
    if flow is None or not plain(caption):
        return
    story = _story(flow.question(stage.conversation.wrote)) or _story(stage.flow_question())
    if story is None:
        return
    reading = story.read(caption, stage.scene)
    kept = reading.values if isinstance(reading, Answer) else reading.keep
    stage.change(
        answers={**stage.conversation.answers, **kept},
        wrote=story.key,
        wrote_at=stage.facts.now.isoformat(),
    )
    if isinstance(reading, Answer) and reading.notice is not None:
        stage.say(reading.notice)


def _story(question: Question | None) -> Write | None:
    """The question, where words that come a little later belong to its answer."""
    return question if isinstance(question, Write) and question.grows else None


def append_to_story(stage: Stage, question: Question, text: str) -> bool:
    """Words shortly after the story, where the standing question takes none: added to it."""
    flow = stage.flow
    story = _story(flow.question(stage.conversation.wrote)) if flow is not None else None
    soon = stage.since(stage.conversation.wrote_at) <= JOINS
    told = len(plain(text).split()) >= (3 if question.strict else 2)
    if story is None or question.takes_text or not soon or not told:
        return False
    reading = story.read(text, stage.scene)
    if not isinstance(reading, Answer):
        return False
    told_before = str(stage.conversation.answers.get(story.key, ""))
    # Who is impatient sends the same words again: they are in the story already.
    if plain(text) not in plain(told_before):
        stage.change(answers={**stage.conversation.answers, **reading.values})
    stage.change(wrote_at=stage.facts.now.isoformat())
    if reading.notice is not None:
        stage.say(reading.notice)
    elif alarm(text) is None:  # what the story itself looks for it has said, and says once
        misunderstood.warn(stage, text)
    stage.ask(_("Tambahan cerita sudah dicatat."), HOLD, again=True)
    return True
