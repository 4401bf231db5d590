"""Notices about the registry: a number verified or not, an answer that came, a report handled.

None says what the registry says of anybody: that is told where the person writes.
"""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _


def _told(name: str, words: Text, *names: str) -> Notice:
    return Notice(name, Audience.RESIDENT, words, names, asked_for=True)


REGISTRY = (
    _told(
        "number_verified",
        _("Nomor ini sudah diverifikasi sampai {until}. Ketik CEK DTKS untuk melihat data Anda."),
        "until",
    ),
    _told(
        "member_agreed",
        _("Petugas sudah mencatat persetujuannya. Ketik CEK DTKS untuk melihat data itu."),
    ),
    _told(
        "number_not_verified",
        _(
            "Petugas belum bisa mencocokkan data Anda. "
            "Mohon datang ke Puskesos atau kantor kelurahan dengan KTP dan KK. "
            "Ketik MENU untuk yang lain."
        ),
    ),
    _told(
        "verified_elsewhere",
        _(
            "Data Anda sekarang terhubung dengan nomor lain, jadi nomor ini tidak bisa lagi "
            "melihatnya. Bila bukan Anda yang meminta, segera ketik PETUGAS."
        ),
    ),
    _told(
        "registry_late",
        _(
            "Maaf, pertanyaan Anda tentang data DTKS/DTSEN belum terjawab. "
            "Petugas lain sudah kami minta memeriksanya, jadi Anda tidak perlu bertanya lagi."
        ),
    ),
    _told(
        "registry_answered",
        _(
            "Jawaban pertanyaan Anda tentang data DTKS/DTSEN sudah ada. "
            "Balas pesan ini, lalu kami kirim isinya."
        ),
    ),
    _told(
        "mismatch_handled",
        _(
            "Laporan data D{number} sudah ditangani. Terima kasih sudah membantu. "
            "Ketik MENU untuk pilihan lain."
        ),
        "number",
    ),
)
