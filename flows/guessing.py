"""Free words between talks: what they ask for is asked back once, then opened.

What leads to nothing but words (one's own reports, a checklist, thanks) is answered at once. In
danger the emergency numbers come before anything else, whatever the words ask for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows import asides, universal
from flows.cases.catalogue import Entry, SubType
from flows.cases.feedback import Kind
from flows.commands import Command
from flows.intents import Meaning, understand
from flows.intents.outright import language_in
from flows.intents.reading import read
from flows.matching import DENIALS, NEGATIONS, match, words_of
from flows.naming import entry_in, service_in, sub_type_in
from flows.questions import Answer, Reading, Scene
from flows.talks.danger import EMERGENCY, SCAM, alarm
from flows.talks.menu import MENU, item
from flows.talks.requirements import ENTRY, NAME, asks_requirements, begun_by
from flows.talks.subject import read_service, read_sub_type, read_subject
from flows.turning import Stage
from flows.wishes import Wish, called, straight, wish
from flows.words import Text, lines

BEGUN = "begun"
"""In the subject, between talks: words that more words may complete."""
LONGEST_BEGUN = 400
"""Characters."""
_BUT = re.compile(r"\b(tapi|tp|cuma|cuman|hanya|mung|ning|nanging|melainkan)\b", re.IGNORECASE)
_NAMED_SERVICES = {"stranded_person": "orang terlantar", "kis_reactivation": "reaktivasi"}
"""How the catalogue's own words name the service that an intent is about."""
_OF_A_CASE = frozenset(
    {"complain", "apply", "emergency", "hospital_urgent", "odgj", "stranded_person", "levy",
     "kis_reactivation", "card_inactive", "dropped", "ask_schedule", "not_paid", "never_received",
     "help", "greeting", "thanks"}
)  # fmt: skip
"""Where the catalogue may know better what exactly it is about."""
_DANGERS = (
    ("disaster", ("kebakaran", "banjir", "roboh", "longsor", "gempa", "hanyut")),
    ("violence", ("dipukuli", "kdrt", "kekerasan", "diperkosa", "pelecehan", "dilecehkan")),
    ("neglected_child", ("bayi", "anak")),
    ("neglected_elder", ("mbah", "lansia", "kakek", "nenek")),
)
_FEEDBACK = (
    (Kind.SUGGESTION, frozenset({"saran"})),
    (Kind.COMPLAINT, frozenset({"kasar", "marah", "tidak", "sikap"})),
    (Kind.PRAISE, frozenset({"pujian", "ramah"})),
)
_NEGLECTED = frozenset({"terlantar", "dibuang", "sendirian", "dewe", "makan", "mangan", "urus"})


def guess(stage: Stage, text: str) -> bool:
    """Offer or answer what the words ask for; whether they asked for anything."""
    if stage.staff or not stage.facts.language:
        return False
    text = _after_but(text)
    meaning = understand(text)
    warned = _in_danger(stage, text, meaning)
    if asks_requirements(text) and (meaning is None or meaning.intent != "scam_check"):
        return _show_requirements(stage, text, warned=warned)
    if meaning is None or meaning.intent in _OF_A_CASE:
        exact = _by_catalogue(stage, text, meaning, warned=warned)
        if exact:
            return True
    if meaning is None:
        return _by_hint(stage, text)
    return _mean(stage, text, meaning, warned=warned)


def _after_but(text: str) -> str:
    """What stands behind the "but", where the words before it only say what is not meant."""
    before, but, after = _BUT.split(text, maxsplit=1) if _BUT.search(text) else (text, "", "")
    return after.strip() if but and DENIALS & set(words_of(before)) and after.strip() else text


def _in_danger(stage: Stage, text: str, meaning: Meaning | None) -> bool:
    """Whether somebody may be in danger, whatever else is asked."""
    if (meaning is not None and meaning.alarming) or alarm(text) is not None:
        return True
    found = sub_type_in(text, stage.facts.catalogue)
    return found is not None and found.urgent


