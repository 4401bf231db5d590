"""The shape of the house: what lies at the top, and who may know which library."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"bot", "handlers", "flows", "locales", "storage", "webhooks", "tests", "docs", "deploy"}
PAGES = {
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
    "pyproject.toml",
    ".ci",
    ".gitignore",
}
VAGUE = {"utils", "helpers", "common", "services", "service", "base", "core", "data", "info"}


def kept() -> list[Path]:
    """The files git keeps; outside a checkout, every file."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: which files are kept is not known")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def modules(*rooms: str) -> Iterator[Path]:
    return (p for p in kept() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in rooms)


def imported(module: Path) -> set[str]:
    """Top-level names of everything a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def who_imports(library: str, *rooms: str) -> set[str]:
    return {str(m.relative_to(ROOT)) for m in modules(*rooms) if library in imported(m)}


def test_the_top_level_holds_only_what_was_agreed() -> None:
    assert {p.relative_to(ROOT).parts[0] for p in kept()} <= ROOMS | PAGES


def test_no_room_has_a_name_that_says_nothing() -> None:
    parts = {part for p in kept() if p.suffix == ".py" for part in p.relative_to(ROOT).parts}
    assert not {part.removesuffix(".py") for part in parts} & VAGUE


@pytest.mark.parametrize(("library", "file"), [("telegram", "telegram"), ("twilio", "whatsapp")])
def test_a_provider_is_known_in_its_own_files_only(library: str, file: str) -> None:
    users = who_imports(library, "bot", "webhooks", "handlers", "storage", "flows", "locales")
    assert {u for u in users if not u.startswith((f"webhooks/{file}", "bot/demo/"))} == set()


def test_flask_stays_at_the_doors_and_in_the_demo() -> None:
    users = who_imports("flask", "bot", "handlers", "storage", "flows", "locales")
    allowed = ("bot/demo/", "bot/program.py", "bot/listening.py")
    assert {u for u in users if not u.startswith(allowed)} == set()


def test_flows_know_neither_clock_nor_database_nor_provider() -> None:
    for library in ("sqlalchemy", "requests", "httpx", "flask", "telegram", "twilio", "structlog"):
        assert who_imports(library, "flows") == set(), library


def test_every_locked_package_is_pinned_by_hash_and_names_no_host() -> None:
    for lock in (ROOT / "deploy").glob("requirements*.txt"):
        lines = lock.read_text("utf-8").splitlines()
        assert not [line for line in lines if "://" in line]
        pins = [line for line in lines if "==" in line]
        assert pins
        assert all(line.rstrip().endswith("\\") for line in pins)


def test_the_development_lock_agrees_with_the_runtime_lock() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / "deploy" / name).read_text("utf-8").splitlines()
        return dict(line.split(" ")[0].split("==") for line in lines if "==" in line)

    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: development.get(name) for name in runtime} == runtime
