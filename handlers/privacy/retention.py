"""What the city keeps for how long, and what becomes of it then: `RULES` is the whole list, and
`docs/privacy.md` its table. Whose case it is hears before it is emptied and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from flows.cases.notices import Values
from flows.moments import Day
from flows.privacy import UNDO, Keeping
from handlers.documents import PURGE
from handlers.here import Here
from handlers.privacy import erasing, telling
from storage import jobs
from storage.privacy import ageing, requests
from storage.privacy import erasing as emptying
from storage.tables import (
    Audit,
    Case,
    Consent,
    Contact,
    DataRequest,
    Document,
    Feedback,
    Inbox,
    MismatchReport,
    NumberChange,
    Outbox,
    PaperWish,
    Person,
    Receipt,
    RegistryCheck,
    RegistrySearch,
    Table,
    Verification,
)

DRAFTS = timedelta(hours=96)
"""A talk is over after 72 hours; its files never stay longer than a day more."""
Find = Callable[[Session, Keeping, datetime], ageing.Ids]
Age = Callable[[Keeping], timedelta]
Act = Callable[[Here, Sequence[int]], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of data, when it is past its time, and what becomes of it."""

    name: str
    find: Find
    act: Act


def _files(here: Here, ids: Sequence[int]) -> None:
    """Of ended cases: the files by jobs, and their reporter is told once a case."""
    for case_id in ids:
        files = requests.files_of(here.session, case_id)
        for document in files:
            erasing.let_file_go(here.session, document, here)
        case = here.session.get_one(Case, case_id)
        if any(document.key for document in files) and case.anonymised_at is None:
            telling.inform(
                here.session, case.contact_id, "files_deleted", {"ticket": case.ticket}, here.now
            )


def _decisions(here: Here, ids: Sequence[int]) -> None:
    for case_id in ids:
        for document in here.session.scalars(ageing.letters_to_delete(case_id)).all():
            erasing.let_file_go(here.session, document, here)
        emptying.empty_decision(here.session, case_id)


def _announce(here: Here, ids: Sequence[int]) -> None:
    """Two weeks before: so that they may still ask for a copy."""
    until = Day(here.now + here.house.keeping.notice, here.house.zone.key)
    for case_id in ids:
        case = here.session.get_one(Case, case_id)
        case.deletion_told_at = here.now
        values: Values = {"ticket": case.ticket, "until": until}
        telling.inform(here.session, case.contact_id, "case_expires", values, here.now)


def _cases(here: Here, ids: Sequence[int]) -> None:
    for case_id in ids:
        case = here.session.get_one(Case, case_id)
        contact_id, ticket = case.contact_id, case.ticket
        whom = {case.person_id} if case.person_id is not None else set()
        erasing.empty_case(here, case)
        for person in emptying.unneeded(here.session, whom):
            erasing.empty_person(here.session, person, here)
        # Without the case's id: nothing leads from the emptied case to who reported it.
        telling.inform(here.session, contact_id, "case_emptied", {"ticket": ticket}, here.now)


def _stray(here: Here, ids: Sequence[int]) -> None:
    """Files without a case leave no record."""
    for document in here.session.scalars(select(Document).where(Document.id.in_(ids))).all():
        document.status, document.ref = "purged", ""
        here.session.flush()
        jobs.order(here.session, PURGE, document.id, here.now)


def _inbox(here: Here, ids: Sequence[int]) -> None:
    mine = Inbox.id.in_(ids)
    here.session.execute(
        update(Inbox).where(mine, Inbox.status == "parked").values(status="dropped")
    )
    here.session.execute(update(Inbox).where(mine).values(content={}))
    ageing.remember(here.session, Inbox.__tablename__, ids[-1])


def _outbox(here: Here, ids: Sequence[int]) -> None:
    emptying.empty_messages(here.session, Outbox.id.in_(ids))
    ageing.remember(here.session, Outbox.__tablename__, ids[-1])


def _searches(here: Here, ids: Sequence[int]) -> None:
    here.session.execute(update(RegistrySearch).where(RegistrySearch.id.in_(ids)).values(words=""))
    ageing.remember(here.session, RegistrySearch.__tablename__, ids[-1])


def _proofs(here: Here, ids: Sequence[int]) -> None:
    here.session.execute(
        update(Verification)
        .where(Verification.id.in_(ids), Verification.state == "asked")
        .values(state="ended", until=here.now)
    )
    here.session.execute(update(Verification).where(Verification.id.in_(ids)).values(kk=None))


