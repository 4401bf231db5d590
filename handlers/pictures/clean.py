"""What a file really is, and the same picture without what a phone hides in it.

A photo carries where and when it was taken and by which phone (EXIF, XMP, IPTC, comments); none of
that is ours to keep. The picture is turned upright, made no larger than a reader needs, and written
anew from its points alone. A PDF is kept as it is, if anybody can open it and it runs nothing.

The rules: what a file is called does not matter, only how it begins; its declared size is read
before a single point is decoded; of a moving picture the first frame counts; where a picture is
transparent, the paper below is white.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from handlers.pictures import heic, papers, sounds
from handlers.pictures.refused import Refused

__all__ = [
    "LARGEST",
    "LONGEST",
    "MOST_PIXELS",
    "CleanFile",
    "Decoded",
    "Refused",
    "clean",
    "decoded",
]

LARGEST = 20 * 1024 * 1024
"""Bytes; Telegram's own limit for a download."""
MOST_PIXELS = 60_000_000
"""A phone's best camera today; anything above is a decompression bomb to us."""
LONGEST = 3200
"""Pixels of the longer side that are kept: 10 to a millimetre when a family card (A4) fills the
picture, so that a letter of its small print is 20 pixels tall."""
QUALITY = 90
"""JPEG; below 85 the squares around small letters begin to show."""
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What each EXIF orientation asks for (CIPA DC-008, tag 0x0112)."""
ORIENTATION = 0x0112
BROKEN = (OSError, SyntaxError, ValueError, struct.error, EOFError)
"""What Pillow raises over a damaged file, depending on where the damage is."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file fit to be stored."""

    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright picture in plain colours."""

    picture: Image.Image
    longest: int
    """Pixels of the file's longer side; the picture may have been decoded smaller."""


def clean(content: bytes) -> CleanFile:
    """The file as we keep it, by what it is and not by what it is called.

    Raises Refused: `empty`, `too large`, `too many pixels`, `unknown kind`, `broken`, `heic` (a
    photo of an iPhone, and the extra that reads it is not installed), `locked` (a PDF with a
    password), `active` (a PDF that runs something).
    """
    if not content:
        raise Refused("empty")
    if len(content) > LARGEST:
        raise Refused("too large")
    if mime := sounds.mime_of(content):
        return CleanFile(content, mime)
    if content.startswith(papers.BEGINS):
        papers.examine(content)
        return CleanFile(content, "application/pdf")
    out = BytesIO()
    shrunk(decoded(content, LONGEST).picture, LONGEST).save(
        out, "JPEG", quality=QUALITY, optimize=True
    )
    return CleanFile(out.getvalue(), "image/jpeg")


def decoded(content: bytes, needed: int) -> Decoded:
    """The picture in a file, its longer side at least `needed` pixels if it has that many; a JPEG
    is decoded no larger than that asks for. Raises Refused as `clean` does for pictures."""
    try:
        if heic.begins(content):
            whole = heic.opened(content, MOST_PIXELS)
            return Decoded(_plain(whole), max(whole.size))
        return _decoded(_opened(content), needed)
    except Image.DecompressionBombError as bomb:
        raise Refused("too many pixels") from bomb
    except BROKEN as broken:
        raise Refused("broken") from broken


def _decoded(picture: Image.Image, needed: int) -> Decoded:
    size = picture.size
    if size[0] * size[1] > MOST_PIXELS:
        raise Refused("too many pixels")
    turn = UPRIGHT.get(_orientation(picture))
    picture.draft(None, _at_least(size, needed))
    plain = _plain(picture)
    return Decoded(plain if turn is None else plain.transpose(turn), max(size))


def shrunk(picture: Image.Image, longest: int) -> Image.Image:
    """The picture, its longer side at most so many pixels."""
    scale = longest / max(picture.size)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _opened(content: bytes) -> JpegImageFile | PngImageFile | WebPImageFile:
    """The file's header, read. Opened by its own class and not by `Image.open`, whose warning of
    large pictures can only be caught for all threads at once."""
    source = BytesIO(content)
    if content.startswith(b"\xff\xd8\xff"):
        return JpegImageFile(source)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile(source)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WebPImageFile(source)
    raise Refused("unknown kind")


def _at_least(size: tuple[int, int], needed: int) -> tuple[int, int]:
    scale = min(1.0, needed / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(picture: Image.Image) -> int:
    """How the phone was held; broken notes about it do not make the photo unfit."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except (*BROKEN, TypeError, KeyError):
        return 1


def _plain(picture: Image.Image) -> Image.Image:
    """The points alone, as RGB on white."""
    if picture.mode.startswith("I"):
        deep = np.asarray(picture).astype(np.int64)
        plain = Image.fromarray((deep >> 8).clip(0, 255).astype(np.uint8)).convert("RGB")
    elif picture.has_transparency_data:
        layer = picture.convert("RGBA")
        plain = Image.new("RGB", picture.size, "white")
        plain.paste(layer, (0, 0), layer)
    else:
        plain = picture.convert("RGB")
    plain.info.clear()
    return plain
