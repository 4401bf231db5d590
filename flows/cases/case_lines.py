"""Lines that more than one view of a case has, and the buttons that the table gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flows.cases.categories import category_label
from flows.cases.press import press_data
from flows.cases.rows import Row
from flows.effects import Choice
from flows.moments import Duration, Moment
from flows.words import Rendered, Text, _staff

LOOK = _staff("Rincian")


def place_and_matter(village: str, category: str, about: Rendered | None) -> Text:
    """Where, and what it is about."""
    matter = about or category_label(category)
    if not village:
        return _staff("Kelurahan belum diketahui, {category}").format(category=matter)
    return _staff("Kelurahan {village}, {category}").format(village=village, category=matter)


def due_line(due: datetime, now: datetime, zone: str) -> Text:
    """By when, or by how much it is late."""
    if now > due:
        return _staff("TERLAMBAT {length}, batasnya {due}").format(
            length=Duration(now - due), due=Moment(due, zone)
        )
    return _staff("Batas: {due}").format(due=Moment(due, zone))


def choices_for(case_id: int, version: int, offers: Sequence[Row]) -> tuple[Choice, ...]:
    """The buttons of what is offered (`lifecycle.offered`), in the table's order."""
    return tuple(
        Choice(press_data(case_id, version, row.event), row.button) for row in offers if row.button
    )


def look(case_id: int, version: int) -> Choice:
    """The button to the details."""
    return Choice(press_data(case_id, version, None), LOOK)
