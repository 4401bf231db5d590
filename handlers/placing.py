"""Where a mistake of ours is, without a word of what it was about."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def place_of(error: BaseException) -> str:
    """Class and place of an error, in our own code where it passed there: never its text,
    which may hold what a person wrote."""
    whole = traceback.extract_tb(error.__traceback__)
    frames = [one for one in whole if _is_ours(one.filename)] or whole
    where = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def _is_ours(filename: str) -> bool:
    return "site-packages" not in filename and not filename.startswith("<")
