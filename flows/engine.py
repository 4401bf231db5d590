"""The conversation engine: *the next question is the first one that still needs an answer*.

There is no pointer into a graph, so back = forget the previous answer, edit = forget that
answer, cancel = forget all, resume = nothing to do, and a new release in the middle of a talk
keeps what was answered. Everything here is pure: a conversation, a message and facts go in;
a conversation and effects come out.

    hearing        a typed text: choice, ticket, universal word, slip, words of one's own
    tapping        a button, fresh or stale
    pictures       photos and papers, asked for or not
    choosing       what follows from a choice
    universal      what the universal words do
    asides         the engine's own questions (language, resume, cancel, stop, edit)
    misunderstood  say what is accepted; after three misses, an officer
    turning        the turn while it is worked out
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from flows import asides, card_turns, hearing, misunderstood, pictures, tapping, universal
from flows.cases.card_reading import CardReading
from flows.checked import poor_photo
from flows.commands import Command, command_in, ticket_in
from flows.effects import Conversation, Turn
from flows.facts import Facts
from flows.intents import understand
from flows.matching import Candidate, match
from flows.messages import Incoming, Kind
from flows.office_asked import asks
from flows.questions import Answer
from flows.script import Flow
from flows.talks import FLOWS, menu, nearest
from flows.talks.feedback import FEEDBACK
from flows.turning import Stage
from flows.words import Text, _, _staff, lines

_SILENT = frozenset({Kind.STOPPED, Kind.MIGRATED, Kind.JOINED, Kind.LEFT})


def advance(conversation: Conversation, incoming: Incoming, facts: Facts) -> Turn:
    """What one message of a private chat does. Groups are not talked with here."""
    if not incoming.private or incoming.kind in _SILENT:
        return Turn(conversation)
    stage = _stage(conversation, facts)
    _HEAR[incoming.kind](stage, incoming)
    if not facts.language and stage.facts.language:
        hearing.take_up(stage)
    return stage.turn()


def begin(
    flow_name: str,
    subject: Mapping[str, Any],
    conversation: Conversation,
    facts: Facts,
    answers: Mapping[str, Any] | None = None,
) -> Turn:
    """Open a talk that somebody else's act calls for, perhaps with `answers` to correct.

    An unfinished one is not thrown away: the same one goes on where it was, another must be
    finished or cancelled first.
    """
    stage = _stage(conversation, facts)
    same = conversation.flow == flow_name and _about(conversation.subject) == _about(subject)
    if stage.flow is not None and same:
        stage.change(pending="", subject=dict(subject))
        stage.ask(_("Kita lanjutkan."))
    elif stage.flow is not None and stage.answered_something():
        stage.change(pending="")
        stage.ask(_("Selesaikan ini dulu, atau ketik BATAL."))
    else:
        stage.start(flow_name, subject, answers)
    return stage.turn()


def wanted(conversation: Conversation, incoming: Incoming) -> frozenset[str]:
    """Names what must be loaded into `Facts` for this turn: `cases` with what was said of
    officers, `officers` whom they know by name, `duty` of the offices."""
    asked = {"cases"} if _asks_for_cases(conversation, incoming) else set()
    if conversation.flow == FEEDBACK.name or _asks_for_feedback(conversation, incoming):
        asked.add("officers")
    if _asks_for_office(conversation, incoming):
        asked |= {"cases", "duty"}
    return frozenset(asked)


def expire(conversation: Conversation, kind: str, facts: Facts) -> Turn:
    """What a timer of the conversation does; one that has become stale does nothing."""
    stage = _stage(conversation, facts)
    flow = stage.flow
    if flow is None:
        return Turn(conversation)
    if kind == "nudge":
        stage.change(pending="")
        stage.ask(flow.waiting, again=True)
        return stage.turn(remind=False)
    stage.close(forget=True)
    stage.say(_with_a_way_on(flow.expired))
    return stage.turn()


def _with_a_way_on(words: Text) -> Text:
    """The words, and how to begin anew where they do not say so."""
    said = words.render("id")
    if any(way in said for way in ("MENU", "CEK", "DATA SAYA", "TUGAS")):
        return words
    return lines(words, _("Ketik MENU bila perlu."))


def repeat(conversation: Conversation, facts: Facts) -> Turn:
    """The standing question once more, because something else came between; the talk stays as
    it was."""
    stage = _stage(conversation, facts)
    if stage.flow is None:
        return Turn(conversation)
    stage.ask(_("Sekarang kita lanjutkan."), again=True)
    return Turn(conversation, tuple(stage.effects))


def photo_checked(
    conversation: Conversation,
    question: str,
    advice: Text | None,
    facts: Facts,
    *,
    may_keep: bool = False,
) -> Turn:
    """A photo that answered that question was looked at: `advice` says what to do better, none
    that it is good. A poor one is asked for again after the standing question; one that they
    `may_keep` may also be used as it is, at once."""
    stage = _stage(conversation, facts)
    if advice is None or not poor_photo(stage, question, advice, may_keep=may_keep):
        return Turn(conversation)
    return stage.turn(remind=False)


def card_read(
    conversation: Conversation, question: str, reading: CardReading, facts: Facts
) -> Turn:
    """What was read on a photo that was sent for that question: offered, where something is still
    open that it answers. No effects where nothing is to be said."""
    stage = _stage(conversation, facts)
    if not card_turns.read(stage, question, reading):
        return Turn(conversation)
    return stage.turn(remind=False)


def language_of(facts: Facts) -> str:
    """The language in which a person is answered; staff read Indonesian."""
    return "id" if facts.staff_roles else facts.language or "id"


def _stage(conversation: Conversation, facts: Facts) -> Stage:
    return Stage(conversation, facts, asides=asides.ASIDES)


def _about(subject: Mapping[str, Any]) -> dict[str, Any]:
    """What a talk is about, whatever version of it was seen and whatever else is known of it."""
    return {key: subject.get(key, 0) for key in ("case_id", "event", "referral_id")}


def _asks_for_cases(conversation: Conversation, incoming: Incoming) -> bool:
    if incoming.kind is Kind.PRESS and incoming.press is not None:
        tap = tapping.tap_in(incoming.press.data)
        return tap is not None and (tap.key, tap.value) == ("menu", "reports")
    text = incoming.text
    if ticket_in(text) or command_in(text, forgiving=True) is Command.CHECK:
        return True
    at_menu = FLOWS.get(conversation.flow) is None
    if at_menu and incoming.kind is Kind.MEDIA:
        return True
    if at_menu and _asks_how_it_stands(conversation, text):
        return True
    return at_menu and _at_menu(text, "reports")


def _asks_how_it_stands(conversation: Conversation, text: str) -> bool:
    """In words of one's own, or by agreeing that this was meant."""
    meaning = understand(text)
    offered = conversation.subject.get("intent") in {"check_ticket", "cancel"}
    return (conversation.pending == "guess" and offered) or (
        meaning is not None and meaning.intent in {"check_ticket", "cancel"}
    )


