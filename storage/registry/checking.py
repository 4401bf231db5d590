"""A line of a registry file becomes a row, or is refused with a reason.

This runs a million times: what repeats (villages, dates, words of names) is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from flows.cases.identity import LENGTH
from flows.cases.name_folding import fold, in_order
from flows.facts import City
from flows.masking import mask_numbers
from storage.registry.packing import BETWEEN, OWN, join_benefits, mark_of, pack_benefit
from storage.registry.presets import Columns, squeezed

SCIENTIFIC = re.compile(r"^\d[.,]?\d*[eE]\+?\d+$|^\d{16}[.,]0+$")
"""What a spreadsheet makes of a NIK: its last digits are lost."""
NONE = -1
"""The place of a column that the file has not got: an empty cell that is put behind the others."""
NAME = OWN.index("name")
MOST_REMEMBERED = 200_000
_LONG = frozenset({1, 3, 5, 7, 8, 10, 12})
"""Months of 31 days."""
_UNTIDY = re.compile(f"[\x00-\x1e\x7f-\xa0\u2028]|  |(?:^|{BETWEEN})[ ']| (?:{BETWEEN}|$)")
_FEW = ("village_code", "village", "district", "city", "decile", "sex", "match", "inactive",
        "inactive_reason", "alive", "deceased_note", "deleted")  # fmt: skip
_YES = frozenset(("1", "ya", "y", "yes", "true", "aktif", "v", "penerima", "padan", "ada"))
_NO = frozenset(("0", "", "tidak", "t", "n", "no", "false", "-", "nonaktif", "bukan", "null"))
_DEAD = ("meninggal", "mati", "wafat")
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T].*)?"),
    re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})(?: .*)?"),
)
_MALE = frozenset(("l", "lakilaki", "laki", "1", "m", "male", "pria"))
_FEMALE = frozenset(("p", "perempuan", "2", "f", "female", "wanita", "w"))
_UNDECIDED = frozenset(("belumadadesil", "belumada", "none", "nan"))


class Fault(StrEnum):
    """Why a line is refused; the words stand in the report."""

    SHORT = "baris tidak lengkap"
    NO_NIK = "NIK kosong"
    NUMERIC = "NIK tersimpan sebagai angka, jadi digit terakhirnya hilang: simpan sebagai teks"
    NOT_16 = "NIK bukan 16 angka"
    NOT_POSSIBLE = "NIK tidak mungkin (tanggal lahir atau angkanya)"
    NO_NAME = "nama kosong"
    OTHER_CITY = "wilayah lain, bukan kota ini"
    DECILE = "desil bukan 1 sampai 10"
    TWICE = "NIK sudah ada di baris sebelumnya"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was refused."""

    line: int
    fault: Fault
    nik: str
    """Masked."""


class Checked(NamedTuple):
    """A line that was taken."""

    packed: bytes
    key: bytes
    mark: int
    village: str
    folded: str


class _Few(NamedTuple):
    """What the columns with few different values say together."""

    packed: str
    village: str
    decile: str


