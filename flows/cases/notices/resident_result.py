"""Notices to who reported, from the referral to the end: who decides, roughly when, and what
one may do about it. Never a promise."""

from __future__ import annotations

from flows.cases.notices.resident import UNDERWAY, told
from flows.words import _

_WAITING = ("referred", "referral_waiting", "decision_pulse", "quota_pulse", "breach_resident")
_STILL = tuple(name for name in _WAITING if name != "referral_waiting")
"""What one program's answer makes unnecessary: never what another program said."""
_DECIDED = (
    "referral_granted",
    "referral_rejected",
    "referral_rejected_partly",
    "referral_rejected_again",
    "rejected",
    "rejected_again",
    "letter_signed",
)
_ASKING = (
    "answered",
    "answered_granted",
    "answered_directly",
    "closing_reminder",
    "received_reminder",
)

RESULT = (
    told(
        "referred",
        _(
            "Data laporan {ticket} sudah kami kirim ke pemilik program {programs}. "
            "Yang memutuskan pemilik program, bukan SLRT, dan biasanya perlu sekitar 2 bulan, "
            "kira-kira sampai {decided_by}. "
            "Kami mengabari Anda begitu ada jawaban."
        ),
        "ticket",
        "programs",
        "decided_by",
        supersedes=(*UNDERWAY, "breach_resident"),
    ),
    told(
        "forwarding_asked",
        _(
            "Untuk laporan {ticket}, kami perlu mengirim data Anda ke pemilik program {programs}. "
            "Apakah Anda setuju? "
            "Tanpa persetujuan Anda, data itu tidak kami kirim."
        ),
        "ticket",
        "programs",
    ),
    told(
        "referral_waiting",
        _(
            "Laporan {ticket} menunggu kuota {program}: data Anda sudah diterima pemilik program, "
            "tetapi belum ada tempat. "
            "Kuota diperiksa lagi: {round}. "
            "Yang memutuskan pemilik program, bukan SLRT."
        ),
        "ticket",
        "program",
        "round",
        supersedes=(*UNDERWAY, *_STILL),
    ),
    told(
        "referral_granted",
        _(
            "Kabar baik untuk laporan {ticket}: {program} dikabulkan oleh pemilik program. "
            "Langkah berikutnya: {how}. "
            "Bantuan ini gratis: jangan beri uang kepada siapa pun."
        ),
        "ticket",
        "program",
        "how",
        supersedes=(*UNDERWAY, *_STILL),
    ),
    told(
        "referral_rejected",
        _(
            "Mohon maaf, untuk laporan {ticket} program {program} belum dapat dikabulkan oleh "
            "pemilik program. "
            "Alasannya: {reason}. "
            "Bila tidak setuju, sampai {until} Anda boleh membalas SANGGAH."
        ),
        "ticket",
        "program",
        "reason",
        "until",
        supersedes=(*UNDERWAY, *_STILL),
    ),
    told(
        "referral_rejected_partly",
        _(
            "Mohon maaf, untuk laporan {ticket} program {program} belum dapat dikabulkan oleh "
            "pemilik program. "
            "Alasannya: {reason}. "
            "Bila tidak setuju, balas SANGGAH dalam 14 hari setelah semua program menjawab."
        ),
        "ticket",
        "program",
        "reason",
        supersedes=(*UNDERWAY, *_STILL),
    ),
    told(
        "referral_rejected_again",
        _(
            "Mohon maaf, untuk laporan {ticket} program {program} belum dapat dikabulkan oleh "
            "pemilik program. "
            "Alasannya: {reason}. "
            "Sanggahan untuk laporan ini sudah dipakai; bila ingin bertanya, ketik PETUGAS."
        ),
        "ticket",
        "program",
        "reason",
        supersedes=(*UNDERWAY, *_STILL),
    ),
    told(
        "rejected",
        _(
            "Mohon maaf, Dinas Sosial belum dapat mengabulkan permohonan pada laporan {ticket}. "
            "Alasannya: {reason}. "
            "Bila tidak setuju, sampai {until} Anda boleh membalas SANGGAH."
        ),
        "ticket",
        "reason",
        "until",
        supersedes=(*UNDERWAY, *_WAITING),
    ),
    told(
        "rejected_again",
        _(
            "Mohon maaf, Dinas Sosial belum dapat mengabulkan permohonan pada laporan {ticket}. "
            "Alasannya: {reason}. "
            "Sanggahan untuk laporan ini sudah dipakai; bila ingin bertanya, ketik PETUGAS."
        ),
        "ticket",
        "reason",
        supersedes=(*UNDERWAY, *_WAITING),
    ),
    told(
        "letter_signed",
        _(
            "Surat untuk laporan {ticket} sudah ditandatangani. "
            "Cara menerimanya: {where}. "
            "Surat ini gratis: jangan beri uang kepada siapa pun."
        ),
        "ticket",
        "where",
        supersedes=(*UNDERWAY, "breach_resident"),
    ),
    told(
        "letter",
        _("Ini surat untuk laporan {ticket}. Simpan baik-baik, dan cetak bila diperlukan."),
        "ticket",
        supersedes=("letter_signed",),
    ),
    told(
        "answered_directly",
        _(
            "Jawaban sekretariat SLRT untuk laporan {ticket}: {answer}. "
            "Apakah masalah Anda sudah selesai? "
            "Pilih jawaban, atau balas SUDAH atau BELUM."
        ),
        "ticket",
        "answer",
        supersedes=(*UNDERWAY, "breach_resident"),
    ),
    told(
        "answered",
        _(
            "Jawaban untuk laporan {ticket} sudah disampaikan kepada Anda. "
            "Apakah masalah Anda sudah selesai? "
            "Pilih jawaban, atau balas SUDAH atau BELUM."
        ),
        "ticket",
        supersedes=(*UNDERWAY, *_WAITING, "letter_signed"),
    ),
    told(
        "answered_granted",
        _(
            "Cara menerima bantuan untuk laporan {ticket} sudah disampaikan kepada Anda. "
            "Apakah bantuannya sudah Anda terima? "
            "Pilih jawaban, atau balas SUDAH atau BELUM."
        ),
        "ticket",
        supersedes=(*UNDERWAY, *_WAITING),
    ),
    told(
        "closed",
        _(
            "Laporan {ticket} kami tutup; terima kasih sudah memberi kabar. "
            "Bila masalahnya muncul lagi, dalam 30 hari ketik CEK lalu pilih Belum selesai."
        ),
        "ticket",
        urgent=True,
        supersedes=_ASKING,
    ),
    told(
        "closed_in_silence",
        _(
            "Laporan {ticket} kami tutup karena tidak ada kabar lagi dari Anda. "
            "Bila masalahnya belum selesai, dalam 30 hari ketik CEK lalu pilih Belum selesai."
        ),
        "ticket",
        supersedes=_ASKING,
    ),
    told(
        "reopened",
        _(
            "Laporan {ticket} kami buka kembali, dan petugas sudah diberi tahu alasan Anda. "
            "Sekretariat SLRT dan supervisor memeriksanya lagi; paling lambat {due} kami tangani."
        ),
        "ticket",
        "due",
        urgent=True,
        supersedes=(*_ASKING, *_DECIDED, "closed", "closed_in_silence"),
    ),
    told(
        "objection_received",
        _(
            "Sanggahan Anda untuk laporan {ticket} sudah kami terima. "
            "Sekretariat SLRT dan supervisor memeriksanya lagi, paling lambat {due} kami tangani. "
            "Keputusannya tetap ada pada pemilik program."
        ),
        "ticket",
        "due",
        urgent=True,
        supersedes=(*_ASKING, *_DECIDED),
    ),
    told(
        "screened_again",
        _(
            "Laporan {ticket} sekarang diperiksa lagi oleh petugas. "
            "Paling lambat {due} laporan ini kami tangani."
        ),
        "ticket",
        "due",
    ),
)
