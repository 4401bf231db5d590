"""People, chats, messages and events as the page reads them."""

from datetime import datetime

from bot.demo.chat import BOT, Button, Chat, Event, File, Json, Message
from bot.demo.stage import Phone
from bot.demo.world import World


def phone_shape(world: World, phone: Phone) -> Json:
    """A phone and the people who may hold it."""
    holders = [
        {
            "person": holder.person,
            "name": world.people[holder.person].name,
            "phone": world.people[holder.person].phone,
            "role": holder.role,
        }
        for holder in phone.holders
    ]
    return {
        "key": phone.key,
        "title": phone.title,
        "app": phone.app,
        "holders": holders,
        "opens": phone.opens,
        "greeting": phone.greeting,
    }


def event_shape(world: World, event: Event) -> Json:
    """One line of the log."""
    shape: Json = {"seq": event.seq, "kind": event.kind, "chat": event.chat, "extra": event.extra}
    if event.message:
        shape["message"] = message_shape(world, event.message)
    if event.kind == "chat":
        shape["about"] = chat_shape(world.chats[event.chat])
    return shape


def chat_shape(chat: Chat) -> Json:
    return {
        "key": chat.key,
        "kind": chat.kind,
        "title": chat.title,
        "members": list(chat.members),
        "movedTo": chat.moved_to,
    }


def message_shape(world: World, message: Message) -> Json:
    """A message with its sender's name; files are fetched by their id."""
    author = world.people.get(message.by)
    shape = {
        "id": message.id,
        "at": stamp(message.at),
        "by": message.by,
        "fromBot": message.by == BOT,
        "name": author.name if author else "",
        "kind": message.kind,
        "text": message.text,
        "entities": list(message.entities),
        "album": message.album,
        "place": message.place,
        "rows": [[button_shape(b) for b in row] for row in message.buttons],
        "keyboard": message.keyboard,
        "listTitle": message.list_title,
        "replyTo": message.reply_to,
        "edited": stamp(message.edited) if message.edited else "",
        "tick": message.tick,
    }
    if message.file:
        shape["file"] = file_shape(message.file)
    if message.contact:
        shape["contact"] = {"name": message.contact.name, "phone": message.contact.phone}
    return shape


def button_shape(button: Button) -> Json:
    return {
        "label": button.label,
        "url": button.url,
        "asks": button.asks,
        "hint": button.hint,
    }


def file_shape(file: File) -> Json:
    return {
        "id": file.id,
        "name": file.name,
        "mime": file.mime,
        "size": len(file.content),
        "width": file.width,
        "height": file.height,
    }


def stamp(moment: datetime) -> str:
    return moment.isoformat()
