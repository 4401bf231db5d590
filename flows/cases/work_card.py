"""A case as it is handed to whoever must act next: what is wanted, and what they need to know
for it. For one person's private chat; identity numbers are masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.cases.card import FINDINGS
from flows.cases.case_lines import place_and_matter
from flows.cases.casefile import PersonLines
from flows.cases.papers import PAPER_STATES, PaperLine
from flows.cases.referrals import REFERRAL_LABELS, ReferralState
from flows.masking import mask_numbers
from flows.words import Rendered, Text, _staff, lines, literal

LONGEST_STORY = 300


@dataclass(frozen=True, slots=True)
class Answered:
    """What one program said, or has not said yet."""

    program: Rendered
    state: ReferralState
    words: str = ""
    """How to receive it, or which round."""
    reason: Rendered | None = None


@dataclass(frozen=True, slots=True)
class WorkCard:
    """What a desk needs to know of a case. Its repr hides whom it is about."""

    village: str
    category: str
    about: Rendered | None = None
    person: PersonLines | None = None
    story: str = ""
    """Empty where the reader does not need it."""
    finding: str = ""
    """Code of what the survey found."""
    finding_reason: str = ""
    registry: Rendered | None = None
    """What the social registry has of the person; none where nobody looked."""
    papers: tuple[PaperLine, ...] = ()
    note: str = ""
    """What the desk before wrote."""
    draft: str = ""
    drafted: int = 0
    """Files of the draft."""
    programs: tuple[Rendered, ...] = ()
    """Proposed."""
    answers: tuple[Answered, ...] = ()
    reach: str = ""
    """How the reporter is reached; empty where the reader does not need it."""

    def __repr__(self) -> str:
        return "<WorkCard>"


def work_card(first: Text, card: WorkCard) -> Text:
    """The card below its first words."""
    return lines(first, literal(""), *_told(card))


def _told(card: WorkCard) -> Iterator[Text]:
    yield place_and_matter(card.village, card.category, card.about)
    if card.person is not None:
        yield from _whom(card.person)
    if card.story:
        yield _staff("Cerita warga: {story}").format(story=_short(card.story))
    yield from _found(card)
    yield from _looked_through(card)
    for program in card.programs:
        yield _staff("Usulan program: {program}").format(program=program)
    if card.draft:
        yield _staff("Isi konsep: {words}").format(words=_short(card.draft))
    if card.drafted:
        yield _staff("Berkas konsep: {count} (tekan Rincian)").format(count=card.drafted)
    for one in card.answers:
        yield _answer(one)
    if card.note:
        yield _staff("Catatan: {note}").format(note=mask_numbers(card.note))
    if card.reach:
        yield _staff("Hubungi warga: {reach}").format(reach=card.reach)


def _whom(person: PersonLines) -> Iterator[Text]:
    if person.name:
        yield _staff("Nama: {name}").format(name=mask_numbers(person.name))
    if person.nik and person.read_back:
        yield _staff("NIK: {nik} ({read})").format(nik=person.nik, read=person.read_back)


def _found(card: WorkCard) -> Iterator[Text]:
    """What the survey found; nothing before it."""
    if not card.finding:
        return
    finding = FINDINGS.get(card.finding) or literal(card.finding)
    yield _staff("Hasil survei: {finding}").format(finding=finding)
    if card.finding_reason:
        yield _staff("Alasan temuan: {reason}").format(reason=_short(card.finding_reason))


def _looked_through(card: WorkCard) -> Iterator[Text]:
    """What the desk goes by: the registry's answer, and the papers."""
    if card.registry is not None:
        yield _staff("Hasil cek DTKS: {found}").format(found=card.registry)
    for paper in card.papers:
        yield _staff("Berkas {name}: {state}").format(
            name=paper.name, state=PAPER_STATES[paper.state]
        )


def _answer(one: Answered) -> Text:
    words = _staff("{program}: {state}").format(
        program=one.program, state=REFERRAL_LABELS[one.state]
    )
    if one.reason is not None:
        return _staff("{answer}, {reason}").format(answer=words, reason=one.reason)
    if one.words:
        return _staff("{answer}, {reason}").format(answer=words, reason=mask_numbers(one.words))
    return words


def _short(words: str) -> str:
    told = mask_numbers(" ".join(words.split()))
    return told if len(told) <= LONGEST_STORY else told[: LONGEST_STORY - 1].rstrip() + "…"
