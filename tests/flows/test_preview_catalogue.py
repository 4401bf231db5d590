"""The page for sign-off holds what the catalogue says, too."""

from __future__ import annotations

from flows.preview import render_preview
from tests.flows.tester import catalogue_of


def test_every_service_program_complaint_and_paper_is_on_the_page() -> None:
    catalogue = catalogue_of("35.76")
    page = render_preview(catalogue)
    for entry in catalogue.entries:
        assert entry.name.id in page
        assert entry.name.jv in page
    for ask in (ask for s in catalogue.sub_types for ask in s.asks):
        assert ask.ask.jv in page
    for document in catalogue.documents:
        assert document.how.jv in page


def test_no_full_identity_number_is_on_the_page() -> None:
    page = render_preview(catalogue_of("32.75"), html=True)
    assert "3576014508829991" not in page
    assert "akhiran 9991" in page
