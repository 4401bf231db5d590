"""Twilio over HTTP: the messages and media of the first API, and the Content API, at one root."""

import hmac
from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, g, jsonify, redirect, request

from bot.demo.chat import Json
from bot.demo.faults import Fault, hang_up, met
from bot.demo.twilio_account import API, TwilioAccount
from bot.demo.twilio_errors import TwilioRefusedError
from bot.demo.twilio_lists import media_page, message_page
from bot.demo.twilio_sending import send
from bot.demo.twilio_templates import template_routes

Answer = Callable[[], Response]


def twilio_api(account: TwilioAccount, root: Callable[[], str]) -> Blueprint:
    """The routes of one account."""
    routes = Blueprint("twilio", __name__)

    @routes.url_value_preprocessor
    def note_account(_endpoint: str | None, values: dict[str, str] | None) -> None:
        g.account_sid = (values or {}).pop("account_sid", account.sid)

    def guarded(name: str, answer: Answer) -> Response:
        return met(account.faults, name, partial(authorised, account, answer), faulty)

    @routes.post(f"{API}/<account_sid>/Messages.json")
    def create() -> Response:
        return guarded("Messages", partial(created, account))

    @routes.get(f"{API}/<account_sid>/Messages.json")
    def listed() -> Response:
        return guarded("List", lambda: jsonify(message_page(account, request.args)))

    @routes.route(f"{API}/<account_sid>/Messages/<message>.json", methods=["GET", "POST", "DELETE"])
    def one(message: str) -> Response:
        return guarded("Message", partial(one_message, account, message))

    @routes.get(f"{API}/<account_sid>/Messages/<message>/Media.json")
    def media(message: str) -> Response:
        return guarded("Media", lambda: jsonify(media_page(account, message)))

    @routes.route(
        f"{API}/<account_sid>/Messages/<message>/Media/<medium>", methods=["GET", "DELETE"]
    )
    def medium(message: str, medium: str) -> Response:
        return guarded("Media", partial(one_medium, account, message, medium, root()))

    @routes.get("/berkas/<key>")
    def stored(key: str) -> Response:
        file = account.links.get(key)
        return Response(file.content, mimetype=file.mime) if file else Response("", 404)

    @routes.get(f"{API}/<account_sid>.json")
    def itself() -> Response:
        shape = {"sid": account.sid, "status": "active", "friendly_name": "Demo", "type": "Full"}
        return guarded("Account", lambda: jsonify(shape))

    template_routes(routes, account, root, guarded)
    return routes


def authorised(account: TwilioAccount, answer: Answer) -> Response:
    """Answer if the request carries the account's own name and password."""
    try:
        check(account)
        return answer()
    except TwilioRefusedError as refused:
        account.refusals.append(f"{request.method} {request.path}: {refused.code} {refused.words}")
        return refusal(refused)


def check(account: TwilioAccount) -> None:
    """Raises TwilioRefusedError(401) without the right basic auth, 404 for another account."""
    given = request.authorization
    name = (given.username or "") if given else ""
    word = (given.password or "") if given else ""
    right = hmac.compare_digest(f"{name}:{word}", f"{account.sid}:{account.auth_token}")
    if not right:
        raise TwilioRefusedError(401, 20003)
    if g.account_sid != account.sid:
        raise TwilioRefusedError(404, 20404, about=request.path)


def created(account: TwilioAccount) -> Response:
    form = request.form.to_dict(flat=False)
    account.calls.append(("Messages", {name: values[0] for name, values in form.items()}))
    response = jsonify(send(account, form))
    response.status_code = 201
    return response


def one_message(account: TwilioAccount, sid: str) -> Response:
    """Fetch, redact (an empty Body) or delete one message."""
    shape = account.messages.get(sid)
    if shape is None:
        raise TwilioRefusedError(404, 20404, about=request.path)
    if request.method == "DELETE":
        with account.lock:
            account.messages.pop(sid)
            account.media.pop(sid, None)
        return Response("", 204)
    if request.method == "POST" and request.form.get("Body") == "":
        shape["body"] = ""
    return jsonify(shape)


def one_medium(account: TwilioAccount, message: str, medium: str, root: str) -> Response:
    """A file: its bytes by redirect, its description as JSON, or its end."""
    sid = medium.removesuffix(".json")
    file = account.media.get(message, {}).get(sid)
    if file is None:
        raise TwilioRefusedError(404, 20404, about=request.path)
    if request.method == "DELETE":
        with account.lock:
            account.media[message].pop(sid)
            account.links = {k: f for k, f in account.links.items() if f is not file}
        return Response("", 204)
    if medium.endswith(".json"):
        return jsonify(media_page(account, message, only=sid)["media_list"][0])
    account.links[file.id] = file
    response = redirect(f"{root}/berkas/{file.id}", 307)
    return Response(response.get_data(), 307, {"Location": response.location})


def faulty(fault: Fault) -> Response:
    """The answer to a call that meets a planned fault."""
    if fault.kind == "too_many":
        return refusal(TwilioRefusedError(429, 20429))
    if fault.kind == "code":
        status = fault.status if fault.status != 502 else 400
        return refusal(TwilioRefusedError(status, fault.code))
    if fault.kind in ("broken", "broken_after"):
        return refusal(TwilioRefusedError(fault.status, 20500))
    return hang_up()


def refusal(refused: TwilioRefusedError) -> Response:
    """A refusal as a response."""
    body: Json = refused.as_json()
    response = jsonify(body)
    response.status_code = refused.status
    return response
