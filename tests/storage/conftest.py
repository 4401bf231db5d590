"""People and groups to write to."""

from __future__ import annotations

from datetime import datetime

import pytest

from flows.messages import Channel
from storage.database import Database
from storage.tables import Address, Contact, Staff, StaffGroup


@pytest.fixture
def contact(database: Database, now: datetime) -> int:
    with database.write() as session:
        row = Contact(created_at=now)
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def address(database: Database, contact: int) -> int:
    return _address(database, contact, "1")


@pytest.fixture
def neighbour(database: Database, now: datetime) -> int:
    """Another person's address."""
    with database.write() as session:
        row = Contact(created_at=now)
        session.add(row)
        session.flush()
    return _address(database, row.id, "2")


@pytest.fixture
def group(database: Database, now: datetime) -> int:
    with database.write() as session:
        staff = Staff(name="CONTOH Petugas", created_at=now)
        session.add(staff)
        session.flush()
        row = StaffGroup(
            channel=Channel.TELEGRAM,
            chat="-100",
            area_code="35.76",
            bound_by=staff.id,
            bound_at=now,
        )
        session.add(row)
        session.flush()
        return row.id


def _address(database: Database, contact_id: int, external: str) -> int:
    with database.write() as session:
        row = Address(
            contact_id=contact_id,
            channel=Channel.TELEGRAM,
            key=f"key {external}",
            external=external,
        )
        session.add(row)
        session.flush()
        return row.id
