"""A resident who was asked for papers sends them, or writes: outside any other talk.

Photos may come in any order, alone or as an album. Which paper a photo is, its caption says, or
there is only one that is awaited, or we ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flows import engine
from flows.cases.asked_papers import UNSORTED, AskedPaper, named_in
from flows.cases.states import Event, State
from flows.matching import Candidate, match, plain, polite
from flows.messages import Kind
from flows.photos import DONE, unfit
from flows.pictures import ALBUM, HOLD
from flows.talks.danger import alarm
from flows.talks.wanted_papers import ALL as ALL_LACK
from flows.talks.wanted_papers import LACKING
from flows.words import Text, _, lines
from handlers import awaited, documents, resident
from handlers.acts.talking import begin_act_talk
from handlers.here import Heard, Here
from storage import cases, jobs, people
from storage.tables import Case, Document

CHECK = "check"
_DONE = Candidate("done", "", tuple(DONE.synonyms))
_NONE = Candidate(
    "none",
    "",
    polite(
        "tidak punya", "belum punya", "tidak ada", "belum ada", "gak punya", "gak ada",
        "mboten gadhah", "dereng gadhah", "mboten wonten", "gak duwe", "gak onok", "durung duwe",
    ),
)  # fmt: skip
_MISSING = re.compile(
    r"\b(?:hilang|ilang|ical|rusak|sobek|terbakar|kobong|kebanjiran|ketinggalan|diurus|proses|"
    r"(?:belum|blm|dereng|durung|tidak|gak|ga|mboten)\s+(?:jadi|punya|ada|dados|gadhah|wonten|duwe))\b"
)
WHICH = _("Fotonya sudah kami simpan untuk laporan {ticket}. Ini berkas yang mana?")
GOT_ONE = _("Terima kasih, {paper} untuk laporan {ticket} sudah kami terima.")
STILL = _("Masih kami tunggu: {papers}.")
NOTHING_YET = _(
    "Belum ada foto yang masuk untuk laporan {ticket}. Kami menunggu: {papers}. "
    "Kirim fotonya di sini, atau pilih Belum punya."
)
SEND_HERE = _(
    "Untuk laporan {ticket} kami menunggu: {papers}. Kirim fotonya langsung di sini, satu per satu "
    "atau sekaligus."
)
NOTED = _(
    "Baik, pesan Anda kami sampaikan ke petugas yang memeriksa laporan {ticket}. "
    "Kami masih menunggu: {papers}. Fotonya bisa dikirim di sini kapan saja."
)
NOTED_LACK = _("Baik, kami catat untuk petugas yang memeriksa laporan {ticket}.")
AGAIN = _("Kirim lagi di sini bila bisa; bila tidak, pilih Pakai foto ini.")


def take(here: Heard) -> bool:
    """Add photos to the report that waits for papers; whether there was one."""
    if here.incoming.kind is not Kind.MEDIA or unfit(here.incoming.media):
        return False
    case = _waiting(here)
    if case is None or not people.agreed(here.session, here.address.contact_id, "case"):
        return False
    expected = awaited.left(here, case)
    one = _meant(here, expected)
    question = one.question if one else UNSORTED
    documents.keep_for(here, case, question, here.incoming.media)
    if (
        here.incoming.text.strip()
        and named_in(here.incoming.text, expected, here.catalogue) is None
    ):
        awaited.note(here, case, here.incoming.text)
    _acknowledge(here, case, one)
    return True


def _waiting(here: Heard) -> Case | None:
    """The report that waits for this resident's papers; none in the middle of a talk."""
    if resident.conversation(here).flow:
        return None
    if here.glance is not None and not here.glance.papers_awaited:
        return None
    found = cases.awaiting_papers(here.session, here.address.contact_id)
    case = cases.lock(here.session, found.id) if found is not None else None
    return case if case is not None and case.state == State.NEEDS_DOCUMENTS else None


def _meant(here: Heard, expected: Sequence[AskedPaper]) -> AskedPaper | None:
    """Which paper the photos are; none where it must be asked."""
    if len(expected) == 1:
        return expected[0]
    return named_in(here.incoming.text, expected, here.catalogue)


def _acknowledge(here: Heard, case: Case, one: AskedPaper | None) -> None:
    hold = ALBUM if here.incoming.album else None
    remaining = awaited.left(here, case)
    if one is None and remaining:
        choices = awaited.which(here, case, remaining)
        here.say(WHICH.format(ticket=case.ticket), choices, hold=hold, case_id=case.id)
        return
    _thank(here, case, one, hold_album=bool(here.incoming.album))


def _thank(here: Here, case: Case, one: AskedPaper | None, *, hold_album: bool = False) -> None:
    """For a paper that came, with what is still awaited."""
    remaining = awaited.left(here, case)
    paper = one.named(here.catalogue) if one else _("fotonya")
    words = GOT_ONE.format(paper=paper, ticket=case.ticket)
    if remaining:
        words = lines(words, STILL.format(papers=awaited.still(here, remaining)))
    choices = awaited.ways_on(case) if remaining else ()
    here.say(words, choices, hold=ALBUM if hold_album else None, case_id=case.id)


def hear(here: Heard) -> bool:
    """Words from a resident whose papers are awaited, where they mean nothing else: that it is
    all, that there is none, or something for the officer. Whether they were taken."""
    if here.incoming.kind is not Kind.TEXT:
        return False
    case = _waiting(here)
    if case is None:
        return False
    text = here.incoming.text
    meant = match(text, [_DONE, _NONE])
    if meant == "done":
        finish(here, case)
    elif meant == "none":
        lack(here, case)
    elif (named := _named_late(here, case)) is not None:
        sort(here, case, named.paper)
    elif not _misses_one(here, case) and _means_something_else(here):
        return False
    else:
        _take_words(here, case, text)
    return True


