"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>.

Answers in the published shapes and refuses in the real server's words (Bot API 10).
"""

import hmac
from functools import partial

from flask import Blueprint, Response, jsonify, request

from bot.demo import telegram_hooks, telegram_rooms, telegram_sending
from bot.demo.chat import Json
from bot.demo.faults import Fault, hang_up, met
from bot.demo.telegram_bot import TelegramBot
from bot.demo.telegram_fields import RefusedError

PARTS = (telegram_hooks, telegram_rooms, telegram_sending)


def telegram_api(bot: TelegramBot) -> Blueprint:
    """The routes of one bot."""
    routes = Blueprint("telegram", __name__)

    @routes.route("/bot<token>/<method>", methods=["GET", "POST"])
    def method(token: str, method: str) -> Response:
        answer = partial(answered, bot, token, method)
        return met(bot.faults, method, answer, faulty)

    @routes.get("/file/bot<token>/<path:path>")
    def file(token: str, path: str) -> Response:
        return met(bot.faults, "file", partial(downloaded, bot, token, path), faulty)

    return routes


def answered(bot: TelegramBot, token: str, method: str) -> Response:
    """Call a method with what came in the request."""
    try:
        check(bot, token)
        fields, files = read_request()
        return jsonify(ok=True, result=bot.call(method, fields, files))
    except RefusedError as refused:
        return refusal(refused)


def check(bot: TelegramBot, token: str) -> None:
    """Raises RefusedError(401) for a token that is not this bot's."""
    if not hmac.compare_digest(token.encode(), bot.token.encode()):
        raise RefusedError(401, "Unauthorized")


def read_request() -> tuple[Json, Json]:
    """The fields and the uploaded files of a call: form, multipart, query or JSON."""
    if request.is_json:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise RefusedError(400, "Bad Request: can't parse JSON object")
        return body, {}
    files = {
        name: (upload.filename or name, upload.read()) for name, upload in request.files.items()
    }
    return request.args.to_dict() | request.form.to_dict(), files


def downloaded(bot: TelegramBot, token: str, path: str) -> Response:
    """A file's bytes, for an hour after getFile named its path."""
    try:
        check(bot, token)
    except RefusedError as refused:
        return refusal(refused)
    file = bot.world.files.get(path.rpartition("/")[2].partition(".")[0])
    if file is None or bot.links.get(path, bot.world.now()) <= bot.world.now():
        return refusal(RefusedError(404, "Not Found"))
    return Response(file.content, mimetype="application/octet-stream")


def faulty(fault: Fault) -> Response:
    """The answer to a call that meets a planned fault."""
    if fault.kind == "too_many":
        wait = int(fault.seconds)
        words = f"Too Many Requests: retry after {wait}"
        return refusal(RefusedError(429, words, retry_after=wait))
    if fault.kind == "code":
        return refusal(RefusedError(fault.status, "Bad Request: planned by the test"))
    if fault.kind in ("broken", "broken_after"):
        return refusal(RefusedError(fault.status, "Bad Gateway"))
    return hang_up()


def refusal(refused: RefusedError) -> Response:
    """A refusal as a response."""
    response = jsonify(refused.as_json())
    response.status_code = refused.code
    return response
