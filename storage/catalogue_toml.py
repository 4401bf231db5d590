"""The catalogue as text that people edit: TOML to pieces, and back."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from flows.cases.catalogue_fields import CatalogueWrong
from flows.cases.catalogue_reading import PIECE_KINDS, Piece

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def pieces_of(words: str, where: str) -> tuple[Piece, ...]:
    """The pieces in the text of a file: tables `[KIND.CODE]`. Raises `CatalogueWrong`."""
    try:
        read = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueWrong([f"{where}: {error}"]) from None
    problems = [f"{where}: [{kind}] is no kind we know" for kind in read if kind not in PIECE_KINDS]
    found = []
    for kind in PIECE_KINDS:
        tables = read.get(kind, {})
        if not isinstance(tables, dict):
            problems.append(f"{where}: [{kind}] must hold tables [{kind}.CODE]")
            continue
        for code, content in tables.items():
            if isinstance(content, dict):
                found.append(Piece(kind, code, content, where))
            else:
                problems.append(f"{where}: [{kind}] {code} must be a table [{kind}.{code}]")
    if problems:
        raise CatalogueWrong(problems)
    return tuple(found)


def as_toml(piece: Piece) -> str:
    """A piece as people may edit it; `pieces_of` reads it again."""
    rows = [f"{_key(key)} = {_value(value, '  ')}" for key, value in plain(piece.content).items()]
    return "\n".join([f"[{piece.kind}.{_key(piece.code)}]", *rows]) + "\n"


def plain(content: Any) -> Any:
    """Plain values: a date becomes its text."""
    if isinstance(content, Mapping):
        return {key: plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [plain(value) for value in content]
    return content.isoformat() if isinstance(content, date) else content


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key)


def _value(value: Any, indent: str = "") -> str:
    """JSON writes strings, numbers and truth as TOML does; a list of tables gets its own lines."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in value.items())} }}"
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if indent and any(isinstance(one, Mapping) for one in value):
        return "\n".join(["[", *(f"{indent}{_value(one)}," for one in value), "]"])
    return f"[{', '.join(map(_value, value))}]"
