"""What we are asked for between talks. A later service adds a row here and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from flows.commands import WORDS, Command
from flows.effects import Effect, ShowTasks
from flows.questions import Choose, Option, Scene
from flows.words import Text, _, _staff


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu: it opens a talk, does what a universal word does, or asks for an act."""

    option: Option
    opens: str = ""
    does: Command | None = None
    effect: Effect | None = None
    residents: bool = True
    staff: bool = True


ITEMS = (
    Item(
        Option("tasks", _staff("Tugas saya"), ("tugas", "daftar tugas")),
        effect=ShowTasks(),
        residents=False,
    ),
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
        Option(
            "registry",
            _("Cek DTKS/DTSEN"),
            ("cek dtks", "cek dtsen", "dtks", "dtsen", "desil", "cek desil", "desil saya",
             "terdaftar", "apa saya terdaftar", "cek data", "cek terdaftar", "cek bansos",
             "apakah saya terdaftar", "mriksa dtks", "cek nik", "/dtks"),
            hints=("cek dtks", "cek dtsen", "desil", "terdaftar dtks", "terdaftar di dtks"),
        ),
        opens="registry_check",
        staff=False,
    ),
    Item(
        Option(
            "requirements",
            _("Syarat dan brosur"),
            ("syarat", "brosur", "persyaratan", "info syarat", "lihat syarat", "syarat lan brosur",
             "syarat brosur", "minta brosur", "apa syaratnya", "syaratnya apa"),
        ),
        opens="requirements",
    ),
    Item(
        Option(
            "mismatch",
            _("Lapor data tidak cocok"),
            ("data tidak cocok", "lapor data", "data salah", "lapor meninggal", "lapor pindah",
             "salah sasaran", "lapor data salah", "data dtks salah", "lapor orang meninggal"),
            hints=("data tidak cocok", "lapor meninggal", "salah sasaran"),
        ),
        opens="registry_mismatch",
        staff=False,
    ),
    Item(
        Option(
            "about",
            _("Apa itu SLRT?"),
            ("slrt", "tentang slrt", "apa slrt", "slrt itu apa", "slrt apa", "slrt niku menapa",
             "slrt menika menapa", "apa itu puskesos", "tentang layanan ini", "/slrt"),
            hints=("apa itu slrt", "slrt itu apa", "tentang slrt"),
        ),
        opens="about",
        staff=False,
    ),
    Item(
        Option(
            "nearest",
            _("Kantor terdekat"),
            ("kantor", "alamat kantor", "alamat", "puskesos", "puskesos terdekat", "lokasi kantor",
             "di mana kantornya", "kantor dinas sosial", "dinas sosial", "jam buka", "jam kantor",
             "kantor paling celak", "kantor slrt", "alamat dinas sosial", "/kantor"),
            hints=("kantor terdekat", "alamat kantor", "puskesos", "jam buka"),
        ),
        opens="nearest",
    ),
    Item(
        Option(
            "others",
            _("Lainnya"),
            ("lain", "lain lain", "yang lain", "pilihan lain", "menu lain", "pilihan lainnya",
             "sanes", "sanesipun", "liyane", "liya"),
            does="others",
        ),
        staff=False,
    ),
    Item(
        Option("officer", _("Bicara dengan petugas"), WORDS[Command.OFFICER]),
        does=Command.OFFICER,
    ),
)  # fmt: skip
"""The first page, in the order of its numbers; WhatsApp shows ten rows at most."""
OTHERS = (
    Item(
        Option(
            "entitled_hints",
            _("Apa saya berhak?"),
            ("berhak", "apakah saya berhak", "saya berhak apa", "saya dapat apa", "hak saya",
             "bantuan apa", "bantuan apa saja", "bisa dapat apa", "saya bisa dapat bantuan apa",
             "menapa kula angsal", "kula angsal menapa", "cocok program apa"),
            hints=("apa saya berhak", "bantuan apa saja", "saya bisa dapat apa"),
        ),
        opens="entitled_hints",
        staff=False,
    ),
    Item(
        Option(
            "feedback",
            _("Saran dan pujian"),
            ("saran", "/saran", "pujian", "kritik", "kritik saran", "kritik dan saran", "usul",
             "keluhan petugas", "lapor petugas", "aduan petugas", "masukan", "saran lan pujian",
             "keluhan tentang petugas", "mengadukan petugas", "wadul petugas"),
            hints=("kritik", "memuji", "mengadukan petugas", "keluhan petugas"),
        ),
        opens="feedback",
        staff=False,
    ),
    Item(
        Option(
            "my_data",
            _("Data saya"),
            ("data saya", "data kula", "/data", "data pribadi", "privasi", "hak data",
             "lihat data saya", "siapa yang melihat data saya", "data pribadi saya"),
            hints=("data pribadi", "hapus data saya", "cabut izin"),
        ),
        opens="my_data",
        staff=False,
    ),
    Item(
        Option(
            "notices",
            _("Pemberitahuan"),
            ("notifikasi", "pengaturan pesan", "pesan dari kami", "kabar laporan", "info umum",
             "pengaturan kabar", "notif", "atur kabar", "/notifikasi", "pawartos"),
        ),
        opens="notices",
        staff=False,
    ),
    Item(
        Option(
            "number_change",
            _("Ganti nomor"),
            ("nomor baru", "ganti hp", "ganti no", "ganti nomor hp", "nomor saya ganti",
             "hp saya hilang", "gantos nomer", "pindah nomor", "nomor hilang"),
            hints=("ganti nomor", "nomor baru", "gantos nomer"),
        ),
        opens="number_change",
        staff=False,
    ),
    Item(
        Option("language", _("Ganti bahasa"), WORDS[Command.LANGUAGE]),
        does=Command.LANGUAGE,
        staff=False,
    ),
)  # fmt: skip
"""The page behind “Lainnya”: nine at most, below them stands the way back."""


