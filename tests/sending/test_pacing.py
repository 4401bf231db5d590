"""How fast we may send."""

from __future__ import annotations

from datetime import datetime, timedelta

from webhooks.pacing import Bucket, Pacing

SECOND = timedelta(seconds=1)


def test_a_bucket_gives_its_burst_and_then_its_rate(now: datetime) -> None:
    bucket = Bucket(rate=1, burst=2)
    assert [bucket.wait(now) for _ in range(3)] == [
        timedelta(),
        timedelta(),
        timedelta(seconds=1),
    ]
    assert bucket.wait(now + timedelta(seconds=1)) == timedelta()


def test_a_bucket_never_holds_more_than_its_burst(now: datetime) -> None:
    bucket = Bucket(rate=1, burst=2)
    bucket.wait(now)
    later = now + timedelta(hours=1)
    free = [bucket.wait(later) for _ in range(4)]
    assert free.count(timedelta()) == 2


def test_a_clock_that_goes_back_gives_nothing(now: datetime) -> None:
    bucket = Bucket(rate=1, burst=1)
    bucket.wait(now)
    assert bucket.wait(now - timedelta(hours=1)) > timedelta()


def test_no_group_gets_more_than_twenty_in_any_minute(now: datetime) -> None:
    pacing = Pacing(30)
    moments = [now + timedelta(milliseconds=100 * n) for n in range(3000)]
    sent = [at for at in moments if not pacing.wait(at, group="-100")]
    most = max(sum(start <= at < start + timedelta(minutes=1) for at in sent) for start in sent)
    assert most <= 20


def test_one_group_does_not_slow_another(now: datetime) -> None:
    pacing = Pacing(30)
    while not pacing.wait(now, group="-100"):
        pass
    assert pacing.wait(now, group="-200") == timedelta()


def test_private_replies_are_never_paced(now: datetime) -> None:
    pacing = Pacing(1)
    assert [pacing.wait(now) for _ in range(100)] == [timedelta()] * 100


def test_campaigns_are_paced(now: datetime) -> None:
    pacing = Pacing(1)
    waits = [pacing.wait(now, bulk=True) for _ in range(3)]
    assert waits[0] == timedelta()
    assert waits[1] > timedelta()


def test_the_longer_of_two_pauses_holds(now: datetime) -> None:
    pacing = Pacing(30)
    pacing.pause(now, now + timedelta(seconds=60))
    pacing.pause(now, now + timedelta(seconds=5))
    assert pacing.paused(now) == timedelta(seconds=60)
    assert pacing.paused(now + timedelta(seconds=61)) == timedelta()


def test_a_platform_that_stumbles_again_and_again_is_left_alone_longer(now: datetime) -> None:
    pacing = Pacing(30)
    waits = []
    for _ in range(6):
        pacing.stumbled(now)
        waits.append(pacing.paused(now).total_seconds())
        now += pacing.paused(now)
    assert waits == [0.2, 2, 5, 15, 30, 30]


def test_what_fails_at_the_same_moment_is_one_stumble(now: datetime) -> None:
    pacing = Pacing(30)
    for _ in range(16):
        pacing.stumbled(now)
    assert pacing.paused(now) == timedelta(seconds=0.2)


def test_something_that_worked_makes_the_next_silence_short_again(now: datetime) -> None:
    pacing = Pacing(30)
    for _ in range(3):
        pacing.stumbled(now)
        now += pacing.paused(now)
    pacing.worked()
    pacing.stumbled(now)
    assert pacing.paused(now) == timedelta(seconds=0.2)


def test_a_silence_ends_when_the_clock_goes_back(now: datetime) -> None:
    pacing = Pacing(30)
    pacing.stumbled(now)
    assert not pacing.paused(now - timedelta(hours=3))


def test_the_loop_rests_until_a_pause_ends_and_not_longer(now: datetime) -> None:
    pacing = Pacing(30)
    pacing.stumbled(now)
    assert pacing.rest(now, SECOND) == timedelta(seconds=0.2)
    assert pacing.rest(now + timedelta(seconds=0.2), SECOND) == SECOND


def test_the_loop_rests_until_the_first_message_may_go_again(now: datetime) -> None:
    pacing = Pacing(30)
    for seconds in (0.7, 0.5, 30):
        pacing.again(now + timedelta(seconds=seconds))
    assert pacing.rest(now, SECOND) == timedelta(seconds=0.5)
    now += timedelta(seconds=0.6)
    assert pacing.rest(now, SECOND) == timedelta()
    assert pacing.rest(now, SECOND) == timedelta(seconds=0.1)


def test_the_loop_never_rests_longer_than_it_is_told(now: datetime) -> None:
    pacing = Pacing(30)
    pacing.again(now + timedelta(seconds=30))
    assert pacing.rest(now, SECOND) == SECOND
    pacing.pause(now, now + timedelta(seconds=30))
    assert pacing.rest(now, SECOND) == SECOND
