"""Bot API methods about how updates reach the bot: webhook or polling."""

import re
from urllib.parse import urlsplit

from bot.demo.chat import Json
from bot.demo.telegram_bot import METHOD, Call
from bot.demo.telegram_fields import RefusedError
from bot.demo.telegram_updates import Webhook


def set_webhook(call: Call) -> bool:
    """Accepts https as the real server does, and plain http on this machine only."""
    url, secret = call.get("url", ""), call.get("secret_token", "")
    if url and not is_reachable(url):
        words = "bad webhook: An HTTPS URL must be provided for webhook"
        raise RefusedError(400, f"Bad Request: {words}")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        words = "secret token contains unallowed characters"
        raise RefusedError(400, f"Bad Request: {words}")
    webhook = Webhook(
        url,
        secret,
        call.get("max_connections", 40),
        tuple(call.get("allowed_updates") or call.bot.updates.webhook.allowed),
    )
    call.bot.updates.set_webhook(webhook, bool(call.get("drop_pending_updates")))
    return True


def is_reachable(url: str) -> bool:
    """Whether the platform would deliver there."""
    parts = urlsplit(url)
    if parts.hostname in ("127.0.0.1", "localhost"):
        return parts.scheme in ("http", "https")
    return parts.scheme == "https" and parts.port in (None, 443, 80, 88, 8443)


def delete_webhook(call: Call) -> bool:
    kept = Webhook(allowed=call.bot.updates.webhook.allowed)
    call.bot.updates.set_webhook(kept, bool(call.get("drop_pending_updates")))
    return True


def webhook_state(call: Call) -> Json:
    webhook = call.bot.updates.webhook
    shape: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": call.bot.updates.pending,
        "max_connections": webhook.connections,
    }
    if webhook.allowed:
        shape["allowed_updates"] = list(webhook.allowed)
    if webhook.error:
        shape |= {"last_error_date": webhook.error_at, "last_error_message": webhook.error}
    return shape


def get_updates(call: Call) -> list[Json]:
    return call.bot.updates.poll(
        call.get("offset", 0),
        call.get("limit", 100),
        min(call.get("timeout", 0), 50),
        call.get("allowed_updates"),
    )


METHOD |= {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_state,
    "getUpdates": get_updates,
}
