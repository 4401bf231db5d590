"""The resident wishes another day for the visit: one question in their own words."""

from __future__ import annotations

from flows.questions import Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.words import Text, _
from flows.writing import Write


def _ask(scene: Scene) -> Text:
    words = _(
        "Hari dan jam berapa petugas sebaiknya datang untuk laporan {ticket}? "
        "Tulis saja, misalnya: Rabu sore, atau lewat jam 4."
    )
    return words.format(ticket=ticket(scene))


WISH = Flow(
    "visit_wish",
    (
        Write(
            key="wish",
            ask=_ask,
            at_least=4,
            at_most=300,
            joint=" ",
            too_short=_("Mohon tulis harinya, misalnya Rabu sore."),
        ),
    ),
    then=act,
    called=_("hari kunjungan"),
    waiting=_("Hari kunjungan yang Anda inginkan belum ditulis, atau ketik BATAL."),
    expired=_("Permintaan hari lain dihentikan setelah 3 hari. Ketik CEK, atau ketik MENU."),
)
