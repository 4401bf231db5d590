"""What the real twilio client gets from the fake Twilio, and what it is refused."""

from datetime import timedelta
from typing import Any

import httpx
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]
from twilio.rest.content.v1 import content as contents  # type: ignore[import-untyped, unused-ignore]

from bot.demo.chat import Json
from bot.demo.pictures import example
from bot.demo.platforms import SENDER, Platforms
from tests.demo.conftest import Clock, Program


def send(client: Client, phone: str, /, **fields: Any) -> Any:
    fields = {"from_": SENDER, "to": f"whatsapp:{phone}", "body": "Halo"} | fields
    return client.messages.create(**{k: v for k, v in fields.items() if v is not None})


def statuses(program: Program, count: int) -> list[str]:
    return [r.form["MessageStatus"] for r in program.wait_for(count, "status")]


def test_a_text_is_queued_and_then_arrives(platforms: Platforms, twilio: Client) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    message = send(twilio, budi.phone, body="Selamat datang")
    assert (message.status, message.direction) == ("queued", "outbound-api")
    assert budi.wait_for("Selamat datang").sid == message.sid


def test_receipts_are_signed_and_come_in_the_known_form(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    url = f"{program.url}/status"
    send(twilio, budi.phone, status_callback=url)
    assert statuses(program, 2) == ["sent", "delivered"]
    budi.reads()
    last = program.wait_for(3, "status")[2]
    validator = RequestValidator(platforms.twilio_auth_token)
    assert last.form["MessageStatus"] == "read"
    assert validator.validate(url, last.form, last.headers["X-Twilio-Signature"])


def test_free_text_outside_the_window_is_accepted_and_not_delivered(
    platforms: Platforms, twilio: Client, program: Program, clock: Clock
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    clock.forward(hours=24)
    message = send(twilio, budi.phone, status_callback=f"{program.url}/status")
    assert message.status == "queued"
    receipt = program.wait_for(1, "status")[0].form
    assert (receipt["MessageStatus"], receipt["ErrorCode"]) == ("undelivered", "63016")
    assert twilio.messages(message.sid).fetch().error_code == 63016


def template(client: Client, kind: str, parts: Json, **more: Any) -> str:
    request = contents.ContentList.ContentCreateRequest(
        {"friendly_name": "contoh", "language": "id", "types": {kind: parts}} | more
    )
    return str(client.content.v1.contents.create(request).sid)


def test_an_approved_template_opens_a_conversation(platforms: Platforms, twilio: Client) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    sid = template(twilio, "twilio/text", {"body": "Laporan {{1}} sudah diterima"})
    httpx.post(
        f"{platforms.twilio_root}/v1/Content/{sid}/ApprovalRequests/whatsapp",
        json={"name": "diterima", "category": "UTILITY"},
        auth=(platforms.twilio_sid, platforms.twilio_auth_token),
        trust_env=False,
    )
    assert twilio.content.v1.contents(sid).approval_fetch().fetch().whatsapp["status"] == "approved"
    send(twilio, budi.phone, body=None, content_sid=sid, content_variables='{"1": "26-004217-3"}')
    budi.wait_for("Laporan 26-004217-3 sudah diterima")


def test_a_quick_reply_comes_back_with_its_payload(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    parts = {"body": "Setuju?", "actions": [{"title": "Setuju", "id": "yes"}]}
    sid = template(twilio, "twilio/quick-reply", parts)
    message = send(twilio, budi.phone, body=None, content_sid=sid)
    platforms.whatsapp_webhook = f"{program.url}/in"
    budi.presses("Setuju")
    form = program.wait_for(1, "in")[0].form
    assert (form["Body"], form["ButtonPayload"]) == ("Setuju", "yes")
    assert form["OriginalRepliedMessageSid"] == message.sid


def test_a_list_row_comes_back_with_its_id(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    items = [{"item": "Kranggan", "id": "k1", "description": "Kecamatan Kranggan"}]
    parts = {"body": "Kelurahan?", "button": "Pilih", "items": items}
    send(twilio, budi.phone, body=None, content_sid=template(twilio, "twilio/list-picker", parts))
    platforms.whatsapp_webhook = f"{program.url}/in"
    budi.presses("Kranggan")
    form = program.wait_for(1, "in")[0].form
    assert (form["ListId"], form["ListTitle"]) == ("k1", "Kranggan")


def test_a_number_is_answered_where_there_are_no_buttons(
    platforms: Platforms, twilio: Client
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    send(twilio, budi.phone, body="Setuju?\n1. Setuju\n2. Tidak")
    budi.presses("Tidak")
    assert budi.messages[-1].text == "2"


def test_media_is_really_fetched(platforms: Platforms, twilio: Client, program: Program) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    program.files["brosur.jpg"] = (example("rumah"), "image/jpeg")
    send(twilio, budi.phone, body="Brosur", media_url=[f"{program.url}/brosur.jpg"])
    assert budi.wait_for("Brosur").kind == "photo"


def test_media_that_cannot_be_fetched_is_reported(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    send(twilio, budi.phone, media_url=[f"{program.url}/tidak-ada.jpg"])
    assert platforms.settle()
    assert budi.failures == [63019]


def test_a_person_who_blocked_the_number_is_reported_later(
    platforms: Platforms, twilio: Client
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    budi.blocks_bot()
    assert send(twilio, budi.phone).status == "queued"
    assert platforms.settle()
    assert budi.failures == [63033]


def test_the_client_turns_the_pages_of_the_message_list(
    platforms: Platforms, twilio: Client
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    for number in range(7):
        budi.says(str(number))
    found = twilio.messages.list(to=SENDER, page_size=3)
    assert [message.body for message in found] == list("6543210")


def test_the_message_list_can_be_narrowed_by_date(
    platforms: Platforms, twilio: Client, clock: Clock
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("kemarin")
    clock.forward(days=1)
    budi.says("hari ini")
    since = clock() - timedelta(hours=1)
    found = twilio.messages.list(date_sent_after=since, from_=f"whatsapp:{budi.phone}")
    assert [message.body for message in found] == ["hari ini"]


def test_inbound_media_is_listed_fetched_and_deleted(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    platforms.whatsapp_person("Budi Contoh").sends_photos(example("ktp"))
    form = program.wait_for(1, "in")[0].form
    auth = (platforms.twilio_sid, platforms.twilio_auth_token)
    got = httpx.get(form["MediaUrl0"], auth=auth, follow_redirects=True, trust_env=False)
    assert (got.content[:2], form["MediaContentType0"]) == (b"\xff\xd8", "image/jpeg")
    listed = twilio.messages(form["MessageSid"]).media.list()
    assert listed[0].delete()
    assert httpx.get(form["MediaUrl0"], auth=auth, trust_env=False).status_code == 404


def test_media_needs_the_account_password(platforms: Platforms, program: Program) -> None:
    platforms.whatsapp_webhook = f"{program.url}/in"
    platforms.whatsapp_person("Budi Contoh").sends_photos(example("ktp"))
    form = program.wait_for(1, "in")[0].form
    assert httpx.get(form["MediaUrl0"], trust_env=False).status_code == 401
