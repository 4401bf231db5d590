"""A resident's complaint, and an application for a service of the city: the same talk with
another beginning.

What is asked, which papers are wanted and whom a service is not for stands in the catalogue.
Answers of the short complaint of the first release (village, story, photo) still count.
"""

from __future__ import annotations

from flows.script import Flow
from flows.talks.consent import CONSENT
from flows.talks.danger import EMERGENCY, alarm
from flows.talks.subject import settled
from flows.talks.whole import built, handed_over
from flows.words import _

__all__ = ["APPLICATION", "COMPLAINT", "CONSENT", "EMERGENCY", "alarm"]

OPENING = _(
    "Siapkan KTP, KK, dan surat dari kelurahan bila ada; yang belum punya boleh menyusul. "
    "Sekitar 5 menit, boleh dilanjutkan nanti, dan gratis."
)

COMPLAINT = Flow(
    "complaint",
    (),
    then=handed_over,
    called=_("laporan"),
    opening=OPENING,
    waiting=_("Laporan Anda belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_(
        "Laporan Anda belum dikirim selama 3 hari, jadi isinya kami hapus. "
        "Ketik MENU bila ingin melapor lagi."
    ),
    build=built(apply=False),
    known=settled,
)

APPLICATION = Flow(
    "application",
    (),
    then=handed_over,
    called=_("permohonan"),
    opening=OPENING,
    waiting=_("Permohonan Anda belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_(
        "Permohonan Anda belum dikirim selama 3 hari, jadi isinya kami hapus. "
        "Ketik MENU bila ingin mengajukan lagi."
    ),
    build=built(apply=True),
    known=settled,
)
