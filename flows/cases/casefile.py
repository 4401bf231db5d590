"""A case for one person's private chat: the facilitator's task, and all that an officer may know.

Identity numbers are masked here too; a NIK is also read back as birth date, sex and last four
digits, so that it can be compared with a card. Group marks and hints of other reports stand in
the details only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.cases.case_lines import choices_for, due_line, look, place_and_matter
from flows.cases.marks import MARKS
from flows.cases.papers import PAPER_STATES, PaperLine
from flows.cases.press import MARKING, press_data
from flows.cases.rows import Row
from flows.cases.states import Stage, State, label_of_place
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.moments import Moment
from flows.visits import Visit
from flows.words import Rendered, Text, _staff, lines, literal

RELATIONS: Mapping[str, Text] = {
    "self": _staff("diri sendiri"),
    "same_kk": _staff("anggota satu KK"),
    "other": _staff("orang lain"),
    "representative": _staff("kuasa / pendamping"),
    "parent": _staff("orang tuanya"),
    "child": _staff("anaknya"),
    "spouse": _staff("suami / istrinya"),
    "relative": _staff("saudara / kerabat"),
    "neighbour": _staff("tetangga atau RT/RW"),
}
NO_NIK: Mapping[str, Text] = {
    "not_yet": _staff("belum dibuat"),
    "lost": _staff("hilang"),
    "baby": _staff("bayi baru lahir"),
    "stranded": _staff("orang telantar"),
    "unknown": _staff("tidak tahu"),
    "skipped": _staff("dilewati"),
    "not_asked": _staff("tidak ditanyakan"),
}
DOUBTS: Mapping[str, Text] = {
    "unknown_area": _staff("kode wilayah pada nomor tidak dikenal"),
    "no_guardian": _staff("anak; pelapor bukan walinya, bicara dulu dengan orang tua atau wali"),
    "odd_date": _staff("tanggal pada nomor KK tidak wajar"),
    "name_differs": _staff("NIK ini pernah dilaporkan dengan nama lain"),
    "kk_differs": _staff("NIK ini pernah dilaporkan dengan nomor KK lain"),
    "card_nik_differs": _staff("NIK pada foto KTP tidak sama dengan yang diketik"),
    "card_name_differs": _staff("nama pada foto KTP tidak sama dengan yang diketik"),
    "card_birth_differs": _staff("tanggal lahir pada foto KTP tidak sama dengan NIK-nya"),
    "card_kk_differs": _staff("nomor KK pada foto tidak sama dengan yang diketik"),
    "card_not_member": _staff("NIK ini tidak terbaca pada foto KK"),
    "card_not_ktp": _staff("foto KTP sepertinya bukan KTP"),
    "card_not_kk": _staff("foto KK sepertinya bukan KK"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the question in short, and what was chosen or written."""

    question: Rendered
    answer: Rendered | str
    """A choice's label, or somebody's own words."""


@dataclass(frozen=True, slots=True)
class PersonLines:
    """Whom a case is about, as an officer may read it."""

    name: str = ""
    relation: str = ""
    """A code of `RELATIONS`, or the reporter's own words."""
    applicant: str = ""
    """Name of the reporter, where they report for somebody else."""
    nik: str = ""
    """Masked."""
    read_back: Rendered | None = None
    """Birth date, sex and the last four digits."""
    kk: str = ""
    """Masked."""
    no_nik: str = ""
    """Why there is no NIK: a code or words."""
    doubts: tuple[str, ...] = ()
    registry: Text | None = None
    """What the social registry says of them: a hint, an officer decides."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another case that may be, or is, the same matter."""

    case_id: int
    version: int
    ticket: str
    why: Text


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What somebody who works on a case may know, in private."""

    case_id: int
    version: int
    ticket: str
    state: State
    opened_at: datetime
    due: datetime | None
    village: str
    """Name of the kelurahan; empty where none is known."""
    category: str
    story: str
    photos: int = 0
    reach: str = ""
    """How the reporter can be reached, e.g. a phone number; empty where nothing is known."""
    survey: tuple[Answer, ...] = field(default=())
    about: Rendered | None = None
    urgent: bool = False
    person: PersonLines | None = None
    """None for the short complaint."""
    asked: tuple[Answer, ...] = ()
    """The answers to the service's own questions."""
    papers: tuple[PaperLine, ...] = ()
    marks: tuple[str, ...] = ()
    """Codes; shown in the details only."""
    related: tuple[Related, ...] = ()
    """Shown in the details only."""
    stage: Stage = Stage.SCREENING
    offers: tuple[Row, ...] = ()
    """What the reader may do with it now (`lifecycle.offered`)."""
    noted: tuple[Answer, ...] = ()
    """What the desk found out and asked for; shown in the details only."""
    visit_at: datetime | None = None
    """When the facilitator comes, as agreed."""
    visit_part: str = ""
    """Part of the day that begins then (`flows.visits.PARTS`); empty for an hour."""
    attempts: int = 0
    """Visits in vain."""


def assignment_card(file: CaseFile, now: datetime, zone: str) -> tuple[Text, tuple[Choice, ...]]:
    """A case for its facilitator's private chat, with what they may do with it now."""
    heading = _staff("Tugas survei: laporan {ticket}")
    if file.urgent:
        heading = _staff("DARURAT. Tugas survei: laporan {ticket}")
    words = lines(heading.format(ticket=file.ticket), *_file_lines(file, now, zone))
    choices = choices_for(file.case_id, file.version, file.offers)
    if file.person is not None and choices:
        choices = (*choices, look(file.case_id, file.version))
    return words, choices


