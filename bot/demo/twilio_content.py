"""Content templates: what may be in one, and how it looks once its blanks are filled.

Limits after Twilio's content type pages: quick replies at most 3 inside a conversation with 20
characters each, lists at most 10 rows of 24 and 72 characters, 1024 characters of text beside them.
"""

import json
import re
from typing import Any

from bot.demo.chat import Button, Json
from bot.demo.twilio_errors import TwilioRefusedError

TYPES = {
    "twilio/text": {"body"},
    "twilio/media": {"body", "media"},
    "twilio/quick-reply": {"body", "actions"},
    "twilio/list-picker": {"body", "button", "items", "multiple_selection"},
    "twilio/call-to-action": {"body", "actions"},
    "twilio/card": {"title", "subtitle", "body", "media", "actions", "orientation"},
    "twilio/location": {"latitude", "longitude", "label", "address", "id"},
}
NEEDS_CONVERSATION = ("twilio/list-picker", "twilio/location")


def check_content(body: Json) -> None:
    """Raises TwilioRefusedError(400) for a template that Twilio would not store."""
    require(isinstance(body.get("types"), dict) and bool(body["types"]), "types must not be empty")
    require(bool(body.get("language")), "language is required")
    unknown = set(body) - {"friendly_name", "language", "variables", "types"}
    require(not unknown, f"unknown field {sorted(unknown)}")
    for kind, parts in body["types"].items():
        require(kind in TYPES, f"unknown type {kind}")
        require(set(parts) <= TYPES[kind], f"unknown field in {kind}: {sorted(parts)}")
        if kind in CHECKS:
            CHECKS[kind](parts)


def require(right: bool, words: str) -> None:
    """Raises TwilioRefusedError(400) with those words unless `right`."""
    if not right:
        raise TwilioRefusedError(400, 20001, f"Invalid content: {words}")


def check_quick_reply(parts: Json) -> None:
    actions = parts.get("actions", [])
    require(1 <= len(actions) <= 3, "a quick reply has 1 to 3 actions")
    require(all(1 <= len(a.get("title", "")) <= 20 for a in actions), "title: 1 to 20 characters")
    require(len(parts.get("body", "")) <= 1024, "body: at most 1024 characters")


def check_list(parts: Json) -> None:
    items = parts.get("items", [])
    require(1 <= len(items) <= 10, "a list has 1 to 10 items")
    require(1 <= len(parts.get("button", "")) <= 20, "button: 1 to 20 characters")
    require(len(parts.get("body", "")) <= 1024, "body: at most 1024 characters")
    for item in items:
        require(1 <= len(item.get("item", "")) <= 24, "item: 1 to 24 characters")
        require(len(item.get("description") or "") <= 72, "description: at most 72 characters")
        require(bool(item.get("id")), "an item needs an id")


CHECKS = {"twilio/quick-reply": check_quick_reply, "twilio/list-picker": check_list}


def read_variables(given: str, defaults: Json) -> Json:
    """The blanks' values. Raises TwilioRefusedError(21656) if they are not a JSON object."""
    try:
        values = json.loads(given or "{}")
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(map(is_one_line, values.values())):
        raise TwilioRefusedError(400, 21656, "The Content Variables parameter is invalid.")
    return defaults | values


def is_one_line(value: Any) -> bool:
    """Whether Twilio takes it for a blank: text without line breaks, tabs or long gaps."""
    return isinstance(value, str) and not re.search(r"[\r\n\t]| {5}", value)


def rendered(content: Json, given: str) -> Json:
    """The message a template makes: text, buttons, how they look, and media links."""
    values = read_variables(given, content.get("variables") or {})
    kind, parts = next(iter(content["types"].items()))
    filled = fill(parts, values)
    text = str(filled.get("body") or filled.get("title") or "")
    media = [str(link) for link in filled.get("media") or []]
    return {"text": text, "media": media, "kind": kind} | buttons(kind, filled)


def fill(part: Any, values: Json) -> Any:
    """Every {{blank}} replaced. Raises TwilioRefusedError(21656) if one has no value."""
    if isinstance(part, dict):
        return {name: fill(value, values) for name, value in part.items()}
    if isinstance(part, list):
        return [fill(value, values) for value in part]
    return re.sub(r"\{\{(\w+)\}\}", lambda m: value_of(m[1], values), str(part or ""))


def value_of(name: str, values: Json) -> str:
    """A blank's value."""
    if not values.get(name):
        raise TwilioRefusedError(400, 21656, "The Content Variables parameter is invalid.")
    return str(values[name])


def buttons(kind: str, parts: Json) -> Json:
    """The buttons of a filled template and how they look."""
    if kind == "twilio/list-picker":
        rows = tuple(
            (Button(i["item"], payload=i["id"], hint=i.get("description", "")),)
            for i in parts["items"]
        )
        return {"buttons": rows, "keyboard": "list", "list_title": parts["button"]}
    rows = tuple(
        (Button(a["title"], payload=a.get("id") or a["title"], url=a.get("url", "")),)
        for a in parts.get("actions") or []
    )
    return {"buttons": rows, "keyboard": "quick" if rows else ""}
