"""A NIK inside a story, a caption or an answer to something else: remembered until its owner
says whether it shall be used, never taken silently."""

from __future__ import annotations

from flows.cases.identity import find_nik
from flows.identifying import SEEN
from flows.turning import Stage


def remember_nik(stage: Stage, words: str) -> None:
    """Keep the NIK that stands in the words, once everything weighty is agreed."""
    flow = stage.flow
    if flow is None or flow.build is None or stage.question().key in {"nik", "kk"}:
        return
    if any(question.strict for question in flow.open(stage.scene)[:-1]):
        return
    nik = find_nik(words, stage.facts.today)
    if nik is None or nik.digits == stage.conversation.answers.get("nik"):
        return
    kept = {k: v for k, v in stage.conversation.answers.items() if k != "nik_offer"}
    stage.change(answers={**kept, SEEN: nik.digits})
