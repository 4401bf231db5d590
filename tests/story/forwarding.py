"""One address in front of several processes, as a web server in front of them does it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

KEPT = ("content-type", "x-telegram-bot-api-secret-token", "x-twilio-signature")


@contextmanager
def forwarding(port: int, behind: list[int]) -> Iterator[None]:
    """Listen on `port`; hand each call to the first of `behind` that can be reached. What then
    breaks off is told to the caller, who has to call again."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"] or 0))
            headers = {name: self.headers[name] for name in KEPT if self.headers[name]}
            self._answer(self._forward(body, headers))

        def _forward(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
            for one in tuple(behind):
                try:
                    return httpx.post(
                        f"http://127.0.0.1:{one}{self.path}",
                        content=body,
                        headers=headers,
                        timeout=30,
                    )
                except httpx.ConnectError:
                    continue
                except httpx.TransportError:
                    break
            return httpx.Response(502)

        def _answer(self, reply: httpx.Response) -> None:
            self.send_response(reply.status_code)
            self.send_header("content-type", reply.headers.get("content-type", "text/plain"))
            self.send_header("content-length", str(len(reply.content)))
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
