"""The WhatsApp-like app as people use it: what they do becomes signed requests to the program.

A message that the program does not accept is not tried for ever, as with Twilio: it stays in the
REST list, where the program can find it later.
"""

import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import httpx

from bot.demo.chat import BOT, Button, Chat, File, Json, Message, Person
from bot.demo.pictures import keep_photo
from bot.demo.twilio_account import API, TwilioAccount
from bot.demo.twilio_sending import deliver


class WhatsAppApp:
    """What anybody with the app can do. `root` is where the fake's REST API stands."""

    def __init__(self, account: TwilioAccount, root: str = "") -> None:
        self.account, self.world, self.root = account, account.world, root

    def chat(self, person: Person) -> Chat:
        """The person's chat with the city's number."""
        key = f"wa:{person.phone}"
        return self.world.add_chat(Chat(key, "whatsapp", person.name, [person.key]))

    def says(self, person: Person, text: str, reply_to: int = 0) -> Message:
        return self.send(person, {"MessageType": "text"}, text=text, reply_to=reply_to)

    def sends_photos(
        self, person: Person, photos: Iterable[bytes], caption: str = "", together: bool = False
    ) -> list[Message]:
        """Photos, each as a message of its own as WhatsApp does; or `together` in one request."""
        files = [keep_photo(self.world, photo) for photo in photos]
        if together:
            return [self._send_files(person, files, caption, "image")]
        captions = [caption] + [""] * (len(files) - 1)
        return [
            self._send_files(person, [file], words, "image")
            for file, words in zip(files, captions, strict=True)
        ]

    def sends_document(self, person: Person, file: File, caption: str = "") -> Message:
        """A file; Twilio passes neither its name nor, for most kinds, a caption."""
        return self._send_files(person, [file], caption, "document")

    def sends_other(self, person: Person, kind: str) -> Message:
        """A voice note, sticker or video, as media of that kind."""
        mime = {"voice": "audio/ogg", "sticker": "image/webp", "video": "video/mp4"}[kind]
        file = self.world.keep(b"contoh " + kind.encode(), kind, mime)
        return self._send_files(person, [file], "", "audio" if kind == "voice" else kind, kind)

    def shares_location(self, person: Person, place: tuple[float, float]) -> Message:
        params = {"MessageType": "location", "Latitude": str(place[0]), "Longitude": str(place[1])}
        return self.send(person, params, kind="location", place=place)

    def presses(self, person: Person, message: Message, button: Button) -> Message | None:
        """Press a quick reply or choose from a list."""
        if button.url:
            return None
        answered = {
            "OriginalRepliedMessageSid": message.sid,
            "OriginalRepliedMessageSender": self.account.sender,
        }
        if message.keyboard == "list":
            params = {
                "MessageType": "interactive",
                "ListId": button.payload,
                "ListTitle": button.label,
            }
            params |= {"ListDescription": button.hint} if button.hint else {}
        else:
            params = {
                "MessageType": "button",
                "ButtonText": button.label,
                "ButtonPayload": button.payload,
            }
        return self.send(person, params | answered, text=button.label, reply_to=message.id)

    def reads(self, person: Person) -> None:
        """Look at the chat: everything delivered becomes read, and the program is told."""
        for message in self.chat(person).latest():
            if message.from_bot and message.tick == "delivered":
                self.world.change(message, "tick", tick="read")
                self.account.later(f"read {person.key}", self.account.report, message.sid, "read")

    def send(
        self, person: Person, params: Json, media: Iterable[File] = (), **fields: Any
    ) -> Message:
        """Put a message into the chat and bring it to the program's webhook."""
        chat, files = self.chat(person), list(media)
        shape = self.account.record(
            "MM" if files else "SM",
            body=fields.get("text", ""),
            num_media=str(len(files)),
            **{"from": f"whatsapp:{person.phone}"},
        )
        message = self.world.post(chat, person.key, sid=shape["sid"], **fields)
        form = self._form(person, shape, files) | params
        if (answered := chat.messages.get(message.reply_to)) and answered.by == BOT:
            form.setdefault("OriginalRepliedMessageSid", answered.sid)
            form.setdefault("OriginalRepliedMessageSender", self.account.sender)
        self.account.later(f"from {person.phone}", self._bring, message, form)
        return message

    def _send_files(
        self, person: Person, files: list[File], caption: str, kind: str, look: str = ""
    ) -> Message:
        look = look or ("photo" if kind == "image" else "document")
        params = {"MessageType": kind}
        return self.send(person, params, files, kind=look, file=files[0], text=caption)

    def _form(self, person: Person, shape: Json, files: list[File]) -> dict[str, str]:
        """All that the real one sends with every message."""
        number = person.phone.removeprefix("+")
        about = {"type": "whatsapp", "data": {"context": {"ProfileName": person.name}}}
        form = {
            "SmsMessageSid": shape["sid"],
            "NumMedia": shape["num_media"],
            "ProfileName": person.name,
            "SmsSid": shape["sid"],
            "WaId": number,
            "SmsStatus": "received",
            "Body": shape["body"],
            "To": shape["to"],
            "NumSegments": "1",
            "ReferralNumMedia": "0",
            "MessageSid": shape["sid"],
            "AccountSid": shape["account_sid"],
            "ChannelMetadata": json.dumps(about),
            "From": shape["from"],
            "ApiVersion": "2010-04-01",
        }
        for place, file in enumerate(files):
            media = self.account.attach(shape["sid"], file)
            uri = f"{API}/{self.account.sid}/Messages/{shape['sid']}/Media/{media}"
            form[f"MediaUrl{place}"] = self.root + uri
            form[f"MediaContentType{place}"] = file.mime
        return form

    def _bring(self, message: Message, form: dict[str, str]) -> None:
        webhook = self.account.webhook
        reply = self.account.outside.post(webhook, form) if webhook else None
        if reply is None:
            self.account.unheard.append(message.sid)
            return
        self.world.change(message, "tick", tick="read")
        self.carry_out(form["From"], reply)

    def carry_out(self, to: str, reply: httpx.Response) -> None:
        """Send the messages that stand in a webhook's answer to that person."""
        for text, media, callback in twiml_messages(reply):
            self._answer(to, text, media, callback)

    def _answer(self, to: str, text: str, media: list[str], callback: str) -> None:
        """Send what stood in the webhook's answer; receipts go to its own `callback`."""
        if len(text) > 1600:
            self.account.refusals.append("TwiML: 21617")
            return
        shape = self.account.record("SM", body=text, direction="outbound-reply", to=to)
        shape["status"] = "queued"
        if callback:
            self.account.callbacks[shape["sid"]] = callback
        message: Json = {"text": text, "media": media, "template": "", "kind": ""}
        self.account.later(to, deliver, self.account, shape["sid"], message)


def twiml_messages(reply: httpx.Response) -> list[tuple[str, list[str], str]]:
    """The messages in a webhook's answer, each with its text, media links and status callback."""
    if not reply.content.strip():
        return []
    if "xml" not in reply.headers.get("content-type", ""):
        return (
            [(reply.text, [], "")] if "text/plain" in reply.headers.get("content-type", "") else []
        )
    try:
        root = ElementTree.fromstring(reply.content)  # noqa: S314 - our own program's answer
    except ElementTree.ParseError:
        return []
    found = []
    for part in root.iter("Message"):
        body = part.findtext("Body") or (part.text or "").strip()
        links = [link.text or "" for link in part.iter("Media")]
        found.append((body, links, part.get("statusCallback", "")))
    return found