def _named_late(here: Heard, case: Case) -> AskedPaper | None:
    """The paper that a photo is which came before these words; none where they name none."""
    if not awaited.unsorted(here, case):
        return None
    return named_in(here.incoming.text, awaited.left(here, case), here.catalogue)


def _misses_one(here: Heard, case: Case) -> bool:
    """Whether the words say why an awaited paper is not there ("ktp saya hilang"), whatever else
    they may be understood as."""
    text = here.incoming.text
    named = named_in(text, awaited.left(here, case), here.catalogue)
    return named is not None and _MISSING.search(plain(text)) is not None


def _means_something_else(here: Heard) -> bool:
    """Whether the talk would understand it: a choice of the menu, a number, a command."""
    before = resident.conversation(here)
    wanted = engine.wanted(before, here.incoming)
    turn = engine.advance(before, here.incoming, resident.facts_for(here, wanted))
    after = turn.conversation
    return after.misses <= before.misses and after.pending != "guess"


def _take_words(here: Heard, case: Case, text: str) -> None:
    if (danger := alarm(text)) is not None:
        here.say(danger)
    awaited.note(here, case, text)
    papers = awaited.still(here, awaited.left(here, case))
    words = NOTED.format(ticket=case.ticket, papers=papers)
    here.say(words, awaited.ways_on(case), hold=HOLD, case_id=case.id)


def pressed(here: Heard, case: Case, choice: str) -> None:
    """A resident's button about their papers; the case is theirs, waits, and is locked."""
    here.toast()
    if choice in {"", awaited.ALL}:
        finish(here, case)
    elif choice == awaited.NONE:
        lack(here, case)
    elif choice == awaited.USE:
        use(here, case)
    elif choice == awaited.SEND:
        _say_how(here, case, SEND_HERE)
    else:
        sort(here, case, choice)


def finish(here: Here, case: Case) -> None:
    """The resident says that it is all: back to who asked, if anything came at all."""
    lacks = any(one.lacks for one in awaited.asked(case))
    if not awaited.came(here, case) and not lacks:
        _say_how(here, case, NOTHING_YET)
    else:
        awaited.settle(here, case, enough=True)


def _say_how(here: Here, case: Case, words: Text) -> None:
    papers = awaited.still(here, awaited.left(here, case))
    told = words.format(ticket=case.ticket, papers=papers)
    here.say(told, awaited.ways_on(case), case_id=case.id)


def lack(here: Heard, case: Case) -> None:
    """Which papers there are not, and why: a short talk."""
    remaining = awaited.left(here, case)
    rows = awaited.rows_of(here, remaining)
    more = {"papers": rows}
    begin_act_talk(here, case, Event.DOCUMENTS, case.version, flow=LACKING, more=more)


def lacked(here: Here, case: Case, answers: Mapping[str, Any]) -> None:
    """The talk about what there is not is over: it is no longer awaited."""
    remaining = {one.paper for one in awaited.left(here, case)}
    chosen = str(answers.get("which") or ALL_LACK)
    gone = remaining if chosen == ALL_LACK else remaining & {chosen}
    awaited.mark_lacking(case, gone, str(answers["reason"]))
    here.session.flush()
    if not awaited.settle(here, case):
        papers = awaited.still(here, awaited.left(here, case))
        words = lines(NOTED_LACK.format(ticket=case.ticket), STILL.format(papers=papers))
        here.say(words, awaited.ways_on(case), case_id=case.id)


def use(here: Here, case: Case) -> None:
    """Photos that are hard to read are taken as they are; the officer sees that."""
    for row in awaited.files(here, case):
        if row.verdict == "poor":
            row.verdict = "accepted_poor"
    here.session.flush()
    if not awaited.settle(here, case):
        _thank(here, case, None)


def sort(here: Here, case: Case, paper: str) -> None:
    """The photos that nobody had named yet are that paper; they are looked at as such."""
    one = next((a for a in awaited.asked(case) if a.paper == paper), None)
    if one is None:
        return
    for row in awaited.files(here, case):
        if row.question == UNSORTED:
            row.question = one.question
            _look_again(here, row)
    here.session.flush()
    if not awaited.settle(here, case):
        _thank(here, case, one)


def _look_again(here: Here, row: Document) -> None:
    """A card or a letter is read more closely than a photo of anything."""
    if row.status == "fetched" and row.verdict in {"good", "failed"}:
        row.verdict, row.reasons, row.told_at = "", "", None
        jobs.order(here.session, CHECK, row.id, here.now)


def looked_at(here: Here, row: Document, words: Text | None) -> bool:
    """A photo was looked at: `words` say what is wrong with it, none that it is good. Whether it
    belongs to papers that are awaited."""
    case = cases.lock(here.session, row.case_id) if row.case_id is not None else None
    waits = case is not None and case.state == State.NEEDS_DOCUMENTS
    if case is None or not waits or row.received_at < case.state_since:
        return False
    if words is None:
        awaited.settle(here, case)
        return True
    first = _("Satu foto pada laporan {ticket} kurang jelas.").format(ticket=case.ticket)
    here.say(lines(first, words, AGAIN), awaited.use_anyway(case), case_id=case.id)
    return True
