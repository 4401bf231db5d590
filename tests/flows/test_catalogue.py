"""The Javanese catalogue: complete, faithful in its values, short enough for its buttons."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import locales
from flows.asides import ASIDES
from flows.effects import Conversation
from flows.preview import render_preview
from flows.questions import Option
from flows.standing import BACK, CANCEL, OFFICER
from flows.talks import FLOWS
from flows.talks.menu import MENU
from flows.talks.welcome import LANGUAGE
from flows.turning import Stage
from locales import LANGUAGES, has, known, translate
from tests.flows.sources import sentences
from tests.flows.tester import Person
from tests.transcripts.screens import LIST_ROW, QUICK_REPLY
from tests.transcripts.screens import sentences as count_sentences

PO = Path(locales.__file__).parent / "jv" / "LC_MESSAGES" / "sambung.po"
NGOKO = re.compile(
    r"\b(aku|kowe|koen|awakmu|ora|gak|opo|apa|iki|iku|kuwi|arep|wis|durung|nang|ning|sing|karo|"
    r"lan?ggo|gawe|teko|soko|yen|kanggo|isa|iso|bisa|takon|njaluk|duwe|omah|mangan|lunga)\b"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as source:
        return read_po(source, locale="jv")


def fields(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}


def groups() -> dict[str, tuple[Option, ...]]:
    """Every set of choices that is shown together."""
    scene = Person(language="id").scene()
    asked = {q.key: q.offered(scene) for flow in FLOWS.values() for q in flow.questions}
    stage = Stage(Conversation(flow="complaint"), scene.facts)
    beside = {name: made(stage).offered(scene) for name, made in ASIDES.items()}
    ways_out = {option.value: (option,) for option in (BACK, CANCEL, OFFICER)}
    first = {q.key: q.offered(scene) for q in (MENU, LANGUAGE)}
    return {**asked, **beside, **ways_out, **first}


def test_every_sentence_for_residents_is_in_javanese() -> None:
    missing = {s: place for s, place in sentences().items() if not has("jv", s)}
    assert missing == {}


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    assert set(known("jv")) - set(sentences()) == set()


def test_no_translation_is_fuzzy_or_left_over(catalogue: Catalog) -> None:
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_values_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            assert fields(str(message.string)) == fields(str(message.id))


def test_there_is_one_plural_form() -> None:
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in PO.read_text(encoding="utf-8")


def test_no_ngoko_is_said(catalogue: Catalog) -> None:
    said = {str(m.string) for m in catalogue if m.id and m.string != m.id}
    assert [s for s in said if NGOKO.search(s.lower())] == []


def test_a_sentence_is_as_many_sentences_in_both_languages(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            assert count_sentences(str(message.string)) == count_sentences(str(message.id))


@pytest.mark.parametrize("name", groups())
def test_labels_fit_their_buttons(name: str) -> None:
    options = groups()[name]
    limit = QUICK_REPLY if len(options) <= 3 else LIST_ROW
    labels = [o.label.render(language) for o in options for language in LANGUAGES]
    assert [label for label in labels if len(label) > limit] == []


def test_the_consent_button_keeps_the_indonesian_word() -> None:
    assert "setuju" in translate("jv", "Setuju").lower()
    assert "setuju" in translate("jv", "Tidak setuju").lower()


def test_the_preview_holds_every_sentence_in_both_languages() -> None:
    page = re.sub(r"\s+", " ", render_preview())
    for sentence in known("jv"):
        if not fields(sentence):
            assert re.sub(r"\s+", " ", sentence) in page
            assert re.sub(r"\s+", " ", translate("jv", sentence)) in page


def test_the_preview_is_one_page_of_html() -> None:
    page = render_preview(html=True)
    assert page.startswith("<!doctype html>")
    assert "http" not in page
    assert "Kula nyuwun ijin" in page
