"""Links to single files: short-lived, signed, and nothing personal in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from itsdangerous import BadSignature, SignatureExpired

from webhooks.files import FileGrant, FileLinks, file_routes

KEY = "0f" * 16
VIEWER = "whatsapp:+6285011100001"


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def links(clock: Clock) -> FileLinks:
    return FileLinks(b"k" * 32, "https://sambung.example/", clock)


def token(link: str) -> str:
    return link.removeprefix("https://sambung.example/files/")


def get(links: FileLinks, path: str, stored: dict[str, bytes]) -> tuple[int, dict[str, str], bytes]:
    app = Flask("files")
    app.register_blueprint(file_routes(links, lambda grant: stored.get(grant.key)))
    answer = app.test_client().get(path)
    return answer.status_code, dict(answer.headers), answer.data


def test_a_link_opens_its_one_file(links: FileLinks) -> None:
    path = "/files/" + token(links.link(KEY, "application/pdf", VIEWER))
    status, headers, body = get(links, path, {KEY: b"%PDF", "other": b"x"})
    assert (status, body) == (200, b"%PDF")
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == 'inline; filename="sambung.pdf"'
    assert "sandbox" in headers["Content-Security-Policy"]


def test_a_link_names_no_person(links: FileLinks) -> None:
    found = links.read(token(links.link(KEY, "image/jpeg", VIEWER)))
    assert (found.key, found.mime) == (KEY, "image/jpeg")
    assert "62850" not in found.viewer
    assert len(found.viewer) == 16


def test_two_viewers_have_two_links(links: FileLinks) -> None:
    assert links.link(KEY, "image/jpeg", "a") != links.link(KEY, "image/jpeg", "b")


def test_a_link_ends_after_ten_minutes_of_our_clock(links: FileLinks, clock: Clock) -> None:
    given = token(links.link(KEY, "image/jpeg", VIEWER))
    clock.forward(minutes=10)
    assert isinstance(links.read(given), FileGrant)
    clock.forward(seconds=1)
    with pytest.raises(SignatureExpired):
        links.read(given)


def test_an_ended_link_says_so(links: FileLinks, clock: Clock) -> None:
    given = token(links.link(KEY, "image/jpeg", VIEWER))
    clock.forward(hours=1)
    status, _, body = get(links, f"/files/{given}", {KEY: b"x"})
    assert (status, body) == (410, b"Tautan ini sudah tidak berlaku.")


def test_a_forged_link_is_nothing(links: FileLinks, clock: Clock) -> None:
    given = token(links.link(KEY, "image/jpeg", VIEWER))
    foreign = token(FileLinks(b"x" * 32, "https://sambung.example", clock).link(KEY, "", VIEWER))
    for forged in (given[:-1], "x" + given, foreign, "x"):
        with pytest.raises(BadSignature):
            links.read(forged)
        assert get(links, f"/files/{forged}", {KEY: b"x"})[0] == 404


def test_a_file_that_is_gone_is_a_404(links: FileLinks) -> None:
    given = token(links.link(KEY, "image/jpeg", VIEWER))
    assert get(links, f"/files/{given}", {})[0] == 404


def test_what_a_browser_might_run_is_only_downloaded(links: FileLinks) -> None:
    given = token(links.link(KEY, "text/html", VIEWER))
    _, headers, _ = get(links, f"/files/{given}", {KEY: b"<script>"})
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment"
