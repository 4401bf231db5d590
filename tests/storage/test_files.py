"""Photos at rest: sealed, private, and under names that say nothing, in a folder or a bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.files import Files, NoSuchFile, StoreAway, new_key
from storage.secrets import Keyring, Unreadable
from tests.storage import s3


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with s3.served() as endpoint:
        yield endpoint


@pytest.fixture
def endpoint(service: str) -> str:
    """An S3 service with our bucket, empty."""
    s3.emptied(service)
    return service


@pytest.fixture(params=["folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path, keyring: Keyring) -> Files:
    """The files of an installation, once in each sort of place."""
    if request.param == "folder":
        return Files(tmp_path / "files", keyring)
    return Files(s3.bucket(request.getfixturevalue("endpoint")), keyring)


def test_a_file_comes_back(files: Files) -> None:
    key = new_key()
    files.put(key, b"a photo")
    assert files.get(key) == b"a photo"


def test_what_is_put_again_takes_the_place_of_the_first(files: Files) -> None:
    key = new_key()
    files.put(key, b"a photo")
    files.put(key, b"another photo")
    assert files.get(key) == b"another photo"


def test_a_large_photo_comes_back(files: Files) -> None:
    key, content = new_key(), bytes(range(256)) * 40_000
    files.put(key, content)
    assert files.get(key) == content


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
    for use in (files.get, files.delete, files.exists, lambda words: files.put(words, b"x")):
        with pytest.raises(ValueError, match="not a key"):
            use(key)


Use = Callable[[Files, str], object]
USES: tuple[Use, ...] = (
    lambda files, key: files.put(key, b"a photo"),
    lambda files, key: files.get(key),
    lambda files, key: files.delete(key),
    lambda files, key: files.exists(key),
)


@pytest.mark.parametrize("use", USES)
def test_a_service_that_is_away_is_a_reason_to_try_later(use: Use, keyring: Keyring) -> None:
    with pytest.raises(StoreAway):
        use(Files(s3.bucket("http://127.0.0.1:9"), keyring), new_key())


def test_a_folder_that_cannot_be_written_is_a_reason_to_try_later(
    tmp_path: Path, keyring: Keyring
) -> None:
    files = Files(tmp_path / "files", keyring)
    (tmp_path / "files").rmdir()
    (tmp_path / "files").write_text("a file is in the way")
    with pytest.raises(StoreAway):
        files.put(new_key(), b"a photo")


def test_a_bucket_that_does_not_exist_takes_nothing(endpoint: str, keyring: Keyring) -> None:
    with pytest.raises(StoreAway):
        Files(s3.bucket(endpoint, "contoh-lain"), keyring).put(new_key(), b"a photo")


def test_what_a_service_is_given_is_sealed_and_under_our_prefix(
    endpoint: str, keyring: Keyring
) -> None:
    key = new_key()
    Files(s3.bucket(endpoint, prefix="kota/foto"), keyring).put(key, b"KENARI" * 100)
    lies_there = s3.stored(endpoint, f"kota/foto/{key}")
    assert len(lies_there) > 600
    assert b"KENARI" not in lies_there


def test_a_bucket_shows_no_secret(endpoint: str) -> None:
    assert "of the tests" not in repr(s3.bucket(endpoint))


def test_what_lies_on_the_disk_is_sealed_and_ours_alone(tmp_path: Path, keyring: Keyring) -> None:
    key = new_key()
    Files(tmp_path / "files", keyring).put(key, b"KENARI" * 100)
    stored = tmp_path / "files" / key
    assert b"KENARI" not in stored.read_bytes()
    assert (stored.stat().st_mode & 0o777, stored.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_file_under_anothers_name_does_not_open(tmp_path: Path, keyring: Keyring) -> None:
    files, mine, yours = Files(tmp_path / "files", keyring), new_key(), new_key()
    files.put(mine, b"a photo")
    (tmp_path / "files" / mine).rename(tmp_path / "files" / yours)
    with pytest.raises(Unreadable):
        files.get(yours)


def test_keys_differ() -> None:
    assert len({new_key() for _ in range(100)}) == 100
