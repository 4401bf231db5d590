"""A message in as many parts as its channel's limits ask for.

Lengths are counted in UTF-16 units, as Telegram counts; Twilio says "characters", for which
the same count is never too low. Borders, best first: between paragraphs, lines, sentences,
words; only a word longer than a message is cut, and never inside what a reader sees as one
character. What goes first: the file, then the text, and the buttons under its last part.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from flows.messages import Button, Channel, Outgoing
from flows.words import Text, _

TELEGRAM_TEXT = 4096
TELEGRAM_CAPTION = 1024
TELEGRAM_BUTTONS = 100
WHATSAPP_BODY = 1600
"""Twilio error 21617 above it."""
WHATSAPP_INTERACTIVE = 1024
"""Text above quick replies or a list, and a picture's caption."""
QUICK_REPLIES, QUICK_REPLY_LABEL = 3, 20
LIST_ROWS, LIST_ROW_LABEL = 10, 24

_BORDERS = tuple(map(re.compile, (r"\n\s*\n", r"\n", r"(?<=[.!?…])\s+", r"\s+")))
_ZERO_WIDTH_JOINER = "\u200d"


def parts(message: Outgoing, channel: Channel, *, content: bool = False) -> tuple[Outgoing, ...]:
    """The message as the channel can carry it, in order.

    With `content`, the part with the buttons also fits a quick reply or list of the Content
    API. The name of the notice stays with the last part, so that a template stands in once.
    """
    if message.callback or message.template or _plain(message, channel):
        return (message,)
    if channel is Channel.WHATSAPP:
        message = replace(message, buttons=_with_numbers(message.buttons))
    room = _room(message, channel, content=content)
    if message.file:
        return _with_file(message, channel, room)
    return _texts(message, channel, room)


def _plain(message: Outgoing, channel: Channel) -> bool:
    """Whether it can go as it is, as nearly every message can."""
    text = message.text
    short = len(text) <= TELEGRAM_TEXT // 2  # a character has two units at most
    whole = text and not (text[0].isspace() or text[-1].isspace())
    fits = short and whole and len(message.buttons) <= TELEGRAM_BUTTONS
    return bool(fits and channel is Channel.TELEGRAM and not message.file)


