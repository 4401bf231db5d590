"""Asking for papers, and saying that one has not got them.

The officer chooses among the case's papers, each with a reason that the resident will read. The
resident, who was asked, may say which of them they do not have, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.asked import Several
from flows.cases.asked_papers import OTHER, REASONS, AskedPaper
from flows.cases.bilingual import Bilingual
from flows.cases.papers import PAPER_STATES, PaperState
from flows.layout import LIST_ROW_LABEL
from flows.matching import polite
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.talks.recap import recap_question
from flows.words import Text, _, _staff, lines, literal
from flows.writing import Write, quoted

FIRST_WANTED = (PaperState.NONE, PaperState.UNASKED, PaperState.LOST, PaperState.POOR)
"""Papers in these states are offered first: they are what is usually asked for."""
AT_LEAST, AT_MOST = 5, 300
"""Letters, and characters, of a reason in the officer's own words."""


def offer(code: str, name: Text, state: PaperState) -> dict[str, str]:
    """One paper as the talk's subject holds it."""
    return {"code": code, "name": name.render("id"), "jv": name.render("jv"), "state": str(state)}


def short(name: str) -> str:
    """A name as it fits a list row, with a capital."""
    words = name[:1].upper() + name[1:]
    return words if len(words) <= LIST_ROW_LABEL else words[: LIST_ROW_LABEL - 1].rstrip() + "…"


def _rows(scene: Scene) -> Iterable[Mapping[str, str]]:
    rows: Iterable[Mapping[str, str]] = scene.subject.get("papers") or ()
    return rows


def _typed(row: Mapping[str, str]) -> tuple[str, ...]:
    """What may be typed for a paper: its code, its name, and each part of it (`KK`)."""
    names = (row["name"], row.get("jv", ""))
    parts = (part.strip() for name in names for part in name.replace(")", "(").split("("))
    return tuple(dict.fromkeys(filter(None, (row["code"].replace("_", " "), *names, *parts))))


def _choices(scene: Scene) -> tuple[Option, ...]:
    some = tuple(
        Option(row["code"], literal(short(row["name"])), _typed(row)) for row in _rows(scene)
    )
    return (*some, Option(OTHER, _staff("Berkas lain"), ("lain", "lainnya", "yang lain")))


def _ask_which(scene: Scene) -> Text:
    words = _staff("Berkas mana yang diminta dari warga laporan {ticket}?")
    states = (
        _staff("- {name}: {state}").format(
            name=row["name"], state=PAPER_STATES[PaperState(row["state"])]
        )
        for row in _rows(scene)
    )
    return lines(words.format(ticket=ticket(scene)), *states)


WHICH = Several(
    key="papers",
    ask=_ask_which,
    title=_staff("Berkas"),
    options=_choices,
    along=("papers.done",),
)
OTHER_NAME = Write(
    key="other_name",
    ask=_staff("Berkas apa? Tulis namanya, misalnya: surat keterangan dari sekolah."),
    title=_staff("Nama berkas"),
    at_least=3,
    at_most=80,
    joint=" ",
    grows=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Choose):
    """A reason from the list, or words of one's own."""

    takes_text: bool = True

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A reason's code, or enough words."""
        del scene
        return isinstance(answer, str) and (answer in REASONS or _enough(answer))

    def read(self, text: str, scene: Scene) -> Reading:
        """The officer's own words."""
        del scene
        words = " ".join(text.split())
        if not _enough(words):
            return Miss(_staff("Pilih salah satu, atau tulis alasannya dengan jelas bagi warga."))
        return Answer({self.key: words})

    def show(self, answer: Any, scene: Scene) -> Text:
        """The reason as the officer chose it."""
        del scene
        reason = REASONS.get(str(answer))
        return reason.label if reason else quoted(str(answer))


def _enough(words: str) -> bool:
    return sum(letter.isalpha() for letter in words) >= AT_LEAST and len(words) <= AT_MOST


def _why(code: str, name: str, state: str) -> Why:
    first = "missing" if state not in {PaperState.POOR, PaperState.GOOD} else "unreadable"
    order = (first, *(reason for reason in REASONS if reason != first))
    return Why(
        key=f"why_{code}",
        ask=_staff(
            "Mengapa {name} diminta? Pilih, atau tulis sendiri dengan kata sederhana."
        ).format(name=name),
        title=literal(short(name)),
        options=tuple(Option(reason, REASONS[reason].label) for reason in order),
    )


def _questions(scene: Scene) -> Iterator[Question]:
    yield WHICH
    chosen = scene.answers.get(WHICH.key)
    if isinstance(chosen, list):
        known = {row["code"]: row for row in _rows(scene)}
        if OTHER in chosen:
            yield OTHER_NAME
        for code in chosen:
            row = known.get(code, {})
            name = row.get("name") or str(scene.answers.get(OTHER_NAME.key) or "berkas itu")
            yield _why(code, name, row.get("state", PaperState.UNASKED))
    yield SEND


SEND = recap_question(_staff("Warga akan diminta mengirim ini. Kirim permintaannya?"))

REQUEST = Flow(
    "request_documents",
    (WHICH, SEND),
    build=lambda scene: tuple(_questions(scene)),
    then=act,
    called=_staff("permintaan berkas"),
    waiting=_staff("Permintaan berkas belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_staff("Permintaan berkas yang tidak selesai dibatalkan setelah 3 hari."),
    staff=True,
)


def asked_in(answers: Mapping[str, Any]) -> tuple[AskedPaper, ...]:
    """What the officer asks for, by the answers of the talk."""
    chosen = answers.get(WHICH.key)
    return tuple(_asked(code, answers) for code in chosen) if isinstance(chosen, list) else ()


def _asked(code: str, answers: Mapping[str, Any]) -> AskedPaper:
    why = str(answers.get(f"why_{code}", ""))
    name = str(answers.get(OTHER_NAME.key, "")) if code == OTHER else ""
    listed = why in REASONS
    return AskedPaper(code, reason=why if listed else "", words="" if listed else why, name=name)


ALL = "all"


def _lacked(scene: Scene) -> tuple[Option, ...]:
    """What may be said to be lacking; with several of them, also all at once."""
    rows = [
        Option(row["code"], Bilingual(short(row["name"]), short(row["jv"])).text(), _typed(row))
        for row in _rows(scene)
    ]
    return (*rows, Option(ALL, _("Semuanya"), ("semua", "kabeh", "sedaya", "sedayanipun")))


LACKING = Flow(
    "papers_lacking",
    (
        Choose(
            key="which",
            ask=_("Berkas mana yang belum Anda punya?"),
            title=_("Belum punya"),
            options=_lacked,
            when=lambda scene: len(list(_rows(scene))) != 1,
        ),
        Write(
            key="reason",
            ask=_("Kenapa belum ada? Pilih, atau tulis singkat supaya petugas tahu."),
            title=_("Alasan"),
            quick=(
                Option("lost", _("Hilang"), polite("hilang", "ilang", "ical")),
                Option(
                    "making", _("Masih diurus"), polite("masih diurus", "baru diurus", "proses")
                ),
                Option("cannot", _("Tidak bisa membuat"), polite("tidak bisa", "tidak mampu")),
            ),
            at_least=4,
            at_most=500,
            joint=" ",
            too_short=_("Tulis sedikit lebih jelas supaya petugas tahu."),
        ),
    ),
    then=act,
    called=_("jawaban tentang berkas"),
    waiting=_("Jawaban tentang berkas belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Jawaban tentang berkas yang belum selesai kami hapus; ketik CEK untuk melihatnya."),
)
