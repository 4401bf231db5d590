"""Templates: one approved text a notice and language, checked when it is written down."""

from __future__ import annotations

from datetime import datetime

import pytest

from flows.cases.notices import NOTICES
from flows.cases.rows import Audience
from handlers import templates
from handlers.house import House
from handlers.refused import Refused
from storage.templates import content_sid

SID, OTHER = "HX" + "0" * 32, "HX" + "a" * 32


def sids(house: House, notice: str) -> tuple[tuple[str, str], ...]:
    return next(one.sids for one in templates.list_templates(house) if one.notice == notice)


def test_every_notice_is_listed_with_the_text_to_submit(house: House) -> None:
    listed = templates.list_templates(house)
    told = [name for name, one in NOTICES.items() if one.audience is not Audience.GROUP]
    assert [one.notice for one in listed] == told
    assert all(one.body and not one.sids for one in listed)


def test_every_variable_has_an_example_to_submit(house: House) -> None:
    for one in templates.list_templates(house):
        assert [name for name, _ in one.examples] == list(NOTICES[one.notice].names)
        assert all(example not in {"", "-"} for _, example in one.examples)


def test_a_template_replaces_an_earlier_one(house: House, now: datetime) -> None:
    templates.set_template(house, "submitted", "id", SID, now)
    templates.set_template(house, "submitted", "id", OTHER, now)
    assert sids(house, "submitted") == (("id", OTHER),)


def test_a_template_can_be_forgotten(house: House, now: datetime) -> None:
    templates.set_template(house, "submitted", "id", SID, now)
    templates.unset_template(house, "submitted", "id", now)
    with house.database.read() as session:
        assert content_sid(session, "submitted", "id") == ""
    with pytest.raises(Refused, match="no template"):
        templates.unset_template(house, "submitted", "id", now)


@pytest.mark.parametrize(
    ("notice", "language", "sid"),
    [("nothing", "id", SID), ("submitted", "en", SID), ("submitted", "id", "SM" + "0" * 32)],
)
def test_what_cannot_be_is_refused(
    house: House, now: datetime, notice: str, language: str, sid: str
) -> None:
    with pytest.raises(Refused):
        templates.set_template(house, notice, language, sid, now)
