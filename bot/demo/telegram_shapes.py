"""Users, chats, messages and files as the Bot API writes them."""

from bot.demo.chat import BOT, Chat, File, Json, Message, Person
from bot.demo.world import World


def user(person: Person) -> Json:
    """A person as a User."""
    shape = {
        "id": person.telegram_id,
        "is_bot": False,
        "first_name": person.first_name,
        "language_code": person.language,
    }
    more = {"last_name": person.last_name, "username": person.username}
    return shape | {name: value for name, value in more.items() if value}


def chat_shape(world: World, chat: Chat) -> Json:
    """A chat as a Chat."""
    shape: Json = {"id": chat.telegram_id, "type": chat.kind}
    if chat.kind != "private":
        return shape | {"title": chat.title}
    person = user(world.people[chat.members[0]])
    return shape | {k: person[k] for k in ("first_name", "last_name", "username") if k in person}


def message_shape(world: World, bot: Json, message: Message, deep: bool = True) -> Json:
    """A message as a Message; a reply carries the message it answers, one level deep."""
    chat = world.chats[message.chat]
    shape: Json = {
        "message_id": message.id,
        "date": int(message.at.timestamp()),
        "chat": chat_shape(world, chat),
    }
    if message.by:
        shape["from"] = bot if message.by == BOT else user(world.people[message.by])
    if message.edited:
        shape["edit_date"] = int(message.edited.timestamp())
    if message.album:
        shape["media_group_id"] = message.album
    answered = chat.messages.get(message.reply_to)
    if answered and deep:
        shape["reply_to_message"] = message_shape(world, bot, answered, deep=False)
    return shape | content(message) | markup(message) | message.extra


def content(message: Message) -> Json:
    """What stands in a message."""
    if message.kind == "text":
        return {"text": message.text} | _entities("entities", message)
    words = {"caption": message.text} if message.text else {}
    words |= _entities("caption_entities", message)
    if message.kind == "photo" and message.file:
        return words | {"photo": [photo_size(f) for f in (*message.file.smaller, message.file)]}
    if message.kind == "document" and message.file:
        return words | {"document": document(message.file)}
    if message.kind == "location" and message.place:
        latitude, longitude = message.place
        return {"location": {"latitude": latitude, "longitude": longitude}}
    if message.kind == "contact" and message.contact:
        return {"contact": contact(message.contact)}
    return {}


def _entities(name: str, message: Message) -> Json:
    return {name: list(message.entities)} if message.entities else {}


def markup(message: Message) -> Json:
    """The inline keyboard under a message; reply keyboards are not repeated in answers."""
    if message.keyboard != "inline" or not message.buttons:
        return {}
    rows = [
        [
            {"text": b.label} | ({"url": b.url} if b.url else {"callback_data": b.payload})
            for b in row
        ]
        for row in message.buttons
    ]
    return {"reply_markup": {"inline_keyboard": rows}}


def file_shape(file: File) -> Json:
    """The fields that every kind of file has."""
    return {
        "file_id": file.id,
        "file_unique_id": file.id[:16],
        "file_size": len(file.content),
    }


def photo_size(file: File) -> Json:
    return file_shape(file) | {"width": file.width, "height": file.height}


def document(file: File) -> Json:
    return file_shape(file) | {"file_name": file.name, "mime_type": file.mime}


def contact(person: Person) -> Json:
    """A shared contact, with the number of its owner if they use the app."""
    shape = {
        "phone_number": person.phone,
        "first_name": person.first_name,
        "last_name": person.last_name,
    }
    return shape | ({"user_id": person.telegram_id} if person.telegram_id else {})


def member(world: World, bot: Json, chat: Chat, who: str, status: str = "") -> Json:
    """A ChatMember with the fields its status needs."""
    shape = bot if who == BOT else user(world.people[who])
    status = status or (chat.bot if who == BOT else "member")
    if status == "administrator":
        rights = dict.fromkeys(ADMIN_RIGHTS, False)
        return {"status": status, "user": shape, "can_be_edited": False} | rights
    if status == "kicked":
        return {"status": "kicked", "user": shape, "until_date": 0}
    if status == "creator":
        return {"status": "creator", "user": shape, "is_anonymous": False}
    return {"status": status if status in ("member", "left") else "left", "user": shape}


ADMIN_RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
