"""What is promised: a report is handled within 2 x 24 hours of its ticket.

Calendar hours, as the promise is worded, not office hours. People read a date and an hour
(`Moment`), never "48 jam". Further clocks are further constants here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

HANDLING = timedelta(hours=48)
"""From `submitted` to a referral, a local solution or an answer."""


def handling_due(opened_at: datetime) -> datetime:
    """When a case that was opened then must be handled."""
    return opened_at + HANDLING
