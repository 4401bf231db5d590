"""From a report: a photo or a note is added later, the officer who has it is asked something, and
an officer answers. Each is about `subject`: `case_id`, `ticket`, and the question's number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.asked import Note
from flows.cases.papers import NONE
from flows.effects import AddToCase, AnswerQuestion, AskOfficer, Effect
from flows.matching import polite
from flows.photos import Photos
from flows.questions import Answer, Miss, Option, Reading, Scene
from flows.script import Flow
from flows.talks.acting import ticket
from flows.talks.danger import alarm
from flows.words import Text, _, _staff
from flows.writing import Write

ADDED = "added"
"""Under this name the photos are kept."""
LONGEST = 1000
_LEAST = 3
_TOO_SHORT = _("Mohon ditulis sedikit lebih lengkap, supaya petugas mengerti.")


def _about(words: Text) -> Callable[[Scene], Text]:
    return lambda scene: words.format(ticket=ticket(scene))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosOrWords(Photos):
    """Files, or the note itself: whoever writes need not be asked for it again."""

    takes_text: bool = True

    def read(self, text: str, scene: Scene) -> Reading:
        """The note; files that came before it are all there are."""
        if sum(letter.isalpha() for letter in text) < _LEAST:
            return Miss(_TOO_SHORT)
        files = {self.done: True} if self.count(scene) else {self.key: NONE}
        return Answer({**files, "words": text.strip()[:LONGEST]}, notice=alarm(text))


def _has_photos(scene: Scene) -> bool:
    return isinstance(scene.answers.get(ADDED), int)


def _only_words(scene: Scene) -> bool:
    return not _has_photos(scene)


ADD = Flow(
    "add_to_case",
    (
        PhotosOrWords(
            key=ADDED,
            ask=_about(
                _(
                    "Kirim foto atau PDF yang ingin ditambahkan ke laporan {ticket}. "
                    "Boleh juga langsung tulis catatannya."
                )
            ),
            again=_("Kirim foto atau PDF-nya, atau tulis catatannya."),
            title=_("Foto tambahan"),
            gathers=True,
            instead=(
                Option(
                    NONE,
                    _("Hanya catatan"),
                    polite("tidak ada foto", "tanpa foto", "catatan", "hanya catatan", "tulis",
                           "mboten wonten foto", "namung cathetan"),
                ),
            ),
            hint=_("Kirim foto atau PDF, atau tulis catatannya."),
        ),
        Note(
            key="words",
            ask=_("Ada yang perlu petugas ketahui tentang foto ini? Tulis, atau lewati."),
            title=_("Catatan"),
            at_least=_LEAST,
            at_most=LONGEST,
            joint=" ",
            alarm=alarm,
            required=False,
            when=lambda scene: _has_photos(scene) or bool(scene.answers.get("words")),
        ),
        Write(
            key="note",
            ask=_about(_("Apa yang perlu petugas ketahui tentang laporan {ticket}? Tulis saja.")),
            title=_("Catatan"),
            at_least=_LEAST,
            at_most=LONGEST,
            joint=" ",
            alarm=alarm,
            too_short=_TOO_SHORT,
            when=lambda scene: _only_words(scene) and not scene.answers.get("words"),
        ),
    ),
    then=lambda scene: (AddToCase(int(scene.subject["case_id"]), _added(scene)),),
    called=_("tambahan untuk laporan"),
    waiting=_("Tambahan untuk laporan Anda belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Tambahan laporan yang belum selesai kami hapus; ketik CEK untuk mulai lagi."),
    early=ADDED,
)  # fmt: skip


def _added(scene: Scene) -> str:
    """The words that go with the photos, or stand for themselves."""
    return str(scene.answers.get("words") or scene.answers.get("note") or "")


ASK = Flow(
    "ask_officer",
    (
        Write(
            key="words",
            ask=_about(
                _(
                    "Apa yang ingin Anda tanyakan tentang laporan {ticket}? "
                    "Kami teruskan ke petugas yang memegangnya, tanpa menunjukkan nomor Anda."
                )
            ),
            again=_("Tulis pertanyaan Anda untuk petugas."),
            at_least=5,
            at_most=LONGEST,
            joint=" ",
            alarm=alarm,
            too_short=_TOO_SHORT,
        ),
    ),
    then=lambda scene: (AskOfficer(int(scene.subject["case_id"]), str(scene.answers["words"])),),
    called=_("pertanyaan"),
    waiting=_("Pertanyaan untuk petugas belum Anda tulis, atau ketik BATAL."),
    expired=_("Pertanyaan yang belum selesai kami hapus; ketik CEK untuk mulai lagi."),
)


def _reply(scene: Scene) -> tuple[Effect, ...]:
    number, words = int(scene.subject["question_id"]), str(scene.answers["reply"])
    return (AnswerQuestion(number, words),)


ANSWER = Flow(
    "answer_question",
    (
        Write(
            key="reply",
            ask=_about(
                _staff(
                    "Tulis jawaban untuk warga laporan {ticket}. "
                    "Nomor dan nama Anda tidak ditunjukkan."
                )
            ),
            at_least=2,
            at_most=LONGEST,
            joint=" ",
            too_short=_staff("Jawabannya masih terlalu pendek."),
        ),
    ),
    then=_reply,
    called=_staff("jawaban"),
    waiting=_staff("Jawaban untuk warga belum ditulis, atau ketik BATAL."),
    expired=_staff("Jawaban yang belum ditulis selama 3 hari dihapus. Ketik TUGAS, atau MENU."),
    staff=True,
)

FOLLOW_UP: tuple[Flow, ...] = (ADD, ASK, ANSWER)
