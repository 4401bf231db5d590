"""PDFs that an officer can open, and those that nobody should."""

from __future__ import annotations

import pytest

from handlers.pictures.clean import Refused, clean
from tests.pictures.files import packed, pdf


def test_a_letter_is_kept_byte_for_byte() -> None:
    content = pdf()
    kept = clean(content)
    assert (kept.content, kept.mime) == (content, "application/pdf")


def test_a_packed_letter_is_kept() -> None:
    content = pdf(packed(b"1 0 << /Type /Page >>"))
    assert clean(content).content == content


def test_a_pdf_must_begin_as_one() -> None:
    with pytest.raises(Refused, match="unknown kind"):
        clean(b"\n" + pdf())


def test_half_a_pdf_is_broken() -> None:
    with pytest.raises(Refused, match="broken"):
        clean(pdf()[:40])


def test_a_pdf_with_a_password_is_locked() -> None:
    with pytest.raises(Refused, match="locked"):
        clean(pdf(b"<< /Encrypt 5 0 R >>"))


@pytest.mark.parametrize(
    "body",
    [
        b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"<< /S /J#61vaScript >>",
        b"<< /S /Launch /F (cmd.exe) >>",
        b"<< /Type /EmbeddedFile >>",
        packed(b"7 0 << /S /JavaScript >>"),
        packed(b"7 0 << /JS(app.alert(1)) >>"),
    ],
)
def test_a_pdf_that_runs_something_is_not_taken(body: bytes) -> None:
    with pytest.raises(Refused, match="active"):
        clean(pdf(body))


def test_a_word_that_only_begins_alike_harms_nobody() -> None:
    assert (
        clean(pdf(b"<< /JSON true /EncryptionFree true /Launcher 1 >>")).mime == "application/pdf"
    )


def test_a_packed_bomb_is_looked_into_no_further_than_needed() -> None:
    assert clean(pdf(packed(b" " * 200_000_000))).mime == "application/pdf"
