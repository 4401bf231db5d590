"""Settings from the environment and `.env`; every wrong one is named, all at once.

    read_settings(Use.SERVE) -> Settings, or raises WrongSettings with one line a problem

The environment is stronger than `.env`; an empty variable counts as not set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import ValidationError, create_model
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.reading import Wrong
from bot.rules import Problem, Use, broken
from bot.settings import PREFIX, SECRETS, Settings, variable

DOTENV = ".env"
MAX_FILE = 65_536
"""Bytes of a secret's file that are read."""


class WrongSettings(Exception):
    """The settings cannot be used; `problems` has every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


_FIELDS = (*Settings.model_fields, *(f"{field}_file" for field in SECRETS))
_NAMES = tuple(variable(field) for field in _FIELDS)


class _Environment(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=DOTENV, env_ignore_empty=True, extra="ignore"
    )


_EMPTY: dict[str, Any] = dict.fromkeys(_FIELDS, (str, ""))
_Raw = create_model("_Raw", __base__=_Environment, **_EMPTY)


def read_settings(use: Use) -> Settings:
    """The settings, good for that use; raises WrongSettings."""
    try:
        raw = {field: text for field, text in _Raw().model_dump().items() if text.strip()}
        names = {*os.environ, *dotenv_values(DOTENV)}
    except (OSError, UnicodeDecodeError):
        unreadable = Problem(DOTENV, "it cannot be read as text.", "Check its rights and content.")
        raise WrongSettings((unreadable,)) from None
    given, problems = _with_files(raw)
    problems += list(_unknown(names))
    problems += broken(given, use)
    return _checked(given, problems)


def _checked(given: Mapping[str, str], problems: list[Problem]) -> Settings:
    try:
        settings = Settings.model_validate({field: text for field, text in given.items() if text})
    except ValidationError as error:
        problems = [_problem(one) for one in error.errors(include_input=False)] + problems
    if problems:
        raise WrongSettings(tuple(sorted(problems, key=_place)))
    return settings


def _place(problem: Problem) -> int:
    return _NAMES.index(problem.name) if problem.name in _NAMES else len(_NAMES)


def _problem(error: Any) -> Problem:
    """pydantic's own words may quote the value; only ours are used."""
    name = variable(str(error["loc"][0]))
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Wrong):
        return Problem(name, cause.what, cause.to_do)
    return Problem(name, "it cannot be read.", "See docs/settings.md.")


def _with_files(raw: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """Replace each `..._FILE` by what the file says. A secret counts as given even when its
    file is wrong, so that one mistake makes one line."""
    given = {field: text for field, text in raw.items() if not field.endswith("_file")}
    problems = []
    for field in SECRETS:
        path = raw.get(f"{field}_file")
        if path is None:
            continue
        name = variable(f"{field}_file")
        if field in given:
            problems.append(
                Problem(name, f"{variable(field)} is set as well.", "Keep one of the two.")
            )
            continue
        try:
            given[field] = _file(Path(path))
        except Wrong as wrong:
            problems.append(Problem(name, wrong.what, wrong.to_do))
            given[field] = ""
    return given, problems


def _file(path: Path) -> str:
    try:
        with path.open("rb") as source:
            text = source.read(MAX_FILE).decode().strip()
    except (OSError, ValueError):
        raise Wrong(
            "the file it names cannot be read.", "Check the path and who may read it."
        ) from None
    if not text:
        raise Wrong("the file it names is empty.", "Write the secret into it.")
    return text


def _unknown(names: set[str]) -> Iterator[Problem]:
    """A mistyped name would silently do nothing."""
    for name in sorted(names):
        if name.startswith(PREFIX) and name not in _NAMES:
            near = get_close_matches(name, _NAMES, n=1, cutoff=0.6)
            to_do = f"Did you mean {near[0]}?" if near else "See docs/settings.md, or remove it."
            yield Problem(name, "there is no such setting.", to_do)
