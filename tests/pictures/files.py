"""Small files of every kind, made by hand."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

MIB = 1024 * 1024


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Left half dark, right half light, so that a turn can be seen."""
    made = Image.new("L", size, 40)
    made.paste(220, (size[0] // 2, 0, *size))
    return made.convert(mode)


def saved(made: Image.Image, form: str, **options: object) -> bytes:
    """The picture as a file of that form."""
    out = BytesIO()
    made.save(out, form, **options)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that declares so many points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 99))


def webp_bomb(side: int) -> bytes:
    """A WEBP whose canvas is declared that wide and high."""
    small = saved(picture(), "WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
    declared = (side - 1).to_bytes(3, "little") * 2
    return small[:24] + declared + small[30:]


def deep() -> bytes:
    """A grey PNG of 16 bits: one row of full, half and no light."""
    head = struct.pack(">IIBBBBB", 3, 1, 16, 0, 0, 0, 0)
    row = b"\0" + struct.pack(">HHH", 65535, 32768, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(row)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def pdf(body: bytes = b"<< /Type /Catalog >>") -> bytes:
    """A PDF with that in its first object."""
    return (
        b"%PDF-1.7\n1 0 obj\n"
        + body
        + b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    )


def packed(body: bytes) -> bytes:
    """A PDF object that holds others, compressed."""
    stream = zlib.compress(body)
    return b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n" + stream + b"\nendstream"


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
"""The beginning of an iPhone's photo."""
