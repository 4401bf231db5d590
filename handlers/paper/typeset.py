"""From facts to pages: PDF for printing, PNG for a chat. The same facts give the same bytes.

Only our own templates and our own type are used: nothing of the machine's fonts, no clock.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

HERE = Path(__file__).parent
ISSUED = 0
"""A PDF's own time stamp; the page itself bears its date."""
_SETTING = Lock()
"""One page is set at a time: the compiler keeps the type in memory and is not shared."""
_compiler: list[typst.Compiler] = []


def pdf(template: str, facts: Mapping[str, Any]) -> bytes:
    """The pages of `template` as PDF."""
    return b"".join(_set(template, facts, "pdf", None))


def pictures(template: str, facts: Mapping[str, Any], ppi: float) -> list[bytes]:
    """The pages of `template` as PNG, each a picture; `ppi` dots an inch of paper."""
    return _set(template, facts, "png", ppi)


def overflows(template: str, facts: Mapping[str, Any]) -> bool:
    """Whether these words are too long for that page, even in its smallest type."""
    try:
        _set(template, facts, "pdf", None, strict=True)
    except typst.TypstError as error:
        if "too long for the page" in error.message:
            return True
        raise
    return False


def square(link: str) -> str:
    """A QR code as SVG, with the correction that survives a photocopy; empty without a link."""
    if not link:
        return ""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False, omitsize=True
    )
    return drawn.getvalue().decode()


def _set(
    template: str,
    facts: Mapping[str, Any],
    kind: Any,
    ppi: float | None,
    *,
    strict: bool = False,
) -> list[bytes]:
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    inputs = {"facts": told, "strict": "yes" if strict else ""}
    with _SETTING:
        if not _compiler:
            made = typst.Compiler(
                root=str(HERE), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True
            )
            _compiler.append(made)
        done = _compiler[0].compile(
            str(HERE / f"{template}.typ"), format=kind, ppi=ppi, sys_inputs=inputs, timestamp=ISSUED
        )
    if done is None:
        raise RuntimeError("nothing was set")
    return done if isinstance(done, list) else [done]
