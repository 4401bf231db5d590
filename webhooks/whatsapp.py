"""WhatsApp's door, by Twilio: is this genuine, what does it say, how do we answer.

Reading stands in `whatsapp_reading`, error codes in `whatsapp_codes`, files in
`whatsapp_media`, buttons in `whatsapp_content`; here are signature, sending and the list of
messages that came while we were away.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from twilio.base.exceptions import (  # type: ignore[import-untyped, unused-ignore]
    TwilioException,
    TwilioRestException,
)
from twilio.http import HttpClient  # type: ignore[import-untyped, unused-ignore]
from twilio.request_validator import (  # type: ignore[import-untyped, unused-ignore]
    RequestValidator,
    add_port,
    remove_port,
)
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from flows import layout
from flows.messages import Channel, Incoming, Kind, Media, Outgoing
from webhooks import whatsapp_content, whatsapp_reading
from webhooks.sending import (
    Attachment,
    Fetched,
    GiveUp,
    Health,
    Scope,
    SendError,
    Sent,
    StatusUpdate,
    Then,
    TryLater,
)
from webhooks.whatsapp_codes import refused
from webhooks.whatsapp_content import ContentBook, one_line
from webhooks.whatsapp_http import PooledHttpClient, RootedHttpClient, session_for
from webhooks.whatsapp_media import HOST, MediaShelf
