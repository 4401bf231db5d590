"""What each intent leads to: a talk with what is known already, or what a universal word does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.cases.catalogue import Entry, SubType
from flows.cases.feedback import Kind as Feedback
from flows.cases.registry import REPORTED, Reason
from flows.commands import Command
from flows.facts import Facts
from flows.intents import Meaning
from flows.intents.reading import read
from flows.naming import service_in
from flows.privacy import Kind as OwnData
from flows.script import Flow
from flows.talks import FLOWS
from flows.talks.menu import ITEMS, OTHERS
from flows.words import Text, _


@dataclass(frozen=True, slots=True)
class Wish:
    """Where an intent leads."""

    opens: str = ""
    """A talk."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    """What the words have answered there."""
    does: Command | None = None
    sub_type: str = ""
    """Of a complaint, by its code in the catalogue."""
    at_once: bool = False
    """Only words come of it, so nobody is asked first."""
    label: Text | None = None
    """What it is called in the question; none for the line of the menu that opens it."""


def _complaint(sub_type: str) -> Wish:
    return Wish("complaint", sub_type=sub_type)


def _mismatch(reason: Reason) -> Wish:
    return Wish("registry_mismatch", {"reason": reason.value}, label=REPORTED[reason])


WISHES: Mapping[str, Wish] = {
    "emergency": Wish("complaint", {"kind": "urgent"}, label=_("Keadaan darurat")),
    "hospital_urgent": _complaint("sick_uncovered"),
    "odgj": _complaint("mental_health"),
    "stranded_person": Wish("application"),
    "report_deceased": _mismatch(Reason.DECEASED),
    "report_moved": _mismatch(Reason.MOVED_OUT),
    "report_wrong_target": _mismatch(Reason.NOT_ELIGIBLE),
    "kis_reactivation": Wish("application"),
    "levy": _complaint("levy"),
    "card_inactive": _complaint("inactive_card"),
    "dropped": _complaint("dropped"),
    "ask_schedule": _complaint("info"),
    "not_paid": _complaint("not_paid"),
    "never_received": _complaint("never_received"),
    "my_data": Wish("my_data"),
    "check_ticket": Wish(does=Command.CHECK, at_once=True),
    "check_registry": Wish("registry_check"),
    "number_change": Wish("number_change"),
    "entitled": Wish("entitled_hints"),
    "feedback": Wish("feedback"),
    "notices": Wish("notices"),
    "stop": Wish(does=Command.STOP, label=_("Pesan dari kami")),
    "officer": Wish(does=Command.OFFICER),
    "nearest": Wish("nearest"),
    "about": Wish("about"),
    "language": Wish(does=Command.LANGUAGE, at_once=True),
    "apply": Wish("application"),
    "complain": Wish("complaint"),
    "cancel": Wish(does=Command.CANCEL, at_once=True),
    "menu": Wish(does=Command.MENU, at_once=True),
    "help": Wish(does=Command.HELP, at_once=True),
    "thanks": Wish(does=Command.THANK, at_once=True),
    "greeting": Wish(does=Command.GREET, at_once=True),
}


def wish(intent: str) -> Wish | None:
    """Where it leads; none where this release has no such talk."""
    found = WISHES.get(intent)
    return found if found is not None and (not found.opens or found.opens in FLOWS) else None


def straight(found: Wish) -> bool:
    """Whether it is done without asking first: words only, or a talk that loses nothing."""
    flow: Flow | None = FLOWS.get(found.opens)
    return found.at_once or (flow is not None and flow.light and not found.answers)


def called(found: Wish) -> Text | None:
    """What it is called in the question whether it is meant; a reason stands behind its talk."""
    line = next(_lines(found), None)
    if found.label is None or line is None or not found.answers or "kind" in found.answers:
        return found.label or line
    return Text("{talk}: {what}").format(talk=line, what=found.label)


def _lines(found: Wish) -> Iterator[Text]:
    for item in (*ITEMS, *OTHERS):
        opened = bool(found.opens) and item.opens == found.opens
        if opened or (found.does is not None and item.does is found.does):
            yield item.option.label


_SERVICES = {"stranded_person": "orang terlantar", "kis_reactivation": "reaktivasi"}
"""How the catalogue's own words name the service that an intent is about."""
_DANGERS = (
    ("disaster", frozenset({"kebakaran", "kebanjiran", "roboh", "longsor", "gempa", "hanyut"})),
    ("violence", frozenset({"dipukuli", "kdrt", "kekerasan", "diperkosa", "pelecehan",
                            "dilecehkan", "disekap", "dikurung"})),
)  # fmt: skip
_LEFT_ALONE = frozenset({"terlantar", "dibuang", "sendirian", "dewe", "makan", "mangan", "urus"})
_WHO_IS_LEFT = (
    ("neglected_child", frozenset({"bayi", "anak"})),
    ("neglected_elder", frozenset({"mbah", "lansia", "kakek", "nenek"})),
)
_KINDS = {
    "feedback": ("kind", (
        (Feedback.SUGGESTION, frozenset({"saran"})),
        (Feedback.COMPLAINT, frozenset({"kasar", "marah", "tidak", "sikap", "kecewa"})),
        (Feedback.PRAISE, frozenset({"pujian", "ramah", "baik", "sabar"})),
        (Feedback.COMPLAINT, frozenset({"keluhan", "mengadu", "lapor", "laporan"})),
    )),
    "my_data": ("what", (
        (OwnData.DELETE, frozenset({"hapus"})),
        (OwnData.WITHDRAW, frozenset({"cabut"})),
    )),
}  # fmt: skip
"""What a talk asks first, and the words that have answered it."""


def sub_type_of(facts: Facts, meaning: Meaning) -> SubType | None:
    """The sub-type of a complaint that was meant, where this city's catalogue has it."""
    return facts.catalogue.sub_type(_code_of(meaning.intent, frozenset(meaning.words)))


def _code_of(intent: str, words: frozenset[str]) -> str:
    if intent == "hospital_urgent" and "ditolak" in words:
        return "hospital_refusal"
    if intent != "emergency":
        found = wish(intent)
        return found.sub_type if found is not None else ""
    left = _WHO_IS_LEFT if words & _LEFT_ALONE else ()
    return next((code for code, telling in (*_DANGERS, *left) if words & telling), "")


def service_of(facts: Facts, intent: str) -> Entry | None:
    """The service of the city that an intent is about."""
    named = _SERVICES.get(intent, "")
    return service_in(named, facts.catalogue, facts.city.code, facts.today) if named else None


def answered(intent: str, text: str) -> dict[str, str]:
    """What the words have answered in the talk that they ask for."""
    key, kinds = _KINDS.get(intent, ("", ()))
    words = frozenset(read(text))
    return next(({key: kind.value} for kind, telling in kinds if words & telling), {})


def answered_at_menu(opens: str, text: str) -> dict[str, str]:
    """The same for the name of a line; SARAN is the name of the one behind which all are asked."""
    return {} if "saran" in read(text) else answered(opens, text)


def of_a_report(meaning: Meaning) -> bool:
    """Who gives up a report that was sent finds the way below that report."""
    return meaning.intent == "cancel" and "laporan" in meaning.words
