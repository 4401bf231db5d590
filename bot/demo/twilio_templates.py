"""The Content API: templates and their approval for WhatsApp.

Approval takes WhatsApp minutes to days; here it is granted at once, except for lists, which can
never begin a conversation. A test may decide otherwise through `account.approvals`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.demo.chat import Json
from bot.demo.twilio_account import TwilioAccount
from bot.demo.twilio_content import NEEDS_CONVERSATION, check_content
from bot.demo.twilio_errors import TwilioRefusedError

Guard = Callable[[str, Callable[[], Response]], Response]
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")


def template_routes(
    routes: Blueprint, account: TwilioAccount, root: Callable[[], str], guarded: Guard
) -> None:
    """The routes under /v1."""

    @routes.route("/v1/Content", methods=["GET", "POST"])
    def contents() -> Response:
        return guarded("Content", partial(create_or_list, account, root()))

    @routes.route("/v1/Content/<sid>", methods=["GET", "DELETE"])
    def content(sid: str) -> Response:
        return guarded("Content", partial(one, account, sid))

    @routes.get("/v1/Content/<sid>/ApprovalRequests")
    def approval(sid: str) -> Response:
        return guarded("Approval", partial(approved, account, sid, root()))

    @routes.post("/v1/Content/<sid>/ApprovalRequests/whatsapp")
    def ask(sid: str) -> Response:
        return guarded("Approval", partial(asked, account, sid))

    @routes.get("/v1/ContentAndApprovals")
    def both() -> Response:
        return guarded("Content", partial(listed, account, root(), with_approvals=True))


def create_or_list(account: TwilioAccount, root: str) -> Response:
    return create(account, root) if request.method == "POST" else listed(account, root)


def create(account: TwilioAccount, root: str) -> Response:
    """Store a template. Raises TwilioRefusedError(400) for one that breaks a limit."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise TwilioRefusedError(400, 20001, "Invalid content: not a JSON object")
    return made(stored(account, root, body))


def stored(account: TwilioAccount, root: str, body: Json) -> Json:
    """The template under a number of its own. Raises TwilioRefusedError(400)."""
    check_content(body)
    sid = account.new_sid("HX")
    stamp = account.world.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    url = f"{root}/v1/Content/{sid}"
    account.contents[sid] = {
        "sid": sid,
        "account_sid": account.sid,
        "friendly_name": body.get("friendly_name"),
        "language": body["language"],
        "variables": body.get("variables") or {},
        "types": body["types"],
        "url": url,
        "date_created": stamp,
        "date_updated": stamp,
        "links": {
            "approval_create": f"{url}/ApprovalRequests/whatsapp",
            "approval_fetch": f"{url}/ApprovalRequests",
        },
    }
    return account.contents[sid]


def made(shape: Json) -> Response:
    response = jsonify(shape)
    response.status_code = 201
    return response


def listed(account: TwilioAccount, root: str, with_approvals: bool = False) -> Response:
    """All templates on one page."""
    found: list[Json] = list(account.contents.values())
    if with_approvals:
        found = [c | {"approval_requests": state(account, c["sid"])} for c in found]
    url = f"{root}/v1/Content?PageSize=50&Page=0"
    meta: dict[str, Any] = {"page": 0, "page_size": 50, "key": "contents", "url": url}
    meta |= {"first_page_url": url, "next_page_url": None, "previous_page_url": None}
    return jsonify(contents=found, meta=meta)


def found(account: TwilioAccount, sid: str) -> Json:
    """The template of that SID. Raises TwilioRefusedError(404) if there is none."""
    if sid not in account.contents:
        raise TwilioRefusedError(404, 20404, about=f"/Content/{sid}")
    return account.contents[sid]


def one(account: TwilioAccount, sid: str) -> Response:
    shape = found(account, sid)
    if request.method == "DELETE":
        del account.contents[sid]
        return Response("", 204)
    return jsonify(shape)


def state(account: TwilioAccount, sid: str) -> Json:
    """Where the approval of a template stands."""
    return account.approvals.get(sid, {"status": "unsubmitted"})


def approved(account: TwilioAccount, sid: str, root: str) -> Response:
    found(account, sid)
    url = f"{root}/v1/Content/{sid}/ApprovalRequests"
    shape = {"sid": sid, "account_sid": account.sid, "url": url, "whatsapp": state(account, sid)}
    return jsonify(shape)


def asked(account: TwilioAccount, sid: str) -> Response:
    """Ask for approval: answered "received", and decided by the next look."""
    body = request.get_json(silent=True) or {}
    return made(submitted(account, sid, body))


def submitted(account: TwilioAccount, sid: str, body: Json) -> Json:
    """A template is laid before WhatsApp. Raises TwilioRefusedError(400, 404)."""
    content = found(account, sid)
    if body.get("category") not in CATEGORIES or not body.get("name"):
        raise TwilioRefusedError(400, 20001, "name and a known category are required")
    kind = next(iter(content["types"]))
    shape = {
        "name": body["name"],
        "category": body["category"],
        "content_type": kind,
        "status": "received",
        "rejection_reason": "",
        "allow_category_change": True,
    }
    status = "rejected" if kind in NEEDS_CONVERSATION else "approved"
    account.approvals[sid] = shape | {"status": status}
    return shape


def approved_text(account: TwilioAccount, root: str, name: str, words: str) -> str:
    """What an office does in Twilio's console: write a text, have it approved; its ContentSid."""
    types = {"twilio/text": {"body": words}}
    body = {"friendly_name": name, "language": "id", "variables": {}, "types": types}
    sid: str = stored(account, root, body)["sid"]
    submitted(account, sid, {"name": name, "category": "UTILITY"})
    return sid
