"""What people are told without having asked, one notice a name.

The name is also the key of WhatsApp's approved template, which stands in for the text outside
the 24-hour window. Meta knows no Javanese, so a template is Indonesian for everybody; inside
the window the text is in the reader's language. A template may neither begin nor end with a
variable, and every value is one line.

Whom a returned survey is *not* told to: the resident, who cannot do anything about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flows.cases.table import Audience
from flows.masking import mask_numbers
from flows.words import Rendered, Text, _, _staff

TEMPLATE_LANGUAGE = "id"

Values = Mapping[str, str | int | Rendered]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one audience."""

    name: str
    audience: Audience
    words: Text
    names: tuple[str, ...] = ()
    """Names of its values, in the order of a template's variables."""
    urgent: bool = False
    """May go out in quiet hours: somebody is waiting for it."""

    def text(self, values: Values) -> Text:
        """The notice with its values; raises KeyError where one is missing.

        Numbers as long as a NIK are masked: a reason or a name may hold one.
        """
        return self.words.format(**{name: _shown(values[name]) for name in self.names})

    def template(self, language: str = TEMPLATE_LANGUAGE) -> str:
        """The body to submit for approval: `{{1}}`, `{{2}}` ... where the values go.

        The same for every language, because only Indonesian can be approved.
        """
        del language
        marks = {name: f"{{{{{place}}}}}" for place, name in enumerate(self.names, 1)}
        return self.words.format(**marks).render(TEMPLATE_LANGUAGE)

    def variables(self, values: Values) -> dict[str, str]:
        """What fills the approved template: `{"1": ..., "2": ...}`, each on one line."""
        shown = (_shown(values[name]) for name in self.names)
        return {str(place): _one_line(value) for place, value in enumerate(shown, 1)}


def _shown(value: str | int | Rendered) -> str | int | Rendered:
    return mask_numbers(value) if isinstance(value, str) else value


def _one_line(value: str | int | Rendered) -> str:
    words = str(value) if isinstance(value, str | int) else value.render(TEMPLATE_LANGUAGE)
    return " ".join(words.split()) or "-"


