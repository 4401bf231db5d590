"""Identity numbers in free text, made unreadable before the text is shown again.

People put their NIK or family card number into a story. Wherever such words are echoed the
number is masked: `3576********0001`. A slip of the finger (15 digits, 17 digits) would still
give most of a number away, so every run that long is masked; phone numbers are shorter.
"""

from __future__ import annotations

import re

_GAP = r"[\s.\-\u2010-\u2015\u200b-\u200f\u2060]{0,2}"
"""What people put between digits: spaces, dots, dashes, and invisible marks of copied text."""
_SIXTEEN = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{15}}(?!\d)")
_LONG = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{14,}}(?!\d)")


def mask_numbers(words: str) -> str:
    """The words with every number of 15 digits or more cut to its first and last four."""
    return _LONG.sub(_masked, _SIXTEEN.sub(_masked, words))


def _masked(found: re.Match[str]) -> str:
    digits = [sign for sign in found.group() if sign.isdigit()]
    return "".join([*digits[:4], "*" * (len(digits) - 8), *digits[-4:]])
