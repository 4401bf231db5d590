"""The Telegram-like app as people use it: what they do becomes messages and updates for the bot."""

from collections.abc import Iterable
from typing import Any

from bot.demo.chat import BOT, Button, Chat, File, Json, Message, Person
from bot.demo.pictures import keep_photo
from bot.demo.telegram_bot import TelegramBot
from bot.demo.telegram_shapes import chat_shape, member, user
from bot.demo.telegram_text import commands_in

NOT_TEXT: dict[str, Json] = {
    "sticker": {
        "sticker": {
            "file_id": "sticker-1",
            "file_unique_id": "s1",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙏",
        }
    },
    "voice": {
        "voice": {
            "file_id": "voice-1",
            "file_unique_id": "v1",
            "duration": 4,
            "mime_type": "audio/ogg",
            "file_size": 9000,
        }
    },
    "video": {
        "video": {
            "file_id": "video-1",
            "file_unique_id": "w1",
            "width": 640,
            "height": 360,
            "duration": 9,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
}


class TelegramApp:
    """What anybody with the app can do."""

    def __init__(self, bot: TelegramBot) -> None:
        self.bot, self.world = bot, bot.world

    def private_chat(self, person: Person, stranger: bool = True) -> Chat:
        """The person's chat with the bot; until they write, the bot cannot."""
        key = f"tg:{person.telegram_id}"
        standing = "stranger" if stranger else "member"
        return self.world.add_chat(Chat(key, "private", person.name, [person.key], bot=standing))

    def new_group(self, title: str, number: int, members: Iterable[Person]) -> Chat:
        """A group with the bot in it. The first member made it."""
        kind = "supergroup" if str(number).startswith("-100") else "group"
        keys = [person.key for person in members]
        return self.world.add_chat(Chat(f"tg:{number}", kind, title, keys))

    def send(self, person: Person, chat: Chat, **fields: Any) -> Message:
        """Write into a chat; the bot is told if it may read it."""
        with self.world.changed:
            if chat.kind == "private" and chat.bot == "stranger":
                chat.bot = "member"
            message = self.world.post(chat, person.key, **fields)
            self._tell("message", chat, message)
        return message

    def says(self, person: Person, chat: Chat, text: str, reply_to: int = 0) -> Message:
        entities = commands_in(text)
        return self.send(person, chat, text=text, entities=entities, reply_to=reply_to)

    def sends_photos(
        self, person: Person, chat: Chat, photos: Iterable[bytes], caption: str = ""
    ) -> list[Message]:
        """One photo, or an album: an update for each, the first with the words."""
        files = [keep_photo(self.world, photo) for photo in photos]
        album = f"1{self.world.last:016d}" if len(files) > 1 else ""
        texts = [caption] + [""] * (len(files) - 1)
        return [
            self.send(person, chat, kind="photo", file=file, text=text, album=album)
            for file, text in zip(files, texts, strict=True)
        ]

    def sends_document(self, person: Person, chat: Chat, file: File, caption: str = "") -> Message:
        """A file as it is, unlike a photo."""
        return self.send(person, chat, kind="document", file=file, text=caption)

    def shares_location(self, person: Person, chat: Chat, place: tuple[float, float]) -> Message:
        return self.send(person, chat, kind="location", place=place)

    def shares_contact(self, person: Person, chat: Chat, contact: Person) -> Message:
        return self.send(person, chat, kind="contact", contact=contact)

    def sends_other(self, person: Person, chat: Chat, kind: str) -> Message:
        """A sticker, voice, video or dice: things that are not text."""
        return self.send(person, chat, kind=kind, extra=NOT_TEXT[kind])

    def edits(self, message: Message, text: str) -> Message:
        """Change the words of one's own message."""
        chat = self.world.chats[message.chat]
        edited = self.world.change(message, "edit", text=text, edited=self.world.now())
        self._tell("edited_message", chat, edited)
        return edited

    def presses(self, person: Person, message: Message, button: Button) -> str:
        """Press a button; an inline one opens a press whose number is returned."""
        chat = self.world.chats[message.chat]
        if message.keyboard != "inline":
            self._press_key(person, chat, button)
            return ""
        if button.url:
            return ""
        number = self.bot.new_press(person.key, message)
        shape = {
            "id": number,
            "from": user(person),
            "message": self.bot.shape(message),
            "chat_instance": f"-{abs(hash(chat.key))}",
            "data": button.payload,
        }
        self.bot.updates.add("callback_query", chat.key, shape)
        return number

    def _press_key(self, person: Person, chat: Chat, button: Button) -> None:
        if button.asks == "contact":
            self.shares_contact(person, chat, person)
        elif button.asks == "location":
            self.shares_location(person, chat, (-7.4722, 112.4338))
        else:
            self.says(person, chat, button.label)

    def blocks(self, person: Person, blocked: bool = True) -> None:
        """Block the bot, or take that back."""
        self._standing(self.private_chat(person), person, "kicked" if blocked else "member")
        self.private_chat(person).bot = "blocked" if blocked else "member"

    def adds_bot(self, person: Person, chat: Chat, standing: str = "member") -> None:
        """Bring the bot into a group, as a member or an administrator."""
        self._standing(chat, person, standing)
        chat.bot = standing
        self._notice(
            chat, person, f"{person.name} menambahkan bot", new_chat_members=[self.bot.user]
        )

    def removes_bot(self, person: Person, chat: Chat) -> None:
        """Throw the bot out of a group."""
        self._standing(chat, person, "kicked")
        chat.bot = "kicked"
        self.world.post(chat, "", kind="notice", text=f"{person.name} mengeluarkan bot")

    def joins(self, person: Person, chat: Chat) -> None:
        if person.key not in chat.members:
            chat.members.append(person.key)
            words = f"{person.name} bergabung"
            self._notice(chat, person, words, new_chat_members=[user(person)])

    def leaves(self, person: Person, chat: Chat) -> None:
        if person.key in chat.members:
            chat.members.remove(person.key)
            self._notice(chat, person, f"{person.name} keluar", left_chat_member=user(person))

    def upgrades(self, person: Person, chat: Chat, number: int) -> Chat:
        """Turn a group into a supergroup with another number; both chats say so."""
        new = self.new_group(chat.title, number, [])
        new.members, new.bot = list(chat.members), chat.bot
        self._notice(chat, person, "Grup ditingkatkan", migrate_to_chat_id=number)
        chat.moved_to = new.key
        self._notice(new, person, "Grup ditingkatkan", migrate_from_chat_id=chat.telegram_id)
        return new

    def _notice(self, chat: Chat, person: Person, words: str, **extra: Any) -> None:
        message = self.world.post(chat, "", kind="notice", text=words, extra=extra)
        shape = self.bot.shape(message) | {"from": user(person)}
        self.bot.updates.add("message", chat.key, shape)

    def _standing(self, chat: Chat, person: Person, standing: str) -> None:
        old = {"blocked": "kicked", "stranger": "member"}.get(chat.bot, chat.bot)
        shape = {
            "chat": chat_shape(self.world, chat),
            "from": user(person),
            "date": int(self.world.now().timestamp()),
            "old_chat_member": member(self.world, self.bot.user, chat, BOT, old),
            "new_chat_member": member(self.world, self.bot.user, chat, BOT, standing),
        }
        self.bot.updates.add("my_chat_member", chat.key, shape)

    def _tell(self, kind: str, chat: Chat, message: Message) -> None:
        in_it = chat.bot in ("member", "administrator")
        if in_it and self.bot.may_read(chat, message):
            self.bot.updates.add(kind, chat.key, self.bot.shape(message))
