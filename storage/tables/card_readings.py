"""What a machine read on the photo of a card."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import EncryptedJson
from storage.tables.table import Table


class CardReadingRow(Table):
    """A photo that is to be read, and what was read on it. It goes when the photo's record goes."""

    __tablename__ = "card_reading"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    wants: Mapped[str]
    """`flows.cases.card_reading.Wants`: which card the photo should show."""
    status: Mapped[str] = mapped_column(default="wanted")
    """`wanted`, `read` (whatever came of it), `failed` (the reader could not)."""
    kind: Mapped[str] = mapped_column(default="")
    """`flows.cases.card_reading.Kind`; not personal."""
    content: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson("card_reading.content"))
    """`CardReading.to_json`; none where nothing was read."""
    tries: Mapped[int] = mapped_column(default=0)
    """How often the reader broke down over it."""
    wanted_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