def details(file: CaseFile, now: datetime, zone: str) -> Text:
    """Everything about a case for an officer's private chat."""
    heading = _staff("Rincian laporan {ticket}: {status}")
    if file.urgent:
        heading = _staff("DARURAT. Rincian laporan {ticket}: {status}")
    return lines(
        heading.format(ticket=file.ticket, status=label_of_place(file.state, file.stage)),
        *_file_lines(file, now, zone),
        *(_answer_line(one) for one in file.noted),
        *(_answer_line(one) for one in file.survey),
        *_mark_lines(file),
        *(_related_line(one) for one in file.related),
    )


def details_choices(file: CaseFile) -> tuple[Choice, ...]:
    """Below the details: the group marks, and the cases that may be the same."""
    if file.person is None:
        return _related_choices(file)
    marking = Choice(
        press_data(file.case_id, file.version, None, MARKING), _staff("Tanda kelompok")
    )
    return marking, *_related_choices(file)


def mark_choices(file: CaseFile) -> tuple[Choice, ...]:
    """One button a mark: a tick stands before those that are set, and a press changes it."""
    return tuple(_mark_choice(file, code, label) for code, label in MARKS.items())


def _mark_choice(file: CaseFile, code: str, label: Text) -> Choice:
    is_set = code in file.marks
    data = press_data(file.case_id, file.version, None, f"{'un' if is_set else ''}mark.{code}")
    return Choice(data, Text("✓ {mark}").format(mark=label) if is_set else label)


def _related_choices(file: CaseFile) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            press_data(one.case_id, one.version, None), Text("{ticket}").format(ticket=one.ticket)
        )
        for one in file.related
    )


def _file_lines(file: CaseFile, now: datetime, zone: str) -> Iterator[Text]:
    yield place_and_matter(file.village, file.category, file.about)
    yield _staff("Masuk: {at}").format(at=Moment(file.opened_at, zone))
    if file.due:
        yield due_line(file.due, now, zone)
    yield from _visit_lines(file, zone)
    if file.person is not None:
        yield from _person_lines(file.person)
    if file.reach:
        yield _staff("Hubungi warga: {reach}").format(reach=file.reach)
    if file.story:
        yield _staff("Cerita warga: {story}").format(story=mask_numbers(file.story))
    yield from (_answer_line(one) for one in file.asked)
    yield from _paper_lines(file.papers)
    if file.photos:
        yield _staff("Foto: {photos}").format(photos=file.photos)


def _visit_lines(file: CaseFile, zone: str) -> Iterator[Text]:
    """While a visit is awaited: when it is, and how often nobody was met."""
    if file.state is not State.FIELD_VISIT:
        return
    if file.visit_at:
        when = Visit(file.visit_at, file.visit_part).when(zone)
        yield _staff("Kunjungan: {at}").format(at=when)
    if file.attempts:
        yield _staff("Sudah {n} kali tidak bertemu").format(n=file.attempts)


def _person_lines(person: PersonLines) -> Iterator[Text]:
    if person.name:
        yield _staff("Nama: {name}").format(name=mask_numbers(person.name))
    if person.relation:
        relation = RELATIONS.get(person.relation) or literal(mask_numbers(person.relation))
        yield _staff("Dilaporkan oleh: {relation}").format(relation=relation)
    if person.applicant:
        yield _staff("Nama pelapor: {name}").format(name=mask_numbers(person.applicant))
    if person.nik and person.read_back:
        yield _staff("NIK: {nik} ({read})").format(nik=person.nik, read=person.read_back)
    if person.no_nik:
        why = NO_NIK.get(person.no_nik) or literal(mask_numbers(person.no_nik))
        yield _staff("Tanpa NIK: {why}").format(why=why)
    if person.kk:
        yield _staff("No. KK: {kk}").format(kk=person.kk)
    if person.registry is not None:
        yield person.registry
    yield from doubt_lines(person.doubts)


def doubt_lines(codes: Sequence[str]) -> Iterator[Text]:
    """What the officer should look at, by the codes of DOUBTS."""
    for doubt in codes:
        yield _staff("Perlu dicek: {doubt}").format(doubt=DOUBTS.get(doubt) or literal(doubt))


def _answer_line(one: Answer) -> Text:
    answer = mask_numbers(one.answer) if isinstance(one.answer, str) else one.answer
    return _staff("{question}: {answer}").format(question=one.question, answer=answer)


def _paper_lines(papers: tuple[PaperLine, ...]) -> Iterator[Text]:
    for paper in papers:
        words = _staff("Berkas {name}: {state}")
        if paper.wanting:
            words = _staff("Berkas {name}: {state} (WAJIB, mohon diingatkan)")
        yield words.format(name=paper.name, state=PAPER_STATES[paper.state])


def _mark_lines(file: CaseFile) -> Iterator[Text]:
    shown = ", ".join(MARKS[code].render("id") for code in file.marks if code in MARKS)
    if shown:
        yield _staff("Tanda kelompok: {marks}").format(marks=shown)


def _related_line(one: Related) -> Text:
    return _staff("Laporan {ticket}: {why}").format(ticket=one.ticket, why=one.why)
