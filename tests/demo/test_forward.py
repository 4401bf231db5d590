"""The demo's clock jumps; what happens in between happens at its own hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.play import Play
from handlers import timers
from tests.demo.mornings import on_a_morning
from tests.story import parts


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    with Play(tmp_path, staff=False, clock=on_a_morning()) as running:
        yield running


def half_done(play: Play) -> None:
    """A complaint on WhatsApp is left before its story."""
    for words, heard in (("halo", "bahasa"), ("1", "bantu"), ("1", "setuju"), ("1", "tentang apa")):
        play.warga.says(words)
        play.warga.wait_for(heard)


def test_a_reminder_leaves_while_the_window_is_open(play: Play) -> None:
    half_done(play)
    play.warga.says("2")
    play.warga.wait_for("paling sesuai")
    play.forward(timedelta(hours=24))
    play.warga.wait_for("belum dikirim")
    assert play.warga.failures == []


def test_a_reminder_that_could_not_leave_is_not_sent_after_the_draft_is_gone(play: Play) -> None:
    half_done(play)
    play.clock.forward(timedelta(hours=25))
    assert timers.tick(play.program.house)
    play.forward(timedelta(hours=48))
    play.warga.says("halo")
    play.warga.wait_for("Ada yang bisa kami bantu")
    said = [m.text for m in play.warga.messages if m.from_bot]
    assert not any("mari dilanjutkan" in text for text in said)


def test_news_after_a_day_goes_out_by_template(play: Play) -> None:
    parts.complains(play.warga, "Wates")
    play.forward(timedelta(hours=30))
    _, facilitator = play.facilitators[0]
    facilitator.presses("Terima tugas")
    facilitator.wait_for("Kapan Anda datang")
    facilitator.presses("Sekarang")
    parts.describes(facilitator, "rumah sempit, tiga anak")
    play.supervisors[0][1].presses("Setujui", play.group)
    told = play.warga.wait_for("sudah disetujui supervisor")
    assert "26-000001-5" in told.text
