"""What who reported a case may do with it: the buttons under a notice or under how it stands,
and the words that may be typed for each.

A button is answered by tap, by its number, by its label, or by these words; they count only
while the message that offered them is the last one with buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.cases import follow_up
from flows.cases.press import press_data
from flows.cases.rows import Row
from flows.cases.states import Event
from flows.effects import Choice
from flows.matching import Candidate, match, polite
from flows.words import Text, _


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be done."""

    event: Event
    label: Text
    """At most 20 characters in either language."""
    synonyms: tuple[str, ...] = ()
    choice: str = ""
    """Which of it, where an event has buttons of several kinds."""

    @property
    def what(self) -> str:
        """As it stands at the end of a button's data."""
        return f"{self.event}.{self.choice}" if self.choice else str(self.event)

    def button(self, case_id: int, version: int) -> Choice:
        """The button, for the case as it stands."""
        return Choice(press_data(case_id, version, self.event, choice=self.choice), self.label)


_YES = (
    "sudah", "sudah selesai", "selesai", "sudah beres", "beres", "ya", "iya", "ya sudah", "sampun",
    "sampun rampung", "rampung", "sudah terbantu", "terbantu", "cukup", "sudah cukup", "nggih",
)  # fmt: skip
_NO = (
    "belum", "belum selesai", "belum beres", "tidak", "dereng", "dereng rampung", "belum cukup",
    "belum terbantu", "mboten", "belum ada",
)  # fmt: skip

_CAME = (
    "sudah diterima", "sudah terima", "sudah dapat", "sudah oleh", "sudah entuk", "sudah cair",
    "sudah masuk", "sudah sampai", "sudah datang", "sudah teko", "sudah diambil", "sudah tak tampa",
    "sudah saya terima", "sudah saya ambil", "sudah angsal", "sampun kula tampi", "sampun nampi",
    "diterima",
)  # fmt: skip
_NOT_COME = (
    "belum diterima", "belum terima", "belum dapat", "belum oleh", "belum entuk", "belum cair",
    "belum masuk", "belum sampai", "belum datang", "belum teko", "belum tak tampa",
    "belum saya terima", "belum angsal", "dereng kula tampi", "dereng nampi", "belum dapat apa apa",
    "tidak dapat", "tidak oleh",
)  # fmt: skip

SOLVED = Offer(Event.CONFIRM, _("Sudah selesai"), polite(*_YES))
UNSOLVED = Offer(Event.REOPEN, _("Belum selesai"), polite(*_NO))
RECEIVED = Offer(
    Event.CONFIRM,
    _("Sudah diterima"),
    polite(*_YES, *_CAME),
    "received",
)
NOT_RECEIVED = Offer(
    Event.REOPEN,
    _("Belum diterima"),
    polite(*_NO, *_NOT_COME),
    "missing",
)
OBJECT = Offer(
    Event.OBJECT,
    _("Ajukan sanggahan"),
    polite("sanggah", "sanggahan", "menyanggah", "saya menyanggah", "keberatan", "nyanggah",
           "tidak setuju", "mboten setuju"),
)  # fmt: skip
CANCEL = Offer(
    Event.CANCEL,
    _("Batalkan laporan"),
    polite("batalkan laporan", "batal", "batalkan", "cabut laporan", "tarik laporan"),
)
HELPED = Offer(Event.RESOLVE, _("Sudah terbantu"), polite(*_YES))
NOT_HELPED = Offer(Event.OFFER_HELP, _("Belum cukup"), polite(*_NO), "no")
CAN = Offer(
    Event.SET_VISIT,
    _("Bisa"),
    polite("bisa", "ya", "iya", "ok", "oke", "siap", "saged", "nggih", "setuju", "boleh"),
    "ok",
)
OTHER_DAY = Offer(
    Event.SET_VISIT,
    _("Minta hari lain"),
    polite("tidak bisa", "minta hari lain", "hari lain", "ganti hari", "mboten saged", "tidak",
           "gak bisa", "dinten sanes"),
    "other",
)  # fmt: skip
SEND_PAPERS = Offer(
    Event.DOCUMENTS, _("Kirim berkas"), polite("kirim berkas", "berkas", "kirim foto"), "send"
)

