"""The page in the docs shows the table that runs."""

from __future__ import annotations

from pathlib import Path

from flows.cases.drawing import BEGIN, END, mermaid, page, role_matrix
from flows.cases.profiles import PROFILES

DOCS = Path(__file__).parents[2] / "docs" / "cases.md"


def test_the_copy_in_the_docs_is_fresh() -> None:
    text = DOCS.read_text()
    copy = text[text.index(BEGIN) : text.index(END) + len(END)]
    assert copy == page(), "run: python -m flows.cases.drawing, and put it into docs/cases.md"


def test_the_drawing_has_an_arrow_for_a_decision() -> None:
    drawn = mermaid(PROFILES["national_2017"])
    assert "    awaiting_supervisor --> returned: return\n" in drawn


def test_a_route_is_drawn_with_its_own_arrows_only() -> None:
    assert ": sign" in mermaid(PROFILES["letter_service"])
    assert ": sign" not in mermaid(PROFILES["mojokerto_classic"])


def test_the_matrix_says_where_a_supervisor_may_send_a_survey_back() -> None:
    assert "| `return` |  |  |  |  |  | `awaiting_supervisor` |" in role_matrix()
