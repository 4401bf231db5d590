"""Notices of the clocks: reminders, warnings, and the apology for a broken promise.

Only the apology to the resident speaks of a promise, and makes no new one.
"""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.notices.resident import told
from flows.cases.rows import Audience
from flows.words import Text, _, _staff

_PULSES = ("decision_pulse", "quota_pulse")


def _to(
    audience: Audience,
    name: str,
    words: Text,
    *names: str,
    urgent: bool = False,
    supersedes: tuple[str, ...] = (),
) -> Notice:
    return Notice(name, audience, words, names, urgent, supersedes)


_WARNED = ("ticket", "village", "task", "due")

_FOR_RESIDENTS = (
    told(
        "documents_reminder",
        _(
            "Kami masih menunggu berkas untuk laporan {ticket}: {items}. "
            "Mohon kirim fotonya di sini paling lambat {due}, supaya bisa kami lanjutkan. "
            "Bila sudah semua, balas SUDAH; bila ada yang belum punya, balas TIDAK PUNYA."
        ),
        "ticket",
        "items",
        "due",
        supersedes=("needs_documents", "documents_reminder"),
    ),
    told(
        "decision_pulse",
        _(
            "Laporan {ticket} masih menunggu keputusan pemilik program. "
            "Yang memutuskan pemilik program, bukan SLRT, dan biasanya perlu sekitar 2 bulan. "
            "Anda tidak perlu mengirim apa pun; kami tetap menanyakannya."
        ),
        "ticket",
        supersedes=_PULSES,
    ),
    told(
        "quota_pulse",
        _(
            "Laporan {ticket} masih menunggu kuota program. "
            "Menurut pemilik program, kuota diperiksa lagi: {round}. "
            "Anda tidak perlu mengirim apa pun; kami tetap menanyakannya."
        ),
        "ticket",
        "round",
        supersedes=_PULSES,
    ),
    told(
        "closing_reminder",
        _(
            "Kami ingin tahu kabar laporan {ticket}: apakah masalah Anda sudah selesai? "
            "Pilih jawaban, atau balas SUDAH atau BELUM. "
            "Tanpa balasan, laporan ini kami tutup pada {due} dan masih bisa dibuka lagi."
        ),
        "ticket",
        "due",
        supersedes=("answered", "answered_directly", "closing_reminder"),
    ),
    told(
        "received_reminder",
        _(
            "Kami ingin tahu kabar laporan {ticket}: apakah bantuannya sudah Anda terima? "
            "Pilih jawaban, atau balas SUDAH atau BELUM. "
            "Tanpa balasan, laporan ini kami tutup pada {due} dan masih bisa dibuka lagi."
        ),
        "ticket",
        "due",
        supersedes=("answered_granted", "received_reminder"),
    ),
    told(
        "objection_reminder",
        _(
            "Bila Anda tidak setuju dengan keputusan atas laporan {ticket}, Anda masih boleh "
            "membalas SANGGAH sampai {due}. "
            "Setelah itu keputusannya tetap."
        ),
        "ticket",
        "due",
    ),
    told(
        "breach_resident",
        _(
            "Mohon maaf, laporan {ticket} belum selesai pada waktu yang kami janjikan. "
            "Supervisor dan manajer SLRT sudah diberi tahu, dan laporan ini tetap kami tangani. "
            "Anda tidak perlu melapor lagi; ketik CEK untuk melihat sampai mana."
        ),
        "ticket",
    ),
)

_FOR_STAFF = (
    _to(
        Audience.HOLDER,
        "warn_holder",
        _staff(
            "Laporan {ticket} di kelurahan {village} menunggu Anda: {task}. "
            "Batasnya {due}, mohon segera dikerjakan."
        ),
        *_WARNED,
        supersedes=("warn_holder",),
    ),
    *(
        _to(
            audience,
            f"warn_{audience}",
            _staff(
                "Laporan {ticket} di kelurahan {village} masih menunggu: {task}. "
                "Batasnya {due}, mohon dibantu supaya tidak terlambat."
            ),
            *_WARNED,
            supersedes=(f"warn_{audience}",),
        )
        for audience in (Audience.FRONT_OFFICE, Audience.SUPERVISOR, Audience.MANAGER)
    ),
    _to(
        Audience.GROUP,
        "ping_group",
        _staff(
            "Laporan {ticket} masih menunggu keputusan supervisor. "
            "Batas penanganannya {due}, mohon segera diputuskan."
        ),
        "ticket",
        "due",
    ),
    *(
        _to(
            audience,
            f"breach_{audience}",
            _staff(
                "TERLAMBAT: laporan {ticket} di kelurahan {village} melewati batas {due}. "
                "Mohon segera diselesaikan; warga sudah kami mintai maaf."
            ),
            "ticket",
            "village",
            "due",
            supersedes=(f"warn_{audience}",),
        )
        for audience in (Audience.SUPERVISOR, Audience.MANAGER)
    ),
    _to(
        Audience.HOLDER,
        "digest",
        _staff(
            "Pagi ini {open} laporan menunggu Anda: {today} jatuh tempo hari ini, "
            "{late} terlambat. Ketik TUGAS untuk melihatnya."
        ),
        "open",
        "today",
        "late",
        supersedes=("digest",),
    ),
    _to(
        Audience.GROUP,
        "digest_group",
        _staff(
            "Pagi ini {open} laporan berjalan di wilayah grup ini: {today} jatuh tempo hari ini, "
            "{late} terlambat. Tugas masing-masing: ketik TUGAS di chat pribadi."
        ),
        "open",
        "today",
        "late",
        supersedes=("digest_group",),
    ),
    _to(
        Audience.AGENCY_HEAD,
        "late_list",
        _staff(
            "Pagi ini ada {count} laporan yang melewati batas janji: {list}. "
            "Manajer dan supervisor sudah diberi tahu."
        ),
        "count",
        "list",
        supersedes=("late_list",),
    ),
    _to(
        Audience.PROGRAM,
        "ask_owner",
        _staff(
            "Rujukan untuk laporan {ticket} di kelurahan {village} sudah menunggu {days} hari. "
            "Mohon dijawab: dikabulkan, menunggu kuota, atau belum bisa."
        ),
        "ticket",
        "village",
        "days",
        supersedes=("ask_owner",),
    ),
)

CLOCKS = (*_FOR_RESIDENTS, *_FOR_STAFF)
