"""Nothing of what people say about their own data stands in a plain column, a group or a log."""

from __future__ import annotations

from io import StringIO

import pytest

from flows.messages import Channel
from handlers import timers
from handlers.house import House
from handlers.privacy import ageing, copying
from tests.bot.conftest import logged
from tests.handlers.people import Clock, Group, Person
from tests.leak.canaries import found, rows
from tests.privacy.conftest import proves
from tests.registry.conftest import SITI

__all__ = ["logged"]

WORDS = "Zkanaribetul Contoh"


@pytest.fixture
def played(
    logged: StringIO, loaded: House, siti: Person, desk: Person, manajer: Person, clock: Clock
) -> Group:
    """Everything that may be asked, by somebody whose words are looked for afterwards; the staff
    group that must not hear of it."""
    group = Group(loaded)
    group.joined(manajer)
    group.says(manajer, "/grup")
    proves(siti, desk)
    siti.complains(f"Zkanaricerita, NIK {SITI}")
    siti.says("data saya", "betulkan data", "data saya sendiri", "nama", WORDS)
    manajer.presses("Tidak bisa")
    manajer.says("Zkanarialasan yang panjang")
    siti.says("data saya", "minta salinan (pdf)", "data saya sendiri")
    copying.bring(loaded, 1)
    new = Person(loaded, Channel.TELEGRAM, "990555")
    new.says("halo", "1", "ganti nomor", "setuju", "hilang", SITI, "ya", "tidak tahu",
             "Zkanarinama Contoh", "wates", "nanti di kantor")  # fmt: skip
    desk.presses("Sudah diverifikasi")
    siti.says("bukan saya", "data saya", "hapus data", "data saya sendiri", "ya")
    manajer.presses("Hapus nanti")
    clock.forward(days=91)
    timers.tick(loaded)
    ageing.work(loaded)
    return group


def test_no_plain_column_holds_a_word(played: Group) -> None:
    assert [table for table, row in rows(played.house.database) if found(row)] == []


def test_no_group_hears_a_word(played: Group) -> None:
    assert [message.text for message in played.hears() if found(message.text)] == []


def test_no_log_line_holds_a_word(played: Group, logged: StringIO) -> None:
    told = logged.getvalue()

    assert "turn" in told
    assert found(told) == []
    assert "withheld" not in told
