"""docs/licences.md lists what is installed with the program, and nothing may bind the city."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAY_BE_USED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
    "ZPL-2.1",
    "Zlib",
}
"""Permissive or LGPL; MPL-2.0 binds changes to the package's own files only."""
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",  # python-dateutil's words; its file names both
    "LGPL": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "ZPL 2.1": "ZPL-2.1",
}
"""What older packages write instead of an SPDX name."""


def locked() -> list[str]:
    """Names of the runtime dependencies, in the lock file's order."""
    lines = (ROOT / "deploy" / "requirements.txt").read_text().splitlines()
    return [found[1] for line in lines if (found := re.match(r"([a-z0-9-]+)==", line))]


def listed() -> dict[str, str]:
    """Package and licence of each row of the page."""
    words = (ROOT / "docs" / "licences.md").read_text()
    return dict(re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]+) \|$", words, re.MULTILINE))


def declared(package: PackageMetadata) -> str:
    """The licence that a package's own metadata names."""
    classes = [c for c in package.get_all("Classifier") or [] if c.startswith("License")]
    said = package.get_all("License-Expression") or package.get_all("License") or [""]
    words = str(said[0]).split("\n")[0] or classes[0].rpartition(" :: ")[2]
    return SPDX.get(words, words)


def test_the_page_lists_exactly_the_locked_packages() -> None:
    assert list(listed()) == locked()


def test_each_licence_is_the_one_that_the_package_declares() -> None:
    page = listed()
    assert {name: declared(metadata(name)) for name in page} == page


def test_no_licence_binds_more_than_the_package_itself() -> None:
    found = {part for said in listed().values() for part in re.split(r" (?:AND|OR) ", said)}
    assert found <= MAY_BE_USED