OFFERS: tuple[Offer, ...] = (
    SOLVED, UNSOLVED, RECEIVED, NOT_RECEIVED, OBJECT, HELPED, NOT_HELPED, CAN, OTHER_DAY,
    SEND_PAPERS, CANCEL,
)  # fmt: skip
_BY_WHAT: Mapping[str, Offer] = {offer.what: offer for offer in OFFERS}
_AGREE = ("ya", "iya", "ok", "oke", "betul", "benar", "setuju", "jadi")

UNDER_NOTICE: Mapping[str, tuple[Offer, ...]] = {
    "answered": (SOLVED, UNSOLVED),
    "answered_directly": (SOLVED, UNSOLVED),
    "closing_reminder": (SOLVED, UNSOLVED),
    "answered_granted": (RECEIVED, NOT_RECEIVED),
    "received_reminder": (RECEIVED, NOT_RECEIVED),
    "closed": (UNSOLVED,),
    "closed_in_silence": (UNSOLVED,),
    "closed_without_documents": (UNSOLVED,),
    "unreachable": (UNSOLVED,),
    "resolved_locally": (UNSOLVED,),
    "rejected": (OBJECT,),
    "referral_rejected": (OBJECT,),
    "objection_reminder": (OBJECT,),
    "help_offered": (HELPED, NOT_HELPED),
    "visit_set": (CAN, OTHER_DAY),
    "came_in_vain": (OTHER_DAY,),
}
"""Which notices bring buttons along. Whoever presses is judged by the table like anybody."""

_STANDING = (SOLVED, UNSOLVED, HELPED, OBJECT, CANCEL)
_OF_A_GRANT = {SOLVED.what: RECEIVED, UNSOLVED.what: NOT_RECEIVED}


def under_notice(name: str, case_id: int, version: int) -> tuple[Choice, ...]:
    """The buttons of a notice to who reported the case."""
    return tuple(offer.button(case_id, version) for offer in UNDER_NOTICE.get(name, ()))


def under_standing(
    case_id: int, version: int, rows: Iterable[Row], *, granted: bool = False
) -> tuple[Choice, ...]:
    """The buttons under how a case stands: what the resident may do now (`lifecycle.offered`);
    of one that was `granted`, whether it came."""
    events = {row.event for row in rows}
    able = [offer for offer in _STANDING if offer.event in events]
    if granted and Event.CONFIRM in events:
        able = [_OF_A_GRANT.get(offer.what, offer) for offer in able]
    if HELPED in able:
        able.insert(able.index(HELPED) + 1, NOT_HELPED)
    if Event.DOCUMENTS in events:
        able.insert(0, SEND_PAPERS)
    return tuple(offer.button(case_id, version) for offer in able)


_OUTRIGHT: tuple[tuple[Offer, tuple[str, ...]], ...] = (
    (OBJECT, ("sanggah", "sanggahan", "menyanggah", "saya menyanggah", "ajukan sanggahan",
              "ngaturaken sanggahan")),
    (SOLVED, ("sudah selesai", "sampun rampung", "sudah beres", "sudah diterima",
              "sampun kula tampi")),
    (UNSOLVED, ("belum selesai", "dereng rampung", "belum beres", "belum diterima",
                "dereng kula tampi")),
)  # fmt: skip


def named_outright(text: str) -> Offer | None:
    """What these words can only mean, also when no button stands before the person."""
    candidates = [Candidate(offer.what, "", polite(*words)) for offer, words in _OUTRIGHT]
    found = match(text, candidates, strict=True)
    return _BY_WHAT[found] if found else None


def answers_whether(text: str) -> Offer | None:
    """What these words can only mean while a case waits for "is it solved, did it come?", the
    words that its notice asks for above all."""
    yes, no = ("sudah", "sampun", *_CAME), ("belum", "dereng", *_NOT_COME)
    candidates = [
        Candidate(offer.what, "", polite(*words))
        for offer, words in ((SOLVED, yes), (UNSOLVED, no))
    ]
    found = match(text, candidates, strict=True)
    return _BY_WHAT[found] if found else None


def synonyms(data: str) -> tuple[str, ...]:
    """What may be typed for a button with these data, besides its number and label."""
    if data.startswith("u:"):
        return follow_up.synonyms(data)
    if data.startswith("away:"):  # a facilitator's leave (`handlers.absence`)
        return polite("tidak", "tidak jadi", "batal") if data == "away:no" else polite(*_AGREE)
    offer = _BY_WHAT.get(data.rpartition(":")[2]) if data.startswith("c:") else None
    return offer.synonyms if offer else ()
