"""Universal words, in the ways people type them."""

from __future__ import annotations

import pytest

from flows.cases.ticket import Mistyped
from flows.commands import WORDS, Command, command_in, ticket_in

TICKET = "26-004217-4"


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("MENU", Command.MENU),
        ("0", Command.MENU),
        ("mboten sios", Command.CANCEL),
        ("gak jadi", Command.CANCEL),
        ("wangsul", Command.BACK),
        ("language", Command.LANGUAGE),
        ("boso jowo", Command.JAVANESE),
        ("bantuan petugas", Command.OFFICER),
        ("help", Command.HELP),
        ("Stop!", Command.STOP),
        ("laporan saya", Command.CHECK),
        ("/start", Command.START),
        ("/start poster-wates", Command.START),
        ("/menu@SambungBot", Command.MENU),
        ("cabut izin", Command.DATA),
        ("Petugas bu", Command.OFFICER),
        ("kulo nuwun", Command.GREET),
        ("matur nuwun", Command.THANK),
    ],
)
def test_a_universal_word_is_known_in_both_languages(typed: str, command: Command) -> None:
    assert command_in(typed) is command


@pytest.mark.parametrize(
    "typed",
    ["batal dapat bantuan sejak Mei", "petugas tidak datang", "saya stop dapat PKH", "menu makan"],
)
def test_a_sentence_with_such_a_word_is_a_story(typed: str) -> None:
    assert command_in(typed) is None


def test_a_slip_is_forgiven_only_where_no_words_are_asked_for() -> None:
    assert command_in("kembalii", forgiving=True) is Command.BACK
    assert command_in("kembli", forgiving=True) is Command.BACK
    assert command_in("kembli") is None


def test_no_word_means_two_things() -> None:
    seen: dict[str, Command] = {}
    for command, words in WORDS.items():
        for word in words:
            assert seen.setdefault(word, command) is command


@pytest.mark.parametrize("typed", [TICKET, f"cek {TICKET}", f"status laporan {TICKET} pak"])
def test_a_ticket_number_is_found(typed: str) -> None:
    assert ticket_in(typed) == TICKET


def test_in_a_talk_a_story_that_names_a_ticket_stays_a_story() -> None:
    assert ticket_in(f"sudah lapor {TICKET} tapi belum ada kabar", alone=True) is None
    assert ticket_in(f"cek {TICKET}", alone=True) == TICKET
    assert ticket_in("150000000", alone=True) is None


def test_a_mistyped_ticket_is_told_apart() -> None:
    assert isinstance(ticket_in("26-004217-5"), Mistyped)
