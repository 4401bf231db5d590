"""Pages of messages and media, as the twilio client turns them."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from bot.demo.chat import Json
from bot.demo.twilio_account import API, TwilioAccount, rfc2822
from bot.demo.twilio_errors import TwilioRefusedError

FILTERS = {"To", "From", "DateSent", "DateSent<", "DateSent>", "PageToken", "Page", "PageSize"}


def message_page(account: TwilioAccount, asked: Mapping[str, str]) -> Json:
    """One page of the messages that fit, newest first."""
    if unknown := set(asked) - FILTERS:
        raise TwilioRefusedError(400, 20001, f"Unknown parameter {sorted(unknown)}")
    with account.lock:
        everything = [dict(shape) for shape in reversed(account.messages.values())]
    found = [shape for shape in everything if fits(shape, asked)]
    size = min(int(asked.get("PageSize", "50")), 1000)
    page = int(asked.get("Page", "0"))
    start = page * size
    part = found[start : start + size]
    more = start + size < len(found)
    span = {"page": page, "page_size": size, "start": start, "end": start + len(part)}
    return {"messages": part} | span | page_links(account, asked, page, more)


def fits(shape: Json, asked: Mapping[str, str]) -> bool:
    """Whether a message fits the filters; the dates include their own moment."""
    if any(asked.get(k) not in (None, shape[k.lower()]) for k in ("To", "From")):
        return False
    sent = parsedate_to_datetime(shape["date_sent"] or shape["date_created"])
    if "DateSent<" in asked and sent > moment(asked["DateSent<"]):
        return False
    if "DateSent>" in asked and sent < moment(asked["DateSent>"]):
        return False
    return "DateSent" not in asked or sent.date() == moment(asked["DateSent"]).date()


def moment(text: str) -> datetime:
    """A filter's moment. Raises TwilioRefusedError(400) if it cannot be read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise TwilioRefusedError(400, 20001, f"Invalid date {text}") from error
    return found if found.tzinfo else datetime.fromisoformat(text + "T00:00:00+00:00")


def page_links(account: TwilioAccount, asked: Mapping[str, str], page: int, more: bool) -> Json:
    """How to go on from a page, relative to the root."""

    def link(number: int) -> str:
        return f"{API}/{account.sid}/Messages.json?{urlencode({**asked, 'Page': number})}"

    return {
        "first_page_uri": link(0),
        "next_page_uri": link(page + 1) if more else None,
        "previous_page_uri": link(page - 1) if page else None,
        "uri": link(page),
    }


def media_page(account: TwilioAccount, message: str, only: str = "") -> Json:
    """The files that hang on a message."""
    if message not in account.messages:
        raise TwilioRefusedError(404, 20404, about=message)
    uri = f"{API}/{account.sid}/Messages/{message}/Media"
    stamp = rfc2822(account.world.now())
    found = [
        {
            "sid": sid,
            "account_sid": account.sid,
            "parent_sid": message,
            "content_type": file.mime,
            "date_created": stamp,
            "date_updated": stamp,
            "uri": f"{uri}/{sid}.json",
        }
        for sid, file in list(account.media.get(message, {}).items())
        if only in ("", sid)
    ]
    links = dict.fromkeys(("next_page_uri", "previous_page_uri"))
    return {
        "media_list": found,
        "first_page_uri": f"{uri}.json",
        "uri": f"{uri}.json",
        "page": 0,
        "page_size": 50,
        "start": 0,
        "end": len(found),
        **links,
    }
