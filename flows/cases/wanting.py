"""What somebody reads when a fact is missing that their act needs."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.rows import Guard
from flows.words import Text, _, _staff

WANTING: Mapping[Guard, Text] = {
    Guard.REASON: _staff("Tulis dulu alasannya."),
    Guard.HELP_RECORDED: _staff("Catat dulu bantuannya apa dan dari siapa."),
    Guard.PROGRAMS_CHOSEN: _staff("Pilih dulu programnya."),
    Guard.DRAFTED: _staff("Lampirkan dulu konsep surat atau rujukannya."),
    Guard.AGENCY_NAMED: _staff("Pilih dulu instansi yang menangani."),
    Guard.MAIN_NAMED: _staff("Tulis dulu nomor laporan yang sama."),
    Guard.PAPERS_NAMED: _staff("Pilih dulu berkas yang diminta dan alasannya."),
    Guard.PROOF: _staff("Catat dulu bagaimana jawaban disampaikan."),
    Guard.CHANGED: _staff("Belum ada yang berubah pada survei ini. Perbaiki dulu, lalu kirim."),
    Guard.TRIED_THREE_TIMES: _staff(
        "Laporan {ticket} baru bisa ditutup setelah tiga kali kunjungan yang dicatat "
        "dengan tombol Tidak bertemu."
    ),
    Guard.LIST_CHECKED: _staff(
        "Cek dulu apakah warga laporan {ticket} terdaftar di DTKS, "
        "lalu tekan Terdaftar DTKS atau Belum terdaftar."
    ),
    Guard.OBJECTABLE: _(
        "Laporan {ticket} tidak bisa disanggah lagi. Ketik PETUGAS untuk bertanya."
    ),
    Guard.REOPENABLE: _(
        "Laporan {ticket} tidak bisa dibuka lagi. Ketik MENU untuk membuat laporan baru."
    ),
    Guard.UNSIGNED: _staff("Surat laporan {ticket} sudah ditandatangani; berkas tidak perlu lagi."),
    Guard.HELP_OFFERED: _staff("Belum ada bantuan setempat yang dicatat pada laporan {ticket}."),
}
"""By guard: the talk before an act asks for the first ones, the others are how a case stands."""
