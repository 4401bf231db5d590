"""The one web server of the demo: both platforms under their prefixes, on loopback only."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.demo.telegram_api import telegram_api
from bot.demo.telegram_bot import TelegramBot
from bot.demo.twilio_account import TwilioAccount
from bot.demo.twilio_api import twilio_api

LARGEST_REQUEST = 60 * 1024 * 1024


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing: requests carry tokens in their paths."""


def platform_app(
    telegram: TelegramBot, twilio: TwilioAccount, twilio_root: Callable[[], str]
) -> Flask:
    """A Flask app with the Bot API under /telegram and Twilio under /twilio."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.register_blueprint(telegram_api(telegram), url_prefix="/telegram")
    app.register_blueprint(twilio_api(twilio, twilio_root), url_prefix="/twilio")
    return app


class Server:
    """A threaded server that answers from the moment it is made until it is closed."""

    def __init__(self, app: Flask, port: int = 0, host: str = "127.0.0.1") -> None:
        self._server = make_server(host, port, app, threaded=True, request_handler=_Quiet)
        self.port = int(self._server.server_port)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._thread.join(2.0)
        self._server.server_close()
