"""Photos of iPhones (HEIC), where the extra `heic` is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from io import BytesIO

from PIL import Image

from handlers.pictures.refused import Refused

LIBRARY = "pillow_heif"
"""Large, wanted for few photos, often not there: imported when the first one comes."""
BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""ISO/IEC 23008-12, annex B; the brand stands in the file's first box."""


def begins(content: bytes) -> bool:
    """Whether a file says that it is HEIC."""
    return content[4:8] == b"ftyp" and content[8:12] in BRANDS


def can_read() -> bool:
    """Whether the extra is installed."""
    return find_spec(LIBRARY) is not None


def opened(content: bytes, most_pixels: int) -> Image.Image:
    """The picture, turned upright by the decoder itself.

    Raises Refused: `heic`, `too many pixels`; ValueError or OSError when it is broken.
    """
    if not can_read():
        raise Refused("heic")
    library = import_module(LIBRARY)
    picture = library.open_heif(BytesIO(content), convert_hdr_to_8bit=True)
    if picture.size[0] * picture.size[1] > most_pixels:
        raise Refused("too many pixels")
    plain: Image.Image = picture.to_pillow()
    return plain
