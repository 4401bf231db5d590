"""Short talks before what the desk decides: no visit, the registry's answer, another agency,
the same report twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.agencies import AGENCIES, OTHER
from flows.commands import ticket_in
from flows.questions import Answer, Choose, Miss, Option, Reading, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.talks.recap import recap_question
from flows.words import Text, _staff, lines, literal
from flows.writing import Write

_WAITS = _staff("Ini belum selesai; mari dilanjutkan, atau ketik BATAL.")
_GONE = _staff("Isian yang tidak selesai dibatalkan setelah 3 hari. Ketik TUGAS untuk mulai lagi.")

SKIP_VISIT = Flow(
    "skip_visit",
    (
        Write(
            key="reason",
            ask=lambda scene: _staff(
                "Mengapa laporan {ticket} tidak perlu survei rumah? Pilih, atau tulis sendiri."
            ).format(ticket=ticket(scene)),
            quick=(
                Option("known", _staff("Sudah pernah disurvei"), ("sudah disurvei",)),
                Option("paper", _staff("Hanya perlu surat"), ("hanya surat", "cukup surat")),
                Option("urgent", _staff("Mendesak sekali"), ("darurat", "mendesak")),
            ),
            at_least=8,
            at_most=500,
            joint=" ",
            too_short=_staff("Alasannya masih terlalu pendek bagi supervisor."),
        ),
    ),
    then=act,
    called=_staff("alasan tanpa survei"),
    waiting=_WAITS,
    expired=_GONE,
    staff=True,
)

DECILES = (
    *(Option(str(n), literal(f"Desil {n}"), (f"desil {n}", f"d{n}")) for n in range(1, 6)),
    Option("6", _staff("Desil 6 ke atas"), ("desil 6", "desil 7", "desil 8", "desil 9", "6+")),
    Option("none", _staff("Desil tidak tertulis"), ("tanpa desil", "tidak ada", "tidak tahu")),
)
"""The first five are what programs ask about; a choice's number is its decile."""


def _with_hint(words: Text, scene: Scene) -> Text:
    """What the loaded registry says stands above the question; the officer decides."""
    hint = str(scene.subject.get("registry") or "")
    return lines(literal(hint), words) if hint else words


LISTED = Flow(
    "listed",
    (
        Choose(
            key="decile",
            ask=lambda scene: _with_hint(
                _staff("Warga laporan {ticket} terdaftar. Desil berapa di data?").format(
                    ticket=ticket(scene)
                ),
                scene,
            ),
            title=_staff("Desil"),
            options=DECILES,
        ),
    ),
    then=act,
    called=_staff("hasil cek data"),
    waiting=_WAITS,
    expired=_GONE,
    staff=True,
)

FOUND = (
    Option("not_listed", _staff("Tidak ditemukan"), ("tidak ada", "belum terdaftar", "belum ada")),
    Option("inactive", _staff("Ada, tetapi nonaktif"), ("nonaktif", "non aktif", "tidak aktif")),
    Option("deceased_flag", _staff("Tercatat meninggal"), ("meninggal", "tercatat meninggal")),
)
"""`registry_check` of a case whose person does not count as listed."""


def _ask_found(scene: Scene) -> Text:
    words = _with_hint(
        _staff("Apa hasil cek data warga laporan {ticket}?").format(ticket=ticket(scene)), scene
    )
    if not scene.subject.get("splits"):
        return words
    return lines(
        words,
        _staff(
            "Usulan data akan dibuka dengan nomor sendiri dan warga diberi tahu; "
            "laporan ini tetap berjalan."
        ),
    )


NOT_LISTED = Flow(
    "not_listed",
    (Choose(key="found", ask=_ask_found, title=_staff("Hasil cek"), options=FOUND),),
    then=act,
    called=_staff("hasil cek data"),
    waiting=_WAITS,
    expired=_GONE,
    staff=True,
)


def _agencies() -> tuple[Option, ...]:
    some = (Option(a.code, a.label, a.hints, hints=a.hints) for a in AGENCIES.values())
    return (*some, Option(OTHER, _staff("Instansi lain (tulis)"), ("lain", "lainnya")))


def _is_other(scene: Scene) -> bool:
    return scene.answers.get("agency") == OTHER


ELSEWHERE = Flow(
    "put_elsewhere",
    (
        Choose(
            key="agency",
            ask=lambda scene: _staff("Laporan {ticket} wewenang instansi mana?").format(
                ticket=ticket(scene)
            ),
            title=_staff("Instansi"),
            options=_agencies(),
        ),
        Write(
            key="agency_name",
            ask=_staff("Tulis nama instansinya, seperti yang dikenal warga."),
            title=_staff("Nama instansi"),
            at_least=3,
            at_most=80,
            joint=" ",
            when=_is_other,
            grows=False,
        ),
        Write(
            key="agency_reach",
            ask=_staff("Bagaimana warga menghubunginya? Tulis alamat atau nomor teleponnya."),
            title=_staff("Cara menghubungi"),
            at_least=3,
            at_most=160,
            joint=" ",
            when=_is_other,
            grows=False,
        ),
        recap_question(
            _staff("Laporan ditutup di sini, dan warga diberi tahu ke mana harus pergi. Kirim?")
        ),
    ),
    then=act,
    called=_staff("pengalihan laporan"),
    waiting=_WAITS,
    expired=_GONE,
    staff=True,
)


def _suggested(scene: Scene) -> tuple[Option, ...]:
    rows: Iterable[Mapping[str, str]] = scene.subject.get("suggested") or ()
    return tuple(Option(row["ticket"], literal(row["ticket"])) for row in rows)


def _ask_main(scene: Scene) -> Text:
    rows: Iterable[Mapping[str, str]] = scene.subject.get("suggested") or ()
    words = _staff("Laporan {ticket} sama dengan laporan nomor berapa?").format(
        ticket=ticket(scene)
    )
    hints = (Text("{ticket}: {why}").format(ticket=row["ticket"], why=row["why"]) for row in rows)
    return lines(words, *hints, _staff("Pilih, atau tulis nomor laporan utamanya."))


@dataclass(frozen=True, slots=True, kw_only=True)
class MainTicket(Choose):
    """A report that is suggested, or the number of another one."""

    takes_text: bool = True
    takes_ticket: bool = True

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A number whose check digit is right and which is not the report's own."""
        if not isinstance(answer, str) or answer == scene.subject.get("ticket"):
            return False
        return isinstance(ticket_in(answer), str)

    def read(self, text: str, scene: Scene) -> Reading:
        """The number in the words."""
        found = ticket_in(text)
        if not isinstance(found, str):
            return Miss(_staff("Nomor itu tidak benar. Nomor laporan seperti 26-004217-4."))
        if found == scene.subject.get("ticket"):
            return Miss(_staff("Itu nomor laporan ini sendiri. Tulis nomor laporan yang lain."))
        return Answer({self.key: found})

    def show(self, answer: Any, scene: Scene) -> Text:
        """The number."""
        del scene
        return literal(str(answer))


MERGE = Flow(
    "mark_duplicate",
    (
        MainTicket(key="main", ask=_ask_main, title=_staff("Laporan utama"), options=_suggested),
        recap_question(
            _staff(
                "Laporan ini akan mengikuti laporan utama. Pelapornya tetap memakai nomornya "
                "sendiri dan tidak diberi tahu tentang laporan lain. Gabungkan?"
            )
        ),
    ),
    then=act,
    called=_staff("penggabungan"),
    waiting=_WAITS,
    expired=_GONE,
    staff=True,
)
