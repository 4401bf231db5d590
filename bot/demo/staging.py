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
        "Warga: ketik halo, pilih bahasa, lalu sampaikan keluhan sampai terkirim.",
        "Resident: type halo, choose a language, send a complaint.",
    ),
    Step(
        "Fasilitator: tekan Mulai survei, jawab tiga pertanyaan, kirim.",
        "Facilitator: press Mulai survei, answer three questions, send.",
    ),
    Step(
        "Grup staf: tekan Setujui, atau Kembalikan lalu tulis alasannya di chat pribadi.",
        "Staff group: press Setujui, or Kembalikan and give the reason in private.",
    ),
    Step(
        "Warga: kabar datang sendiri; ketik cek untuk melihat status.",
        "Resident: the news comes by itself; type cek for the status.",
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
