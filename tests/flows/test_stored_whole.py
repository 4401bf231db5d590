"""What is stored of a message or a talk names all of it: a field that is left out would be lost."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from flows.effects import Conversation
from flows.messages import Channel, Incoming, Kind, Outgoing

HEARD = Incoming(Channel.TELEGRAM, "1", "2", "2", datetime(2026, 3, 2, tzinfo=UTC), Kind.TEXT)


@pytest.mark.parametrize("whole", [HEARD, Outgoing(), Conversation()])
def test_every_field_is_stored(whole: Any) -> None:
    assert set(whole.to_json()) == {field.name for field in fields(whole)}
