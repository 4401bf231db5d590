"""Papers that a resident was asked for: the asking, and what counts as having come.

    asked        by an officer, each with a reason; the case waits for them
    come         photos are papers of the case at once, checked like all others (`arriving`)
    returned     once everything has come (or the resident has no more): to the stage that asked

A photo's verdict comes a moment after the photo: what is too poor to read is still awaited.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from flows.cases import lifecycle
from flows.cases.asked_papers import (
    UNSORTED,
    AskedPaper,
    listing,
    names,
    outstanding,
    read_asked,
    side_by_side,
    unchecked,
)
from flows.cases.bilingual import Bilingual
from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Kind
from flows.cases.holding import holder
from flows.cases.lifecycle import Actor, Guard, resident
from flows.cases.notices import Values
from flows.cases.papers import PaperState, SentFile
from flows.cases.press import press_data
from flows.cases.states import Event, Role, Stage, State
from flows.effects import Act, Choice
from flows.moments import Moment
from flows.talks.wanted_papers import FIRST_WANTED, asked_in, offer, short
from flows.words import Text, _, literal
from handlers import audiences, moving, working
from handlers.case_facts import facts
from handlers.here import Here
from handlers.naming import papers_of
from storage import case_papers, casebook, papers
from storage.tables import Case, Document, Staff

ALL, NONE, USE, SEND = "all", "none", "use", "send"
"""Which button about papers: it is all, there is none, use it anyway, how to send."""
USUAL = ("ktp", "kk", "sktm", "rt_rw_letter", "house_front_photo")
"""Offered to an officer of a case whose service names no papers of its own."""
MOST = 9
COMPLETE = _(
    "Terima kasih, berkas untuk laporan {ticket} sudah lengkap dan kami teruskan ke petugas. "
    "Ketik CEK untuk melihat sampai di mana."
)
PARTLY = _(
    "Terima kasih, laporan {ticket} kami teruskan ke petugas dengan berkas yang ada. "
    "Yang belum kami terima: {papers}."
)
WITHOUT = _(
    "Terima kasih, laporan {ticket} kami teruskan ke petugas dengan berkas yang ada. "
    "Petugas tahu berkas mana yang belum Anda punya."
)


def offered(here: Here, case: Case) -> list[dict[str, str]]:
    """The case's papers for the officer's choice: what is missing or poor first."""
    lines_of = papers_of(here.catalogue, case, case_papers.documents(here.session, case.id))
    found = [offer(one.code, Text("{n}").format(n=one.name), one.state) for one in lines_of]
    known = {row["code"] for row in found}
    for code in USUAL:
        document = here.catalogue.document(code)
        if document is not None and code not in known:
            found.append(offer(code, document.name.text(), PaperState.UNASKED))
    first = [state.value for state in FIRST_WANTED]
    needed = [row for row in found if row["code"] in known]
    spare = [row for row in found if row["code"] not in known]
    needed.sort(key=lambda row: first.index(row["state"]) if row["state"] in first else len(first))
    return [*needed, *spare][:MOST]


def ask(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """Ask the resident for papers; the case waits. Raises NotAllowed."""
    lifecycle.permit(facts(here, case), Event.REQUEST_DOCUMENTS, actor, act.version)
    wanted = asked_in(act.answers)
    case.asked_from, case.asked_by = case.state, actor.staff_id
    case.asked_papers = [one.to_json() for one in wanted]
    due = Moment(here.now + BY_KIND[Kind.DOCUMENTS].length, here.house.zone.key)
    values: Values = {"items": listing(wanted, here.catalogue), "papers_due": due}
    given = moving.Given(frozenset({Guard.PAPERS_NAMED}), values)
    told = listing(wanted, here.catalogue).render("id")
    moving.carry(here, case, Event.REQUEST_DOCUMENTS, actor, act.version, reason=told, given=given)


def asked(case: Case) -> tuple[AskedPaper, ...]:
    """What was asked for."""
    return read_asked(case.asked_papers)


def files(here: Here, case: Case) -> list[Document]:
    """What came for the case since its papers were asked for."""
    theirs = papers.of_case(here.session, case.id)
    return [document for document in theirs if document.received_at >= case.state_since]


def left(here: Here, case: Case) -> tuple[AskedPaper, ...]:
    """What is still awaited."""
    return outstanding(asked(case), _sent(files(here, case)))


def came(here: Here, case: Case) -> bool:
    """Whether anything came that can be looked at."""
    lost = {"failed", "purged"}
    return any(document.status not in lost for document in files(here, case))


def unsorted(here: Here, case: Case) -> bool:
    """Whether a photo came of which nobody said what it is."""
    return any(document.question == UNSORTED for document in files(here, case))


def mark_lacking(case: Case, which: Collection[str], why: str) -> None:
    """The resident has not got these."""
    case.asked_papers = [
        (replace(one, lacks=why) if one.paper in which else one).to_json() for one in asked(case)
    ]


def rows_of(here: Here, some: Sequence[AskedPaper]) -> list[dict[str, str]]:
    """Papers as a talk's subject holds them."""
    return [offer(one.paper, one.named(here.catalogue), PaperState.UNASKED) for one in some]


