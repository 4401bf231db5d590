"""Who has a case next, as its reporter reads it: a role and what they do, never a name."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.holding import holder
from flows.cases.profiles import Place
from flows.cases.states import Role, Stage, State
from flows.words import Text, _

_DESKS: Mapping[Role, Text] = {
    Role.PUSKESOS_OFFICER: _("petugas Puskesos, yang memeriksa berkas"),
    Role.FACILITATOR: _("fasilitator, yang menghubungi Anda"),
    Role.SUPERVISOR: _("supervisor, yang memeriksa hasil survei"),
    Role.FRONT_OFFICE: _("sekretariat SLRT, yang menentukan bantuan atau jawaban"),
    Role.BACK_OFFICE: _("sekretariat SLRT, yang menyiapkan rujukan atau surat"),
    Role.MANAGER: _("manajer SLRT, yang memeriksa hasilnya"),
    Role.DIVISION_HEAD: _("kepala bidang, yang memberi paraf pada surat"),
    Role.AGENCY_HEAD: _("kepala dinas, yang menandatangani surat"),
    Role.PROGRAM_MANAGER: _("pemilik program, yang memutuskan"),
}
_PLACES: Mapping[Place, Text] = {
    (State.SCREENING, Stage.FIELD): _("supervisor, yang menunjuk petugas survei"),
}
SOMEBODY = _("petugas SLRT")
DESK_WORDS: tuple[Text, ...] = (*_DESKS.values(), *_PLACES.values(), SOMEBODY)
"""All of them, to be read and approved."""


def next_desk(state: State, stage: Stage) -> Text:
    """Whose desk it is on: `sekretariat SLRT, yang menyiapkan rujukan atau surat`."""
    role = holder(state, stage)
    known = _PLACES.get((state, stage)) or (_DESKS.get(role) if role else None)
    return known or SOMEBODY
