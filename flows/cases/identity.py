"""Identity numbers as people type them: the NIK, the family card's number, and names.

A NIK is 16 digits `PP KK CC DD MM YY SSSS`: where it was first issued (province, city,
district), the birth date with 40 added to a woman's day, and a serial. It has no check digit,
so a slip in the serial looks valid: it is read back as birth date, sex and last four digits,
because a masked number catches no slip and a full one must never be shown. It never changes
when a person moves, and areas split, so a foreign area is no error.

Reject = ask again with the reason; warn = accept, and mark it for the officer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flows.masking import mask_numbers
from flows.moments import Date
from flows.words import Text, _

LENGTH = 16
OLDEST = 105
"""Years; the century of a two-digit birth year is the one that gives an age from 0 to this."""
GROWN_UP = 17
"""From this age a person has a KTP; below, a guardian answers for them."""
FEMALE = 40
_PROVINCES = range(11, 97)
_CITIES = (*range(1, 70), *range(71, 100))
_LEAD = re.compile(r"^\s*(?:no\.?|nomor|nomer)?\s*(?:nik|kk|ktp)?(?:\s*saya)?\s*(?:adalah|:|=)?\s*",
                   re.IGNORECASE)  # fmt: skip
_GAPS = re.compile(r"[\s.\-\u2010-\u2015\u200b-\u200f\u2060]")
_RUN = re.compile(r"(?<!\d)\d(?:[\s.\-]{0,2}\d){15}(?!\d)")


class Sex(StrEnum):
    """As the NIK says it."""

    MALE = "male"
    FEMALE = "female"


class Doubt(StrEnum):
    """Accepted, but the officer should look."""

    UNKNOWN_AREA = "unknown_area"
    ODD_DATE = "odd_date"
    """A family card's date part is no date; cards from before the rule exist."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Not accepted; the words say what was wrong and what to do."""

    words: Text


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK that can be one. Its repr hides the number."""

    digits: str
    birth: date
    sex: Sex
    doubts: tuple[Doubt, ...] = ()

    def __repr__(self) -> str:
        return f"<Nik {self.masked}>"

    @property
    def masked(self) -> str:
        """`3576********0001`."""
        return mask_numbers(self.digits)

    def age(self, today: date) -> int:
        """Years completed."""
        return _age(self.birth, today)

    def is_child(self, today: date) -> bool:
        """Whether a guardian must answer."""
        return self.age(today) < GROWN_UP

    def read_back(self) -> Text:
        """What a person can check without the number being shown."""
        return _("lahir {birth}, {sex}, akhiran {last}").format(
            birth=Date(self.birth), sex=SEX_LABELS[self.sex], last=self.digits[-4:]
        )


SEX_LABELS: dict[Sex, Text] = {Sex.MALE: _("laki-laki"), Sex.FEMALE: _("perempuan")}


@dataclass(frozen=True, slots=True)
class FamilyCardNo:
    """A family card's number that can be one. Its repr hides the number."""

    digits: str
    doubts: tuple[Doubt, ...] = ()

    def __repr__(self) -> str:
        return f"<FamilyCardNo {mask_numbers(self.digits)}>"


def read_nik(typed: str, today: date) -> Nik | Refused:
    """The NIK somebody typed, or what to tell them (rules 1, 2, 3, 7 and 8 of the form)."""
    digits = _digits(typed)
    if isinstance(digits, Refused):
        return digits
    if len(set(digits)) == 1 or digits.endswith("0000"):
        return Refused(_("Angka itu bukan NIK. Mohon lihat lagi angka NIK pada KTP atau KK."))
    sex = Sex.FEMALE if int(digits[6:8]) > FEMALE else Sex.MALE
    birth = _birth(digits, sex, today)
    if birth is None:
        return Refused(
            _(
                "Tanggal lahir di dalam NIK itu tidak ada. "
                "Mohon periksa angka ke-7 sampai ke-12 pada KTP atau KK."
            )
        )
    return Nik(digits, birth, sex, _area_doubts(digits))


