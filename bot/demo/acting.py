"""What the person at the page does with a phone, carried to the app it runs."""

from collections.abc import Callable

from bot.demo.chat import Button, Chat, File, Json, Message, Person
from bot.demo.pictures import DRAWN, example
from bot.demo.telegram_app import TelegramApp
from bot.demo.whatsapp_app import WhatsAppApp

Upload = tuple[str, str, bytes]
CITY_HALL = (-7.4722, 112.4338)
LONGEST_TEXT = 4096


class UnknownError(LookupError):
    """There is no such person, chat, message, button or action."""


class Acting:
    """The hands on the phones of the page."""

    def __init__(self, telegram: TelegramApp, whatsapp: WhatsAppApp) -> None:
        self.telegram, self.whatsapp, self.world = telegram, whatsapp, telegram.world
        self.actions: dict[str, Callable[[Person, Chat, Json, list[Upload]], object]] = {
            "say": self.say,
            "press": self.press,
            "send": self.send,
            "example": self.example,
            "location": self.location,
            "read": self.read,
        }

    def act(self, action: str, wish: Json, uploads: list[Upload]) -> None:
        """Do one thing as one person in one chat. Raises UnknownError."""
        person = self.world.people.get(str(wish.get("person")))
        chat = self.world.chats.get(str(wish.get("chat")))
        if action not in self.actions or person is None or chat is None:
            raise UnknownError(f"unknown action, person or chat: {action}")
        if person.key not in chat.members:
            raise UnknownError("not in this chat")
        self.actions[action](person, chat, wish, uploads)

    def say(self, person: Person, chat: Chat, wish: Json, _: list[Upload]) -> None:
        text = str(wish.get("text", "")).strip()[:LONGEST_TEXT]
        reply_to = int(wish.get("replyTo") or 0)
        if not text:
            return
        if is_green(chat):
            self.whatsapp.says(person, text, reply_to)
        else:
            self.telegram.says(person, chat, text, reply_to)

    def press(self, person: Person, chat: Chat, wish: Json, _: list[Upload]) -> None:
        message, button = found_button(chat, wish)
        if is_green(chat):
            self.whatsapp.presses(person, message, button)
        else:
            self.telegram.presses(person, message, button)

    def send(self, person: Person, chat: Chat, wish: Json, uploads: list[Upload]) -> None:
        """Photos together, then everything else one by one."""
        photos = [content for _, mime, content in uploads if mime.startswith("image/")]
        caption = str(wish.get("caption", ""))[:1024]
        try:
            self._send_photos(person, chat, photos, caption)
        except ValueError as error:
            raise UnknownError("bukan gambar") from error
        for name, mime, content in uploads:
            if not mime.startswith("image/"):
                self._send_file(person, chat, self.world.keep(content, name, mime))

    def example(self, person: Person, chat: Chat, wish: Json, _: list[Upload]) -> None:
        """Send invented documents: one kind, or several joined by a plus sign."""
        kinds = str(wish.get("kind", "")).split("+")
        if not set(kinds) <= set(DRAWN):
            raise UnknownError(f"no example {kinds}")
        self._send_photos(person, chat, [example(kind) for kind in kinds], "")

    def location(self, person: Person, chat: Chat, _: Json, __: list[Upload]) -> None:
        if is_green(chat):
            self.whatsapp.shares_location(person, CITY_HALL)
        else:
            self.telegram.shares_location(person, chat, CITY_HALL)

    def read(self, person: Person, chat: Chat, _: Json, __: list[Upload]) -> None:
        if is_green(chat):
            self.whatsapp.reads(person)

    def _send_photos(self, person: Person, chat: Chat, photos: list[bytes], caption: str) -> None:
        if photos and is_green(chat):
            self.whatsapp.sends_photos(person, photos, caption)
        elif photos:
            self.telegram.sends_photos(person, chat, photos, caption)

    def _send_file(self, person: Person, chat: Chat, file: File) -> None:
        if is_green(chat):
            self.whatsapp.sends_document(person, file)
        else:
            self.telegram.sends_document(person, chat, file)


def is_green(chat: Chat) -> bool:
    """Whether the chat belongs to the WhatsApp-like app."""
    return chat.kind == "whatsapp"


def found_button(chat: Chat, wish: Json) -> tuple[Message, Button]:
    """The button at that row and place of a message. Raises UnknownError."""
    message = chat.messages.get(int(wish.get("message") or 0))
    if message is None:
        raise UnknownError("no such message")
    try:
        return message, message.buttons[int(wish["row"])][int(wish["place"])]
    except (LookupError, ValueError) as error:
        raise UnknownError("no such button") from error
