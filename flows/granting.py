"""What was offered is granted: the talk opens with what the words have answered already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows import office_asked, universal
from flows.commands import Command
from flows.intents import understand
from flows.intents.outright import language_in
from flows.questions import Answer, Reading, Scene
from flows.talks.danger import EMERGENCY
from flows.talks.menu import item
from flows.talks.nearest import NAME as NEAREST
from flows.talks.subject import read_service, read_sub_type, read_subject
from flows.turning import Stage
from flows.wishes import (
    Wish,
    answered,
    answered_at_menu,
    of_a_report,
    service_of,
    sub_type_of,
    wish,
)
from flows.words import Text, lines

LINE = "menu:"
"""Before the value of a menu line, as an intent."""


def accept(stage: Stage) -> None:
    """Open the talk that was offered, with what the words already answered."""
    subject = stage.conversation.subject
    words, intent = str(subject.get("said", "")), str(subject.get("intent", ""))
    if intent.startswith(LINE):
        _open_line(stage, intent.removeprefix(LINE), words)
        return
    found = wish(intent) if intent else None
    if found is not None and not _opens_a_case(found):
        carry_out(stage, found, intent, words)
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
    sub_type = sub_type_of(stage.facts, meaning) if meaning and meaning.intent == intent else None
    if sub_type is not None:
        return read_sub_type(sub_type, words, scene)
    service = service_of(stage.facts, intent)
    if service is not None:
        return read_service(service, words, scene)
    reading = read_subject(words, scene)
    # Who wants to apply, or to complain, is not taken to the other.
    wanted = {"apply": "service", "complain": "subtype"}.get(intent)
    fits = isinstance(reading, Answer) and (wanted is None or wanted in reading.values)
    return reading if fits else None


def carry_out(stage: Stage, found: Wish, intent: str, text: str) -> None:
    """Do it: a talk, a report's standing, a universal word."""
    meaning = understand(text)
    if intent == "language" and (language := language_in(text)):
        universal.switch(stage, language)
    elif meaning is not None and of_a_report(meaning):
        universal.obey(stage, Command.CHECK, text)
    elif found.does is not None:
        stage.change(pending="", misses=0, subject={})
        universal.obey(stage, found.does, text)
    elif found.opens == NEAREST:
        office_asked.begin(stage, office_asked.place_in(text, stage.scene))
    else:
        stage.start(found.opens, {}, {**found.answers, **answered(intent, text)})


def _open_line(stage: Stage, value: str, text: str) -> None:
    chosen = item(value)
    stage.change(subject={})
    if chosen.does is not None:
        universal.obey(stage, chosen.does, text)
    else:
        stage.start(chosen.opens, {}, answered_at_menu(chosen.opens, text))


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
