"""Bot API methods about the bot itself, its files and the chats it is in."""

import re
from datetime import timedelta

from bot.demo.chat import BOT, Chat, Json
from bot.demo.telegram_bot import METHOD, Call
from bot.demo.telegram_fields import RefusedError
from bot.demo.telegram_shapes import chat_shape, member

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LINK_LIVES = timedelta(hours=1)
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
}


def get_me(call: Call) -> Json:
    return call.bot.user | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def answer_press(call: Call) -> bool:
    press = call.bot.answer_press(call.get("callback_query_id", ""))
    text = call.get("text", "")
    if len(text) > 200:
        raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
    if not press.answered:
        press.answered = True
        alert = call.get("show_alert", False)
        call.bot.world.log("toast", press.message.chat, person=press.person, text=text, alert=alert)
    return True


def chat_action(call: Call) -> bool:
    chat = call.chat()
    if call.get("action") not in ACTIONS:
        raise RefusedError(400, "Bad Request: wrong parameter action in request")
    call.bot.world.log("typing", chat.key)
    return True


def get_file(call: Call) -> Json:
    file = call.bot.world.files.get(call.get("file_id", ""))
    if file is None:
        words = "wrong file_id or the file is temporarily unavailable"
        raise RefusedError(400, f"Bad Request: {words}")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise RefusedError(400, "Bad Request: file is too big")
    folder = "photos" if file.mime.startswith("image/") else "documents"
    path = f"{folder}/{file.id}{'.' + file.name.rpartition('.')[2] if '.' in file.name else ''}"
    call.bot.links[path] = call.bot.world.now() + LINK_LIVES
    return {
        "file_id": file.id,
        "file_unique_id": file.id[:16],
        "file_size": len(file.content),
        "file_path": path,
    }


def get_chat(call: Call) -> Json:
    chat = call.chat()
    shape = chat_shape(call.bot.world, chat) | {
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    return shape | ({"permissions": {"can_send_messages": True}} if is_group(chat) else {})


GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def is_group(chat: Chat) -> bool:
    return chat.kind != "private"


def get_member(call: Call) -> Json:
    chat, wanted = call.chat(), call.get("user_id", 0)
    if wanted == call.bot.user["id"]:
        return member(call.bot.world, call.bot.user, chat, BOT)
    person = call.bot.world.person_of(wanted)
    if person is None:
        raise RefusedError(400, "Bad Request: user not found")
    return member(call.bot.world, call.bot.user, chat, person.key, standing(chat, person.key))


def standing(chat: Chat, person: str) -> str:
    """A person's standing in a chat: a group's first member made it."""
    if person not in chat.members:
        return "left"
    return "creator" if is_group(chat) and person == chat.members[0] else "member"


def get_administrators(call: Call) -> list[Json]:
    chat = call.chat()
    if not is_group(chat):
        words = "there are no administrators in the private chat"
        raise RefusedError(400, f"Bad Request: {words}")
    found = (
        [member(call.bot.world, call.bot.user, chat, chat.members[0], "creator")]
        if chat.members
        else []
    )
    if chat.bot == "administrator":
        found.append(member(call.bot.world, call.bot.user, chat, BOT))
    return found


def count_members(call: Call) -> int:
    return len(call.chat().members) + 1


def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if not is_group(chat):
        raise RefusedError(400, "Bad Request: chat member status can't be changed in private chats")
    chat.bot = "left"
    call.bot.world.post(chat, "", kind="notice", text="Bot meninggalkan grup")
    return True


def set_commands(call: Call) -> bool:
    """Refuses command names that the real server refuses."""
    for command in call.get("commands", []):
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise RefusedError(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise RefusedError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.texts["commands"] = call.get("commands", [])
    return True


def keep_text(name: str, longest: int) -> None:
    """Let one of the bot's own texts be set and read back."""

    def set_it(call: Call) -> bool:
        if len(call.get(name, "")) > longest:
            raise RefusedError(400, f"Bad Request: call.bot {name.replace('_', ' ')} is too long")
        call.bot.texts[name] = call.get(name, "")
        return True

    def get_it(call: Call) -> Json:
        return {name: call.bot.texts.get(name, "")}

    title = "".join(part.title() for part in name.split("_"))
    METHOD[f"setMy{title}"], METHOD[f"getMy{title}"] = set_it, get_it


def yes(_call: Call) -> bool:
    """Accepted, and without effect here."""
    return True


METHOD |= {
    "getMe": get_me,
    "logOut": yes,
    "close": yes,
    "answerCallbackQuery": answer_press,
    "sendChatAction": chat_action,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatMemberCount": count_members,
    "getChatAdministrators": get_administrators,
    "leaveChat": leave_chat,
    "setMyCommands": set_commands,
    "deleteMyCommands": yes,
    "getMyCommands": lambda call: call.bot.texts.get("commands", []),
    "setChatMenuButton": yes,
    "pinChatMessage": yes,
    "unpinChatMessage": yes,
}
keep_text("name", 64)
keep_text("description", 512)
keep_text("short_description", 120)
