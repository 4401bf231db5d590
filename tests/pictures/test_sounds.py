"""Voice notes are known by how they begin."""

from __future__ import annotations

import pytest

from handlers.pictures.clean import clean
from handlers.pictures.sounds import mime_of


@pytest.mark.parametrize(
    ("begins", "mime"),
    [
        (b"OggS\x00\x02", "audio/ogg"),
        (b"#!AMR\n", "audio/amr"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\x00\x00\x00\x18ftyp3gp4", "audio/mp4"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x18ftypheic", ""),
        (b"\xff\xd8\xff\xe0", ""),
        (b"%PDF-1.7", ""),
    ],
)
def test_a_sound_is_known_by_its_beginning(begins: bytes, mime: str) -> None:
    assert mime_of(begins + bytes(40)) == mime


def test_a_voice_note_is_kept_as_it_came() -> None:
    note = b"OggS" + bytes(200)
    assert clean(note).content == note