def _by_catalogue(stage: Stage, text: str, meaning: Meaning | None, *, warned: bool) -> bool:
    """What the city's own words name: a sub-type, a service, a program and how it is come by."""
    facts = stage.facts
    program = _closed_program(stage, text)
    if program is not None:
        return _explain(stage, text, program)
    found = sub_type_in(text, facts.catalogue)
    if found is not None:
        return _offer(stage, text, found.label.text(), warned=warned)
    if meaning is not None and _sub_type_of(stage, meaning) is not None:
        return False
    service = service_in(text, facts.catalogue, facts.city.code, facts.today)
    if service is not None and (meaning is None or meaning.intent not in {"complain", "emergency"}):
        return _offer(stage, text, service.label.text(), warned=warned)
    named = entry_in(text, facts.catalogue, "program") if meaning is None else None
    return _explain(stage, text, named) if named is not None else False


def _closed_program(stage: Stage, text: str) -> Entry | None:
    program = entry_in(text, stage.facts.catalogue, "program")
    return program if program is not None and not program.open(stage.facts.today) else None


def _by_hint(stage: Stage, text: str) -> bool:
    """A line of the menu that a short sentence gives away, when nothing in it is denied."""
    if NEGATIONS & set(words_of(text)):
        return False
    value = match(text, [option.candidate("") for option in MENU.offered(stage.scene)])
    if value is None or item(value).option.does:
        return False
    return _offer(stage, text, item(value).option.label, intent=f"menu:{value}")


def _mean(stage: Stage, text: str, meaning: Meaning, *, warned: bool) -> bool:
    """What the intent leads to."""
    if meaning.intent == "scam_check":
        stage.change(pending="", misses=0, subject={})
        stage.say(SCAM)
        return True
    if meaning.intent == "requirements":
        return _show_requirements(stage, text, warned=warned)
    found = wish(meaning.intent)
    if found is None:
        return False
    checks = found.does is Command.CHECK or _of_a_report(meaning)
    if straight(found) and not (checks and stage.facts.standings is None):
        if warned:
            stage.say(EMERGENCY)
        _carry_out(stage, found, meaning.intent, text)
        return True
    label = _label(stage, meaning, found)
    if label is None:
        return False
    return _offer(stage, text, label, warned=warned, intent=meaning.intent)


def _of_a_report(meaning: Meaning) -> bool:
    """Who gives up a report that was sent finds the way below that report."""
    return meaning.intent == "cancel" and "laporan" in meaning.words


def _label(stage: Stage, meaning: Meaning, found: Wish) -> Text | None:
    sub_type = _sub_type_of(stage, meaning)
    if sub_type is not None:
        return sub_type.label.text()
    service = _service_of(stage, meaning.intent)
    if service is not None:
        return service.label.text()
    if _of_a_report(meaning):
        return called(Wish(does=Command.CHECK))
    return called(found)


def _sub_type_of(stage: Stage, meaning: Meaning) -> SubType | None:
    """The sub-type of a complaint that an intent is, where this city's catalogue has it."""
    return stage.facts.catalogue.sub_type(_code_of(meaning.intent, meaning.words))


def _code_of(intent: str, words: tuple[str, ...]) -> str:
    if intent == "hospital_urgent" and "ditolak" in words:
        return "hospital_refusal"
    if intent != "emergency":
        found = wish(intent)
        return found.sub_type if found is not None else ""
    said = set(words)
    for code, telling in _DANGERS:
        if said & set(telling) and (code in {"disaster", "violence"} or said & _NEGLECTED):
            return code
    return ""


def _service_of(stage: Stage, intent: str) -> Entry | None:
    facts = stage.facts
    named = _NAMED_SERVICES.get(intent, "")
    return service_in(named, facts.catalogue, facts.city.code, facts.today) if named else None


def _show_requirements(stage: Stage, text: str, *, warned: bool) -> bool:
    """Straight to the checklist of what the words name, or to the needs."""
    answers = begun_by(text, stage.scene)
    entry = stage.facts.catalogue.entry(str(answers.get(ENTRY, "")))
    if warned and not (entry is not None and entry.urgent):
        stage.say(EMERGENCY)
    stage.change(pending="", misses=0, subject={})
    stage.start(NAME, {}, answers)
    return True


