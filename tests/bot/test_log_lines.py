"""Every log line of ours says something that the logs let through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.logs import ALLOWED, EVENT

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "webhooks", "handlers", "storage", "flows", "locales")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def log_lines() -> Iterator[tuple[str, ast.Call]]:
    """Each call of `log.info(...)` and its sisters, with its place."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    logger = node.func.value
                    ours = isinstance(logger, ast.Name) and logger.id == "log"
                    if ours and node.func.attr in LEVELS:
                        yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_each_event_is_words_of_ours() -> None:
    wrong = [
        place
        for place, call in log_lines()
        if not (isinstance(call.args[0], ast.Constant) and EVENT.fullmatch(str(call.args[0].value)))
    ]
    assert wrong == []


def test_each_key_is_on_the_list() -> None:
    known = ALLOWED.keys() | {"exc_info"}
    wrong = [
        f"{place} {keyword.arg}"
        for place, call in log_lines()
        for keyword in call.keywords
        if keyword.arg not in known
    ]
    assert wrong == []


def test_there_are_log_lines_to_look_at() -> None:
    assert len(list(log_lines())) > 3
