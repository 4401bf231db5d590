"""Formatted text and buttons as the Bot API reads them."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from bot.demo.chat import Button, Json, Rows
from bot.demo.telegram_fields import RefusedError

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
BUTTON_KINDS = ("callback_data", "url", "web_app", "login_url", "copy_text", "pay")
BUTTON_FIELDS = {"text", "style", "icon_custom_emoji_id", "switch_inline_query", *BUTTON_KINDS}


def units(text: str) -> int:
    """Its length as Telegram counts offsets: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, int, Json]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {self.getpos()[1]}')
        link = dict(attrs).get("href") or ""
        self._open.append((tag, units(self.text), {"url": link} if tag == "a" else {}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise unparsable(f"Unexpected end tag at byte offset {self.getpos()[1]}")
        _, start, more = self._open.pop()
        entity = {"type": TAGS[tag], "offset": start, "length": units(self.text) - start}
        if entity["length"]:
            self.entities.append(entity | more)

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> None:
        self.close()
        if self._open:
            raise unparsable(
                f'Can\'t find end tag corresponding to start tag "{self._open[-1][0]}"'
            )


def unparsable(why: str) -> RefusedError:
    """The refusal of a formatting slip."""
    return RefusedError(400, f"Bad Request: can't parse entities: {why}")


def formatted(text: str, mode: str, entities: list[Json]) -> tuple[str, tuple[Json, ...]]:
    """The visible text and its formatting. Raises RefusedError(400) for what cannot be read."""
    if not mode:
        return text.strip(), tuple(entities)
    if mode.lower() != "html":
        raise RefusedError(400, "Bad Request: unsupported parse_mode (only HTML is read here)")
    reader = _Reader()
    reader.feed(text)
    reader.finish()
    return reader.text.strip(), tuple(reader.entities)


def commands_in(text: str) -> tuple[Json, ...]:
    """The bot command at the beginning of what a person typed, as an entity."""
    if not text.startswith("/") or len(text) < 2:
        return ()
    return ({"type": "bot_command", "offset": 0, "length": units(text.split(maxsplit=1)[0])},)


def buttons_of(markup: Json | None) -> tuple[Rows, str]:
    """The rows of buttons and how they look: inline, reply or none.

    Raises RefusedError(400) for a button that the real server refuses.
    """
    if not markup:
        return (), ""
    if "inline_keyboard" in markup:
        rows = tuple(tuple(inline(b) for b in row) for row in markup["inline_keyboard"])
        if sum(map(len, rows)) > 100:
            raise RefusedError(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
        return tuple(row for row in rows if row), "inline"
    if "keyboard" in markup:
        return tuple(tuple(key(b) for b in row) for row in markup["keyboard"]), "reply"
    if "remove_keyboard" in markup or "force_reply" in markup:
        return (), "reply"
    raise RefusedError(400, "Bad Request: object expected as reply markup")


def inline(button: Json) -> Button:
    """One inline button."""
    if unknown := set(button) - BUTTON_FIELDS:
        raise RefusedError(400, f"Bad Request: inline button has no field {sorted(unknown)}")
    if not str(button.get("text", "")).strip():
        raise RefusedError(400, "Bad Request: inline keyboard button text must be non-empty")
    if sum(kind in button for kind in BUTTON_KINDS) != 1:
        words = "Text buttons are unallowed in the inline keyboard"
        raise RefusedError(400, f"Bad Request: can't parse inline keyboard button: {words}")
    payload = button.get("callback_data", "")
    if "callback_data" in button and not 1 <= len(payload.encode()) <= 64:
        raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return Button(button["text"], payload=payload, url=checked_url(button.get("url", "")))


def checked_url(url: str) -> str:
    """A link that a button may carry."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https", "tg") or "." not in parts.netloc):
        words = f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        raise RefusedError(400, words)
    return url


def key(button: Json | str) -> Button:
    """One key of a reply keyboard."""
    if isinstance(button, str):
        return Button(button)
    asks = next((k for k in ("request_contact", "request_location") if button.get(k)), "")
    return Button(button["text"], asks=asks.removeprefix("request_"))