def _with_numbers(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """Where taps may have to be typed every choice has a number, also those of no talk."""
    if any(button.number for button in buttons):
        return buttons
    places = map(str, itertools.count(1))
    return tuple(replace(b, number=next(places)) if b.data else b for b in buttons)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def numbered(message: Outgoing) -> str:
    """Text and choices as plain lines, which work on any phone: `1. Setuju`."""
    return message.text + _tail(message.buttons, message.language)


def fits_quick_reply(message: Outgoing) -> bool:
    """Whether WhatsApp can show the choices as buttons."""
    return _interactive(message, QUICK_REPLIES, QUICK_REPLY_LABEL)


def fits_list(message: Outgoing) -> bool:
    """Whether WhatsApp can show the choices as a list to pick from."""
    return _interactive(message, LIST_ROWS, LIST_ROW_LABEL)


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit` units; only white space at the borders is dropped."""
    pieces = []
    rest = text.strip()
    while units(rest) > limit and len(rest) > 1:
        end, start = _cut(rest, limit)
        pieces.append(rest[:end])
        rest = rest[start:]
    return [*pieces, rest] if rest else pieces


def _interactive(message: Outgoing, count: int, label: int) -> bool:
    buttons = message.buttons
    return (
        0 < len(buttons) <= count
        and bool(message.text.strip())
        and units(message.text) <= WHATSAPP_INTERACTIVE
        and all(b.data and not b.url and 0 < units(b.label) <= label for b in buttons)
        and len({b.label for b in buttons}) == len(buttons)
    )


def _room(
    message: Outgoing, channel: Channel, *, content: bool
) -> Callable[[tuple[Button, ...]], int]:
    """How long the text above some buttons may be."""
    if channel is Channel.TELEGRAM:
        return lambda _buttons: TELEGRAM_TEXT

    def above(buttons: tuple[Button, ...]) -> int:
        left = WHATSAPP_BODY - units(_tail(buttons, message.language))
        return min(left, WHATSAPP_INTERACTIVE) if content and buttons else left

    return above


def _with_file(
    message: Outgoing, channel: Channel, room: Callable[[tuple[Button, ...]], int]
) -> tuple[Outgoing, ...]:
    """The file with its caption where that fits, else the file and then the text."""
    if channel is Channel.TELEGRAM:
        fits = units(message.text) <= TELEGRAM_CAPTION and len(message.buttons) <= TELEGRAM_BUTTONS
    else:  # WhatsApp drops the caption of a document
        is_picture = message.mime.startswith("image/")
        fits = is_picture and units(numbered(message)) <= WHATSAPP_INTERACTIVE
    if fits or not (message.text.strip() or message.buttons):
        return (message,)
    alone = replace(message, text="", buttons=(), notice="", values={})
    return (alone, *_texts(replace(message, file="", mime=""), channel, room))


def _texts(
    message: Outgoing, channel: Channel, room: Callable[[tuple[Button, ...]], int]
) -> tuple[Outgoing, ...]:
    first, *more = _batches(message, channel)
    pieces = split(message.text, room(()))
    if first and pieces:
        pieces += split(pieces.pop(), room(first))
    laid = [replace(message, text=p, buttons=(), notice="", values={}) for p in pieces[:-1]]
    laid.append(replace(message, text=pieces[-1] if pieces else "", buttons=first))
    laid += [replace(message, text="", buttons=batch) for batch in more]
    for early in range(len(laid) - 1):
        laid[early] = replace(laid[early], notice="", values={})
    return tuple(laid)


def _batches(message: Outgoing, channel: Channel) -> list[tuple[Button, ...]]:
    """All buttons at once, unless they are too many or their lines too long."""

    def too_much(buttons: tuple[Button, ...]) -> bool:
        if channel is Channel.TELEGRAM:
            return len(buttons) > TELEGRAM_BUTTONS
        return len(buttons) > 1 and units(_tail(buttons, message.language)) > WHATSAPP_BODY // 2

    batches: list[tuple[Button, ...]] = [()]
    for button in message.buttons:
        if too_much((*batches[-1], button)):
            batches.append(())
        batches[-1] = (*batches[-1], button)
    return batches


def _tail(buttons: tuple[Button, ...], language: str) -> str:
    """The choices as lines, and how to answer."""
    if not buttons:
        return ""
    lines = [_line(b) for b in buttons]
    hint = _how_to_answer(buttons)
    return "\n\n" + "\n".join(lines) + (f"\n\n{hint.render(language)}" if hint else "")


def _line(button: Button) -> str:
    if button.url:
        return f"{button.label}: {button.url}"
    return f"{button.number}. {button.label}" if button.number else f"• {button.label}"


def _how_to_answer(buttons: tuple[Button, ...]) -> Text | None:
    # A way out alone (0. Kembali) is no choice: the question wants words. No number is named as
    # an example, because it would seem to be the answer we wish for.
    choices = [b for b in buttons if not b.url and b.number != "0"]
    if not choices:
        return None
    first, last = choices[0].number, choices[-1].number
    if not first:
        return _("Balas dengan salah satu pilihan di atas.")
    if len(choices) == 1:
        return _("Boleh juga balas dengan angka di atas.")
    words = _("Balas dengan angkanya saja, {first} sampai {last}.")
    if len(choices) == 2:
        words = _("Balas {first} atau {last}.")
    return words.format(first=first, last=last)


def _cut(text: str, limit: int) -> tuple[int, int]:
    """Where a piece ends and where the next begins."""
    reach = _reach(text, limit)
    for border in _BORDERS:
        # A border in the first third would leave a crumb: rather a lesser border further on.
        found = [m for m in border.finditer(text, 0, reach + 1) if reach // 3 < m.start() <= reach]
        if found:
            gap = re.compile(r"\s*").match(text, found[-1].start())
            return found[-1].start(), gap.end() if gap else found[-1].end()
    whole = next((i for i in range(reach, 0, -1) if not _inside_character(text, i)), reach)
    return whole, whole


def _reach(text: str, limit: int) -> int:
    """How many code points fit; at least one."""
    used = 0
    for count, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > limit:
            return max(count, 1)
    return len(text)


def _inside_character(text: str, at: int) -> bool:
    """Whether a reader would see one character cut in two."""
    before, after = text[at - 1], text[at]
    if _ZERO_WIDTH_JOINER in (before, after) or unicodedata.category(after) in ("Mn", "Mc", "Me"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    return _is_flag_half(after) and _flag_halves_before(text, at) % 2 == 1


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_half(text[at - count - 1]):
        count += 1
    return count