_ALL = (
    Notice(
        "submitted",
        Audience.RESIDENT,
        _(
            "Laporan Anda sudah kami terima dengan nomor:\n"
            "{ticket}\n"
            "Paling lambat {due} laporan ini kami tangani; ketik CEK untuk melihat sampai mana. "
            "Layanan ini gratis: jangan beri uang kepada siapa pun."
        ),
        ("ticket", "due"),
        urgent=True,
    ),
    Notice(
        "submitted_urgent",
        Audience.RESIDENT,
        _(
            "Laporan darurat Anda kami terima dengan nomor {ticket}, dan {who} kami beri tahu "
            "sekarang juga. "
            "Bila ada bahaya jangan menunggu kami: telepon 112, ambulans 119, atau 129 untuk "
            "kekerasan pada perempuan dan anak. "
            "Layanan ini gratis: jangan beri uang kepada siapa pun."
        ),
        ("ticket", "who"),
        urgent=True,
    ),
    Notice(
        "assigned",
        Audience.RESIDENT,
        _(
            "Laporan {ticket} sekarang ditangani seorang fasilitator. "
            "Petugas itu akan menghubungi Anda untuk survei rumah. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        ("ticket",),
    ),
    Notice(
        "reassigned",
        Audience.RESIDENT,
        _(
            "Laporan {ticket} sekarang ditangani fasilitator lain, "
            "karena yang pertama berhalangan. "
            "Petugas yang baru akan menghubungi Anda untuk survei rumah. "
            "Petugas tidak pernah meminta uang atau kode OTP."
        ),
        ("ticket",),
    ),
    Notice(
        "approved",
        Audience.RESIDENT,
        _(
            "Hasil survei laporan {ticket} sudah disetujui supervisor. "
            "Sekarang sekretariat SLRT menentukan bantuan atau jawaban, lalu kami mengabari Anda. "
            "Ini belum berarti bantuan pasti diberikan."
        ),
        ("ticket",),
    ),
    Notice(
        "cancelled",
        Audience.RESIDENT,
        _(
            "Laporan {ticket} sudah dibatalkan sesuai permintaan Anda. "
            "Bila masih perlu bantuan, ketik MENU."
        ),
        ("ticket",),
        urgent=True,
    ),
    Notice(
        "apology",
        Audience.RESIDENT,
        _(
            "Maaf, ada gangguan pada sistem kami. "
            "Pesan Anda sudah tersimpan dan petugas sudah diberi tahu. "
            "Anda tidak perlu mengirim ulang."
        ),
        urgent=True,
    ),
    Notice(
        "linked",
        Audience.RESIDENT,
        _(
            "Nomor WhatsApp ini sekarang terhubung dengan akun Telegram yang membagikan nomor ini. "
            "Bila itu bukan Anda, balas PETUGAS."
        ),
        urgent=True,
    ),
    Notice(
        "assignment",
        Audience.FACILITATOR,
        _staff(
            "Laporan {ticket} di kelurahan {village} ditugaskan kepada Anda, batasnya {due}. "
            "Buka chat ini untuk mulai survei, atau tekan Tidak bisa bila berhalangan."
        ),
        ("ticket", "village", "due"),
    ),
    Notice(
        "survey_returned",
        Audience.FACILITATOR,
        _staff(
            "Survei laporan {ticket} dikembalikan supervisor. Alasannya: {reason}. "
            "Mohon diperbaiki paling lambat {due}, lalu kirim lagi."
        ),
        ("ticket", "reason", "due"),
    ),
    Notice(
        "survey_approved",
        Audience.FACILITATOR,
        _staff("Survei laporan {ticket} sudah disetujui supervisor. Terima kasih."),
        ("ticket",),
    ),
    Notice(
        "case_cancelled",
        Audience.FACILITATOR,
        _staff("Laporan {ticket} dibatalkan oleh warga. Surveinya tidak perlu dilanjutkan."),
        ("ticket",),
    ),
    Notice(
        "approved_case",
        Audience.FRONT_OFFICE,
        _staff(
            "Laporan {ticket} dari kelurahan {village} disetujui supervisor dan menunggu "
            "sekretariat. Batas penanganannya {due}, mohon segera diperiksa."
        ),
        ("ticket", "village", "due"),
    ),
    Notice(
        "unassigned",
        Audience.SUPERVISOR,
        _staff(
            "Laporan {ticket} di kelurahan {village} belum mendapat fasilitator, "
            "batasnya {due}. Tekan Cari petugas pada kartu di grup bila sudah ada yang bisa."
        ),
        ("ticket", "village", "due"),
        urgent=True,
    ),
    Notice(
        "report_added",
        Audience.FACILITATOR,
        _staff("Warga menambah keterangan pada laporan {ticket}. Tekan Rincian untuk membacanya."),
        ("ticket",),
    ),
    Notice(
        "report_joined",
        Audience.FACILITATOR,
        _staff(
            "Ada pelapor lain untuk orang dan keperluan yang sama dengan laporan {ticket}. "
            "Mohon hubungi juga; jangan beri tahu pelapor mana pun tentang laporan yang lain."
        ),
        ("ticket",),
    ),
    *(
        Notice(
            f"urgent_{audience}",
            audience,
            _staff(
                "DARURAT: laporan {ticket} di kelurahan {village} baru saja masuk. "
                "Mohon segera dilihat dan ditangani, batasnya {due} tetapi jangan ditunggu."
            ),
            ("ticket", "village", "due"),
            urgent=True,
        )
        for audience in (
            Audience.SUPERVISOR,
            Audience.PUSKESOS,
            Audience.FRONT_OFFICE,
            Audience.MANAGER,
        )
    ),
    Notice(
        "officer_wanted",
        Audience.GROUP,
        _staff(
            "Seorang warga ingin bicara dengan petugas (permintaan {number}). "
            "Tekan tombol di bawah untuk menghubunginya."
        ),
        ("number",),
        urgent=True,
    ),
    Notice(
        "parked",
        Audience.GROUP,
        _staff(
            "Satu pesan warga gagal diolah sistem (nomor {number}). "
            "Pesannya aman; admin perlu memeriksanya."
        ),
        ("number",),
        urgent=True,
    ),
)

NOTICES: Mapping[str, Notice] = MappingProxyType({notice.name: notice for notice in _ALL})
