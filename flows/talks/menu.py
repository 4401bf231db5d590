"""What we are asked for between talks. A later service adds a row here and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from flows.commands import WORDS, Command
from flows.questions import Choose, Option, Scene
from flows.words import Text, _


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu: it opens a talk, or does what a universal word does."""

    option: Option
    opens: str = ""
    does: Command | None = None


ITEMS = (
    Item(
        Option(
            "complaint",
            _("Sampaikan keluhan"),
            ("keluhan", "lapor", "laporan", "mengadu", "aduan", "pengaduan", "komplain",
             "ngaturaken keluhan", "wadul", "buat laporan", "mau lapor", "mau mengadu",
             "lapor baru", "saya mau lapor"),
            hints=("lapor", "keluhan", "mengadu", "ngadu", "aduan", "pengaduan", "wadul", "lapur"),
        ),
        opens="complaint",
    ),
    Item(
        Option(
            "application",
            _("Ajukan bantuan/surat"),
            ("ajukan", "bantuan", "surat", "ajukan bantuan", "ajukan surat", "minta surat",
             "minta bantuan", "permohonan", "daftar bantuan", "nyuwun bantuan", "nyuwun serat",
             "mau mengajukan", "daftar bansos", "layanan"),
            hints=("mengajukan", "ajukan", "permohonan", "minta surat", "nyuwun serat"),
        ),
        opens="application",
    ),
    Item(
        Option("reports", _("Laporan saya"), WORDS[Command.CHECK]),
        does=Command.CHECK,
    ),
    Item(
        Option("officer", _("Bicara dengan petugas"), WORDS[Command.OFFICER]),
        does=Command.OFFICER,
    ),
    Item(
        Option("language", _("Ganti bahasa"), WORDS[Command.LANGUAGE]),
        does=Command.LANGUAGE,
    ),
)  # fmt: skip


def _ask(scene: Scene) -> Text:
    return _("Ada yang bisa kami bantu? Layanan SLRT {city} gratis.").format(
        city=scene.facts.city.name
    )


MENU = Choose(
    key="menu",
    ask=_ask,
    options=tuple(item.option for item in ITEMS),
    hint=_("Untuk menyampaikan keluhan balas {number}, atau pilih angka lain.").format(
        number=[item.opens for item in ITEMS].index("complaint") + 1
    ),
)


def item(value: str) -> Item:
    """The line of the menu with that value."""
    return next(i for i in ITEMS if i.option.value == value)
