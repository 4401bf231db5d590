"""Apa saya berhak?: three or four easy questions, and what might be worth a try.

Always "belum tentu": the limits are the catalogue's, the owner of a program decides, by quota.
Nothing personal is stored, and the registry is not asked: that has a talk of its own, with its
own rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.catalogue import Entry
from flows.cases.hints import MOST_DECILE, Asked, Hints, hints_for
from flows.matching import number_in
from flows.questions import Answer, Choose, Option, Question, Reading, Scene
from flows.saying import MOST_SENTENCES, sentences
from flows.script import Flow
from flows.talks.requirements import ENOUGH, ENTRY, SEE, named_in
from flows.words import Text, _, lines, literal

NAME = "entitled_hints"
GROUP, LISTED, DECILE, EMPLOYEES, TOLD = "group", "listed", "decile", "employees", "told"
YES, NO, UNKNOWN = "yes", "no", "unknown"
MOST_SHOWN = 4
HIGH = "8"
"""Stands for decile 8 to 10, above every limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decile(Choose):
    """A decile, by its own number."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """9 and 10 stand in no row."""
        del scene
        typed = number_in(text)
        high = typed is not None and int(HIGH) <= int(typed) <= MOST_DECILE
        return Answer({self.key: HIGH}) if high else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Choose):
    """What might be worth a try, and where to go from here."""

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """The whole answer once; afterwards only whether there is more."""
        if again or scene.answers.get(TOLD):
            return _("Mau apa sekarang?")
        return told(scene)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """Why something is over, another need, or on into another talk."""
        if option is OVER:
            ended = _hints(scene).over
            notice = lines(*(line for entry in ended for line in _ended(entry)))
            return Answer({TOLD: True}, notice=notice)
        if option is OTHER:
            return Answer({GROUP: None, TOLD: None})
        return Choose.chosen(self, option, scene)

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A service or program by its name."""
        found = named_in(text, scene)
        return Answer({self.key: f"{SEE}{found.code}"}) if found is not None else None

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A choice, or anything that this city still has."""
        code = str(answer).removeprefix(SEE)
        named = code != answer and scene.facts.catalogue.printed(code) is not None
        return named or Choose.accepts(self, answer, scene)


def told(scene: Scene) -> Text:
    """What fits, what does not and why, what to do first, and that nothing of it is a promise."""
    found = _hints(scene)
    said = [*_fitting(found.fitting), *_not_fitting(found), *_first(scene)]
    said.append(_("Ini hanya petunjuk; yang memutuskan pemilik program, sesuai kuota."))
    return lines(said[0], *said[1:])


def _hints(scene: Scene) -> Hints:
    facts, answers = scene.facts, scene.answers
    decile = str(answers.get(DECILE) or "")
    asked = Asked(
        str(answers.get(GROUP) or ""),
        int(decile) if decile.isdecimal() else None,
        employees=answers.get(EMPLOYEES) == YES,
    )
    return hints_for(asked, facts.catalogue, facts.city.code, facts.today)


def _fitting(entries: tuple[Entry, ...]) -> Iterator[Text]:
    if not entries:
        yield _("Belum ada yang cocok dengan jawaban Anda.")
        return
    yield _("Yang bisa dicoba, belum tentu dapat:")
    for entry in entries[:MOST_SHOWN]:
        yield _line(entry)
    if len(entries) > MOST_SHOWN:
        more = _("Masih ada {n} lagi di “Syarat dan brosur”.")
        yield more.format(n=len(entries) - MOST_SHOWN)


def _line(entry: Entry) -> Text:
    name = entry.name.text()
    if entry.loan:
        return _("- {name} (pinjaman, harus dikembalikan)").format(name=name)
    if entry.decile_max is not None:
        return _("- {name} (desil 1-{n})").format(name=name, n=entry.decile_max)
    if entry.state == "yearly":
        return _("- {name} (dibuka setahun sekali)").format(name=name)
    if entry.state == "check_year":
        return _("- {name} (belum pasti tahun ini)").format(name=name)
    return Text("- {name}").format(name=name)


def _not_fitting(found: Hints) -> Iterator[Text]:
    if found.beyond:
        words = _("Desil Anda di atas batas untuk: {names}.")
        yield words.format(names=_named(found.beyond))
    if found.screened:
        words = _("Keluarga PNS, TNI, Polri, dan pegawai BUMN biasanya tidak masuk: {names}.")
        yield words.format(names=_named(found.screened))


def _named(entries: tuple[Entry, ...]) -> Text:
    return literal(", ".join(entry.label.id for entry in entries))


def _first(scene: Scene) -> Iterator[Text]:
    """What stands before everything else."""
    listed = scene.answers.get(LISTED)
    if listed == NO:
        yield _("Nama keluarga perlu diusulkan dulu supaya tercatat di DTSEN.")
    elif listed == UNKNOWN:
        yield _("Cek dulu apakah keluarga Anda tercatat di DTSEN.")


def _ended(entry: Entry) -> Iterator[Text]:
    """Its name, and why it is over in the catalogue's own words: in one line where that is short
    enough, since a long answer is cut between lines."""
    name = entry.name.text()
    why = entry.closed.text() if entry.closed is not None else None
    if why is not None and sentences(why) <= MOST_SENTENCES:
        yield Text("{name}: {why}").format(name=name, why=why)
    else:
        yield from (name, why) if why is not None else (name,)


def _options(scene: Scene) -> tuple[Option, ...]:
    facts, found = scene.facts, _hints(scene)
    seen = (
        Option(f"{SEE}{e.code}", e.label.text(), (e.name.id, e.name.jv))
        for e in found.fitting[:MOST_SHOWN]
    )
    proposal = facts.catalogue.proposal(facts.city.code)
    can_propose = proposal is not None and proposal.open(facts.today)
    propose = scene.answers.get(LISTED) == NO and can_propose
    first = PROPOSE if propose else APPLY
    return (*seen, CHECK, first, *((OVER,) if found.over else ()), OTHER, ENOUGH)


def _leads(scene: Scene) -> tuple[str, Mapping[str, Any]] | None:
    """Into the checklist of a program, applying, proposing, or asking the registry."""
    chosen, facts = str(scene.answers.get("next") or ""), scene.facts
    if chosen.startswith(SEE):
        return "requirements", {"need": "any", ENTRY: chosen.removeprefix(SEE)}
    if chosen == PROPOSE.value:
        proposal = facts.catalogue.proposal(facts.city.code)
        return "application", {"service": proposal.code} if proposal is not None else {}
    return {APPLY.value: ("application", {}), CHECK.value: ("registry_check", {})}.get(chosen)


def _group(value: str, label: Text, *words: str) -> Option:
    return Option(value, label, words, hints=words)


GROUPS = (
    _group("pupil", _("Anak sekolah/kuliah"), "sekolah", "kuliah", "anak sekolah", "murid", "spp"),
    _group("mother", _("Ibu hamil/anak kecil"), "hamil", "bayi", "balita", "melahirkan", "mbobot"),
    _group("elder", _("Lansia 60 ke atas"), "lansia", "orang tua", "nenek", "kakek", "mbah"),
    _group("disabled", _("Penyandang disabilitas"), "disabilitas", "cacat", "difabel", "lumpuh"),
    _group("sick", _("Orang sakit"), "sakit", "berobat", "bpjs", "kis", "gerah", "opname"),
    _group("orphan", _("Anak yatim/piatu"), "yatim", "piatu", "yatim piatu"),
    _group("house", _("Rumah, air, listrik"), "rumah", "rumah rusak", "listrik", "air", "griya"),
    _group("work", _("Usaha atau kerja"), "usaha", "modal", "kerja", "nganggur", "jualan"),
    _group("family", _("Kebutuhan sehari-hari"), "sembako", "makan", "beras", "miskin", "umum"),
)
_YES = ("ya", "ada", "iya", "sudah", "tercatat", "terdaftar", "wonten", "sampun", "nggih")
_NO = ("tidak", "tidak ada", "belum", "tidak tercatat", "belum terdaftar", "mboten", "dereng")
_UNKNOWN = ("tidak tahu", "tidak tau", "gak tau", "lupa", "belum tahu", "mboten ngertos", "ragu")
LISTED_OPTIONS = (
    Option(YES, _("Ya, tercatat"), _YES),
    Option(NO, _("Tidak tercatat"), _NO, sets=((DECILE, None),)),
    Option(UNKNOWN, _("Tidak tahu"), _UNKNOWN, sets=((DECILE, None),)),
)
DECILES = (
    *(Option(str(n), _("Desil {n}").format(n=n), (f"desil {n}",)) for n in range(1, int(HIGH))),
    Option(HIGH, _("Desil 8 ke atas"), ("desil 8", "desil 9", "desil 10", "tinggi")),
    Option(UNKNOWN, _("Tidak tahu"), _UNKNOWN),
)
EMPLOYEE_OPTIONS = (
    Option(YES, _("Ada"), _YES),
    Option(NO, _("Tidak ada"), _NO),
    Option(UNKNOWN, _("Tidak tahu"), _UNKNOWN),
)
APPLY = Option("apply", _("Ajukan bantuan/surat"), ("ajukan", "ajukan bantuan", "daftar"))
PROPOSE = Option("propose", _("Usulkan ke DTSEN"), ("usulkan", "usul", "ajukan", "daftar"))
CHECK = Option("check", _("Cek DTKS/DTSEN"), ("cek", "cek dtks", "cek dtsen", "dtsen", "dtks"))
OVER = Option("over", _("Yang sudah berakhir"), ("berakhir", "tutup", "sudah tutup", "ditutup"))
OTHER = Option("other", _("Keperluan lain"), ("lain", "lainnya", "yang lain", "sanesipun"))
QUESTIONS: tuple[Question, ...] = (
    Choose(
        key=GROUP,
        ask=_("Bantuannya untuk siapa, atau untuk apa?"),
        title=_("Untuk"),
        options=GROUPS,
        along=(TOLD,),
    ),
    Choose(
        key=LISTED,
        ask=_("Apakah keluarga Anda tercatat di DTSEN (dulu DTKS)?"),
        title=_("Tercatat di DTSEN"),
        options=LISTED_OPTIONS,
        along=(DECILE, TOLD),
    ),
    Decile(
        key=DECILE,
        ask=_("Desil berapa? Desil 1 paling miskin, 10 paling mampu; boleh tidak tahu."),
        title=_("Desil"),
        options=DECILES,
        when=lambda scene: scene.answers.get(LISTED) == YES,
        along=(TOLD,),
    ),
    Choose(
        key=EMPLOYEES,
        ask=_("Apakah ada PNS, TNI, Polri, atau pegawai BUMN dalam satu KK?"),
        title=_("PNS/TNI/Polri/BUMN"),
        options=EMPLOYEE_OPTIONS,
        along=(TOLD,),
    ),
    Result(key="next", ask=_("Mau apa sekarang?"), options=_options),
)

ENTITLED_HINTS = Flow(
    NAME,
    QUESTIONS,
    then=lambda _scene: (),
    called=_("pertanyaan"),
    waiting=_("Ada yang ingin ditanyakan lagi?"),
    expired=_("Ketik MENU bila ingin bertanya lagi."),
    light=True,
    leads=_leads,
)
