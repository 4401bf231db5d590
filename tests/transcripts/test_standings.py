"""What CEK says at every stage of every route, in both languages, as a page to be signed off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.cases.offers import under_standing
from flows.cases.profiles import PROFILES, Place
from flows.cases.referrals import ReferralState
from flows.cases.rows import Row
from flows.cases.standing import Asked, Standing, describe
from flows.cases.states import Event, Role, Stage, State
from flows.cases.table import TABLE
from flows.moments import Moment
from flows.words import literal

HERE = Path(__file__).parent / "tables"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ZONE = "Asia/Jakarta"
BASE = Standing(
    ticket="26-004217-4",
    state=State.SUBMITTED,
    since=NOW - timedelta(hours=3),
    due=NOW + timedelta(hours=45),
    village="Wates",
    category="health",
)
ANYWHERE: tuple[Place, ...] = (
    (State.NEEDS_DOCUMENTS, Stage.SCREENING),
    (State.RETURNED, Stage.FIELD),
    (State.WAITING_QUOTA, Stage.REFERRAL),
    (State.GRANTED, Stage.ANSWER),
    (State.REJECTED, Stage.ANSWER),
    (State.ANSWERED, Stage.ANSWER),
    (State.CLOSED, Stage.ANSWER),
    (State.REOPENED, Stage.SCREENING),
    (State.RESOLVED_LOCALLY, Stage.FIELD),
    (State.UNREACHABLE, Stage.FIELD),
    (State.OUT_OF_SCOPE, Stage.SCREENING),
    (State.CANCELLED, Stage.FIELD),
)


def places(profile: str) -> tuple[Place, ...]:
    """Every place of that route, in the order of its arrows, and those that every route has."""
    arrows = PROFILES[profile].arrows
    own = [place for (state, stage, _event), to in arrows.items() for place in ((state, stage), to)]
    referred = [(State.SECRETARIAT_REVIEW, Stage.SECRETARIAT)] if profile == "national_2017" else []
    visited = (State.FIELD_VISIT, Stage.FIELD)
    return tuple(dict.fromkeys((*own, *referred, visited, *ANYWHERE)))


def told(profile: str, place: Place) -> Standing:
    state, stage = place
    one = replace(BASE, state=state, stage=stage, profile=profile)
    extras: Mapping[State, Mapping[str, Any]] = {
        State.NEEDS_DOCUMENTS: {"papers": (literal("KTP"), literal("KK"))},
        State.FIELD_VISIT: {"visit": Moment(NOW + timedelta(hours=20), ZONE)},
        State.WAITING_QUOTA: {
            "asked": (
                Asked(literal("PKH"), ReferralState.WAITING_QUOTA, "Januari 2027"),
                Asked(literal("PIP"), ReferralState.REJECTED),
            )
        },
        State.REJECTED: {"until": NOW + timedelta(days=14)},
        State.ANSWERED: {"until": NOW + timedelta(days=30)},
        State.CLOSED: {"until": NOW + timedelta(days=30)},
    }
    one = replace(one, **extras.get(state, {}))
    return replace(one, choices=under_standing(7, 1, able(one)))


def able(one: Standing) -> list[Row]:
    """Rows of a resident who may do all that the dates allow, and who was offered no help."""
    never = {Event.RESOLVE} | (set() if one.until else {Event.REOPEN, Event.OBJECT})
    if one.state is State.ANSWERED:
        never.add(Event.OBJECT)
    return [
        row
        for row in TABLE
        if row.state is one.state and Role.RESIDENT in row.roles and row.event not in never
    ]


def lines(profile: str) -> Iterator[str]:
    yield f"# CEK di setiap tahap: jalur {profile}"
    for place in places(profile):
        one = told(profile, place)
        yield f"\n== {place[0]}, {place[1]} =="
        for language in ("id", "jv"):
            words = describe(one, NOW, ZONE).render(language).splitlines()
            yield from (f"{language}  {line}" for line in words)
            yield f"{language}  " + " ".join(
                f"[{n} {c.label.render(language)}]" for n, c in enumerate(one.choices, 1)
            )


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_told_at_every_stage_reads_as_it_was_signed_off(
    profile: str, rerecord: bool
) -> None:
    file = HERE / f"cek_di_setiap_tahap_{profile}.txt"
    page = "\n".join(line.rstrip() for line in lines(profile)) + "\n"
    if rerecord:
        file.write_text(page, encoding="utf-8")
    assert page == file.read_text(encoding="utf-8")
