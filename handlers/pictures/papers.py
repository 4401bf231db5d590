"""PDFs: kept byte for byte, so only those that an officer can open and that do nothing.

A locked one (a password, as banks send them) would be noticed days later by the officer; the
person can send a photo of it now. One that runs a script, starts a program or carries further
files is no letter. Objects may be packed, so the packed ones are looked into as well. This keeps
out what a resident sends by mistake and the plain kind of harm; it is no virus scanner, and a PDF
is therefore handed out as a download.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from handlers.pictures.refused import Refused

BEGINS = b"%PDF-"
TAIL = 4096
"""Bytes at the end among which a whole PDF says `%%EOF`; the standard asks for 1024."""
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia)(?![A-Za-z])")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z])")
PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
UNPACKED = 4 * 1024 * 1024
"""Bytes read of one packed object; those of real letters are far smaller."""
MOST_PACKED = 400
"""Packed objects looked into; a real letter has a few."""


def examine(content: bytes) -> None:
    """Raises Refused: `broken`, `locked`, `active`."""
    if b"%%EOF" not in content[-TAIL:]:
        raise Refused("broken")
    if LOCKED.search(content):
        raise Refused("locked")
    if any(ACTIVE.search(_spelled_out(part)) for part in (content, *_unpacked(content))):
        raise Refused("active")


def _unpacked(content: bytes) -> Iterator[bytes]:
    for count, start in enumerate(PACKED.finditer(content)):
        if count >= MOST_PACKED:
            return
        reader = zlib.decompressobj()
        try:
            yield reader.decompress(content[start.end() : start.end() + UNPACKED], UNPACKED)
        except zlib.error:
            continue


def _spelled_out(content: bytes) -> bytes:
    """With names like /J#61vaScript in plain letters (ISO 32000-1, 7.3.5)."""
    if b"#" not in content:
        return content
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)
