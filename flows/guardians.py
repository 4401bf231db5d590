"""Of a child's data a parent or guardian decides: who reports a child says what they are to it.

Nobody is turned away for it: whoever sees a child in need may say so. The answer is kept as a
consent of its own, and where it is no, the officer is told to speak with the guardian first.
Source: UU PDP 27/2022, art. 25.
"""

from __future__ import annotations

from flows.cases.identity import Nik, read_nik
from flows.effects import RecordConsent
from flows.matching import polite
from flows.questions import Choose, Option, Scene
from flows.words import _

KEY, PURPOSE = "guardian", "guardian"
PARENT, ALLOWED, OTHER = "parent", "allowed", "other"
ASKED = _("Apakah Anda orang tua atau wali anak ini, dan setuju datanya dipakai?")
_YES = RecordConsent(PURPOSE, given=True, text=ASKED)
_NO = RecordConsent(PURPOSE, given=False, text=ASKED)


def _of_a_child(scene: Scene) -> bool:
    typed = scene.answers.get("nik")
    if not isinstance(typed, str) or scene.answers.get("nik_ok") != "yes":
        return False
    today = scene.facts.today
    nik = scene.facts.once((read_nik, typed), lambda: read_nik(typed, today))
    return isinstance(nik, Nik) and nik.is_child(today)


GUARDIAN = Choose(
    key=KEY,
    ask=ASKED,
    title=_("Wali anak"),
    when=_of_a_child,

    options=(
        Option(
            PARENT,
            _("Ya, orang tua/wali"),
            polite("ya", "iya", "orang tua", "ya orang tua", "wali", "saya ibunya", "saya bapaknya",
                   "setuju", "ya setuju", "nggih", "inggih", "sarujuk"),
            effects=(_YES,),
        ),
        Option(
            ALLOWED,
            _("Diizinkan walinya"),
            polite("diizinkan", "diijinkan", "disuruh ibunya", "disuruh orang tuanya", "sudah izin",
                   "dipunijini"),
            effects=(_YES,),
        ),
        Option(
            OTHER,
            _("Bukan"),
            polite("bukan", "tidak", "bukan wali", "tetangga", "sanes", "mboten"),
            effects=(_NO,),
            says=_("Laporan tetap kami terima; petugas bicara dulu dengan orang tua atau walinya."),
        ),
    ),
)  # fmt: skip
