"""Notices about one's own data: what became of a request, what is deleted, a number that changes.

They go out also to who wants no news of reports: the law asks that the person is told.
"""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _


def _told(name: str, words: Text, *names: str) -> Notice:
    return Notice(name, Audience.RESIDENT, words, names)


PRIVACY = (
    _told(
        "data_done",
        _(
            "Permintaan data P{number} ({kind}) sudah selesai dikerjakan petugas. "
            "Ketik DATA SAYA untuk melihatnya."
        ),
        "number",
        "kind",
    ),
    _told(
        "data_waiting",
        _(
            "Permintaan data P{number} disetujui. "
            "Data Anda dihapus setelah laporan {list} selesai, karena masih dipakai untuk "
            "mengurusnya."
        ),
        "number",
        "list",
    ),
    _told(
        "data_declined",
        _(
            "Permintaan data P{number} ({kind}) tidak dapat dipenuhi. Alasannya: {reason}. "
            "Ketik PETUGAS bila Anda keberatan."
        ),
        "number",
        "kind",
        "reason",
    ),
    _told(
        "data_late",
        _(
            "Maaf, permintaan data P{number} ({kind}) belum selesai dalam 3 x 24 jam. "
            "Pimpinan dinas sudah kami beri tahu, dan petugas akan mengabari Anda."
        ),
        "number",
        "kind",
    ),
    _told(
        "data_erased",
        _(
            "Permintaan data P{number} selesai: data Anda sudah kami hapus. "
            "Bila Anda menulis lagi, kami mulai dari awal."
        ),
        "number",
    ),
    _told(
        "files_deleted",
        _(
            "Foto dan berkas laporan {ticket} sudah kami hapus, karena laporannya sudah selesai. "
            "Hasil pemeriksaan petugas tetap tercatat."
        ),
        "ticket",
    ),
    _told(
        "case_expires",
        _(
            "Data pribadi dalam laporan {ticket} kami hapus pada {until}, karena sudah lama "
            "selesai. Ketik DATA SAYA bila ingin salinannya."
        ),
        "ticket",
        "until",
    ),
    _told(
        "case_emptied",
        _(
            "Data pribadi dalam laporan {ticket} sudah kami hapus. "
            "Tidak ada yang perlu Anda lakukan."
        ),
        "ticket",
    ),
    _told(
        "number_asked",
        _(
            "Ada nomor lain yang ingin memakai data SLRT Anda. "
            "Bila itu Anda, pilih Ya, itu saya; bila bukan, pilih Bukan saya."
        ),
    ),
    _told(
        "number_bound",
        _(
            "Laporan Anda di SLRT sekarang terhubung dengan nomor lain. "
            "Bila bukan Anda yang meminta, balas BUKAN SAYA dalam 7 hari."
        ),
    ),
)