def _sent(documents: Sequence[Document]) -> list[SentFile]:
    return [SentFile(d.question, d.status, d.verdict) for d in documents]


def settle(here: Here, case: Case, *, enough: bool = False) -> bool:
    """Give the case back once nothing more is awaited and every photo was looked at; with
    `enough` the resident said that there is no more. Whether it went back."""
    if not enough and (left(here, case) or unchecked(_sent(files(here, case)))):
        return False
    missing, without = left(here, case), [one for one in asked(case) if one.lacks]
    loose = unsorted(here, case)
    moving.carry(here, case, Event.DOCUMENTS, resident(case.contact_id), case.version)
    if without:
        _tell_lacking(here, case, without)
    words = WITHOUT if without else COMPLETE
    if missing and not loose:
        words = PARTLY.format(papers=still(here, missing))
    here.say(words.format(ticket=case.ticket), case_id=case.id)
    return True


def _tell_lacking(here: Here, case: Case, without: Sequence[AskedPaper]) -> None:
    """Who asked reads which papers there are not, and why."""
    told = [
        Text("{paper}: {why}").format(paper=one.named(here.catalogue), why=literal(one.lacks))
        for one in without
    ]
    to_asker(here, case, "documents_lacking", papers=side_by_side(told, "; "))


def to_asker(here: Here, case: Case, notice: str, **more: Text | str) -> None:
    """A notice to who asked for the papers; to who has the case, where they have left."""
    values = {**audiences.values_of(here, case, ""), **more}
    member = here.session.get(Staff, case.asked_by) if case.asked_by else None
    if member is not None and member.active and member.contact_id is not None:
        working.hand(here, case, member, notice, values)
        return
    asked_from = State(case.asked_from or case.state)
    role = holder(asked_from, Stage(case.stage)) or Role.FRONT_OFFICE
    working.hand_to(here, case, role, notice, values)


def note(here: Here, case: Case, words: str) -> None:
    """Keep what the resident wrote while papers are awaited, and show it to who asked."""
    doer = casebook.Doer(Role.RESIDENT, None, here.address.channel)
    casebook.note(here.session, case.id, "resident_wrote", here.now, doer, words=words)
    to_asker(here, case, "documents_noted", words=words)


def ways_on(case: Case) -> tuple[Choice, ...]:
    """Below an answer about papers: that it is all, and that there is none."""
    return (
        Choice(_press(case, ALL), _("Sudah semua")),
        Choice(_press(case, NONE), _("Belum punya")),
    )


def which(here: Here, case: Case, awaited: Sequence[AskedPaper]) -> tuple[Choice, ...]:
    """Which of them a photo is, or all of them."""
    rows = [Choice(_press(case, one.paper), _short(one.named(here.catalogue))) for one in awaited]
    return (*rows, Choice(_press(case, ALL), _("Sudah semua")))


def use_anyway(case: Case) -> tuple[Choice, ...]:
    """Below a photo that is hard to read."""
    return (
        Choice(_press(case, USE), _("Pakai foto ini")),
        Choice(_press(case, NONE), _("Belum punya")),
    )


def _press(case: Case, choice: str) -> str:
    return press_data(case.id, case.version, Event.DOCUMENTS, choice=choice)


def _short(name: Text) -> Text:
    return Bilingual(short(name.render("id")), short(name.render("jv"))).text()


def still(here: Here, awaited: Sequence[AskedPaper]) -> Text:
    """What is awaited, by name."""
    return names(awaited, here.catalogue)
