"""The demo's clock is moved over the promise: warnings and the breach come at their own hours."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.demo.play import Play
from tests.demo.mornings import on_a_morning
from tests.story import parts


def test_moving_the_clock_shows_each_warning_and_the_breach_in_their_order(tmp_path: Path) -> None:
    with Play(tmp_path, staff=False, clock=on_a_morning()) as play:
        parts.complains(play.warga, "Wates")
        play.facilitators[0][1].wait_for("Terima tugas")
        play.forward(timedelta(hours=50))
        play.warga.wait_for("Mohon maaf")
        supervisor = play.supervisors[0][1]
        said = [m.text for m in supervisor.messages if m.from_bot and "26-000001-5" in m.text]
    order = ["perlu petugas lain", "masih menunggu", "TERLAMBAT"]
    came = [word for text in said for word in order if word in text]
    assert list(dict.fromkeys(came)) == order
