"""From the program to a WhatsApp phone: what Twilio checks at once, and what it finds out later."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from bot.demo.chat import BOT, Chat, File, Json
from bot.demo.pictures import keep_photo
from bot.demo.twilio_account import TwilioAccount
from bot.demo.twilio_content import NEEDS_CONVERSATION, rendered
from bot.demo.twilio_errors import RECEIPTS, TwilioRefusedError

WINDOW = timedelta(hours=24)
LARGEST_IMAGE, LARGEST_FILE = 5 * 1024 * 1024, 16 * 1024 * 1024
FIELDS = {
    "To",
    "From",
    "Body",
    "MediaUrl",
    "ContentSid",
    "ContentVariables",
    "StatusCallback",
    "MessagingServiceSid",
    "ApplicationSid",
    "MaxPrice",
    "ProvideFeedback",
    "Attempt",
    "ValidityPeriod",
    "ForceDelivery",
    "ContentRetention",
    "AddressRetention",
    "SmartEncoded",
    "PersistentAction",
    "TrafficType",
    "ShortenUrls",
    "ScheduleType",
    "SendAt",
    "SendAsMms",
    "MessageIntent",
    "RiskCheck",
    "FallbackFrom",
}


def send(account: TwilioAccount, form: dict[str, list[str]]) -> Json:
    """Accept a message and deliver it later. Raises TwilioRefusedError."""
    fields = {name: values[0] for name, values in form.items()}
    check(account, fields, form)
    if account.rates.take(fields["To"], is_group=False):
        raise TwilioRefusedError(429, 20429)
    message = compose(account, fields, form.get("MediaUrl", []))
    by_group = fields.get("MessagingServiceSid")
    shape = account.record(
        "MM" if message["media"] else "SM",
        body=message["text"],
        direction="outbound-api",
        to=fields["To"],
        status="accepted" if by_group else "queued",
        messaging_service_sid=by_group,
        date_sent=None,
        num_media=str(len(message["media"])),
    )
    if fields.get("StatusCallback"):
        account.callbacks[shape["sid"]] = fields["StatusCallback"]
    answer = dict(shape)
    account.later(fields["To"], deliver, account, shape["sid"], message)
    return answer


def check(account: TwilioAccount, fields: Json, form: dict[str, list[str]]) -> None:
    """Everything Twilio looks at before it accepts. Raises TwilioRefusedError."""
    if unknown := set(fields) - FIELDS:
        words = f"Unknown parameter {sorted(unknown)}"
        raise TwilioRefusedError(400, 20001, words)
    check_addresses(account, fields)
    if not any(fields.get(name) for name in ("Body", "MediaUrl", "ContentSid")):
        raise TwilioRefusedError(400, 21619)
    if len(fields.get("Body", "")) > 1600:
        raise TwilioRefusedError(400, 21617)
    check_links(fields, form.get("MediaUrl", []))


def check_addresses(account: TwilioAccount, fields: Json) -> None:
    """From whom and to whom."""
    to = fields.get("To", "")
    if not to:
        raise TwilioRefusedError(400, 21604)
    if not re.fullmatch(r"whatsapp:\+[1-9]\d{7,14}", to):
        raise TwilioRefusedError(400, 21211, about=to)
    if group := fields.get("MessagingServiceSid"):
        if group != account.messaging_service:
            raise TwilioRefusedError(400, 21705, about=group)
    elif not fields.get("From"):
        raise TwilioRefusedError(400, 21603)
    elif fields["From"] != account.sender:
        raise TwilioRefusedError(400, 63007)
    chat = account.chat(to)
    if chat is not None and chat.stopped:
        raise TwilioRefusedError(400, 21610)


def check_links(fields: Json, media: list[str]) -> None:
    """The addresses that Twilio will fetch or call."""
    if len(media) > 1:
        raise TwilioRefusedError(400, 21623)
    if not all(is_link(url) for url in media):
        raise TwilioRefusedError(400, 21620)
    callback = fields.get("StatusCallback")
    if callback and not is_link(callback):
        raise TwilioRefusedError(400, 21609, about=callback)


def is_link(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def compose(account: TwilioAccount, fields: Json, media: list[str]) -> Json:
    """The message as it will look, from a text or a template."""
    plain = {"text": fields.get("Body", ""), "media": media, "template": "", "kind": ""}
    if not fields.get("ContentSid"):
        return plain
    content = account.contents.get(fields["ContentSid"])
    if content is None:
        raise TwilioRefusedError(400, 21655)
    made = rendered(content, fields.get("ContentVariables", ""))
    return plain | made | {"template": fields["ContentSid"]}


def deliver(account: TwilioAccount, sid: str, message: Json) -> None:
    """Bring an accepted message to the phone, or report why not."""
    chat = account.chat(account.messages[sid]["to"])
    code = planned(account) or obstacle(account, chat, message)
    files: list[File] = []
    if not code:
        files = fetched(account, message["media"])
        code = 63019 if len(files) < len(message["media"]) else 0
    if code or chat is None:
        fail(account, sid, chat, code)
        return
    account.messages[sid]["date_sent"] = account.messages[sid]["date_updated"]
    account.report(sid, "sent")
    place(account, chat, sid, message, files)
    account.report(sid, "delivered")


def planned(account: TwilioAccount) -> int:
    """The error code that the test planned for this message, or 0."""
    fault = account.faults.take("Messages", ("receipt",))
    return fault.code if fault else 0


def obstacle(account: TwilioAccount, chat: Chat | None, message: Json) -> int:
    """Why the phone does not get it, as an error code; 0 if it does."""
    if chat is None:
        return 63024
    if chat.bot == "blocked":
        return 63033
    return 0 if in_window(account, chat) or is_approved(account, message) else 63016


def in_window(account: TwilioAccount, chat: Chat) -> bool:
    """Whether the person wrote within the last 24 hours."""
    since = chat.last_inbound
    return since is not None and account.world.now() - since < WINDOW


def is_approved(account: TwilioAccount, message: Json) -> bool:
    """Whether it is a template that may begin a conversation."""
    approval = account.approvals.get(message["template"], {})
    return approval.get("status") == "approved" and message["kind"] not in NEEDS_CONVERSATION


def fetched(account: TwilioAccount, links: list[str]) -> list[File]:
    """The files behind the links, as far as they could be had."""
    files = []
    for link in links:
        reply = account.outside.fetch(link)
        if reply is None or not reply.content:
            continue
        mime = reply.headers.get("content-type", "").partition(";")[0]
        name = urlsplit(link).path.rpartition("/")[2] or "berkas"
        if len(reply.content) <= (LARGEST_IMAGE if mime.startswith("image/") else LARGEST_FILE):
            files.append(kept(account, reply.content, name, mime))
    return files


def kept(account: TwilioAccount, content: bytes, name: str, mime: str) -> File:
    """A fetched file as the phone stores it."""
    if not mime.startswith("image/"):
        return account.world.keep(content, name, mime)
    try:
        return keep_photo(account.world, content, name)
    except ValueError:
        return account.world.keep(content, name, "application/octet-stream")


def place(account: TwilioAccount, chat: Chat, sid: str, message: Json, files: list[File]) -> None:
    """Show the message on the phone."""
    look = {k: message[k] for k in ("buttons", "keyboard", "list_title") if k in message}
    file = files[0] if files else None
    kind = "text"
    if file:
        kind = "photo" if file.mime.startswith("image/") else "document"
    text = message["text"]
    account.world.post(
        chat, BOT, kind=kind, text=text, file=file, sid=sid, tick="delivered", **look
    )


def fail(account: TwilioAccount, sid: str, chat: Chat | None, code: int) -> None:
    """Report that it did not arrive, and why."""
    words = RECEIPTS.get(code, "Planned by the test")
    if chat is not None:
        account.world.log("failed", chat.key, code=code, words=words)
    account.report(sid, "failed" if code == 63019 else "undelivered", code, words)
