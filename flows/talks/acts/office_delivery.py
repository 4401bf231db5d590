"""How an answer or a letter reached the resident: the proof that closes the office's part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.cases.papers import NONE
from flows.photos import Photos
from flows.questions import Choose, Option, Scene
from flows.talks.acts.office_drafts import DRAFT
from flows.talks.acts.office_notes import Words, about, talk
from flows.talks.recap import recap_question
from flows.words import Text, _staff

PROOF, LETTER = "proof", "letter"
"""Under these questions a case keeps the photo of a delivery and the signed letter."""
OFFICE_FILES: Mapping[str, Text] = {
    DRAFT: _staff("Konsep"),
    LETTER: _staff("Surat bertanda tangan"),
    PROOF: _staff("Bukti penyampaian"),
}
"""What the office's own files are called, by question."""

CHAT = Option(
    "chat", _staff("Sudah dibaca di chat"), ("chat", "lewat chat", "dibaca", "sudah dibaca")
)
IN_PERSON = Option(
    "in_person", _staff("Langsung ke warga"), ("langsung", "tatap muka", "di rumah", "didatangi")
)
PICKED_UP = Option("picked_up", _staff("Surat diambil"), ("diambil", "sudah diambil", "ambil"))
BROUGHT = Option("brought", _staff("Surat diantar"), ("diantar", "antar", "sudah diantar"))
SEND = Option("send", _staff("Kirim lewat chat"), ("chat", "kirim", "lewat chat", "kirim surat"))
_SKIP = Option(NONE, _staff("Tanpa foto"), ("lewati", "tidak ada", "tidak perlu", "tanpa"))


def _ways(scene: Scene) -> tuple[Option, ...]:
    """A letter is handed over; anything else is told."""
    if scene.subject.get("letter"):
        return PICKED_UP, BROUGHT, SEND
    return CHAT, IN_PERSON


DELIVER = talk(
    "deliver",
    _staff("penyampaian jawaban"),
    Choose(
        key="how",
        ask=about(_staff("Bagaimana jawaban laporan {ticket} sampai ke warga?")),
        title=_staff("Cara"),
        options=_ways,
        along=("who", "told", PROOF, f"{PROOF}.done", LETTER, f"{LETTER}.done"),
    ),
    Words(
        key="who",
        ask=_staff("Siapa yang menerima suratnya? Tulis nama dan hubungannya dengan warga."),
        title=_staff("Penerima"),
        when=lambda scene: scene.answers.get("how") in {"picked_up", "brought"},
        at_least=3,
        at_most=200,
        joint=" ",
        too_short=_staff("Tulis nama penerimanya."),
    ),
    Words(
        key="told",
        ask=_staff("Tulis singkat: kapan disampaikan, kepada siapa, dan apa tanggapannya."),
        title=_staff("Catatan"),
        when=lambda scene: scene.answers.get("how") == "in_person",
        at_least=10,
        at_most=500,
        joint=" ",
        too_short=_staff("Catatannya masih terlalu pendek."),
    ),
    Photos(
        key=PROOF,
        ask=_staff("Bila ada, kirim foto buktinya."),
        title=_staff("Bukti"),
        when=lambda scene: scene.answers.get("how") in {"in_person", "picked_up", "brought"},
        gathers=True,
        instead=(_SKIP,),
        along=(f"{PROOF}.done",),
    ),
    Photos(
        key=LETTER,
        ask=_staff("Kirim surat yang sudah ditandatangani sebagai PDF atau foto."),
        title=_staff("Surat"),
        when=lambda scene: scene.answers.get("how") == "send",
        gathers=True,
        along=(f"{LETTER}.done",),
    ),
    replace(
        recap_question(_staff("Periksa catatan ini, lalu kirim.")),
        when=lambda scene: scene.answers.get("how") != "chat",
    ),
)
"""The facilitator or the office says that the resident has the answer."""
