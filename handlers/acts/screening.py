"""What the desk that looks through the papers does with a case, beyond a move and a line."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases import lifecycle
from flows.cases.agencies import named, reached
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, Guard
from flows.cases.profiles import WAITS_FOR_FACILITATOR
from flows.cases.states import Event, Stage, State, label_of_place
from flows.effects import Act
from flows.talks.desk import FOUND
from flows.words import Text, _, _staff
from handlers import (
    arriving,
    assigning,
    audiences,
    awaited,
    helping,
    merging,
    moving,
    splitting,
    working,
)
from handlers.acts.shapes import ActDone, Press
from handlers.acts.talking import begin_act_talk, press_for_talk
from handlers.case_facts import facts
from handlers.here import Heard, Here
from handlers.registry import hinting
from storage.tables import Case, Person

DONE: Mapping[Event, Text] = {
    Event.SCREEN: _staff("Laporan {ticket} sekarang diperiksa."),
    Event.SCREENED: _staff("Berkas laporan {ticket} lengkap. Sekarang: {status}."),
    Event.SKIP_VISIT: _staff("Laporan {ticket} diteruskan tanpa survei rumah: {status}."),
    Event.LISTED: _staff("Laporan {ticket}: terdaftar. Tekan Berkas lengkap bila sudah siap."),
    Event.NOT_LISTED: _staff("Laporan {ticket}: hasil cek data sudah dicatat."),
    Event.REQUEST_DOCUMENTS: _staff("Permintaan berkas laporan {ticket} sudah dikirim ke warga."),
    Event.DOCUMENTS: _staff("Laporan {ticket} dilanjutkan: {status}."),
    Event.MARK_DUPLICATE: _staff("Laporan {ticket} sudah digabung."),
    Event.UNLINK: _staff("Laporan {ticket} berdiri sendiri lagi dan sedang diperiksa."),
    Event.PUT_ELSEWHERE: _staff("Laporan {ticket} ditutup di sini, dan warga diberi tahu."),
    Event.OFFER_HELP: _staff("Bantuan untuk laporan {ticket} dicatat, dan warga ditanya."),
    Event.RESOLVE: _staff("Laporan {ticket} selesai dengan bantuan setempat."),
}
GOES_ON = _(
    "Baik, laporan {ticket} tetap kami lanjutkan, dan petugas yang mencatat bantuan kami beri tahu."
)
_SPLIT = _staff(
    "Laporan {ticket}: belum terdaftar. Usulan data dibuka dengan nomor {proposal}, "
    "dan warga diberi tahu."
)
_STANDS = _staff(
    "Usulan data {proposal} yang tadi dibuka masih berjalan. Bila keliru, gabungkan atau tutup."
)
_KNOWN = _staff("Laporan {ticket}: belum terdaftar. Usulan datanya sudah ada: nomor {proposal}.")


def _screened(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Past the desk; where a visit is next, somebody is looked for at once."""
    moving.carry(here, case, Event.SCREENED, actor, pressed.version)
    waits = (State(case.state), Stage(case.stage)) == WAITS_FOR_FACILITATOR
    if waits and not assigning.assign(here, case):
        assigning.tell_nobody(here, case)
    here.answer(_line(case, Event.SCREENED))


