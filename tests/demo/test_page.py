"""The page's own small API: what it may ask for, and what it may not."""

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import httpx
import pytest

from bot.demo.clock import DemoClock
from bot.demo.pictures import example
from bot.demo.platforms import Platforms
from bot.demo.stage import Holder, Phone, Stage
from tests.demo.conftest import BEGIN, Clock


@pytest.fixture
def staged(clock: Clock) -> Iterator[Platforms]:
    platforms = Platforms(now=clock)
    platforms.show(small_stage(platforms, clock))
    with platforms:
        yield platforms


def small_stage(platforms: Platforms, clock: Clock, due: datetime | None = None) -> Stage:
    siti = platforms.whatsapp_person("Siti Contoh").person.key
    dewi, agus = (platforms.telegram_person(n) for n in ("Dewi Contoh", "Agus Contoh"))
    platforms.telegram_group("Petugas", dewi, agus)
    holders = (Holder(dewi.person.key, "Supervisor"), Holder(agus.person.key))
    phones = (
        Phone("warga", "Warga", "green", (Holder(siti),)),
        Phone("petugas", "Petugas", "blue", holders, opens="group", greeting="/start"),
    )
    return Stage(phones, lambda by: clock.forward(seconds=by.total_seconds()), lambda: due)


def ask(platforms: Platforms, path: str, **more: Any) -> httpx.Response:
    headers = {"X-Demo": "1"} | more.pop("headers", {})
    return httpx.post(platforms.url + path, headers=headers, trust_env=False, **more)


def get(platforms: Platforms, path: str, **more: Any) -> httpx.Response:
    return httpx.get(platforms.url + path, trust_env=False, **more)


def test_the_page_loads_nothing_from_elsewhere(staged: Platforms) -> None:
    page = get(staged, "/")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "https://" not in page.text
    for name in ("main.js", "phone.js", "page.css", "talk.css", "icon.svg"):
        assert get(staged, f"/page/{name}").status_code == 200


def test_the_page_learns_who_holds_which_phone(staged: Platforms) -> None:
    state = get(staged, "/demo/state").json()
    assert [phone["title"] for phone in state["phones"]] == ["Warga", "Petugas"]
    assert [h["name"] for h in state["phones"][1]["holders"]] == ["Dewi Contoh", "Agus Contoh"]
    assert state["now"] == BEGIN.isoformat()


def events(platforms: Platforms, after: int, count: int) -> list[Any]:
    with httpx.stream("GET", f"{platforms.url}/demo/events?after={after}", trust_env=False) as got:
        lines = (line for line in got.iter_lines() if line.startswith("data: "))
        return [json.loads(line.removeprefix("data: ")) for line in islice(lines, count)]


def test_the_log_is_resumed_where_it_was_left(staged: Platforms) -> None:
    siti = staged.whatsapp_person("Siti Contoh")
    before = staged.world.last
    siti.says("satu")
    siti.says("dua")
    found = [event["message"]["text"] for event in events(staged, before, 2)]
    assert (found, events(staged, before + 1, 1)[0]["seq"]) == (["satu", "dua"], before + 2)


def test_a_person_speaks_through_the_page(staged: Platforms) -> None:
    dewi = staged.telegram_person("Dewi Contoh")
    wish = {"person": dewi.person.key, "chat": dewi.chat.key, "text": " halo "}
    assert ask(staged, "/demo/say", json=wish).status_code == 200
    assert [message.text for message in dewi.messages] == ["halo"]


def test_several_photos_make_an_album(staged: Platforms) -> None:
    dewi = staged.telegram_person("Dewi Contoh")
    wish = {"person": dewi.person.key, "chat": dewi.chat.key, "caption": "dua"}
    files = [("file", ("a.jpg", io.BytesIO(example(kind)), "image/jpeg")) for kind in ("ktp", "kk")]
    assert ask(staged, "/demo/send", data=wish, files=files).status_code == 200
    assert len({message.album for message in dewi.messages}) == 1
    number = dewi.messages[0].file
    assert number is not None
    assert get(staged, f"/demo/file/{number.id}?small").headers["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize("kind", ["ktp", "ktp_buram", "kk", "rumah", "ktp+kk"])
def test_an_example_is_one_press_away(staged: Platforms, kind: str) -> None:
    siti = staged.whatsapp_person("Siti Contoh")
    wish = {"person": siti.person.key, "chat": siti.chat.key, "kind": kind}
    assert ask(staged, "/demo/example", json=wish).status_code == 200
    assert [message.kind for message in siti.messages] == ["photo"] * len(kind.split("+"))


REFUSED: list[tuple[str, str, dict[str, Any], int]] = [
    ("another site's form", "/demo/say", {"headers": {"X-Demo": "0"}}, 403),
    ("another host's name", "/demo/say", {"headers": {"Host": "evil.example"}}, 403),
    ("a stranger", "/demo/say", {"json": {"person": "x", "chat": "y"}}, 404),
    ("an unknown action", "/demo/shout", {"json": {}}, 404),
    ("a step back in time", "/demo/forward", {"json": {"minutes": -5}}, 400),
]


@pytest.mark.parametrize(
    ("path", "more", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_the_page_is_refused(
    staged: Platforms, path: str, more: dict[str, Any], status: int
) -> None:
    assert ask(staged, path, **more).status_code == status


def test_nobody_speaks_in_a_chat_of_others(staged: Platforms) -> None:
    dewi, siti = staged.telegram_person("Dewi Contoh"), staged.whatsapp_person("Siti Contoh")
    wish = {"person": dewi.person.key, "chat": siti.chat.key, "text": "halo"}
    assert ask(staged, "/demo/say", json=wish).status_code == 404


def test_the_clock_is_moved_by_minutes(staged: Platforms) -> None:
    answer = ask(staged, "/demo/forward", json={"minutes": 60}).json()
    assert answer["now"] == (BEGIN + timedelta(hours=1)).isoformat()


@pytest.mark.parametrize("due", [None, BEGIN + timedelta(days=2)])
def test_the_clock_is_moved_to_the_next_due_time(clock: Clock, due: datetime | None) -> None:
    platforms = Platforms(now=clock)
    platforms.show(small_stage(platforms, clock, due))
    with platforms:
        answer = ask(platforms, "/demo/forward", json={"next": True}).json()
    assert (answer["moved"], clock()) == (due is not None, due or BEGIN)


def test_the_demo_clock_only_goes_forward() -> None:
    clock = DemoClock(real=lambda: BEGIN)
    clock.forward(timedelta(hours=8))
    clock.forward_to(BEGIN)
    assert clock() == BEGIN + timedelta(hours=8)
    with pytest.raises(ValueError, match="does not go back"):
        clock.forward(timedelta(seconds=-1))
