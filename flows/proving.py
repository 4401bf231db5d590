"""Who somebody says they are, for an officer who compares it with the cards."""

from __future__ import annotations

from flows.cases.papers import NONE
from flows.identifying import AskName
from flows.photos import Photos
from flows.questions import Option, Question, When
from flows.villages import Area, districts_of, villages_of
from flows.words import _

ID_CARD = "id_card"


def proof(when: When) -> tuple[Question, ...]:
    """Name, kelurahan and the photo of the KTP, which may also be shown at the office; asked only
    then."""
    return (
        AskName(key="name", ask=_("Tulis nama lengkap sesuai KTP."), title=_("Nama"), when=when),
        Area(
            key="district",
            ask=_("Anda tinggal di kecamatan mana?"),
            options=districts_of,
            when=when,
        ),
        Area(
            key="village",
            ask=_("Kelurahan mana?"),
            title=_("Kelurahan"),
            options=villages_of,
            along=("district",),
            when=when,
        ),
        Photos(
            key=ID_CARD,
            ask=_("Kirim foto KTP Anda agar petugas bisa mencocokkan. Boleh juga nanti di kantor."),
            title=_("Foto KTP"),
            when=when,
            instead=(
                Option(
                    NONE,
                    _("Nanti di kantor"),
                    ("lewati", "nanti", "nanti saja", "di kantor", "tidak ada", "belum", "mangke"),
                ),
            ),
            hint=_("Kirim foto KTP, atau pilih “Nanti di kantor”."),
        ),
    )
