"""How WhatsApp messages reach the program: signed, once or twice, and found in the list if not."""

import pytest
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from bot.demo.pictures import example
from bot.demo.platforms import SENDER, Platforms
from tests.demo.conftest import Program


def test_a_message_is_signed_over_the_configured_address(
    platforms: Platforms, program: Program
) -> None:
    url = f"{program.url}/in?kota=35.76"
    platforms.whatsapp_webhook = url + "#rc=5&rp=all"
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    got = program.wait_for(1, "in")[0]
    validator = RequestValidator(platforms.twilio_auth_token)
    assert validator.validate(url, got.form, got.headers["X-Twilio-Signature"])
    assert (got.form["Body"], got.form["From"]) == ("halo", f"whatsapp:{budi.phone}")
    assert (got.form["To"], got.form["ProfileName"]) == (SENDER, "Budi Contoh")


ROWS = [
    ("", 503, 1),
    ("#rc=5&rp=all", 503, 6),
    ("#rc=2&rp=5xx", 503, 3),
    ("#rc=2&rp=4xx", 503, 1),
    ("#rc=1&rp=4xx", 403, 2),
]


@pytest.mark.parametrize(("fragment", "status", "times"), ROWS)
def test_a_refused_message_is_repeated_only_as_asked(
    platforms: Platforms, program: Program, fragment: str, status: int, times: int
) -> None:
    platforms.twilio.outside.pause = 0.001
    platforms.whatsapp_webhook = f"{program.url}/in{fragment}"
    program.answers = [(status, "", "text/plain")] * 10
    platforms.whatsapp_person("Budi Contoh").says("halo")
    assert platforms.settle()
    assert len(program.received) == times


def test_a_message_that_was_not_heard_stays_in_the_list(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    program.answers = [(503, "", "text/plain")]
    message = platforms.whatsapp_person("Budi Contoh").says("ada orang?")
    assert platforms.settle()
    assert platforms.twilio.unheard == [message.sid]
    found = twilio.messages.list(to=SENDER)
    assert [(m.sid, m.body, m.direction) for m in found] == [(message.sid, "ada orang?", "inbound")]


def test_nobody_listening_is_tried_once_more(platforms: Platforms) -> None:
    platforms.twilio.outside.pause = 0.001
    platforms.whatsapp_webhook = "http://127.0.0.1:9/in"
    platforms.whatsapp_person("Budi Contoh").says("halo")
    assert platforms.settle()
    assert len(platforms.twilio.unheard) == 1


TWIML = '<?xml version="1.0"?><Response><Message>{}</Message><Message>{}</Message></Response>'


@pytest.mark.parametrize("body", ["Satu", "<Body>Satu</Body>"])
def test_messages_in_the_answer_are_delivered(
    platforms: Platforms, program: Program, body: str
) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    program.answers = [(200, TWIML.format(body, "Dua"), "text/xml")]
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    assert budi.hears() == ["Satu", "Dua"]


def test_several_photos_come_one_by_one(platforms: Platforms, program: Program) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.sends_photos(example("ktp"), example("kk"), caption="ini")
    forms = [r.form for r in program.wait_for(2)]
    assert [(f["NumMedia"], f["Body"]) for f in forms] == [("1", "ini"), ("1", "")]


def test_photos_can_also_come_in_one_request(platforms: Platforms, program: Program) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    photos = [example("ktp")] * 10
    platforms.whatsapp_person("Budi Contoh").sends_photos(*photos, together=True)
    form = program.wait_for(1)[0].form
    assert form["NumMedia"] == "10"
    assert "MediaUrl9" in form


def test_a_place_comes_as_coordinates(platforms: Platforms, program: Program) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    platforms.whatsapp_person("Budi Contoh").shares_location((-7.5, 112.4))
    form = program.wait_for(1)[0].form
    assert (form["Latitude"], form["Longitude"]) == ("-7.5", "112.4")


def test_a_reply_names_the_message_it_answers(
    platforms: Platforms, program: Program, twilio: Client
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    twilio.messages.create(to=f"whatsapp:{budi.phone}", from_=SENDER, body="Siapa nama Anda?")
    asked = budi.wait_for("Siapa")
    platforms.whatsapp_webhook = f"{program.url}/in"
    budi.says("Budi", reply_to=asked)
    assert program.wait_for(1)[0].form["OriginalRepliedMessageSid"] == asked.sid
