"""A line of a registry file becomes a row, or is refused with a reason.

This runs a million times: what repeats (villages, dates, words of names) is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from flows.cases.identity import LENGTH
from flows.cases.name_folding import fold_in_order
from flows.facts import City
from storage.registry.packing import BETWEEN, KEY, OWN, join_benefits, mark_of, pack_benefit
from storage.registry.presets import Columns, squeezed
from storage.registry.values import (
    NO,
    activity,
    as_text,
    birth_possible,
    decile_of,
    iso_date,
    masked,
    match_of,
    sex_of,
    tidy,
    village_names,
)

SCIENTIFIC = re.compile(r"^\d[.,]?\d*[eE]\+?\d+$|^\d{16}[.,]0+$")
"""What a spreadsheet makes of a NIK: its last digits are lost."""
GROUPED = re.compile(r"\d{2,6}(?:[ .\-]\d{2,6}){2,7}")
"""A number written in groups, as on a card: 35.7602.450882.9991."""
NONE = -1
"""The place of a column that the file has not got: an empty cell that is put behind the others."""
NAME, CARD = OWN.index("name"), OWN.index("kk")
WHOSE = ("nik", "name", "kk", "village_code", "village", "district", "city")
"""Columns without which a line is not taken; spreadsheets leave out the last cells if empty."""
MOST_REMEMBERED = 200_000
_TRIVIAL = frozenset(digit * LENGTH for digit in "0123456789")
_FEW = ("village_code", "village", "district", "city", "decile", "sex", "match", "inactive",
        "inactive_reason", "alive", "deceased_note", "deleted")  # fmt: skip


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


Taken = tuple[str, bytes, int, str, str, bytes]
"""A line that was taken: the NIK, its key, the decile's mark, the kelurahan's code, the folded
name, and the row as it is sealed."""


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
        self._villages = village_names(city)
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
        self._least = max(at.get(name, NONE) for name in WHOSE)
        self._nik = at["nik"]
        self._card = at.get("kk", NONE)
        self._own = itemgetter(*(at.get(name, NONE) for name in OWN))
        self._few = itemgetter(*few)
        self._birth = at.get("birth", NONE)

    def check(self, line: int, cells: list[object]) -> Taken | Rejected:
        """One line; its cells may be changed."""
        if len(cells) <= self._least:
            return Rejected(line, Fault.SHORT, "")
        if self._numeric:
            if isinstance(cells[self._nik], int | float):
                return Rejected(line, Fault.NUMERIC, "")
            cells = self._as_text(cells)
        # What a column that the file has not got reads, and what was left out of the line.
        cells.extend([""] * max(1, self._most + 2 - len(cells)))
        own = self._own(cells)
        if _untidy(own):
            own = tuple(map(tidy, own))
        if len(own[0]) != LENGTH or (own[CARD] and not _plain(own[CARD])):
            own = _with_numbers(own)
        nik = own[0]
        fault = self._fault_of(nik)
        if fault is None and not own[NAME]:
            fault = Fault.NO_NAME
        said = self._few(cells)
        few = self._remembered.get(said) or self._remember(said)
        if fault is not None or isinstance(few, Fault):
            return Rejected(line, fault or few, masked(nik))  # type: ignore[arg-type]
        birth = self._dates.get(cells[self._birth])  # type: ignore[call-overload]
        if birth is None:
            birth = self._birth_of(str(cells[self._birth]))
        hashed = self._hashed(nik.encode())
        packed = BETWEEN.join((*own, birth, few.packed)).encode()
        return (nik, hashed[:KEY], mark_of(few.decile, hashed), few.village,
                fold_in_order(own[NAME]), packed)  # fmt: skip

    def _as_text(self, cells: list[object]) -> list[object]:
        if self._card != NONE and isinstance(cells[self._card], int | float):
            cells[self._card] = ""
        return list(map(as_text, cells))

    def _fault_of(self, nik: str) -> Fault | None:
        if len(nik) != LENGTH or not (nik.isdecimal() and nik.isascii()):
            if not nik:
                return Fault.NO_NIK
            return Fault.NUMERIC if SCIENTIFIC.match(nik) else Fault.NOT_16
        born = nik[6:12]
        possible = self._births.get(born)
        if possible is None:
            possible = self._births[born] = birth_possible(born)
        trivial = nik.endswith("0000") or nik in _TRIVIAL
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
        read = decile_of(decile)
        if village is None:
            return Fault.OTHER_CITY
        if read is None:
            return Fault.DECILE
        active, reason = activity([one.lower() for one in rest[:5]])
        benefits = self._benefits(rest[5:], on="0" if active == "no" else "1")
        values = (village, read, sex_of(sex), match_of(match), active, reason, benefits)
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
        read = self._dates[said] = iso_date(said.strip())
        return read

    def _benefits(self, said: Sequence[str], on: str) -> str:
        """The programs; `on` says of the one that the whole file is about, whether it is active."""
        found = [pack_benefit(self._columns.always, on, "")] if self._columns.always else []
        pairs = zip(said[::2], said[1::2], strict=True)
        for one, (flag, period) in zip(self._columns.benefits, pairs, strict=True):
            off = flag.lower() in NO
            if not off or (flag and period):
                found.append(pack_benefit(one.program, "0" if off else "1", tidy(period)))
        return join_benefits(found)


def _with_numbers(own: tuple[str, ...]) -> tuple[str, ...]:
    """NIK and KK without what parts their digits. A KK that is none, or was a number and lost its
    last digits, is left out: families would be taken for one."""
    nik, card = _joined(own[0]), _joined(own[CARD])
    return (nik, card if _plain(card) else "", *own[CARD + 1 :])


def _plain(card: str) -> bool:
    return len(card) == LENGTH and card.isdecimal() and card not in _TRIVIAL


def _joined(said: str) -> str:
    plain = tidy(said)
    digits = re.sub(r"\D", "", plain)
    return digits if len(digits) == LENGTH and GROUPED.fullmatch(plain) else plain


def _untidy(own: tuple[str, ...]) -> bool:
    """Whether one of the values may not be as `tidy` leaves it."""
    joined = "|".join(("", *own, ""))
    return (
        not joined.isprintable()
        or "  " in joined
        or "| " in joined
        or " |" in joined
        or "|'" in joined
    )
