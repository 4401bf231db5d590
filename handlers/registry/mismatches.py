"""Somebody says that a row of the registry is not true.

    reported   -> a job looks for the rows that may be meant, then a supervisor is shown it
    accepted   -> the list of proposals, written to a file for SIKS-NG
    declined   -> with a reason, for the office

Who reported is on no card and in no file; they hear that it came, and that it was handled.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.cases.registry import REPORTED, Reason
from flows.cases.states import Role
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.talks.mismatch import DECLINE, EVIDENCE
from flows.words import Text, _, _staff, lines, literal
from handlers import resident
from handlers.here import Heard, Here
from handlers.house import House
from handlers.registry import answering, photos
from handlers.registry.finding import without_frozen
from handlers.registry.refusing import private
from handlers.registry.verifying import village_name
from handlers.telling import notify_staff, staff_of_area
from storage import jobs, staff
from storage.registry import looking, searching
from storage.tables import Address, Document, MismatchReport, Staff

SORT = "registry_report"
"""Kind of the job."""
CANDIDATES = 3
RECEIVED = _(
    "Terima kasih, laporan data D{number} sudah kami terima. "
    "Supervisor memeriksanya; nama Anda tidak ditunjukkan. Ketik MENU untuk pilihan lain."
)
GONE = _staff("Laporan data ini sudah diputuskan.")
NOT_YOURS = _staff("Laporan data ini bukan untuk Anda putuskan.")
OWN = _staff("Anda tidak bisa memutuskan laporan Anda sendiri.")
_DECIDES = (Role.MANAGER, Role.FRONT_OFFICE)
"""Who does where there is no supervisor."""
COLUMNS = ("no", "kode_alasan", "alasan", "nama", "nik_tersamar", "id_dtks", "kelurahan", "rt",
           "rw", "tanggal_lapor", "tanggal_diterima", "keterangan")  # fmt: skip


def report(here: Here, talk: int, answers: Mapping[str, Any]) -> None:
    """Take the report in; the same words for everybody."""
    known = here.session.scalar(
        select(MismatchReport).where(
            MismatchReport.contact_id == here.address.contact_id, MismatchReport.talk == talk
        )
    )
    row = known or _store(here, talk, answers)
    here.say(RECEIVED.format(number=row.id))


def _store(here: Here, talk: int, answers: Mapping[str, Any]) -> MismatchReport:
    row = MismatchReport(
        contact_id=here.address.contact_id,
        address_id=here.address.id,
        talk=talk,
        reason=Reason(str(answers["reason"])).value,
        name=str(answers["name"]),
        village_code=str(answers.get("village") or "") or None,
        story=str(answers["known"]),
        about_officer=answers.get("about_officer") == "yes",
        reported_at=here.now,
    )
    here.session.add(row)
    here.session.flush()
    jobs.order(here.session, SORT, row.id, here.now)
    return row


def work(house: House, report_id: int) -> None:
    """The job: which rows may be meant (read only), then the supervisor is shown it."""
    with house.database.read() as session:
        row = session.get(MismatchReport, report_id)
        if row is None or row.state != "received" or row.candidates is not None:
            return
        codes = (row.village_code,) if row.village_code else ()
        found = searching.search(session, row.name, codes, CANDIDATES) if codes else ()
        hits = without_frozen(session, found)
    with house.database.write() as session:
        row = session.get_one(MismatchReport, report_id, with_for_update=True)
        if row.candidates is None:
            row.candidates = [hit.row for hit in hits]
            here = Here(house, session, session.get_one(Address, row.address_id), house.clock())
            _show(here, row)
    house.wake()


def _show(here: Here, row: MismatchReport) -> None:
    choices = tuple(_buttons(here, row))
    words = _card(here, row)
    for member in _deciders(here.session, row):
        notify_staff(here.session, member, words, here.now, choices=choices)


def _card(here: Here, row: MismatchReport) -> Text:
    label = REPORTED[Reason(row.reason)]
    told = " ".join(mask_numbers(row.story).split())
    rows = [looking.row(here.session, one) for one in row.candidates or ()]
    found = (
        literal(
            f"{n}. {one.name}, NIK {mask_numbers(one.nik)}, RT {one.rt or '-'}/RW {one.rw or '-'}"
        )
        for n, one in enumerate(filter(None, rows), 1)
    )
    return lines(
        _staff("Laporan data D{number}: {label}.").format(number=row.id, label=label),
        _staff("Tentang: {name}, kelurahan {village}").format(
            name=literal(row.name), village=literal(village_name(here, row.village_code))
        ),
        _staff("Yang diketahui: {told}").format(told=literal(told)),
        *((_staff("Data yang mungkin dimaksud:"), *found) if any(rows) else
          (_staff("Tidak ada nama yang mirip di data kelurahan itu."),)),
        _staff("Pelapor dirahasiakan. Periksa di lapangan sebelum menerima."),
    )  # fmt: skip


def _buttons(here: Here, row: MismatchReport) -> list[Choice]:
    numbers = list(enumerate(row.candidates or (), 1))
    accept = [Choice(f"k:m:{row.id}:{n}", _staff("Terima: nomor {n}").format(n=n))
              for n, _row in numbers]  # fmt: skip
    return [
        *accept,
        Choice(f"k:m:{row.id}:0", _staff("Terima, lainnya") if accept else _staff("Terima")),
        Choice(f"k:m:{row.id}:x", _staff("Tolak")),
        *([Choice(f"k:e:{row.id}", _staff("Lihat foto bukti"))] if _photos(here, row) else []),
    ]


def _deciders(session: Session, row: MismatchReport) -> Sequence[Staff]:
    """The kecamatan's supervisors; of another kecamatan where it is about an officer; else
    `_DECIDES`. Never who reported it."""
    near = staff_of_area(session, Role.SUPERVISOR, row.village_code)
    if row.about_officer:
        beside = {one.id for one in near}
        everybody = staff_of_area(session, Role.SUPERVISOR, None)
        near = [one for one in everybody if one.id not in beside]
    for some in (near, *(staff_of_area(session, role, None) for role in _DECIDES)):
        found = [one for one in some if one.contact_id != row.contact_id]
        if found:
            return found
    return []


def _photos(here: Here, row: MismatchReport) -> Sequence[Document]:
    return photos.of(here, row.contact_id, row.talk, EVIDENCE)


def press(here: Heard, report_id: int, answer: str) -> None:
    """A supervisor decides."""
    row = _lock(here, report_id)
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.refuse(refused or GONE)
    elif answer == "x":
        here.toast()
        resident.begin(here, DECLINE.name, {"case_id": row.id, "event": DECLINE.name})
    else:
        place = int(answer) if answer.isdecimal() else 0
        rows = list(row.candidates or ())
        row.row_id = rows[place - 1] if 0 < place <= len(rows) else None
        _decide(here, row, "accepted", "")
        here.toast()
        here.say(_staff("D{number} masuk daftar usulan.").format(number=row.id))


def decline(here: Here, report_id: int, reason: str) -> None:
    """The reason was given."""
    row = _lock(here, report_id)
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.say(refused or GONE)
        return
    _decide(here, row, "declined", reason)
    here.say(_staff("D{number} ditutup tanpa usulan.").format(number=row.id))


def _lock(here: Here, report_id: int) -> MismatchReport | None:
    return here.session.get(MismatchReport, report_id, with_for_update=True, populate_existing=True)


def _refused(here: Here, row: MismatchReport | None) -> Text | None:
    if row is None or row.state != "received":
        return GONE
    if row.contact_id == here.address.contact_id:
        return OWN
    able = {one.id for one in _deciders(here.session, row)}
    return None if here.staff is not None and here.staff.id in able else NOT_YOURS


def _decide(here: Here, row: MismatchReport, state: str, why: str) -> None:
    """The reporter hears the same, whatever was decided."""
    assert here.staff is not None
    row.state, row.why = state, why or None
    row.decided_by, row.decided_at = here.staff.id, here.now
    photos.destroy(here, _photos(here, row))
    answering.log_look(here, f"mismatch_{state}", "mismatch_report", row.id)
    answering.inform(here, row.contact_id, "mismatch_handled", number=row.id)


def show_evidence(here: Heard, report_id: int) -> None:
    """The photo, to who decides, on record."""
    row = _lock(here, report_id)
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.refuse(refused or GONE)
        return
    if not here.can_write():
        return
    here.toast()
    if not photos.show(here, _photos(here, row)):
        here.say(_staff("Fotonya belum bisa dibuka; coba lagi sebentar."))


def export(house: House, path: Path, *, again: bool = False) -> int:
    """Write what was accepted to a file for SIKS-NG, each once; how many. Rows are named by the
    registry's own id: no full NIK leaves."""
    now = house.clock()
    with house.database.write() as session, private(path) as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        wanted = select(MismatchReport).where(MismatchReport.state == "accepted")
        if not again:
            wanted = wanted.where(MismatchReport.exported_at.is_(None))
        rows = session.scalars(wanted.order_by(MismatchReport.id)).all()
        for number, row in enumerate(rows, 1):
            out.writerow(_written(house, session, number, row))
            row.exported_at = row.exported_at or now
        staff.note(session, "proposals_exported", "mismatch_report", len(rows), now)
        return len(rows)


def _written(
    house: House, session: Session, number: int, row: MismatchReport
) -> tuple[str | int, ...]:
    entry = looking.row(session, row.row_id) if row.row_id is not None else None
    village = (entry.village if entry else "") or row.village_code or ""
    decided = row.decided_at.astimezone(house.zone).date().isoformat() if row.decided_at else ""
    return (
        number,
        row.reason,
        REPORTED[Reason(row.reason)].render("id"),
        entry.name if entry else row.name,
        mask_numbers(entry.nik) if entry else "",
        entry.registry_id if entry else "",
        village,
        entry.rt if entry else "",
        entry.rw if entry else "",
        row.reported_at.astimezone(house.zone).date().isoformat(),
        decided,
        "" if entry else "baris belum ditentukan, cari menurut nama",
    )