def _press_listed(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    _permit(here, case, actor, pressed)
    begin_act_talk(here, case, Event.LISTED, pressed.version, more=_registry(here, case))


def _registry(here: Here, case: Case) -> Mapping[str, str]:
    """What the loaded registry says, as a hint above the question."""
    person = here.session.get(Person, case.person_id) if case.person_id else None
    found = hinting.hint(here, person)
    return {"registry": found.render("id")} if found is not None else {}


def _press_not_listed(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    more = {"splits": splitting.splits(here, case) is not None, **_registry(here, case)}
    _permit(here, case, actor, pressed)
    begin_act_talk(here, case, Event.NOT_LISTED, pressed.version, more=more)


def _press_request(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    _permit(here, case, actor, pressed)
    more = {"papers": awaited.offered(here, case)}
    begin_act_talk(here, case, Event.REQUEST_DOCUMENTS, pressed.version, more=more)


def _press_duplicate(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    _permit(here, case, actor, pressed)
    found = merging.suggestions(here, case, actor)
    rows = [{"ticket": one.ticket, "why": one.why.render("id")} for one in found]
    begin_act_talk(here, case, Event.MARK_DUPLICATE, pressed.version, more={"suggested": rows})


def _press_documents(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """A resident's word on their papers, or papers that were brought to an officer."""
    _permit(here, case, actor, pressed)
    if _is_reporter(here, case):
        arriving.pressed(here, case, pressed.choice)
        return
    moving.carry(here, case, Event.DOCUMENTS, actor, pressed.version)
    audiences.to_reporter(here, case, "documents_taken")
    here.answer(_line(case, Event.DOCUMENTS))


def _press_help(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Help is offered, by an officer; or the resident says that it is not enough."""
    if _is_reporter(here, case):
        lifecycle.permit(facts(here, case), Event.RESOLVE, actor, pressed.version)
        here.toast()
        helping.not_enough(here, case)
        here.say(GOES_ON.format(ticket=case.ticket), case_id=case.id)
    else:
        press_for_talk(here, case, actor, pressed)


def _press_unlink(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    merging.unlink(here, case, actor, pressed.version)
    here.answer(_line(case, Event.UNLINK))


def _press_resolve(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    helping.resolve(here, case, actor, pressed.version)
    if _is_reporter(here, case):
        here.toast()
    else:
        here.answer(_line(case, Event.RESOLVE))


def _listed(here: Here, case: Case, actor: Actor, act: Act) -> None:
    decile = str(act.answers["decile"])
    told = "tanpa desil" if decile == "none" else f"desil {decile}"
    moving.carry(here, case, Event.LISTED, actor, act.version, reason=told)
    case.registry_check = "listed_without_decile" if decile == "none" else "listed"
    case.details = {**(case.details or {}), "decile": decile}
    here.say(_line(case, Event.LISTED), case_id=case.id)
    if (proposal := splitting.open_proposal(here, case)) is not None:
        here.say(_STANDS.format(proposal=proposal.ticket), case_id=proposal.id)
    working.show(here, case, actor)


def _not_listed(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """The case goes on; a proposal for the registry is split off, once."""
    found = str(act.answers["found"])
    told = next(option.label.render("id") for option in FOUND if option.value == found)
    moving.carry(here, case, Event.NOT_LISTED, actor, act.version, reason=told)
    case.registry_check = found
    here.session.flush()
    before = splitting.open_proposal(here, case)
    proposal = before or splitting.split(here, case)
    if proposal is None:
        words = _line(case, Event.NOT_LISTED)
    else:
        fresh = proposal.split_from == case.id and before is None
        words = (_SPLIT if fresh else _KNOWN).format(ticket=case.ticket, proposal=proposal.ticket)
    here.say(words, case_id=case.id)
    working.show(here, case, actor)


def _request(here: Here, case: Case, actor: Actor, act: Act) -> None:
    awaited.ask(here, case, actor, act)
    here.say(_line(case, Event.REQUEST_DOCUMENTS), case_id=case.id)


def _lacking(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """The resident's talk about papers they have not got."""
    lifecycle.permit(facts(here, case), Event.DOCUMENTS, actor, act.version)
    arriving.lacked(here, case, act.answers)


def _duplicate(here: Here, case: Case, actor: Actor, act: Act) -> None:
    merging.merge(here, case, actor, act)
    here.say(_line(case, Event.MARK_DUPLICATE), case_id=case.id)


def _elsewhere(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """Closed here: the resident reads whose it is and how to come there."""
    code, name = str(act.answers["agency"]), str(act.answers.get("agency_name", ""))
    agency, reach = named(code, name), reached(code, str(act.answers.get("agency_reach", "")))
    values = {"agency": agency, "reach": reach}
    given = moving.Given(frozenset({Guard.AGENCY_NAMED}), values)
    told = agency.render("id")
    moving.carry(here, case, Event.PUT_ELSEWHERE, actor, act.version, reason=told, given=given)
    case.agency = code
    here.say(_line(case, Event.PUT_ELSEWHERE), case_id=case.id)


def _help(here: Here, case: Case, actor: Actor, act: Act) -> None:
    helping.offer(here, case, actor, act)
    here.say(_line(case, Event.OFFER_HELP), case_id=case.id)


def _is_reporter(here: Here, case: Case) -> bool:
    """Whether they act as who reported it, officer or not."""
    return case.contact_id == here.address.contact_id


def _permit(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    assert pressed.event is not None
    lifecycle.permit(facts(here, case), pressed.event, actor, pressed.version)


def _line(case: Case, event: Event) -> Text:
    status = label_of_place(State(case.state), Stage(case.stage))
    return DONE[event].format(ticket=case.ticket, status=status)


PRESSES: Mapping[Event, Press] = {
    Event.SCREENED: _screened,
    Event.LISTED: _press_listed,
    Event.NOT_LISTED: _press_not_listed,
    Event.REQUEST_DOCUMENTS: _press_request,
    Event.MARK_DUPLICATE: _press_duplicate,
    Event.DOCUMENTS: _press_documents,
    Event.OFFER_HELP: _press_help,
    Event.UNLINK: _press_unlink,
    Event.RESOLVE: _press_resolve,
}
ACTS: Mapping[Event, ActDone] = {
    Event.LISTED: _listed,
    Event.NOT_LISTED: _not_listed,
    Event.REQUEST_DOCUMENTS: _request,
    Event.DOCUMENTS: _lacking,
    Event.MARK_DUPLICATE: _duplicate,
    Event.PUT_ELSEWHERE: _elsewhere,
    Event.OFFER_HELP: _help,
}