class Checker:
    """Checks the lines of one file.

    The columns are taken in two groups. Those with words of their own are joined first and
    looked over as one text, because nearly all are clean; those with few different values
    (kelurahan, decile, flags) are read once for each combination and remembered.
    """

    def __init__(
        self,
        columns: Columns,
        city: City,
        hashed: Callable[[bytes], bytes],
        *,
        numeric: bool = False,
    ) -> None:
        self._columns = columns
        self._hashed = hashed
        self._numeric = numeric
        self._villages = _village_names(city)
        self._codes = frozenset(v.code for d in city.districts for v in d.villages)
        self._city = squeezed(city.name.removeprefix("Kota ").removeprefix("Kabupaten "))
        self._city_code = city.code
        self._births: dict[str, bool] = {}
        self._dates: dict[str, str] = {}
        self._remembered: dict[tuple[object, ...], _Few | Fault] = {}
        at = columns.columns
        flags = [place for b in columns.benefits for place in (b.flag, b.period)]
        few = [*(at.get(name, NONE) for name in _FEW),
               *(NONE if place is None else place for place in flags)]  # fmt: skip
        self._most = max((*at.values(), *few))
        self._nik = at["nik"]
        self._own = itemgetter(*(at.get(name, NONE) for name in OWN))
        self._few = itemgetter(*few)
        self._birth = at.get("birth", NONE)

    def check(self, line: int, cells: list[object]) -> Checked | Rejected:
        """One line; its cells may be changed."""
        if len(cells) <= self._most:
            return Rejected(line, Fault.SHORT, "")
        if self._numeric:
            if isinstance(cells[self._nik], int | float):
                return Rejected(line, Fault.NUMERIC, "")
            cells = [_as_text(cell) for cell in cells]
        cells.append("")  # what a column that the file has not got reads
        own = self._own(cells)
        joined = BETWEEN.join(own)
        if _UNTIDY.search(joined):
            own = tuple(map(_tidy, own))
            joined = BETWEEN.join(own)
        nik = own[0]
        fault = self._fault_of(nik)
        if fault is None and not own[NAME]:
            fault = Fault.NO_NAME
        said = self._few(cells)
        few = self._remembered.get(said)
        if few is None:
            few = self._remember(said)
        if fault is not None or isinstance(few, Fault):
            return Rejected(line, fault or few, _masked(nik))  # type: ignore[arg-type]
        birth = self._dates.get(cells[self._birth])  # type: ignore[call-overload]
        if birth is None:
            birth = self._birth_of(str(cells[self._birth]))
        hashed = self._hashed(nik.encode())
        packed = f"{joined}{BETWEEN}{birth}{BETWEEN}{few.packed}".encode()
        return Checked(packed, hashed[:16], mark_of(few.decile, hashed), few.village,
                       in_order(fold(own[NAME])))  # fmt: skip

    def masked(self, cells: Sequence[object]) -> str:
        """The ends of the line's NIK."""
        return _masked(_tidy(str(cells[self._nik])))

    def _fault_of(self, nik: str) -> Fault | None:
        if len(nik) != LENGTH or not (nik.isdecimal() and nik.isascii()):
            if not nik:
                return Fault.NO_NIK
            return Fault.NUMERIC if SCIENTIFIC.match(nik) else Fault.NOT_16
        born = nik[6:12]
        possible = self._births.get(born)
        if possible is None:
            possible = self._births[born] = _possible(born)
        trivial = nik.endswith("0000") or nik == nik[0] * LENGTH
        return None if possible and not trivial else Fault.NOT_POSSIBLE

    def _remember(self, said: tuple[object, ...]) -> _Few | Fault:
        """What these values mean; in a file of odd values not for ever."""
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        read = self._remembered[said] = self._read_few([str(one).strip() for one in said])
        return read

    def _read_few(self, said: list[str]) -> _Few | Fault:
        code, name, district, city, decile, sex, match, *rest = said
        village = self._village_of(code, name, district, city)
        read = _decile_of(decile)
        if village is None:
            return Fault.OTHER_CITY
        if read is None:
            return Fault.DECILE
        active, reason = _activity([one.lower() for one in rest[:5]])
        benefits = self._benefits(rest[5:])
        values = (village, read, _sex_of(sex), _match_of(match), active, reason, benefits)
        return _Few(BETWEEN.join(values), village, read)

    def _village_of(self, code: str, name: str, district: str, city: str) -> str | None:
        """The code; empty where it is not known, none where the row is another city's."""
        digits = re.sub(r"\D", "", code)
        if len(digits) >= 10:
            dotted = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:10]}"
            if dotted in self._codes:
                return dotted
            if not dotted.startswith(self._city_code):
                return None
        if city and self._city not in squeezed(city):
            return None
        where = (squeezed(district), squeezed(name))
        return self._villages.get(where) or self._villages.get(("", where[1]), "")

    def _birth_of(self, said: str) -> str:
        if len(self._dates) >= MOST_REMEMBERED:
            self._dates.clear()
        read = self._dates[said] = _date(said.strip())
        return read

    def _benefits(self, said: Sequence[str]) -> str:
        found = [pack_benefit(self._columns.always, "1", "")] if self._columns.always else []
        pairs = zip(said[::2], said[1::2], strict=True)
        for one, (flag, period) in zip(self._columns.benefits, pairs, strict=True):
            off = flag.lower() in _NO
            if not off or (flag and period):
                found.append(pack_benefit(one.program, "0" if off else "1", _tidy(period)))
        return join_benefits(found)


def _possible(born: str) -> bool:
    """Whether the date part of a NIK is a day of either century, 40 added for a woman."""
    day, month, year = int(born[:2]), int(born[2:4]), int(born[4:])
    day -= 40 * (day > 40)
    if not 1 <= month <= 12:
        return False
    # Of 1900 and 2000 the later one is a leap year.
    return 1 <= day <= (28 + (year % 4 == 0) if month == 2 else 30 + (month in _LONG))


def _decile_of(said: str) -> str | None:
    """1-10; empty where there is none, none where it is no decile."""
    plain = said.lower().removeprefix("desil").strip().removesuffix(".0")
    if plain in _NO or squeezed(plain) in _UNDECIDED:
        return ""
    return plain if plain.isdecimal() and 1 <= int(plain) <= 10 else None


def _sex_of(said: str) -> str:
    plain = squeezed(said)
    return "male" if plain in _MALE else "female" if plain in _FEMALE else ""


def _match_of(said: str) -> str:
    plain = said.lower()
    return "" if plain in {"", "-"} else "yes" if plain in _YES else "no"


def _activity(said: Sequence[str]) -> tuple[str, str]:
    """Whether it was switched off, and why."""
    inactive, why, alive, died, deleted = said
    dead = any(word in text for word in _DEAD for text in (alive, why))
    if dead or died not in _NO:
        return "no", "deceased"
    if inactive not in _NO or deleted not in _NO:
        return "no", _tidy(why)
    return "", ""


def _as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _tidy(words: str) -> str:
    """One space between words, nothing that parts our own values, and no sign of "this is text"
    that spreadsheets put before a number."""
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(printable.split()).lstrip("'").strip()


def _masked(nik: str) -> str:
    """Also of what is too short for a NIK, only the ends."""
    if len(nik) >= 15 and nik.isdigit():
        return mask_numbers(nik)
    return f"{nik[:2]}***{nik[-2:]}" if len(nik) > 6 and not nik.isalpha() else "***"


def _date(said: str) -> str:
    for shape in _DATES:
        found = shape.fullmatch(said)
        if found is not None:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return ""
    return ""


def _village_names(city: City) -> dict[tuple[str, str], str]:
    """Codes by kecamatan and kelurahan; by the kelurahan alone where only one has that name."""
    found: dict[tuple[str, str], str] = {}
    alone: dict[str, set[str]] = {}
    for district in city.districts:
        for village in district.villages:
            for name in (village.name, *village.aliases):
                alone.setdefault(squeezed(name), set()).add(village.code)
                for where in (district.name, *district.aliases):
                    found[squeezed(where), squeezed(name)] = village.code
    for name, codes in alone.items():
        if len(codes) == 1:
            found["", name] = next(iter(codes))
    return found
