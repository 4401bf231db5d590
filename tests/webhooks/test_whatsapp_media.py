"""Fetching files: patient with Twilio, and our key goes to nobody else."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import requests

from tests.webhooks.forms import SID, TOKEN, media_url
from tests.webhooks.wire import WebWire
from webhooks.sending import Fetched, GiveUp, SendError, Then, TryLater
from webhooks.whatsapp_media import LARGEST, MediaShelf

URL = media_url()
CDN = "https://mms.twiliocdn.com/x?sig=1"
KEY = "Basic " + base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
JPEG = (200, {"Content-Type": "image/jpeg"}, b"jpeg")
NOT_YET: tuple[int, dict[str, str], bytes] = (404, {}, b"")


class Shelf:
    """A media shelf over planned answers, that writes down how long it slept."""

    def __init__(self, root: str = "", **answers: Any) -> None:
        self.wire = WebWire(answers.pop("at"))
        session = requests.Session()
        session.mount("https://", self.wire)
        session.mount("http://", self.wire)
        self.slept: list[float] = []
        self.shelf = MediaShelf((SID, TOKEN), root, session, self.slept.append)

    def fetch(self, ref: str = URL) -> Fetched:
        return self.shelf.fetch(ref, "image/png")

    @property
    def keys(self) -> list[str | None]:
        """Which credentials each request carried."""
        return [request.headers.get("Authorization") for request in self.wire.asked]


def refused(shelf: Shelf, ref: str = URL) -> SendError:
    with pytest.raises(SendError) as caught:
        shelf.fetch(ref)
    return caught.value


def test_a_file_is_fetched_with_our_key() -> None:
    shelf = Shelf(at={URL: [JPEG]})
    assert shelf.fetch() == Fetched(b"jpeg", "image/jpeg")
    assert shelf.keys == [KEY]


def test_a_redirect_gets_no_key() -> None:
    shelf = Shelf(at={URL: [(307, {"Location": CDN}, b"")], CDN: [JPEG]})
    assert shelf.fetch().content == b"jpeg"
    assert shelf.keys == [KEY, None]


@pytest.mark.parametrize("where", ["http://mms.twiliocdn.com/x", "http://127.0.0.1/x", "ftp://x/y"])
def test_a_redirect_to_anything_but_https_is_not_followed(where: str) -> None:
    shelf = Shelf(at={URL: [(307, {"Location": where}, b"")]})
    assert isinstance(refused(shelf), GiveUp)
    assert len(shelf.wire.asked) == 1


def test_redirects_end() -> None:
    loop = (302, {"Location": CDN}, b"")
    error = refused(Shelf(at={URL: [loop], CDN: [loop] * 9}))
    assert error.why == "media:redirects"


@pytest.mark.parametrize(
    "ref",
    [
        "https://evil.example/2010-04-01/Accounts/x/Messages/y/Media/z",
        URL.replace("api.twilio.com", "api.twilio.com.evil.example"),
        URL.replace("https://", "https://api.twilio.com@evil.example/"),
        URL.replace("https://", "http://"),
        URL.replace("/Media/", "/../Media/"),
        URL.replace(SID, "AC" + "f" * 32),
        URL + "?x=1",
        URL.removeprefix("https://api.twilio.com"),
        "",
    ],
)
def test_our_key_goes_nowhere_but_to_our_own_media(ref: str) -> None:
    shelf = Shelf(at={})
    assert refused(shelf, ref).why == "media:foreign"
    assert shelf.wire.asked == []


def test_a_file_that_is_not_there_yet_is_asked_for_again() -> None:
    shelf = Shelf(at={URL: [NOT_YET, NOT_YET, JPEG]})
    assert shelf.fetch().content == b"jpeg"
    assert shelf.slept == [1.0, 3.0]


def test_a_file_that_never_comes_is_given_up() -> None:
    shelf = Shelf(at={URL: [NOT_YET] * 3})
    assert refused(shelf).why == "media:404"
    assert shelf.slept == [1.0, 3.0]


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Length": str(LARGEST + 1)}, b""),
        (200, {}, b"x" * (LARGEST + 1)),
    ],
    ids=["said", "unsaid"],
)
def test_a_file_that_is_too_large_is_given_up(answer: tuple[int, dict[str, str], bytes]) -> None:
    assert refused(Shelf(at={URL: [answer]})).why == "media:too_large"


def test_the_largest_file_comes_through() -> None:
    assert len(Shelf(at={URL: [(200, {}, b"x" * LARGEST)]}).fetch().content) == LARGEST


@pytest.mark.parametrize(
    "answer", [(500, {}, b""), (429, {}, b""), requests.ReadTimeout(), requests.ConnectionError()]
)
def test_trouble_on_the_way_is_tried_later(answer: Any) -> None:
    assert isinstance(refused(Shelf(at={URL: [answer]})), TryLater)


def test_a_refused_key_is_an_incident() -> None:
    error = refused(Shelf(at={URL: [(401, {}, b"")]}))
    assert isinstance(error, GiveUp)
    assert error.then is Then.INCIDENT


def test_a_type_that_twilio_does_not_tell_is_the_one_we_know() -> None:
    assert Shelf(at={URL: [(200, {}, b"x")]}).fetch().mime == "image/png"


@pytest.mark.parametrize("ref", [URL, media_url(root="http://127.0.0.1:1/twilio")])
def test_a_root_of_our_own_is_the_only_media_host(ref: str) -> None:
    root = "http://127.0.0.1:1/twilio"
    here = media_url(root=root)
    shelf = Shelf(
        root, at={here: [(307, {"Location": f"{root}/berkas/1"}, b"")], f"{root}/berkas/1": [JPEG]}
    )
    assert shelf.fetch(ref).content == b"jpeg"
    assert shelf.keys == [KEY, None]
