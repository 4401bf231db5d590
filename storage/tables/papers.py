"""What we make on paper: files kept by what stands in them, and who waits for one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.table import Table


class PaperFile(Table):
    """A page or film that was made once and is sent to everybody who asks."""

    __tablename__ = "paper_file"
    __table_args__ = (UniqueConstraint("digest", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    """Names the words, the look and the format: other words are another file."""
    part: Mapped[int]
    """Its place among those that belong together, from 0."""
    key: Mapped[str]
    """Its name in the file store."""
    mime: Mapped[str]
    made_at: Mapped[datetime]


class PaperWish(Table):
    """Somebody asked for a brochure or the explainer; a job brings it."""

    __tablename__ = "paper_wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"), index=True)
    kind: Mapped[str]
    """`brochure` or `explainer`."""
    code: Mapped[str]
    language: Mapped[str]
    wished_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class CatalogueNews(Table):
    """Up to which row of the catalogue staff were told what changed."""

    __tablename__ = "catalogue_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    told_to: Mapped[int]
