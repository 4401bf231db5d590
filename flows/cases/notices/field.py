"""Notices to the facilitator who has a case, or had it."""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _staff


def _told(
    name: str,
    words: Text,
    *names: str,
    supersedes: tuple[str, ...] = (),
    urgent: bool = False,
) -> Notice:
    return Notice(name, Audience.FACILITATOR, words, names, urgent, supersedes)


_WORK = ("assignment", "survey_returned", "question", "to_deliver")

FIELD = (
    _told(
        "assignment",
        _staff(
            "Laporan {ticket} di kelurahan {village} ditugaskan kepada Anda, batasnya {due}. "
            "Buka chat ini untuk menerimanya, atau tekan Tidak bisa bila berhalangan."
        ),
        "ticket",
        "village",
        "due",
    ),
    _told(
        "survey_returned",
        _staff(
            "Survei laporan {ticket} dikembalikan supervisor. Alasannya: {reason}. "
            "Mohon diperbaiki paling lambat {due}, lalu kirim lagi."
        ),
        "ticket",
        "reason",
        "due",
    ),
    _told(
        "survey_approved",
        _staff("Survei laporan {ticket} sudah disetujui supervisor. Terima kasih."),
        "ticket",
    ),
    _told(
        "question",
        _staff(
            "Supervisor bertanya tentang laporan {ticket}: {reason}. "
            "Mohon dijawab di chat ini; jawabannya kami teruskan."
        ),
        "ticket",
        "reason",
    ),
    _told(
        "case_cancelled",
        _staff("Laporan {ticket} dibatalkan oleh warga. Tidak ada lagi yang perlu Anda kerjakan."),
        "ticket",
        supersedes=_WORK,
    ),
    _told(
        "case_resolved",
        _staff(
            "Laporan {ticket} selesai dengan bantuan setempat. "
            "Tidak ada lagi yang perlu Anda kerjakan."
        ),
        "ticket",
        supersedes=_WORK,
    ),
    _told(
        "case_answered",
        _staff(
            "Laporan {ticket} sudah dijawab langsung oleh sekretariat. "
            "Tidak ada lagi yang perlu Anda kerjakan."
        ),
        "ticket",
        supersedes=_WORK,
    ),
    _told(
        "case_elsewhere",
        _staff(
            "Laporan {ticket} diurus instansi lain, yaitu {agency}. "
            "Tidak ada lagi yang perlu Anda kerjakan."
        ),
        "ticket",
        "agency",
        supersedes=_WORK,
    ),
    _told(
        "case_referred",
        _staff(
            "Laporan {ticket} sudah dirujuk ke {programs}. "
            "Keputusannya biasanya keluar dalam sekitar 2 bulan. "
            "Nanti Anda yang menyampaikan jawabannya kepada warga."
        ),
        "ticket",
        "programs",
    ),
    _told(
        "to_deliver",
        _staff(
            "Ada keputusan untuk laporan {ticket}: {outcome}. "
            "Mohon sampaikan langsung kepada warga, lalu tekan tombol Sudah disampaikan."
        ),
        "ticket",
        "outcome",
        supersedes=("case_referred",),
    ),
    _told(
        "case_reopened",
        _staff(
            "Laporan {ticket} dibuka kembali oleh warga. Alasannya: {reason}. "
            "Sekretariat memeriksanya dulu; Anda kami kabari bila ada tugas."
        ),
        "ticket",
        "reason",
        supersedes=("to_deliver", "case_answered", "case_resolved"),
    ),
    _told(
        "task_taken_back",
        _staff(
            "Laporan {ticket} sudah diserahkan kepada petugas lain. "
            "Anda tidak perlu mendatanginya lagi."
        ),
        "ticket",
        supersedes=_WORK,
    ),
    _told(
        "visit_agreed",
        _staff("Warga laporan {ticket} bisa ditemui pada {when}. Mohon datang tepat waktu."),
        "ticket",
        "when",
    ),
    _told(
        "visit_other_day",
        _staff(
            "Warga laporan {ticket} minta hari lain: {reason}. "
            "Mohon atur kunjungan lagi dengan tombol Atur kunjungan."
        ),
        "ticket",
        "reason",
    ),
    _told(
        "report_added",
        _staff("Warga menambah keterangan pada laporan {ticket}. Tekan Rincian untuk membacanya."),
        "ticket",
    ),
    _told(
        "report_joined",
        _staff(
            "Ada pelapor lain untuk orang dan keperluan yang sama dengan laporan {ticket}. "
            "Mohon hubungi juga; jangan beri tahu pelapor mana pun tentang laporan yang lain."
        ),
        "ticket",
    ),
)
