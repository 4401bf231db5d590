"""A survey's answers as words for staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flows.facts import City, Facts
from flows.on_site import LEAVE_OUT
from flows.questions import Scene
from flows.talks.survey import SURVEY
from flows.words import Text, _staff

_NOBODY = Facts(datetime(2026, 1, 1, tzinfo=UTC), City("", "", ()))
_FORMER: Mapping[tuple[str, str], Text] = {
    ("house", "guest"): _staff("Menumpang / sewa"),
    ("house", "none"): _staff("Tidak punya rumah"),
}
"""Answers that surveys of an earlier release hold."""


def described(answers: Mapping[str, Any]) -> tuple[tuple[Text, Text], ...]:
    """The answers of a survey as words for staff, in the order they were asked."""
    scene = Scene(_NOBODY, answers)
    return tuple(
        (question.title, _FORMER.get((question.key, str(answer))) or question.show(answer, scene))
        for question in SURVEY.questions
        if question.title is not None and _said(answer := answers.get(question.key))
    )


def _said(answer: Any) -> bool:
    """Whether there is an answer, and it was not left out."""
    return answer not in (None, "", LEAVE_OUT.value) and answer != 0
