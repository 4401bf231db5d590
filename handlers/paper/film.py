"""Slides as a film for a phone: H.264 in MP4, without sound, far below WhatsApp's 16 MB.

Needs the optional extra `video`; without it the slides go as pictures.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from PIL import Image

FRAMES_A_SECOND = 10
SIDE = 720
"""Dots; a phone's width, and small to download."""
MOST_BYTES = 16 * 1024 * 1024
"""WhatsApp takes no larger file."""
_CODECS = ("libx264", "libopenh264")


def encoder() -> str:
    """The encoder that is installed; empty where there is none."""
    if find_spec("av") is None:
        return ""
    known = importlib.import_module("av").codecs_available
    return next((codec for codec in _CODECS if codec in known), "")


def film(slides: Sequence[bytes], seconds: int) -> bytes | None:
    """The slides one after the other, each for so long; none without an encoder, or where the
    film would be too large to send."""
    codec = encoder()
    if not codec:
        return None
    av: Any = importlib.import_module("av")
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream(codec, rate=FRAMES_A_SECOND)
        stream.width = stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        stream.thread_count = 1
        for slide in slides:
            picture = Image.open(io.BytesIO(slide), formats=("PNG",)).convert("RGB")
            frame = av.VideoFrame.from_image(picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS))
            for _ in range(seconds * FRAMES_A_SECOND):
                container.mux(stream.encode(frame))
        container.mux(stream.encode())
    content = out.getvalue()
    return content if len(content) <= MOST_BYTES else None