def _reports(here: Here, ids: Sequence[int]) -> None:
    ghost = here.address
    for row in here.session.scalars(select(MismatchReport).where(MismatchReport.id.in_(ids))):
        row.name, row.story, row.candidates, row.why = "", "", None, None
        row.contact_id, row.address_id, row.talk = ghost.contact_id, ghost.id, -row.id


def _feedback(here: Here, ids: Sequence[int]) -> None:
    ghost = here.address
    for row in here.session.scalars(select(Feedback).where(Feedback.id.in_(ids))):
        row.words, row.about, row.answer = "", None, None
        row.contact_id, row.address_id, row.talk = ghost.contact_id, ghost.id, -row.id


def _refusals(here: Here, ids: Sequence[int]) -> None:
    here.session.execute(
        update(DataRequest).where(DataRequest.id.in_(ids)).values(why=None, words=None)
    )


def _moved(here: Here, ids: Sequence[int]) -> None:
    here.session.execute(update(NumberChange).where(NumberChange.id.in_(ids)).values(moved=None))


def _people(here: Here, ids: Sequence[int]) -> None:
    for person_id in ids:
        erasing.empty_person(here.session, here.session.get_one(Person, person_id), here)


def _contacts(here: Here, ids: Sequence[int]) -> None:
    """Nobody is told: who has been silent for years is not written to."""
    for contact_id in ids:
        contact = here.session.get_one(Contact, contact_id)
        for document in emptying.papers_of(here.session, contact_id):
            erasing.let_file_go(here.session, document, here)
        emptying.empty_contact(here.session, contact, here.now)
        for address in requests.addresses_of(here.session, contact_id):
            emptying.empty_address(here.session, address, here.now)


def _rows(table: type[Table]) -> Act:
    """Rows that simply go."""

    def gone(here: Here, ids: Sequence[int]) -> None:
        here.session.execute(delete(table).where(table.id.in_(ids)))  # type: ignore[attr-defined]

    return gone


def _past(age: Age, find: Callable[[datetime], ageing.Ids]) -> Find:
    """What is older than the city keeps it."""
    return lambda _session, keeping, now: find(now - age(keeping))


def _next(age: Age, find: Callable[[Session, datetime], ageing.Ids]) -> Find:
    """The same, since the last night."""
    return lambda session, keeping, now: find(session, now - age(keeping))


def _ready(_session: Session, keeping: Keeping, now: datetime) -> ageing.Ids:
    return ageing.cases_to_empty(now - keeping.cases, now - keeping.notice)


def _photos(keeping: Keeping) -> timedelta:
    return keeping.photos


def _chat(keeping: Keeping) -> timedelta:
    return keeping.chat


def _case(keeping: Keeping) -> timedelta:
    return keeping.cases


def _letters(keeping: Keeping) -> timedelta:
    return keeping.letters


def _log(keeping: Keeping) -> timedelta:
    return keeping.audit


RULES: tuple[Rule, ...] = (
    Rule("files", _past(_photos, ageing.cases_with_files), _files),
    Rule("stray_files", _past(lambda _keeping: DRAFTS, ageing.stray_files), _stray),
    Rule("decisions", _past(_letters, ageing.cases_with_decisions), _decisions),
    Rule("announced", _past(lambda k: k.cases - k.notice, ageing.cases_to_announce), _announce),
    Rule("cases", _ready, _cases),
    Rule("inbox", _next(_chat, ageing.inbox), _inbox),
    Rule("outbox", _next(_chat, ageing.outbox), _outbox),
    Rule("receipts", _past(_chat, ageing.receipts), _rows(Receipt)),
    Rule("wishes", _past(_chat, ageing.wishes), _rows(PaperWish)),
    Rule("searches", _next(_chat, ageing.searches), _searches),
    Rule("checks", _past(_chat, ageing.checks), _rows(RegistryCheck)),
    Rule("proofs", _past(_chat, ageing.proofs), _proofs),
    Rule("refusals", _past(_chat, ageing.refusals), _refusals),
    Rule("numbers", _past(lambda _keeping: 2 * UNDO, ageing.moved_numbers), _moved),
    Rule("reports", _past(_case, ageing.reports), _reports),
    Rule("feedback", _past(_case, ageing.feedback), _feedback),
    Rule("people", _past(_chat, ageing.unneeded_people), _people),
    Rule("contacts", _past(lambda k: k.cases + k.notice, ageing.silent_contacts), _contacts),
    Rule("consents", _past(_log, ageing.consents), _rows(Consent)),
    Rule("audit", _past(_log, ageing.audit), _rows(Audit)),
)
"""In this order: files first, names last."""
