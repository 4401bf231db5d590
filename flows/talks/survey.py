"""A facilitator's visit in three questions, a reason and a last look. Staff read Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.effects import Effect, SubmitSurvey
from flows.questions import Answer, Choose, Miss, Option, Reading, Scene
from flows.rupiah import LARGEST, rupiah
from flows.script import Flow
from flows.talks.recap import recap_question
from flows.words import Text, _staff, literal
from flows.writing import Write

HOUSE = (
    Option("sound", _staff("Layak huni"), ("layak", "baik", "bagus", "bagus layak")),
    Option("worn", _staff("Rusak ringan"), ("ringan", "rusak sedikit", "rusak kecil")),
    Option("unfit", _staff("Rusak berat"), ("berat", "rusak parah", "tidak layak huni", "rtlh")),
    Option("guest", _staff("Menumpang / sewa"), ("menumpang", "numpang", "sewa", "kontrak", "kos")),
    Option("none", _staff("Tidak punya rumah"), ("tidak punya", "tunawisma")),
)
INCOME = (
    Option("under_500k", _staff("Di bawah 500 ribu")),
    Option("500k_1m", _staff("500 ribu - 1 juta")),
    Option("1m_2m", _staff("1 juta - 2 juta")),
    Option("over_2m", _staff("Lebih dari 2 juta")),
)
FINDING = (
    Option("eligible", _staff("Layak dibantu"), ("layak", "layak bantuan")),
    Option("not_eligible", _staff("Tidak layak dibantu"), ("tidak layak", "tidak layak bantuan")),
    Option("unsure", _staff("Ragu"), ("ragu ragu", "belum yakin", "tidak yakin", "belum tahu")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Income(Choose):
    """A bracket, or an amount in rupiah as people type it."""

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A bracket's code or whole rupiah."""
        if isinstance(answer, int):
            return 0 <= answer <= LARGEST
        return Choose.accepts(self, answer, scene)

    def read(self, text: str, scene: Scene) -> Reading:
        """The amount in the words."""
        del scene
        amount = rupiah(text)
        if amount is None:
            return Miss(
                _staff("Pilih salah satu, atau tulis jumlahnya, misalnya 1,5jt atau 800rb.")
            )
        return Answer({self.key: amount})

    def show(self, answer: Any, scene: Scene) -> Text:
        """Rupiah with dots, or the bracket."""
        return money(answer) if isinstance(answer, int) else Choose.show(self, answer, scene)


def money(amount: int) -> Text:
    """`Rp 1.500.000`."""
    return literal("Rp " + f"{amount:,}".replace(",", "."))


def described(answers: Mapping[str, Any]) -> tuple[tuple[Text, Text], ...]:
    """The answers of a survey as words for staff, in the order they were asked."""
    named = {o.value: o.label for options in (HOUSE, INCOME, FINDING) for o in options}
    shown = (
        (title, money(answer) if isinstance(answer, int) else named.get(answer, literal(answer)))
        for key, title in _TITLES.items()
        if (answer := answers.get(key)) is not None
    )
    return tuple(shown)


def _submit(scene: Scene) -> tuple[Effect, ...]:
    kept = {k: v for k, v in scene.answers.items() if k != "send"}
    case, version = scene.subject["case_id"], scene.subject.get("version", 0)
    return (SubmitSurvey(int(case), kept, int(version)),)


def _ask_house(scene: Scene) -> Text:
    return _staff("Survei laporan {ticket}. Bagaimana keadaan rumahnya?").format(
        ticket=str(scene.subject.get("ticket", ""))
    )


_TITLES: dict[str, Text] = {
    "house": _staff("Keadaan rumah"),
    "income": _staff("Penghasilan"),
    "finding": _staff("Temuan"),
    "reason": _staff("Alasan"),
}

SURVEY = Flow(
    "survey",
    (
        Choose(key="house", ask=_ask_house, title=_TITLES["house"], options=HOUSE),
        Income(
            key="income",
            ask=_staff(
                "Berapa penghasilan keluarga per bulan? "
                "Boleh ditulis jumlahnya, misalnya 1,5jt atau 800rb."
            ),
            again=_staff("Berapa penghasilan keluarga per bulan?"),
            title=_TITLES["income"],
            options=INCOME,
        ),
        Choose(
            key="finding",
            ask=_staff("Apa temuan Anda?"),
            title=_TITLES["finding"],
            options=FINDING,
        ),
        Write(
            key="reason",
            ask=_staff("Tulis alasan singkat untuk temuan itu, tanpa nama dan NIK."),
            title=_TITLES["reason"],
            at_least=10,
            joint=" ",
            too_short=_staff("Alasannya masih terlalu pendek."),
        ),
        recap_question(_staff("Periksa hasil survei ini, lalu kirim.")),
    ),
    then=_submit,
    called=_staff("survei"),
    waiting=_staff("Survei ini belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    correcting=_staff("Ini jawaban Anda sebelumnya; pilih Ubah untuk memperbaikinya."),
    expired=_staff(
        "Survei yang belum dikirim selama 3 hari sudah dihapus. "
        "Ketik TUGAS untuk membukanya lagi, atau ketik MENU."
    ),
    staff=True,
)
