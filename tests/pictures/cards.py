"""Invented identity and family cards, drawn flat; nobody could take them for real ones.

Every card says CONTOH across its face, people are called CONTOH, serial numbers start at 9990.
Layout and letter sizes follow the real papers in millimetres, because what can be read on a
photo depends on them. Pillow's own letters, so that every machine draws the same; the table of
what is read (`python -m tests.pictures.cards [count]`, see reading_table.py) uses others as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

KTP_MM = (85.6, 54.0)
KK_MM = (297.0, 210.0)
KTP_DOTS = 24.0
"""Pixels to a millimetre of the flat drawing."""
KK_DOTS = 11.0

GIVEN = ("SITI", "BUDI", "ANI", "JOKO", "WATI", "AGUS", "SRI", "DEDI", "RINA", "HADI")
STREETS = ("JL. CONTOH", "GG. MISALNYA", "JL. UMPAMA", "DUSUN CONTOH")
VILLAGES = ("KRANGGAN", "MENTIKAN", "GEDONGAN", "BALONGSARI", "WATES", "MERI")
JOBS = ("MENGURUS RUMAH TANGGA", "BURUH HARIAN LEPAS", "WIRASWASTA", "PELAJAR/MAHASISWA")
RELATIONS = ("KEPALA KELUARGA", "ISTRI", "ANAK", "ANAK", "ORANG TUA", "CUCU")
PAPERS = ("#fbfaf6", "#f2f1ea", "#dfeaf0", "#ffffff")
MARK = "CONTOH - BUKAN DOKUMEN ASLI"


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    name: str
    nik: str
    born: str
    sex: str


def person(rng: Random) -> Person:
    """An invented person; women have 40 added to the day of birth in the NIK."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1950, 2014)
    woman = rng.random() < 0.5
    serial = rng.randint(9990, 9999)
    nik = f"35760{rng.randint(1, 3)}{day + 40 * woman:02}{month:02}{year % 100:02}{serial}"
    born = f"MOJOKERTO, {day:02}-{month:02}-{year}"
    return Person(f"{rng.choice(GIVEN)} CONTOH", nik, born, "PEREMPUAN" if woman else "LAKI-LAKI")


@dataclass(frozen=True)
class Family:
    """What a family card says."""

    number: str
    head: str
    street: str
    house: int
    village: str
    people: tuple[Person, ...]


def family(rng: Random) -> Family:
    """An invented family."""
    number = f"357602{rng.randint(10, 28)}0119{rng.randint(9990, 9999)}"
    head = f"{rng.choice(GIVEN)} CONTOH"
    street, house, village = rng.choice(STREETS), rng.randint(1, 99), rng.choice(VILLAGES)
    people = tuple(person(rng) for _ in range(rng.randint(2, 6)))
    return Family(number, head, street, house, village, people)


def family_of(seed: int) -> Family:
    """What the card of that seed says."""
    rng = Random(seed)
    rng.choice(PAPERS)
    return family(rng)


@dataclass(frozen=True)
class Face:
    """Letters of one kind; `width` is how wide they are drawn, 1 as they were made."""

    file: str = ""
    """Empty for Pillow's own."""
    width: float = 1.0


PLAIN = Face()


class Pen:
    """Draws in millimetres."""

    def __init__(
        self, size: tuple[float, float], dots: float, paper: str, face: Face = PLAIN
    ) -> None:
        self.dots = dots
        self.face = face
        self.image = Image.new("RGB", (round(size[0] * dots), round(size[1] * dots)), paper)
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, height: float, ink: str = "#10202a") -> None:
        """Words whose capitals are about `height` tall, beginning at x, centred on y."""
        font = letters(height * self.dots / 0.72, self.face.file)
        if self.face.width == 1:
            self.draw.text((x * self.dots, y * self.dots), words, ink, font, anchor="lm")
        else:
            self._stretched(round(x * self.dots), round(y * self.dots), words, font, ink)

    def _stretched(self, x: int, y: int, words: str, font: Letters, ink: str) -> None:
        """Narrow or wide letters."""
        left, top, right, bottom = font.getbbox(words, anchor="lm")
        mask = Image.new("L", (round(right - left) + 2, round(bottom - top) + 2), 0)
        ImageDraw.Draw(mask).text((-left, -top), words, 255, font, anchor="lm")
        wide = mask.resize((max(1, round(mask.width * self.face.width)), mask.height))
        self.image.paste(Image.new("RGB", wide.size, ink), (x, y + round(top)), wide)

    def box(self, left: float, top: float, right: float, bottom: float, **look: object) -> None:
        """A rectangle."""
        corners = [round(v * self.dots) for v in (left, top, right, bottom)]
        self.draw.rectangle(corners, **look)  # type: ignore[arg-type]


Letters = ImageFont.FreeTypeFont | ImageFont.ImageFont


@lru_cache(maxsize=64)
def letters(size: float, file: str = "") -> Letters:
    """Those of a file, or Pillow's own scalable ones."""
    return ImageFont.truetype(file, size) if file else ImageFont.load_default(size)


