"""The demo's page and what it may ask for. On loopback only.

Another web site open in the same browser must not be able to play here: what changes something
needs a header of the page's own, and every request must name this machine as its host.
"""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, request, send_from_directory

from bot.demo.acting import Acting, UnknownError
from bot.demo.chat import Json
from bot.demo.page_shapes import event_shape, phone_shape, stamp
from bot.demo.stage import Stage
from bot.demo.world import World

FOLDER = Path(__file__).parent / "page"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
POLICY += "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
LONGEST_STEP = timedelta(days=400)


def page_routes(world: World, acting: Acting, stage: Stage) -> Blueprint:
    """The page at /, its files under /page, and its own small API under /demo."""
    routes = Blueprint("page", __name__)
    routes.before_request(guard)
    routes.after_request(harden)

    @routes.get("/")
    def page() -> Response:
        return send_from_directory(FOLDER, "index.html")

    @routes.get("/page/<path:name>")
    def part(name: str) -> Response:
        return send_from_directory(FOLDER, name)

    @routes.get("/demo/state")
    def state() -> Response:
        phones = [phone_shape(world, phone) for phone in stage.phones]
        moving = {"now": stamp(world.now()), "last": world.last, "run": world.run}
        return jsonify(stage.as_json() | {"phones": phones} | moving)

    @routes.get("/demo/events")
    def events() -> Response:
        seen = request.headers.get("Last-Event-ID") or request.args.get("after", "0")
        lines = follow(world, int(seen) if seen.isdigit() else 0)
        return Response(lines, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})

    @routes.get("/demo/file/<number>")
    def file(number: str) -> Response:
        return stored(world, number, "small" in request.args)

    run_routes(routes, world, stage)

    @routes.post("/demo/<action>")
    def act(action: str) -> Response:
        try:
            acting.act(action, asked(), uploads())
        except UnknownError as error:
            return Response(str(error), 404, mimetype="text/plain")
        return jsonify(ok=True)

    return routes


def run_routes(routes: Blueprint, world: World, stage: Stage) -> None:
    """What makes things happen by themselves: the clock, and a case that plays."""

    @routes.post("/demo/forward")
    def forward() -> Response:
        return jsonify(moved(world, stage, request.get_json()))

    @routes.post("/demo/replay")
    def replay() -> Response:
        if stage.replay is None:
            abort(404)
        speed = float(asked().get("speed", 1.0))
        return jsonify(playing=stage.replay(min(max(speed, 0.25), 20.0)))


def guard() -> None:
    """Only this machine's own page may ask."""
    host = re.sub(r":\d+$", "", request.host)
    if host not in ("127.0.0.1", "localhost", "[::1]"):
        abort(403)
    if request.method != "GET" and request.headers.get("X-Demo") != "1":
        abort(403)


def harden(response: Response) -> Response:
    """Let the page load nothing from elsewhere."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    if request.path in ("/", "/demo/state") or request.path.startswith("/page/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def follow(world: World, seen: int) -> Iterator[str]:
    """All events after that number, for ever, as server-sent events."""
    yield "retry: 1000\n\n"
    while not world.closed:
        found = world.after(seen, wait=10.0)
        for event in found:
            yield f"id: {event.seq}\ndata: {json.dumps(event_shape(world, event))}\n\n"
            seen = event.seq
        if not found:
            yield ": masih di sini\n\n"


def stored(world: World, number: str, small: bool) -> Response:
    """A file of a chat; documents are handed out as downloads."""
    file = world.files.get(number)
    if file is None:
        abort(404)
    file = file.smaller[0] if small and file.smaller else file
    response = Response(file.content, mimetype=file.mime)
    response.headers["Cache-Control"] = "private, max-age=86400"
    if not file.mime.startswith("image/"):
        response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response


def moved(world: World, stage: Stage, wish: Json) -> Json:
    """Move the clock by minutes, or to the next due time if there is one."""
    due = stage.next_due() if wish.get("next") else None
    step = timedelta(minutes=float(wish.get("minutes", 0)))
    if wish.get("next"):
        step = max(due - world.now(), timedelta()) if due else timedelta()
    if not timedelta() <= step <= LONGEST_STEP:
        abort(400)
    if step or due:
        stage.forward(step)
    world.log("clock", now=stamp(world.now()))
    return {"now": stamp(world.now()), "moved": bool(step or due)}


def asked() -> Json:
    """The fields of a request, from JSON or from a form."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else request.form.to_dict()


def uploads() -> list[tuple[str, str, bytes]]:
    """Uploaded files: name, type, bytes."""
    return [
        (file.filename or "berkas", file.mimetype, file.read())
        for file in request.files.getlist("file")
    ]