def _explain(stage: Stage, text: str, program: Entry) -> bool:
    """How one comes to a program, or why it is closed; what is wrong with it may still follow."""
    stage.change(pending="", misses=0, subject={BEGUN: text[:LONGEST_BEGUN]})
    is_open = program.open(stage.facts.today)
    stage.say((program.how if is_open else program.closed or program.how).text())
    stage.ask()
    return True


def accept(stage: Stage) -> None:
    """Open the talk that was offered, with what the words already answered."""
    subject = stage.conversation.subject
    words, intent = str(subject.get("said", "")), str(subject.get("intent", ""))
    if intent.startswith("menu:"):
        _open_line(stage, intent.removeprefix("menu:"), words)
        return
    found = wish(intent) if intent else None
    if found is not None and not _opens_a_case(found):
        _carry_out(stage, found, intent, words)
        return
    reading = _reading(stage, intent, words)
    values = dict(getattr(reading, "values", {}))
    flow = "application" if "service" in values else "complaint"
    if not values and found is not None:
        flow, values = found.opens, dict(found.answers)
    if flow == "application":
        values.pop("kind", None)
    notice: Text | None = getattr(reading, "notice", None)
    if subject.get("warned"):
        notice = _without_warning(notice)
    if notice is not None:
        stage.say(notice)
    stage.start(flow, {}, values, hurry=_is_urgent(stage, values))


def _opens_a_case(found: Wish) -> bool:
    return found.opens in {"complaint", "application"}


def _reading(stage: Stage, intent: str, words: str) -> Reading | None:
    """What the words have answered: by the catalogue, or by the intent they were taken for."""
    scene = Scene(stage.facts)
    meaning = understand(words) if intent else None
    sub_type = _sub_type_of(stage, meaning) if meaning and meaning.intent == intent else None
    if sub_type is not None:
        return read_sub_type(sub_type, words, scene)
    service = _service_of(stage, intent)
    if service is not None:
        return read_service(service, scene)
    reading = read_subject(words, scene)
    # Who wants to apply, or to complain, is not taken to the other.
    wanted = {"apply": "service", "complain": "subtype"}.get(intent)
    fits = isinstance(reading, Answer) and (wanted is None or wanted in reading.values)
    return reading if fits else None


def _carry_out(stage: Stage, found: Wish, intent: str, text: str) -> None:
    """Do it: a talk, a report's standing, a universal word."""
    meaning = understand(text)
    if intent == "language" and (language := language_in(text)):
        universal.switch(stage, language)
    elif meaning is not None and _of_a_report(meaning):
        universal.obey(stage, Command.CHECK, text)
    elif found.does is not None:
        stage.change(pending="", misses=0, subject={})
        universal.obey(stage, found.does, text)
    else:
        stage.start(found.opens, {}, {**found.answers, **_told(intent, text)})


def _told(intent: str, text: str) -> dict[str, str]:
    """What kind of feedback it is, where the words say so."""
    words = set(read(text)) if intent == "feedback" else set()
    return next(({"kind": kind.value} for kind, telling in _FEEDBACK if words & telling), {})


def _open_line(stage: Stage, value: str, text: str) -> None:
    chosen = item(value)
    stage.change(subject={})
    if chosen.does is not None:
        universal.obey(stage, chosen.does, text)
    else:
        stage.start(chosen.opens, {})


def _without_warning(notice: Text | None) -> Text | None:
    """The advice alone: the emergency numbers were said a moment ago."""
    if notice is None or notice.sentence != EMERGENCY.sentence:
        return notice
    return lines(*notice.parts) if notice.parts else None


def _is_urgent(stage: Stage, values: Mapping[str, Any]) -> bool:
    catalogue = stage.facts.catalogue
    entry = catalogue.entry(str(values.get("service", "")))
    named = entry or catalogue.sub_type(str(values.get("subtype", "")))
    return named is not None and named.urgent


def _offer(stage: Stage, text: str, what: Text, *, warned: bool = False, intent: str = "") -> bool:
    named = {"named": what.render("id"), "named_jv": what.render("jv")}
    if warned:
        stage.say(EMERGENCY)
    stage.change(subject={"said": text, **named, "warned": warned, "intent": intent})
    asides.ask(stage, "guess")
    return True
