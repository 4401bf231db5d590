"""What a file really is, and the same picture without what a phone hides in it.

A photo carries where and when it was taken and by which phone (EXIF); none of that is ours to
keep. The picture is turned upright, then written anew without it. A PDF is kept as it is.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 20 * 1024 * 1024
"""Bytes; Telegram's own limit for a download."""
MOST_PIXELS = 60_000_000
"""A phone's best camera today; anything above is a decompression bomb to us."""
KINDS = ("JPEG", "PNG", "WEBP")


class Refused(Exception):
    """Not a file that we take; the argument is a word for the record, never content."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file fit to be stored."""

    content: bytes
    mime: str


def clean(content: bytes) -> CleanFile:
    """The file as we keep it, by what it is and not by what it is called.

    Raises Refused: `empty`, `too large`, `too many pixels`, `unknown kind`, `broken`.
    """
    if not content:
        raise Refused("empty")
    if len(content) > LARGEST:
        raise Refused("too large")
    if content.startswith(b"%PDF-"):
        return CleanFile(content, "application/pdf")
    return _picture(content)


def _picture(content: bytes) -> CleanFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=KINDS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Refused("too many pixels")
                return _rewritten(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused("too many pixels") from bomb
    except UnidentifiedImageError as unknown:
        raise Refused("unknown kind") from unknown
    except (OSError, SyntaxError, ValueError) as broken:
        raise Refused("broken") from broken


def _rewritten(picture: Image.Image) -> CleanFile:
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.info.clear()
    out = BytesIO()
    upright.save(out, "JPEG", quality=92, optimize=True)
    return CleanFile(out.getvalue(), "image/jpeg")
