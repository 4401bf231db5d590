"""An example of every value that a notice may have: WhatsApp asks for one with each template.

Invented throughout; the ticket is no ticket's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flows.cases.next_desk import next_desk
from flows.cases.states import Stage, State
from flows.moments import Day, Moment
from flows.words import Rendered, _staff

_ZONE = "Asia/Jakarta"
_AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
_LATER = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)

SAMPLES: Mapping[str, str | int | Rendered] = {
    "ticket": "26-009990-0",
    "main": "26-009991-0",
    "due": Moment(_AT, _ZONE),
    "when": Moment(_AT, _ZONE),
    "until": Day(_LATER, _ZONE),
    "papers_due": Day(_LATER, _ZONE),
    "decided_by": Day(_LATER, _ZONE),
    "village": "Wates",
    "reason": "foto rumah belum ada",
    "number": 5,
    "days": 30,
    "count": 2,
    "list": "26-009990-0 (Wates), 26-009991-0 (Kranggan)",
    "who": _staff("Budi Contoh, fasilitator SLRT"),
    "next": next_desk(State.APPROVED, Stage.SECRETARIAT),
    "items": "foto KTP (buram) dan foto KK",
    "proposal": "26-009992-0",
    "reach": _staff("lewat lapor.go.id atau SMS 1708"),
    "words": "KK masih diurus di kecamatan",
    "papers": "KK (hilang)",
    "agency": "Dinas Pekerjaan Umum",
    "help": "beras 10 kg setiap bulan",
    "helper": "RW 03",
    "program": "Bantuan Sembako",
    "programs": "PKH, Bantuan Sembako",
    "round": "Januari 2027",
    "how": "ambil kartu di kantor kelurahan dengan membawa KTP",
    "where": _staff("ambil di sekretariat SLRT pada jam kerja, dengan membawa KTP"),
    "answer": "bantuan sembako bulan ini dibagikan tanggal 25 di kelurahan",
    "outcome": _staff("dikabulkan"),
    "open": 7,
    "today": 2,
    "late": 1,
    "why": _staff("mungkin sama: namanya mirip, di kelurahan yang sama"),
    "task": _staff("pemeriksaan berkas"),
    "what": _staff("Keluhan petugas"),
    "kind": _staff("Betulkan data"),
}
"""By the name of the value."""