@lru_cache(maxsize=8)
def ktp(seed: int, face: Face = PLAIN) -> Image.Image:
    """An identity card of bank-card size: blue, with a fine pattern, a figure and rows of words."""
    rng = Random(seed)
    someone = person(rng)
    blue = rng.choice(("#b9dcec", "#a9d2e6", "#c3e1ee", "#b0d0e4"))
    pen = Pen(KTP_MM, KTP_DOTS, blue, face)
    _waves(pen, rng)
    pen.text(24, 4.2, "PROVINSI CONTOH", 2.4)
    pen.text(22, 7.8, "KOTA CONTOH MOJOKERTO", 2.4)
    pen.text(3, 12.6, f"NIK  : {someone.nik}", 3.0)
    rows = (
        ("Nama", someone.name),
        ("Tempat/Tgl Lahir", someone.born),
        ("Jenis Kelamin", f"{someone.sex}   Gol. Darah : -"),
        ("Alamat", f"{rng.choice(STREETS)} NO. {rng.randint(1, 99)}"),
        ("   RT/RW", f"00{rng.randint(1, 9)}/00{rng.randint(1, 9)}"),
        ("   Kel/Desa", rng.choice(VILLAGES)),
        ("   Kecamatan", "PRAJURIT KULON"),
        ("Status Perkawinan", rng.choice(("KAWIN", "BELUM KAWIN"))),
        ("Pekerjaan", rng.choice(JOBS)),
        ("Kewarganegaraan", "WNI"),
        ("Berlaku Hingga", "TIDAK PERNAH"),
    )
    for place, (label, words) in enumerate(rows):
        pen.text(3, 16.8 + place * 3.05, label, 1.75)
        pen.text(23, 16.8 + place * 3.05, f": {words}", 1.75)
    _figure(pen, rng)
    pen.box(0, 50.2, 85.6, 53.0, fill="#9c2c2c")
    pen.text(18, 51.6, MARK, 1.9, "white")
    return pen.image


@lru_cache(maxsize=8)
def kk(seed: int, face: Face = PLAIN) -> Image.Image:
    """A family card: landscape A4, two tables of small print, some on white paper, some on blue."""
    rng = Random(seed)
    pen = Pen(KK_MM, KK_DOTS, rng.choice(PAPERS), face)
    ours = family(rng)
    pen.text(112, 14, "KARTU KELUARGA", 5.5)
    pen.text(118, 23, f"No. {ours.number}", 4)
    head = (
        ("Nama Kepala Keluarga", ours.head),
        ("Alamat", f"{ours.street} NO. {ours.house}"),
        ("RT/RW", "001/002"),
        ("Desa/Kelurahan", ours.village),
    )
    for place, (label, words) in enumerate(head):
        pen.text(12, 33 + place * 5, label, 2.1)
        pen.text(50, 33 + place * 5, f": {words}", 2.1)
    people = ours.people
    first = (12, 20, 75, 115, 140, 170, 205, 230, 285)
    rows = [("No", "Nama Lengkap", "NIK", "Kelamin", "Tempat Lahir", "Tgl Lahir", "Agama", "Kerja")]
    for place, one in enumerate(people):
        town, day = one.born.split(", ")
        row = (str(place + 1), one.name, one.nik, one.sex, town, day, "-", rng.choice(JOBS)[:20])
        rows.append(row)
    _table(pen, 55, first, rows)
    second = (12, 20, 60, 95, 145, 175, 230, 285)
    rows2 = [("No", "Status", "Tgl Kawin", "Hubungan", "Negara", "Ayah", "Ibu")]
    for place, _one in enumerate(people):
        parents = (f"{rng.choice(GIVEN)} CONTOH", f"{rng.choice(GIVEN)} CONTOH")
        row2 = (str(place + 1), "KAWIN", "01-02-2003", RELATIONS[place], "WNI", *parents)
        rows2.append(row2)
    _table(pen, 112, second, rows2)
    pen.text(15, 172, "Dikeluarkan Tanggal : 01-02-2024", 2.1)
    pen.text(200, 172, "KEPALA DINAS CONTOH", 2.1)
    _code(pen, rng, 215, 176)
    pen.text(90, 203, MARK, 4, "#9c2c2c")
    return pen.image


def _table(pen: Pen, top: float, columns: tuple[int, ...], rows: Sequence[tuple[str, ...]]) -> None:
    for line, row in enumerate(rows):
        upper = top + line * 7
        for left, right, words in zip(columns[:-1], columns[1:], row, strict=True):
            pen.box(left, upper, right, upper + 7, outline="#555555", width=3)
            pen.text(left + 1.2, upper + 3.6, words, 1.9)


def _waves(pen: Pen, rng: Random) -> None:
    """The fine lines of security paper, faint."""
    step = rng.uniform(1.6, 2.4)
    for place in range(60):
        x = place * step
        pen.draw.line(
            ((x - 30) * pen.dots, 0, x * pen.dots, 54 * pen.dots), fill="#a5cbdf", width=5
        )


def _figure(pen: Pen, rng: Random) -> None:
    pen.box(62, 13, 82, 38, fill=rng.choice(("#b8433d", "#3a5fa8")))
    d = pen.dots
    pen.draw.ellipse((67 * d, 17 * d, 77 * d, 29 * d), fill=rng.choice(("#e2b48f", "#b98258")))
    pen.draw.pieslice((63 * d, 29 * d, 81 * d, 50 * d), 180, 360, fill="#ece8e0")
    pen.text(64, 41, "MOJOKERTO", 1.4)
    pen.text(64, 43.5, "01-02-2020", 1.4)


def _code(pen: Pen, rng: Random, left: float, top: float) -> None:
    """Squares like those of a QR signature; they say nothing."""
    for x in range(21):
        for y in range(21):
            if rng.random() < 0.5:
                pen.box(left + x, top + y, left + x + 0.9, top + y + 0.9, fill="black")


if __name__ == "__main__":
    from tests.pictures import reading_table

    reading_table.main()
