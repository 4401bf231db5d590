"""Areas, and what the city offers there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.table import Table


class Area(Table):
    """A city, district or village (kelurahan) by its Home Affairs code."""

    __tablename__ = "area"

    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    """`regency`, `district`, `village`."""
    name: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("area.code"))


class AreaAlias(Table):
    """Another spelling that people use."""

    __tablename__ = "area_alias"
    __table_args__ = (UniqueConstraint("area_code", "alias"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_code: Mapped[str] = mapped_column(ForeignKey("area.code"))
    alias: Mapped[str]


class CatalogueEntry(Table):
    """A version of one piece of the catalogue; append-only, the newest counts.

    What the office changed counts before what a release brings, until it is taken back.
    """

    __tablename__ = "catalogue_entry"
    __table_args__ = (UniqueConstraint("kind", "code", "origin", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """`document`, `ask`, `complaint`, `entry`, `need`."""
    code: Mapped[str]
    city: Mapped[str] = mapped_column(default="")
    """The city it is for; empty: everywhere."""
    origin: Mapped[str]
    """`release` or `office`."""
    version: Mapped[int]
    content: Mapped[str | None] = mapped_column()
    """JSON; empty where it was taken back or left the release."""
    hash: Mapped[str]
    loaded_at: Mapped[datetime]
