"""The phones on the page, and what there is to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.stage import Holder, Phone, Stage, Step

if TYPE_CHECKING:
    from bot.demo.cast import Part
    from bot.demo.play import Play
    from bot.demo.speakers import TelegramPerson

STEPS = (
    Step(
        "Warga: ketik halo, pilih bahasa, lalu sampaikan keluhan sampai nomor laporan datang.",
        "Resident: type halo, choose a language, send a complaint until its number comes.",
    ),
    Step(
        "Fasilitator: tekan Buka bila tugasnya untuk orang lain, lalu Mulai survei.",
        "Facilitator: press Buka if the task is somebody else's, then Mulai survei.",
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
        "Coba yang sulit: foto dulu, tombol lama, stop, dua supervisor menekan bersamaan.",
        "Try what is hard: photos first, old buttons, stop, two supervisors pressing at once.",
    ),
)


def staged(play: Play) -> Stage:
    """The page's five phones."""
    return Stage(
        phones=(
            Phone("warga", "Warga di WhatsApp", "green", (Holder(play.warga.person.key),)),
            Phone("siti", "Warga di Telegram", "blue", (Holder(play.siti.person.key),)),
            Phone("fasilitator", "Fasilitator", "blue", _holders(play.facilitators)),
            Phone("grup", "Grup staf", "blue", _holders(play.supervisors[:2]), opens="group"),
            Phone(
                "sekretariat",
                "Sekretariat",
                "blue",
                _holders((*play.secretariat, *play.supervisors[2:])),
            ),
        ),
        forward=play.forward,
        next_due=play.next_due,
        city=play.city.name,
        zone=play.city.zone,
        steps=STEPS,
    )


def _holders(people: tuple[tuple[Part, TelegramPerson], ...]) -> tuple[Holder, ...]:
    return tuple(Holder(person.person.key, part.title) for part, person in people)
