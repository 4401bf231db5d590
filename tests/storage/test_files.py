"""Photos at rest: sealed, private, and under names that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.files import Files, NoSuchFile, new_key
from storage.secrets import Keyring, Unreadable


@pytest.fixture
def files(tmp_path: Path, keyring: Keyring) -> Files:
    return Files(tmp_path / "files", keyring)


def test_a_file_comes_back(files: Files) -> None:
    key = new_key()
    files.put(key, b"a photo")

    assert files.get(key) == b"a photo"


def test_what_lies_on_the_disk_is_sealed_and_ours_alone(files: Files, tmp_path: Path) -> None:
    key = new_key()
    files.put(key, b"KENARI" * 100)
    stored = tmp_path / "files" / key

    assert b"KENARI" not in stored.read_bytes()
    assert (stored.stat().st_mode & 0o777, stored.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_file_under_anothers_name_does_not_open(files: Files, tmp_path: Path) -> None:
    mine, yours = new_key(), new_key()
    files.put(mine, b"a photo")
    (tmp_path / "files" / mine).rename(tmp_path / "files" / yours)

    with pytest.raises(Unreadable):
        files.get(yours)


def test_a_missing_file_is_named_as_such(files: Files) -> None:
    with pytest.raises(NoSuchFile):
        files.get(new_key())


def test_a_deleted_file_is_gone_and_deleting_again_is_harmless(files: Files) -> None:
    key = new_key()
    files.put(key, b"a photo")
    before = files.exists(key)
    files.delete(key)
    files.delete(key)

    assert (before, files.exists(key)) == (True, False)


@pytest.mark.parametrize("key", ["", "../secrets", "/etc/passwd", "A" * 32, "a" * 33])
def test_a_key_is_never_a_path(files: Files, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        files.get(key)


def test_keys_differ() -> None:
    assert len({new_key() for _ in range(100)}) == 100
