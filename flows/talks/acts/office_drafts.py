"""Talks of the back office and the manager: a draft to be checked, and a referral."""

from __future__ import annotations

from flows.cases.papers import NONE
from flows.photos import Photos
from flows.questions import Option, Scene
from flows.talks.acts.office_notes import Words, about, note_question, talk
from flows.talks.acts.programs import choose_programs
from flows.talks.recap import recap_question
from flows.words import _staff

DRAFT = "draft"
"""Under this question a case keeps the files of a draft."""
NO_FILE = Option(
    NONE,
    _staff("Tanpa berkas"),
    ("tidak ada", "tanpa lampiran", "tulis saja", "lewati", "belum ada"),
)


def _refers(scene: Scene) -> bool:
    """Whether the manager will refer it; a letter needs no program."""
    return bool(scene.subject.get("refers"))


ASK_MANAGER = talk(
    "ask_manager",
    _staff("konsep"),
    choose_programs(
        about(_staff("Laporan {ticket} diusulkan ke program apa? Pilih, atau ketik namanya.")),
        when=_refers,
    ),
    Photos(
        key=DRAFT,
        ask=about(
            _staff("Kirim konsep surat atau rujukan laporan {ticket} sebagai foto atau PDF.")
        ),
        title=_staff("Konsep"),
        gathers=True,
        instead=(NO_FILE,),
        along=(f"{DRAFT}.done", "words", "note"),
        hint=_staff("Kirim foto atau PDF, atau pilih Tanpa berkas."),
    ),
    Words(
        key="words",
        ask=_staff("Tulis isi konsepnya secara ringkas: untuk siapa, apa, dan alasannya."),
        title=_staff("Isi konsep"),
        when=lambda scene: scene.answers.get(DRAFT) == NONE,
        at_least=20,
        at_most=3000,
        too_short=_staff("Isi konsepnya masih terlalu pendek bagi manajer."),
    ),
    note_question(
        _staff("Ada catatan untuk yang memeriksa laporan {ticket}? Tulis, atau pilih Lewati."),
        _staff("Catatan"),
    ),
    recap_question(_staff("Periksa konsep ini, lalu kirim.")),
)
"""A draft goes to the manager."""

REFER = talk(
    "refer",
    _staff("rujukan"),
    choose_programs(
        about(_staff("Laporan {ticket} dirujuk ke program apa? Pilih, atau ketik namanya."))
    ),
    note_question(
        _staff("Ada catatan untuk pemilik program? Tulis, atau pilih Lewati."), _staff("Catatan")
    ),
    recap_question(_staff("Rujukan ini dikirim ke pemilik program, dan warga diberi tahu.")),
)
"""The case goes to its programs' owners."""