def _ask(scene: Scene) -> Text:
    return _("Ada yang bisa kami bantu? Layanan SLRT {city} gratis.").format(
        city=scene.facts.city.name
    )


def shown(*, staff: bool, further: bool = False) -> tuple[Option, ...]:
    """The lines that a staff member or a resident sees on the first page or on the `further`
    one, in the order of their numbers."""
    items = OTHERS if further else ITEMS
    return tuple(i.option for i in items if (i.staff if staff else i.residents))


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu(Choose):
    """A choice on two pages. What stands on the other page has no number, but its name and its
    buttons on old screens are heard."""

    further: Text
    """The words above the second page."""

    def numbered(self, scene: Scene, page: int) -> tuple[tuple[str, Option], ...]:
        """All lines, those of this page first and with their numbers."""
        staff = bool(scene.facts.staff_roles)
        first, second = shown(staff=staff), shown(staff=staff, further=True)
        here, there = (second, first) if page else (first, second)
        back = "0" if page else ""
        numbers = [(str(n), option) for n, option in enumerate(here, 1)]
        return (*numbers, (back, FIRST_PAGE), *(("", option) for option in there))


FIRST_PAGE = Option("_menu", _("Kembali"), ("kembali", "wangsul", "balik"), does="menu")


def _options(scene: Scene) -> tuple[Option, ...]:
    staff = bool(scene.facts.staff_roles)
    return (*shown(staff=staff), *shown(staff=staff, further=True))


MENU = Menu(
    key="menu",
    ask=_ask,
    further=_("Pilihan lainnya:"),
    options=_options,
    hint=_("Maaf, kami belum paham; untuk keluhan, pilih dulu “Sampaikan keluhan”."),
)


def item(value: str) -> Item:
    """The line of the menu with that value."""
    return next(i for i in (*ITEMS, *OTHERS) if i.option.value == value)
