"""Free words between talks: what they ask for is asked back once, then opened.

What leads to nothing but words (one's own reports, a checklist, thanks) is answered at once. In
danger the emergency numbers come before anything else, whatever the words ask for.
"""

from __future__ import annotations

import re

from flows import asides
from flows.cases.catalogue import Entry
from flows.cases.feedback import KINDS, Kind
from flows.commands import Command
from flows.granting import LINE, carry_out
from flows.intents import Meaning, understand
from flows.matching import DENIALS, NEGATIONS, match, words_of
from flows.naming import entry_in, service_in, sub_type_in
from flows.talks.danger import EMERGENCY, SCAM, alarm
from flows.talks.feedback import FEEDBACK
from flows.talks.menu import MENU, item
from flows.talks.requirements import ENTRY, NAME, asks_requirements, begun_by
from flows.turning import Stage
from flows.wishes import (
    Wish,
    answered,
    called,
    of_a_report,
    service_of,
    straight,
    sub_type_of,
    wish,
)
from flows.words import Text

BEGUN = "begun"
"""In the subject, between talks: words that more words may complete."""
EXPLAINED = "explained"
"""In the subject, beside it: the program that was explained to them."""
LONGEST_BEGUN = 400
"""Characters."""
_BUT = re.compile(r"\b(tapi|tp|cuma|cuman|hanya|mung|ning|nanging|melainkan)\b", re.IGNORECASE)
_OF_A_CASE = frozenset(
    {"complain", "apply", "emergency", "hospital_urgent", "odgj", "stranded_person", "levy",
     "kis_reactivation", "card_inactive", "dropped", "ask_schedule", "not_paid", "never_received",
     "help", "greeting", "thanks"}
)  # fmt: skip
"""Where the catalogue may know better what exactly it is about."""
_OF_OFFICERS = "staff"
"""The sub-type of complaint that needs no report: the manager reads it, without NIK or papers."""
_SURE = frozenset({"hospital_urgent", "odgj", "stranded_person", "kis_reactivation", "emergency"})
"""Which nothing but another urgent sub-type of the catalogue is put before."""


def guess(stage: Stage, text: str, told: str = "") -> bool:
    """Offer or answer what the words ask for; whether they asked for anything. The program that
    was `told` a moment ago is not explained once more."""
    if stage.staff or not stage.facts.language:
        return False
    text = _after_but(text)
    meaning = understand(text)
    warned = _in_danger(stage, text, meaning)
    if asks_requirements(text) and (meaning is None or meaning.intent != "scam_check"):
        return _show_requirements(stage, text, warned=warned)
    if meaning is None or meaning.intent in _OF_A_CASE:
        exact = _by_catalogue(stage, text, meaning, told, warned=warned)
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


def _by_catalogue(
    stage: Stage, text: str, meaning: Meaning | None, told: str, *, warned: bool
) -> bool:
    """What the city's own words name: a sub-type, a service, a program and how it is come by."""
    facts = stage.facts
    closed = _program(stage, text, told, open_too=False)
    if closed is not None:
        return _explain(stage, text, closed)
    found = sub_type_in(text, facts.catalogue)
    if found is not None and found.code == _OF_OFFICERS:
        about = Meaning(FEEDBACK.name, 0.0, meaning.words if meaning is not None else ())
        return _mean(stage, text, about, warned=warned)
    if found is not None and (found.urgent or meaning is None or meaning.intent not in _SURE):
        return _offer(stage, text, found.label.text(), warned=warned)
    if meaning is not None and sub_type_of(stage.facts, meaning) is not None:
        return False
    service = service_in(text, facts.catalogue, facts.city.code, facts.today)
    if service is not None and (meaning is None or meaning.intent not in {"complain", "emergency"}):
        return _offer(stage, text, service.label.text(), warned=warned)
    named = _program(stage, text, told, open_too=True) if meaning is None else None
    return named is not None and _explain(stage, text, named)


def _program(stage: Stage, text: str, told: str, *, open_too: bool) -> Entry | None:
    """The program in these words, unless it was `told` a moment ago."""
    program = entry_in(text, stage.facts.catalogue, "program")
    if program is None or program.code == told:
        return None
    return program if open_too or not program.open(stage.facts.today) else None


def _by_hint(stage: Stage, text: str) -> bool:
    """A line of the menu that a short sentence gives away, when nothing in it is denied."""
    if NEGATIONS & set(words_of(text)):
        return False
    value = match(text, [option.candidate("") for option in MENU.offered(stage.scene)])
    if value is None or item(value).option.does:
        return False
    return _offer(stage, text, item(value).option.label, intent=f"{LINE}{value}")


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
    checks = found.does is Command.CHECK or of_a_report(meaning)
    if straight(found) and not (checks and stage.facts.standings is None):
        if warned:
            stage.say(EMERGENCY)
        carry_out(stage, found, meaning.intent, text)
        return True
    label = _label(stage, text, meaning, found)
    if label is None:
        return False
    return _offer(stage, text, label, warned=warned, intent=meaning.intent)


def _label(stage: Stage, text: str, meaning: Meaning, found: Wish) -> Text | None:
    """What it is called: an angry word about an officer is no "Saran dan pujian"."""
    sub_type = sub_type_of(stage.facts, meaning)
    if sub_type is not None:
        return sub_type.label.text()
    service = service_of(stage.facts, meaning.intent)
    if service is not None:
        return service.label.text()
    if of_a_report(meaning):
        return called(Wish(does=Command.CHECK))
    kind = answered(meaning.intent, text).get("kind") if found.opens == FEEDBACK.name else None
    return KINDS[Kind(kind)] if kind else called(found)


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
    told = {BEGUN: text[:LONGEST_BEGUN], EXPLAINED: program.code}
    stage.change(pending="", misses=0, subject=told)
    is_open = program.open(stage.facts.today)
    stage.say((program.how if is_open else program.closed or program.how).text())
    stage.ask()
    return True


def _offer(stage: Stage, text: str, what: Text, *, warned: bool = False, intent: str = "") -> bool:
    named = {"named": what.render("id"), "named_jv": what.render("jv")}
    if warned:
        stage.say(EMERGENCY)
    stage.change(subject={"said": text, **named, "warned": warned, "intent": intent})
    asides.ask(stage, "guess")
    return True
