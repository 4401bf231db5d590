"""Sealing, finding again, and changing secrets."""

from __future__ import annotations

import pytest

from storage.secrets import Keyring, Unreadable

OLD, NEW = "o" * 32, "n" * 32


def test_what_is_sealed_opens() -> None:
    keys = Keyring.from_secrets(OLD)

    assert keys.open(keys.seal(b"cerita", "cases.story"), "cases.story") == b"cerita"


def test_the_same_words_are_sealed_differently_each_time() -> None:
    keys = Keyring.from_secrets(OLD)

    assert keys.seal(b"cerita", "a") != keys.seal(b"cerita", "a")


def test_a_value_moved_to_another_place_does_not_open() -> None:
    keys = Keyring.from_secrets(OLD)

    with pytest.raises(Unreadable):
        keys.open(keys.seal(b"cerita", "cases.story"), "move.reason")


@pytest.mark.parametrize("place", [0, 1, 5, 20, -1])
def test_a_value_changed_anywhere_does_not_open(place: int) -> None:
    keys = Keyring.from_secrets(OLD)
    sealed = bytearray(keys.seal(b"cerita", "a"))
    sealed[place] ^= 1

    with pytest.raises(Unreadable):
        keys.open(bytes(sealed), "a")


@pytest.mark.parametrize("length", [0, 3, 17, 32])
def test_a_value_cut_short_does_not_open(length: int) -> None:
    keys = Keyring.from_secrets(OLD)

    with pytest.raises(Unreadable):
        keys.open(keys.seal(b"cerita", "a")[:length], "a")


def test_old_values_open_after_a_newer_secret_was_put_in_front() -> None:
    sealed = Keyring.from_secrets(OLD).seal(b"cerita", "a")

    assert Keyring.from_secrets(f"{NEW}, {OLD}").open(sealed, "a") == b"cerita"


def test_new_values_are_sealed_with_the_newest_secret() -> None:
    sealed = Keyring.from_secrets(f"{NEW},{OLD}").seal(b"cerita", "a")

    assert Keyring.from_secrets(NEW).open(sealed, "a") == b"cerita"


def test_without_its_secret_a_value_is_unreadable() -> None:
    sealed = Keyring.from_secrets(OLD).seal(b"cerita", "a")

    with pytest.raises(Unreadable):
        Keyring.from_secrets(NEW).open(sealed, "a")


def test_a_newer_secret_leaves_the_index_unchanged() -> None:
    before = Keyring.from_secrets(OLD).blind("+628", "phone")

    assert Keyring.from_secrets(f"{NEW},{OLD}").blind("+628", "phone") == before


def test_the_index_differs_by_purpose_and_by_secret() -> None:
    keys = Keyring.from_secrets(OLD)
    found = {
        keys.blind("+628", "phone"),
        keys.blind("+628", "address"),
        Keyring.from_secrets(NEW).blind("+628", "phone"),
    }

    assert len(found) == 3


def test_a_newer_secret_changes_what_signs_links() -> None:
    before = Keyring.from_secrets(OLD).derive("links")

    assert len(before) == 32
    assert Keyring.from_secrets(f"{NEW},{OLD}").derive("links") != before


@pytest.mark.parametrize(
    ("secrets", "complaint"),
    [
        ("", "secret 1 of 1 has 0 characters"),
        ("short", "secret 1 of 1 has 5 characters"),
        (f"{NEW},short", "secret 2 of 2 has 5 characters"),
        (f"{NEW},", "secret 2 of 2 has 0 characters"),
        (f"{NEW},{NEW}", "listed twice"),
    ],
)
def test_a_bad_list_is_refused_without_being_shown(secrets: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as refused:
        Keyring.from_secrets(secrets)

    assert NEW not in str(refused.value)
    assert "short" not in str(refused.value)


def test_a_keyring_shows_nothing() -> None:
    assert OLD not in repr(vars(Keyring.from_secrets(OLD))["_current"])
    assert repr(Keyring.from_secrets(OLD)) == "<Keyring of 1>"


def test_in_bulk_the_same_is_sealed_and_blinded(keyring: Keyring) -> None:
    bulk = keyring.bulk("registry_row", "nik")

    assert keyring.open(bulk.sealer()(b"contoh"), "registry_row") == b"contoh"
    assert bulk.blinder()(b"3576024508829991").hex() == keyring.blind("3576024508829991", "nik")


def test_keys_in_bulk_are_silent_in_logs(keyring: Keyring) -> None:
    bulk = keyring.bulk("registry_row", "nik")

    assert bulk.seal_key.hex() not in repr(bulk)
    assert repr(bulk.seal_key) not in repr(bulk)
