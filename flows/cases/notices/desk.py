"""Notices to the desk of the kelurahan, to supervisors, and lines of the staff groups."""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _staff


def _to(
    audience: Audience,
    name: str,
    words: Text,
    *names: str,
    urgent: bool = False,
    supersedes: tuple[str, ...] = (),
) -> Notice:
    return Notice(name, audience, words, names, urgent, supersedes)


_P, _S, _G = Audience.PUSKESOS, Audience.SUPERVISOR, Audience.GROUP

DESK = (
    _to(
        _P,
        "to_screen",
        _staff(
            "Laporan {ticket} di kelurahan {village} menunggu pemeriksaan berkas, batasnya {due}. "
            "Tekan Rincian untuk melihatnya."
        ),
        "ticket",
        "village",
        "due",
    ),
    _to(
        _P,
        "submitted_desk",
        _staff(
            "Laporan {ticket} dari kelurahan {village} baru masuk dan sudah diteruskan ke "
            "fasilitator, batasnya {due}. Anda tidak perlu berbuat apa-apa sekarang."
        ),
        "ticket",
        "village",
        "due",
    ),
    *(
        _to(
            audience,
            f"look_alike_{audience}",
            _staff(
                "Laporan {ticket} di kelurahan {village} mungkin sama dengan laporan lain: {why}. "
                "Tekan Rincian untuk membandingkan."
            ),
            "ticket",
            "village",
            "why",
        )
        for audience in (_S, Audience.FRONT_OFFICE)
    ),
    _to(
        _S,
        "unassigned",
        _staff(
            "Laporan {ticket} di kelurahan {village} belum mendapat fasilitator, "
            "batasnya {due}. Begitu ada petugas yang bisa, laporan langsung diberikan; yang tadi "
            "menolak hanya lewat tombol Cari petugas di kartu grup."
        ),
        "ticket",
        "village",
        "due",
        urgent=True,
        supersedes=("yours_now",),
    ),
    _to(
        _S,
        "reassigned_supervisor",
        _staff(
            "Laporan {ticket} di kelurahan {village} dialihkan ke fasilitator lain "
            "karena {reason}, dan sudah kami kabarkan kepadanya."
        ),
        "ticket",
        "village",
        "reason",
    ),
    _to(
        _S,
        "no_replacement",
        _staff(
            "Laporan {ticket} di kelurahan {village} perlu petugas lain, tetapi belum ada: "
            "{reason}. "
            "Batasnya {due}; tekan Rincian lalu Ganti petugas bila sudah ada yang bisa."
        ),
        "ticket",
        "village",
        "reason",
        "due",
        urgent=True,
    ),
    _to(
        _S,
        "question_answered",
        _staff("Jawaban fasilitator untuk laporan {ticket}: {reason}. Terima kasih."),
        "ticket",
        "reason",
    ),
    _to(
        _S,
        "help_recorded",
        _staff(
            "Bantuan setempat dicatat untuk laporan {ticket} di kelurahan {village}: {help}, "
            "dari {helper}. "
            "Warga sedang ditanya apakah itu cukup; Anda juga boleh menutup laporannya."
        ),
        "ticket",
        "village",
        "help",
        "helper",
    ),
    _to(
        _S,
        "case_resolved_here",
        _staff(
            "Laporan {ticket} di kelurahan {village} selesai dengan bantuan setempat. "
            "Bila menurut Anda belum, laporan ini bisa dibuka kembali dalam 30 hari."
        ),
        "ticket",
        "village",
        supersedes=("help_recorded",),
    ),
    _to(
        _S,
        "unreachable_supervisor",
        _staff(
            "Warga laporan {ticket} di kelurahan {village} tidak ditemui setelah tiga kunjungan, "
            "jadi laporan ini ditutup. Anda bisa membukanya kembali dalam 30 hari."
        ),
        "ticket",
        "village",
    ),
    _to(
        _S,
        "reopened_supervisor",
        _staff(
            "Laporan {ticket} di kelurahan {village} dibuka kembali. Alasannya: {reason}. "
            "Batasnya {due}, mohon diperiksa lagi bersama sekretariat."
        ),
        "ticket",
        "village",
        "reason",
        "due",
    ),
    _to(
        _S,
        "objection_supervisor",
        _staff(
            "Warga menyanggah keputusan atas laporan {ticket} di kelurahan {village}. "
            "Alasannya: {reason}. Batasnya {due}, mohon diperiksa lagi bersama sekretariat."
        ),
        "ticket",
        "village",
        "reason",
        "due",
    ),
    _to(
        _S,
        "case_decided",
        _staff(
            "Program sudah memutuskan laporan {ticket}: {outcome}. "
            "Fasilitator diminta menyampaikannya kepada warga."
        ),
        "ticket",
        "outcome",
    ),
    _to(
        _S,
        "case_rejected",
        _staff(
            "Manajer belum dapat mengabulkan laporan {ticket}. Alasannya: {reason}. "
            "Fasilitator diminta menyampaikannya kepada warga."
        ),
        "ticket",
        "reason",
    ),
    *(
        _to(
            audience,
            f"urgent_{audience}",
            _staff(
                "DARURAT: laporan {ticket} di kelurahan {village} baru saja masuk. "
                "Mohon segera dilihat dan ditangani, batasnya {due} tetapi jangan ditunggu."
            ),
            "ticket",
            "village",
            "due",
            urgent=True,
        )
        for audience in (_S, _P, Audience.FRONT_OFFICE, Audience.MANAGER)
    ),
    _to(
        _G,
        "officer_wanted",
        _staff(
            "Seorang warga ingin bicara dengan petugas (permintaan {number}). "
            "Tekan tombol di bawah untuk menghubunginya."
        ),
        "number",
        urgent=True,
    ),
    _to(
        _G,
        "parked",
        _staff(
            "Satu pesan warga gagal diolah sistem (nomor {number}). "
            "Pesannya aman; admin perlu memeriksanya."
        ),
        "number",
        urgent=True,
    ),
)