def read_family_card_no(typed: str, nik: str = "") -> FamilyCardNo | Refused:
    """The family card's number somebody typed, or what to tell them. `nik` is the NIK they
    gave before, because the two are often mixed up (rule 6)."""
    digits = _digits(typed, "KK")
    if isinstance(digits, Refused):
        return digits
    if digits == nik or int(digits[6:8]) > FEMALE:
        return Refused(
            _(
                "Itu sepertinya NIK, bukan nomor KK. "
                "Nomor KK ada di bagian paling atas Kartu Keluarga."
            )
        )
    if len(set(digits)) == 1 or digits.endswith("0000"):
        return Refused(_("Angka itu bukan nomor KK. Mohon lihat lagi bagian atas Kartu Keluarga."))
    odd = () if _any_date(digits) else (Doubt.ODD_DATE,)
    return FamilyCardNo(digits, (*_area_doubts(digits), *odd))


def find_nik(words: str, today: date) -> Nik | None:
    """A NIK inside a caption or a longer message; none when there is none, or several."""
    runs = {re.sub(r"\D", "", found) for found in _RUN.findall(words)}
    read = [read_nik(run, today) for run in runs]
    niks = [nik for nik in read if isinstance(nik, Nik)]
    return niks[0] if len(niks) == 1 else None


_CALLED = re.compile(
    r"^(?:(?:nama|nami|jeneng|asma) (?:lengkap )?(?:saya|kula|kulo|aku)(?: adalah)?"
    r"|nama(?: lengkap)?|nami|jenengku|namaku|saya|kula|kulo|aku)[ :=]+(?=\S{3})"
    r"|[ ,]+(?:pak|bu|min|kak)[.!]*$",
    re.IGNORECASE,
)
"""What stands around a name: "nama saya Siti Contoh, pak"."""


def read_name(typed: str) -> str | Refused:
    """A full name in capitals as on the card, or what to tell who typed it."""
    name = _CALLED.sub("", " ".join(typed.split())).strip(".,;: ")
    letters = sum(sign.isalpha() for sign in name)
    if letters < 3 or any(sign.isdigit() for sign in name):
        return Refused(_("Mohon tulis nama lengkap sesuai KTP, tanpa angka."))
    if len(name) > 80:
        return Refused(_("Namanya terlalu panjang. Mohon tulis nama saja."))
    return name.upper()


def _digits(typed: str, kind: str = "NIK") -> str | Refused:
    """16 digits without the blanks people put between them; letters are never guessed away."""
    bare = _GAPS.sub("", _LEAD.sub("", typed))
    phone = bare.removeprefix("+")
    if phone.isdigit() and phone.startswith(("08", "62")) and 10 <= len(phone) <= 14:
        return Refused(
            _("Itu nomor telepon. {kind} terdiri dari 16 angka dan ada pada KTP atau KK.").format(
                kind=kind
            )
        )
    if not bare.isdigit() or not bare.isascii():
        return Refused(
            _("{kind} hanya angka, tanpa huruf. Mohon ketik 16 angkanya.").format(kind=kind)
        )
    if len(bare) != LENGTH:
        return Refused(
            _("{kind} harus 16 angka. Yang Anda ketik {n} angka. Mohon periksa lagi.").format(
                kind=kind, n=len(bare)
            )
        )
    return bare


def _birth(digits: str, sex: Sex, today: date) -> date | None:
    """The birth date in the century that gives a possible age; none when there is no such day."""
    day = int(digits[6:8]) - (FEMALE if sex is Sex.FEMALE else 0)
    month, short = int(digits[8:10]), int(digits[10:12])
    possible = (_day(century + short, month, day) for century in (2000, 1900))
    return next((d for d in possible if d and 0 <= _age(d, today) <= OLDEST), None)


def _any_date(digits: str) -> bool:
    day, month, short = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    return any(_day(century + short, month, day) for century in (1900, 2000))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _area_doubts(digits: str) -> tuple[Doubt, ...]:
    known = int(digits[:2]) in _PROVINCES and int(digits[2:4]) in _CITIES and digits[4:6] != "00"
    return () if known else (Doubt.UNKNOWN_AREA,)