def _asks_for_feedback(conversation: Conversation, incoming: Incoming) -> bool:
    """Whether this message may open that talk, perhaps at the question which officer."""
    if FLOWS.get(conversation.flow) is not None:
        return False
    subject = conversation.subject
    if conversation.pending == "guess":
        return str(subject.get("intent", "")).endswith(FEEDBACK.name)
    line = menu.item(FEEDBACK.name).option
    said = (incoming.text, str(subject.get(asides.FIRST, "")))
    return any(match(words, [line.candidate("")]) == line.value for words in said if words)


def _asks_for_office(conversation: Conversation, incoming: Incoming) -> bool:
    """Whether the talk about offices is open, or this message opens it."""
    if conversation.flow == nearest.NAME or incoming.kind is Kind.PLACE:
        return True
    if incoming.kind is Kind.PRESS and incoming.press is not None:
        return incoming.press.data.endswith(f":{nearest.NAME}")
    text = incoming.text
    if FLOWS.get(conversation.flow) is not None:
        return asks(text)
    said = (text, str(conversation.subject.get(asides.FIRST, "")))
    return any(asks(words) or _at_menu(words, nearest.NAME) for words in said if words)


def _at_menu(text: str, value: str) -> bool:
    """Whether these words name that line of the first page, for a resident or for staff."""
    return bool(text) and any(match(text, _lines(staff=staff)) == value for staff in (False, True))


@cache
def _lines(*, staff: bool) -> tuple[Candidate, ...]:
    """The first page, as it is heard."""
    shown = enumerate(menu.shown(staff=staff), 1)
    return tuple(option.candidate(str(n)) for n, option in shown)


def _odd(words: Text) -> Callable[[Stage, Incoming], None]:
    """A kind that answers no question: said so, and asked again."""
    return lambda stage, _incoming: misunderstood.explain(stage, words)


def _edited(stage: Stage, incoming: Incoming) -> None:
    """We have acted on the first wording; say how to correct an answer."""
    del incoming
    if stage.flow is None:
        stage.say(_("Pesan yang diedit tidak kami baca lagi. Ketik MENU bila perlu."))
        return
    words = _("Pesan yang diedit tidak mengubah jawaban; ketik KEMBALI untuk memperbaiki.")
    stage.ask(words, again=True)


def _started(stage: Stage, incoming: Incoming) -> None:
    """The person let us in again."""
    del incoming
    universal.obey(stage, Command.MENU, "")


def _placed(stage: Stage, incoming: Incoming) -> None:
    """A location pin: the answer to the talk's question for one, also before it is asked."""
    flow, place = stage.flow, incoming.place
    if flow is None and stage.question() is menu.MENU:
        flow = _seeks_office(stage)
    pins = [q for q in (flow.questions if flow else ()) if q.takes_place]
    standing = stage.flow_question()
    pin = standing if standing in pins else next(iter(pins), None)
    reading = pin.locate(place, stage.scene) if pin is not None and place is not None else None
    if flow is None or pin is None or reading is None:
        misunderstood.explain(stage, _("Maaf, kami belum bisa membaca lokasi di peta."))
        return
    stage.change(pending="")
    if isinstance(reading, Answer) and (standing is pin or flow.light):
        stage.settle(reading)
    elif isinstance(reading, Answer):
        kept = {key: value for key, value in reading.values.items() if value is not None}
        stage.change(answers={**stage.conversation.answers, **kept})
        stage.ask(_staff("Lokasinya sudah kami simpan."), again=True)
    elif standing is pin:
        misunderstood.miss(stage, pin, reading, "")
    else:
        stage.ask(reading.why, again=True)


def _seeks_office(stage: Stage) -> Flow | None:
    """A pin that nobody asked for asks itself where the nearest office is."""
    stage.start(nearest.NAME, {})
    stage.effects.clear()
    return stage.flow


_HEAR: Mapping[Kind, Callable[[Stage, Incoming], None]] = {
    Kind.TEXT: hearing.hear,
    Kind.PRESS: tapping.hear,
    Kind.MEDIA: pictures.hear,
    Kind.PLACE: _placed,
    Kind.CONTACT: _odd(_("Kami tidak perlu nomor kontak, terima kasih.")),
    Kind.EDIT: _edited,
    Kind.OTHER: _odd(_("Maaf, kami hanya bisa membaca tulisan dan foto.")),
    Kind.STARTED: _started,
}
