"""Asking platforms how they are, without making anybody wait for them."""

from __future__ import annotations

import threading

from webhooks.health import FRESH, Pulse
from webhooks.sending import Health

WELL, ILL = Health(ok=True, name="sambung_bot"), Health(ok=False, why="telegram:network")


class Platform:
    """Answers as planned, and counts."""

    def __init__(self, *answers: Health) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.open = threading.Event()
        self.open.set()

    def __call__(self) -> Health:
        self.asked += 1
        self.open.wait(5)
        return self.answers.pop(0)


class Clock:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_an_answer_is_repeated_while_it_is_fresh() -> None:
    platform, clock = Platform(WELL, ILL), Clock()
    pulse = Pulse({"telegram": platform}, clock)
    assert pulse.look() == {"telegram": WELL}
    clock.at += FRESH - 1
    assert pulse.look() == {"telegram": WELL}
    assert platform.asked == 1


def test_an_old_answer_is_asked_for_again() -> None:
    platform, clock = Platform(WELL, ILL), Clock()
    pulse = Pulse({"telegram": platform}, clock)
    pulse.look()
    clock.at += FRESH
    assert pulse.look() == {"telegram": ILL}


def test_a_silent_platform_keeps_nobody_waiting() -> None:
    platform = Platform(WELL)
    platform.open.clear()
    pulse = Pulse({"telegram": platform}, Clock(), wait=0.01)
    assert pulse.look() == {"telegram": Health(ok=False, why="not answered yet")}
    pulse.look()
    assert platform.asked == 1
    platform.open.set()


def test_without_platforms_there_is_nothing_to_say() -> None:
    assert Pulse({}).look() == {}
