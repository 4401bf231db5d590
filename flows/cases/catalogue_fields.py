"""Reading one table of the catalogue, field by field, and saying plainly what is wrong in it.

A wrong field is written down and replaced by nothing, so that one run tells everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flows.cases.bilingual import Bilingual
from flows.cases.calendar import NotHours, Week, read_week

NOTHING = Bilingual("", "")


class CatalogueWrong(Exception):
    """The catalogue cannot be read. `problems` has a line each: where, which code, which field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(slots=True)
class Fields:
    """A table whose fields are taken out one by one; what is left over is a slip."""

    content: Mapping[str, Any]
    where: str
    """File and code, for people."""
    problems: list[str]
    _taken: set[str] = field(default_factory=set)

    def words(self, name: str) -> Bilingual:
        """Words in both languages; a plain string is the same in both.

        A language may be missing: `flows.cases.gaps` finds that.
        """
        return self.some_words(name) or NOTHING

    def some_words(self, name: str) -> Bilingual | None:
        """The same, or none where the field is absent."""
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, str):
            return Bilingual(value, value)
        if isinstance(value, Mapping) and set(value) <= {"id", "jv"}:
            said = {language: value.get(language, "") for language in ("id", "jv")}
            if all(isinstance(words, str) for words in said.values()):
                return Bilingual(said["id"].strip(), said["jv"].strip())
        self._wrong(name, "must be words: a string, or {id = ..., jv = ...}")
        return None

    def string(self, name: str, default: str = "") -> str:
        """A plain string."""
        value = self._take(name, default)
        if isinstance(value, str):
            return value
        self._wrong(name, "must be a string")
        return default

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """A string from a list; the default where it is absent."""
        value = self.string(name, default)
        if value in allowed:
            return value
        self._wrong(name, f"must be one of {', '.join(a or '(empty)' for a in allowed)}")
        return default

    def whole(self, name: str) -> int | None:
        """A whole number, or none."""
        value = self._take(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self._wrong(name, "must be a whole number")
        return None

    def degrees(self, name: str) -> float | None:
        """A latitude or longitude, or none."""
        value = self._take(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return None if value is None else float(value)
        self._wrong(name, "must be a number of degrees like -7.4722")
        return None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """true or false."""
        value = self._take(name, default)
        if isinstance(value, bool):
            return value
        self._wrong(name, "must be true or false")
        return default

    def day(self, name: str) -> date | None:
        """A date, as TOML writes it or as text (2026-12-31)."""
        value = self._take(name)
        if value is None or type(value) is date:
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._wrong(name, "must be a date like 2026-12-31")
            return None

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._take(name, [])
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        self._wrong(name, "must be a list of strings")
        return ()

    def tables(self, name: str) -> tuple[Fields, ...]:
        """A list of tables."""
        value = self._take(name, [])
        if isinstance(value, list) and all(isinstance(v, Mapping) for v in value):
            return tuple(
                Fields(v, f"{self.where}, {name} {number}", self.problems)
                for number, v in enumerate(value, 1)
            )
        self._wrong(name, "must be a list of tables")
        return ()

    def mixed(self, name: str) -> tuple[str | Fields, ...]:
        """A list of strings and tables."""
        value = self._take(name, [])
        if isinstance(value, list) and all(isinstance(v, str | Mapping) for v in value):
            where = f"{self.where}, {name}"
            return tuple(
                v if isinstance(v, str) else Fields(v, where, self.problems) for v in value
            )
        self._wrong(name, "must be a list of strings and tables")
        return ()

    def conditions(self, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Keys and the answers that count: {for_whom = ["family", "other"]}."""
        value = self._take(name, {})
        if isinstance(value, Mapping) and all(isinstance(v, list) for v in value.values()):
            return tuple((key, tuple(map(str, values))) for key, values in value.items())
        self._wrong(name, "must name keys and their answers: {key = [...]}")
        return ()

    def week(self, name: str) -> Week | None:
        """Office hours like `mon-thu 08.00-15.00, fri 08.00-11.00`, or none."""
        words = self.string(name)
        try:
            return read_week(words) if words else None
        except NotHours:
            self._wrong(name, "must be office hours like mon-thu 08.00-15.00, fri 08.00-11.00")
            return None

    def wrong(self, name: str, why: str) -> None:
        """Write down what is wrong with a field that could be read."""
        self._wrong(name, why)

    def done(self) -> None:
        """No more fields are known."""
        for name in sorted(set(self.content) - self._taken):
            self._wrong(name, "is no field we know")

    def _take(self, name: str, default: Any = None) -> Any:
        self._taken.add(name)
        return self.content.get(name, default)

    def _wrong(self, name: str, why: str) -> None:
        self.problems.append(f"{self.where}: {name} {why}")
