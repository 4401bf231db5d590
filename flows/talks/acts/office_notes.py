"""Talks of few words before an act of the office: a note for the next desk, a reason, an answer
that is shown back before the resident reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flows.asked import SKIP, Note
from flows.questions import Choose, Miss, Option, Question, Reading, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.talks.recap import recap_question
from flows.words import Text, _staff

LONGEST = 1000
"""Characters of what goes to a resident: one message on every channel."""
EXPIRED = _staff(
    "Isian yang belum dikirim selama 3 hari sudah dihapus; laporannya masih menunggu. "
    "Ketik TUGAS untuk melanjutkan, atau ketik MENU."
)
WAITING = _staff("Isian ini belum dikirim; laporannya masih menunggu. Ketik BATAL bila tidak jadi.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Note):
    """Words that others read, in one message: a beginning that was too short is not kept, since
    it would stand before the next try."""

    grows: bool = False

    def read(self, text: str, scene: Scene) -> Reading:
        """The text alone."""
        before = {key: value for key, value in scene.answers.items() if key != self.key}
        reading = Note.read(self, text, replace(scene, answers=before))
        return replace(reading, keep={}, hold=None) if isinstance(reading, Miss) else reading


def about(words: Text) -> Callable[[Scene], Text]:
    """Words with the case's number in them."""
    return lambda scene: words.format(ticket=ticket(scene))


def last_look() -> Choose:
    """Before the resident reads it."""
    return recap_question(_staff("Periksa dulu. Yang tertulis di sini akan dibaca warga."))


def note_question(words: Text, title: Text) -> Words:
    """A note that may be left out."""
    return Words(
        key="note",
        ask=about(words),
        title=title,
        at_least=3,
        at_most=500,
        joint=" ",
        required=False,
        too_short=_staff("Catatannya terlalu pendek; tulis lagi atau pilih Lewati."),
    )


def talk(name: str, called: Text, *questions: Question) -> Flow:
    """A talk of staff that ends in its act."""
    return Flow(
        name, questions, then=act, called=called, waiting=WAITING, expired=EXPIRED, staff=True
    )


def _reason(words: Text, title: Text, *quick: Option, at_least: int = 8) -> Words:
    return Words(
        key="reason",
        ask=about(words),
        title=title,
        quick=quick,
        at_least=at_least,
        at_most=LONGEST,
        joint=" ",
        too_short=_staff("Alasannya masih terlalu pendek; tulis lebih jelas."),
    )


FORWARD = talk(
    "forward",
    _staff("catatan"),
    note_question(
        _staff(
            "Laporan {ticket} diteruskan ke petugas berikutnya. Tulis catatan untuknya, "
            "atau pilih Lewati."
        ),
        _staff("Catatan"),
    ),
)
"""The secretariat passes a case on."""

SEND_BACK = talk(
    "send_back",
    _staff("pengembalian"),
    _reason(
        _staff(
            "Mengapa konsep laporan {ticket} dikembalikan? Pilih, atau tulis alasannya sendiri."
        ),
        _staff("Alasan"),
        Option("incomplete", _staff("Data belum lengkap"), ("data", "belum lengkap")),
        Option("wording", _staff("Perbaiki kalimatnya"), ("kalimat", "redaksi", "bahasa")),
        Option("program", _staff("Program belum sesuai"), ("program", "programnya salah")),
    ),
)
"""A signer wants the draft done again."""

ANSWER_DIRECTLY = talk(
    "answer_directly",
    _staff("jawaban"),
    Words(
        key="reason",
        ask=about(
            _staff(
                "Tulis jawaban untuk warga laporan {ticket} dengan kalimat sederhana. "
                "Laporan ini lalu selesai tanpa rujukan."
            )
        ),
        title=_staff("Jawaban"),
        at_least=20,
        at_most=LONGEST,
        joint=" ",
        too_short=_staff("Jawabannya masih terlalu pendek bagi warga."),
    ),
    last_look(),
)
"""The secretariat answers, and refers to nobody."""

REJECT = talk(
    "reject_case",
    _staff("penolakan"),
    _reason(
        _staff(
            "Mengapa laporan {ticket} belum dapat dikabulkan? "
            "Tulis alasannya dengan kalimat sederhana; warga akan membacanya."
        ),
        _staff("Alasan"),
        at_least=15,
    ),
    last_look(),
)
"""The manager says no, before any program was asked."""

__all__ = ["ANSWER_DIRECTLY", "FORWARD", "REJECT", "SEND_BACK", "SKIP", "about", "talk"]
