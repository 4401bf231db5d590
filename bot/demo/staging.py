"""The phones on the page, and what there is to try."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.cast import Part
from bot.demo.speakers import TelegramPerson, WhatsAppPerson
from bot.demo.stage import Holder, Phone, Step

Players = tuple[tuple[Part, TelegramPerson], ...]

STEPS = (
    Step(
        "Warga: ketik halo, pilih bahasa, jawab satu-satu; kirim foto KTP atau pilih Belum punya.",
        "Resident: type halo, choose a language, answer; photo of the KTP or Belum punya.",
    ),
    Step(
        "Warga: periksa ringkasannya, tekan Ubah bila ada yang salah, lalu Kirim: nomornya datang.",
        "Resident: read the recap, press Ubah if something is wrong, then Kirim: the number comes.",
    ),
    Step(
        "Fasilitator: tekan Buka bila tugasnya untuk orang lain; Terima tugas, hari, lalu survei.",
        "Facilitator: press Buka if the task is somebody else's; accept, say when, then survey.",
    ),
    Step(
        "Grup staf: tekan Setujui, atau Kembalikan lalu tulis alasannya di chat pribadi.",
        "Staff group: press Setujui, or Kembalikan and give the reason in private.",
    ),
    Step(
        "Warga: kabar datang sendiri; ketik cek untuk melihat status.",
        "Resident: the news comes by itself; type cek for the status.",
    ),
    Step(
        "Tinggalkan laporan di tengah jalan, lalu tekan Jadwal berikutnya: pengingat datang.",
        "Leave a complaint half done and press Jadwal berikutnya: the reminder comes.",
    ),
    Step(
        "Coba yang sulit: foto buram, ada odgj ngamuk, foto dulu, stop, dua supervisor bersamaan.",
        "Try what is hard: a blurred photo, an emergency, photos first, stop, two presses at once.",
    ),
)


@dataclass(frozen=True)
class Company:
    """Everybody who plays."""

    warga: WhatsAppPerson
    siti: TelegramPerson
    facilitators: Players
    supervisors: Players
    secretariat: Players
    others: Players
    """The desk, the heads, the contacts of programs."""
    suminah: WhatsAppPerson
    """The resident of the case that plays by itself."""


def phones(company: Company) -> tuple[Phone, ...]:
    """The page's five phones."""
    office = (*company.secretariat, *company.others, *company.supervisors[2:])
    group = _holders(company.supervisors[:2])
    residents = (
        Holder(company.warga.person.key, "Anda"),
        Holder(company.suminah.person.key, "Diputar sendiri"),
    )
    return (
        Phone("warga", "Warga di WhatsApp", "green", residents),
        Phone("siti", "Warga di Telegram", "blue", (Holder(company.siti.person.key),)),
        Phone("fasilitator", "Fasilitator", "blue", _holders(company.facilitators)),
        Phone("grup", "Grup staf", "blue", group, opens="group"),
        Phone("sekretariat", "Sekretariat", "blue", _holders(office)),
    )


def _holders(people: Players) -> tuple[Holder, ...]:
    return tuple(Holder(person.person.key, part.title) for part, person in people)
