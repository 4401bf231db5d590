"""Free words at the menu that name a complaint or a service: asked back once, then opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows import asides
from flows.cases.catalogue import Entry
from flows.naming import entry_in, service_in, sub_type_in
from flows.questions import Scene
from flows.talks.danger import EMERGENCY
from flows.talks.requirements import NAME, asks_requirements, begun_by
from flows.talks.subject import read_subject
from flows.turning import Stage
from flows.words import Text, lines


def guess(stage: Stage, text: str) -> bool:
    """Offer what the words name, or explain the program they name; whether they named any."""
    facts = stage.facts
    if stage.staff or not facts.language:
        return False
    if asks_requirements(text):
        return _show_requirements(stage, text)
    program = entry_in(text, facts.catalogue, "program")
    if program is not None and not program.open(facts.today):
        return _explain(stage, program)
    found = sub_type_in(text, facts.catalogue)
    if found is not None:
        if found.urgent:
            stage.say(EMERGENCY)
        return _offer(stage, text, found.label.text(), warned=found.urgent)
    service = service_in(text, facts.catalogue, facts.city.code, facts.today)
    if service is not None:
        return _offer(stage, text, service.label.text())
    return _explain(stage, program) if program is not None else False


def _show_requirements(stage: Stage, text: str) -> bool:
    """Straight to the checklist of what the words name, or to the needs."""
    answers = begun_by(text, stage.scene)
    stage.change(pending="", misses=0, subject={})
    stage.start(NAME, {}, answers)
    return True


def _explain(stage: Stage, program: Entry) -> bool:
    """How one comes to a program, or why it is closed."""
    stage.change(pending="", misses=0, subject={})
    is_open = program.open(stage.facts.today)
    stage.say((program.how if is_open else program.closed or program.how).text())
    stage.ask()
    return True


def accept(stage: Stage) -> None:
    """Open the talk that was offered, with what the words already answered."""
    words = str(stage.conversation.subject.get("said", ""))
    reading = read_subject(words, Scene(stage.facts))
    values = dict(getattr(reading, "values", {}))
    flow = "application" if "service" in values else "complaint"
    if flow == "application":
        values.pop("kind", None)
    notice: Text | None = getattr(reading, "notice", None)
    if stage.conversation.subject.get("warned"):
        notice = _without_warning(notice)
    if notice is not None:
        stage.say(notice)
    stage.start(flow, {}, values, hurry=_is_urgent(stage, values))


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


def _offer(stage: Stage, text: str, what: Text, *, warned: bool = False) -> bool:
    named = {"named": what.render("id"), "named_jv": what.render("jv")}
    stage.change(subject={"said": text, **named, "warned": warned})
    asides.ask(stage, "guess")
    return True
