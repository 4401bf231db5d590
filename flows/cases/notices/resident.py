"""Notices to who reported, from the report to the secretariat's desk (see `resident_result`)."""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _

_BEFORE_VISIT = ("assigned", "reassigned", "visit_set", "came_in_vain")
IN_OFFICE = ("approved", "forwarded", "approved_late", "forwarded_late")
"""What only says at which desk a case is."""
UNDERWAY = (*_BEFORE_VISIT, "needs_documents", "documents_reminder", *IN_OFFICE, "screened_again")
"""What nobody needs to read any more once the case was decided or has ended."""


def told(
    name: str,
    words: Text,
    *names: str,
    urgent: bool = False,
    supersedes: tuple[str, ...] = (),
) -> Notice:
    """A notice to who reported; most begin with the ticket."""
    return Notice(name, Audience.RESIDENT, words, names, urgent, supersedes)


RESIDENT = (
    told(
        "submitted",
        _(
            "Laporan Anda sudah kami terima dengan nomor:\n"
            "{ticket}\n"
            "Paling lambat {due} laporan ini kami tangani; ketik CEK untuk melihat sampai mana. "
            "Layanan ini gratis: jangan beri uang kepada siapa pun."
        ),
        "ticket",
        "due",
        urgent=True,
    ),
    told(
        "submitted_assigned",
        _(
            "Laporan Anda sudah kami terima dengan nomor:\n"
            "{ticket}\n"
            "Seorang fasilitator akan menghubungi Anda untuk survei rumah, dan paling lambat {due} "
            "laporan ini kami tangani; ketik CEK untuk melihat sampai mana. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        "ticket",
        "due",
        urgent=True,
        supersedes=("assigned",),
    ),
    told(
        "submitted_urgent",
        _(
            "Laporan darurat Anda kami terima dengan nomor {ticket}, dan {who} kami beri tahu "
            "sekarang juga. "
            "Bila ada bahaya jangan menunggu kami: telepon 112, ambulans 119, atau 129 untuk "
            "kekerasan pada perempuan dan anak. "
            "Layanan ini gratis: jangan beri uang kepada siapa pun."
        ),
        "ticket",
        "who",
        urgent=True,
        supersedes=("assigned",),
    ),
    told(
        "assigned",
        _(
            "Laporan {ticket} sekarang ditangani seorang fasilitator. "
            "Petugas itu akan menghubungi Anda untuk survei rumah. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        "ticket",
        supersedes=("forwarded", "screened_again"),
    ),
    told(
        "reassigned",
        _(
            "Laporan {ticket} sekarang ditangani fasilitator lain, "
            "karena yang pertama berhalangan. "
            "Petugas yang baru akan menghubungi Anda untuk survei rumah. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        "ticket",
        supersedes=("assigned", "reassigned", "visit_set"),
    ),
    told(
        "needs_documents",
        _(
            "Laporan {ticket} masih kurang: {items}. "
            "Mohon kirim fotonya di sini paling lambat {papers_due}, supaya bisa kami lanjutkan. "
            "Bila sudah semua, balas SUDAH; bila ada yang belum punya, balas TIDAK PUNYA."
        ),
        "ticket",
        "items",
        "papers_due",
    ),
    told(
        "documents_taken",
        _(
            "Berkas untuk laporan {ticket} sudah diterima petugas, jadi tidak perlu dikirim lagi. "
            "Laporannya kami lanjutkan; ketik CEK untuk melihat sampai di mana."
        ),
        "ticket",
        supersedes=("needs_documents", "documents_reminder"),
    ),
    told(
        "closed_without_documents",
        _(
            "Laporan {ticket} kami tutup dulu karena berkasnya belum kami terima. "
            "Tidak apa-apa: dalam 30 hari Anda bisa membukanya lagi, ketik CEK lalu pilih "
            "Belum selesai."
        ),
        "ticket",
        supersedes=UNDERWAY,
    ),
    told(
        "merged",
        _(
            "Laporan {ticket} kami gabungkan dengan laporan Anda {main}, karena orang dan "
            "keperluannya sama. "
            "Kabar selanjutnya kami kirim dengan nomor yang kedua itu."
        ),
        "ticket",
        "main",
        supersedes=UNDERWAY,
    ),
    told(
        "elsewhere",
        _(
            "Laporan {ticket} bukan urusan Dinas Sosial; yang berwenang adalah {agency}. "
            "Silakan hubungi mereka: {reach}. "
            "Di sini laporan ini kami tutup; bila masih perlu bantuan sosial, ketik MENU."
        ),
        "ticket",
        "agency",
        "reach",
        supersedes=UNDERWAY,
    ),
    told(
        "merged_apart",
        _(
            "Laporan {ticket} sudah diperiksa dan tetap ditangani petugas. "
            "Nomornya tetap berlaku; ketik CEK untuk melihat sampai mana."
        ),
        "ticket",
    ),
    told(
        "unmerged",
        _(
            "Laporan {ticket} diperiksa lagi oleh petugas dengan nomornya sendiri. "
            "Anda tidak perlu mengirim apa pun; ketik CEK untuk melihat sampai mana."
        ),
        "ticket",
        supersedes=("merged", "merged_apart"),
    ),
    told(
        "not_listed",
        _(
            "Orang pada laporan {ticket} belum tercatat di DTKS/DTSEN, jadi kami buatkan usulan "
            "pendataan dengan nomor {proposal}. "
            "Laporan pertama tetap berjalan; usulan itu diperiksa lewat kelurahan. "
            "Diusulkan belum berarti pasti tercatat atau menerima bantuan."
        ),
        "ticket",
        "proposal",
    ),
    told(
        "not_listed_known",
        _(
            "Orang pada laporan {ticket} belum tercatat di DTKS/DTSEN, dan usulan pendataannya "
            "sudah berjalan dengan nomor {proposal}. "
            "Laporan pertama tetap berjalan. "
            "Diusulkan belum berarti pasti tercatat atau menerima bantuan."
        ),
        "ticket",
        "proposal",
    ),
    told(
        "help_offered",
        _(
            "Petugas mencatat bantuan untuk laporan {ticket}: {help}, dari {helper}. "
            "Apakah dengan itu masalah Anda sudah selesai? "
            "Pilih jawaban, atau balas SUDAH atau BELUM."
        ),
        "ticket",
        "help",
        "helper",
    ),
    told(
        "resolved_locally",
        _(
            "Laporan {ticket} selesai dengan bantuan setempat: {help}. "
            "Bila ternyata belum selesai, dalam 30 hari ketik CEK lalu pilih Belum selesai."
        ),
        "ticket",
        "help",
        supersedes=(*UNDERWAY, "help_offered"),
    ),
    told(
        "visit_set",
        _(
            "Untuk laporan {ticket}, {who} akan datang ke rumah pada {when}. "
            "Bila tidak bisa, pilih Minta hari lain. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        "ticket",
        "who",
        "when",
        supersedes=("assigned", "reassigned", "visit_set", "came_in_vain"),
    ),
    told(
        "came_in_vain",
        _(
            "Fasilitator sudah datang untuk laporan {ticket} pada {when}, tetapi tidak bertemu "
            "Anda. "
            "Pilih Minta hari lain, lalu tulis kapan Anda ada di rumah. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        "ticket",
        "when",
        supersedes=("visit_set",),
    ),
    told(
        "unreachable",
        _(
            "Petugas sudah tiga kali datang untuk laporan {ticket} dan belum bertemu Anda, "
            "jadi laporan ini kami tutup dulu. "
            "Dalam 30 hari Anda bisa membukanya lagi: ketik CEK lalu pilih Belum selesai."
        ),
        "ticket",
        supersedes=UNDERWAY,
    ),
    told(
        "approved",
        _(
            "Hasil survei laporan {ticket} sudah disetujui supervisor. "
            "Berikutnya laporan ini ada di {next}, dan paling lambat {due} kami tangani. "
            "Ini belum berarti bantuan pasti diberikan."
        ),
        "ticket",
        "next",
        "due",
        supersedes=_BEFORE_VISIT,
    ),
    told(
        "approved_late",
        _(
            "Hasil survei laporan {ticket} sudah disetujui supervisor. "
            "Berikutnya laporan ini ada di {next}; maaf, janji kami {due} sudah lewat, dan laporan "
            "ini tetap kami tangani. "
            "Ini belum berarti bantuan pasti diberikan."
        ),
        "ticket",
        "next",
        "due",
        supersedes=_BEFORE_VISIT,
    ),
    told(
        "forwarded",
        _(
            "Laporan {ticket} sudah diperiksa sekretariat SLRT. "
            "Berikutnya laporan ini ada di {next}, dan paling lambat {due} kami tangani. "
            "Ini belum berarti bantuan pasti diberikan."
        ),
        "ticket",
        "next",
        "due",
        supersedes=(*_BEFORE_VISIT, *IN_OFFICE),
    ),
    told(
        "forwarded_late",
        _(
            "Laporan {ticket} sudah diperiksa sekretariat SLRT. "
            "Berikutnya laporan ini ada di {next}; maaf, janji kami {due} sudah lewat, dan laporan "
            "ini tetap kami tangani. "
            "Ini belum berarti bantuan pasti diberikan."
        ),
        "ticket",
        "next",
        "due",
        supersedes=(*_BEFORE_VISIT, *IN_OFFICE),
    ),
    told(
        "cancelled",
        _(
            "Laporan {ticket} sudah dibatalkan sesuai permintaan Anda. "
            "Bila masih perlu bantuan, ketik MENU."
        ),
        "ticket",
        urgent=True,
        supersedes=(
            *UNDERWAY,
            "help_offered",
            "referred",
            "referral_waiting",
            "decision_pulse",
            "quota_pulse",
            "breach_resident",
        ),
    ),
    told(
        "apology",
        _(
            "Maaf, ada gangguan pada sistem kami. "
            "Pesan Anda sudah tersimpan dan petugas sudah diberi tahu. "
            "Anda tidak perlu mengirim ulang."
        ),
        urgent=True,
    ),
    told(
        "linked",
        _(
            "Nomor WhatsApp ini sekarang terhubung dengan akun Telegram yang membagikan nomor ini. "
            "Bila itu bukan Anda, balas PETUGAS."
        ),
        urgent=True,
    ),
)
