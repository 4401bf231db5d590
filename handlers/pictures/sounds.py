"""Voice notes, known by how they begin; kept as they came: they carry no place and no camera."""

from __future__ import annotations

_BEGINS = (
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
)
_BRANDS = (b"M4A ", b"3gp")
"""Of files whose fifth to eighth byte say `ftyp`."""


def mime_of(content: bytes) -> str:
    """The kind of sound; empty for anything else."""
    if content[4:8] == b"ftyp" and content[8:12].startswith(_BRANDS):
        return "audio/mp4"
    return next((mime for start, mime in _BEGINS if content.startswith(start)), "")
