"""What a talk is about: the kind of complaint, its sub-type and program, or a city's service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from flows.cases.bilingual import Bilingual
from flows.cases.catalogue import KINDS, Entry, SubType
from flows.naming import entry_in, service_in, sub_type_in
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene
from flows.saying import MOST_SENTENCES, sentences
from flows.talks.danger import EMERGENCY
from flows.told_already import told
from flows.words import Text, _, lines

SERVICE = "service"
UNKNOWN = "unknown"
CARDS = {"kis": "PBI_JKN", "kks": "SEMBAKO", "kip": "PIP"}
"""Who says which card it is has named the program."""
_ASKED_MOST = frozenset({"social", "food", "health", "education"})
_WORDS = {
    "membership": ("terdaftar", "pendaftaran", "kepesertaan"),
    "non_membership": ("bermasalah", "bantuan", "masalah bantuan"),
    "service_request": ("layanan", "surat", "minta surat", "minta layanan", "ajukan"),
    "urgent": ("darurat", "gawat", "keadaan darurat", "cepat"),
}
_PLAIN_UNKNOWN = (
    "tidak tahu",
    "tidak tau",
    "lupa",
    "lainnya",
    "lain",
    "tidak ada",
    "bukan itu",
    "mboten ngertos",
)


@cache
def about_questions(*, apply: bool) -> tuple[Question, ...]:
    """The questions until it is settled what the talk is about; `apply`: a service, at once."""
    return tuple(_about(apply=apply))


def _about(*, apply: bool) -> Iterator[Question]:
    if not apply:
        yield Kind(
            key="kind",
            ask=_("Laporan Anda tentang apa? Boleh juga ditulis, misalnya PKH belum cair."),
            title=_("Jenis"),
            options=tuple(
                Option(kind, words.text(), _WORDS[kind]) for kind, words in KINDS.items()
            ),
            along=("subtype", "service", "program"),
        )
        yield SubTypes(
            key="subtype",
            ask=_("Yang mana yang paling sesuai?"),
            title=_("Keluhan"),
            options=_sub_types,
            when=lambda scene: bool(_sub_types(scene)),
            along=("program",),
        )
    yield Services(
        key=SERVICE,
        ask=_("Apa yang ingin Anda ajukan?"),
        title=_("Layanan"),
        options=_services,
        when=lambda scene: (apply or _asks_service(scene)) and bool(_services(scene)),
    )
    yield Programs(
        key="program",
        ask=_("Tentang program apa? Boleh ketik namanya, misalnya PKH."),
        title=_("Program"),
        options=_programs,
        when=_names_program,
    )


def sub_type_of(scene: Scene) -> SubType | None:
    """The sub-type that was chosen."""
    found = scene.facts.catalogue.sub_type(str(scene.answers.get("subtype") or ""))
    return found if found is not None and found.kind == scene.answers.get("kind") else None


def service_of(scene: Scene) -> Entry | None:
    """The service that was chosen."""
    return scene.facts.catalogue.entry(str(scene.answers.get(SERVICE) or ""))


def settled(scene: Scene) -> bool:
    """Whether it is clear what the talk is about."""
    return sub_type_of(scene) is not None or service_of(scene) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Choose):
    """The kind; who names a sub-type in words answers two questions at once."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A sub-type or a service that the words give away."""
        return read_subject(text, scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubTypes(Choose):
    """The sub-types of the kind; one of another kind may be named."""

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """With what must be known at once."""
        found = scene.facts.catalogue.sub_type(option.value)
        return Answer(
            {self.key: option.value}, notice=_advice(found) if found is not None else None
        )

    def also(self, option: Option, text: str, scene: Scene) -> Mapping[str, str]:
        """The program or the card, where the words name it too ("PKH belum cair")."""
        found = scene.facts.catalogue.sub_type(option.value)
        if found is None:
            return {}
        return {**_program_named(found, text, scene), **told(found.asks, text)}

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A sub-type or a service that the words give away."""
        return read_subject(text, scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(Choose):
    """The services of the city that are open today."""

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """With what it gives and to whom."""
        entry = scene.facts.catalogue.entry(option.value)
        notice = _introduced(entry, scene) if entry is not None else None
        return Answer({self.key: option.value}, notice=notice)

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A service by name; a closed one and a program of somebody else are explained."""
        facts = scene.facts
        named = service_in(text, facts.catalogue, facts.city.code, facts.today)
        if named is not None:
            return Answer({self.key: named.code}, notice=_introduced(named, scene))
        closed = entry_in(text, facts.catalogue, SERVICE)
        if closed is not None and closed.closed:
            return Miss(closed.closed.text(), counts=False)
        program = entry_in(text, facts.catalogue, "program")
        return _by_program(program, scene) if program is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs(Choose):
    """The programs people speak of most come first; any other may be typed."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A program by one of its names; one that is over is explained."""
        program = entry_in(text, scene.facts.catalogue, "program")
        if program is None:
            return None
        if not program.open(scene.facts.today) and program.closed:
            return Miss(program.closed.text(), counts=False)
        return Answer({self.key: program.code})

    def show(self, answer: object, scene: Scene) -> Text:
        """The program's name in full."""
        program = scene.facts.catalogue.entry(str(answer))
        return program.label.text() if program else Choose.show(self, answer, scene)


def read_subject(text: str, scene: Scene) -> Reading | None:
    """What the words are about, when they give away one sub-type or one service."""
    facts = scene.facts
    found = sub_type_in(text, facts.catalogue)
    if found is not None:
        return read_sub_type(found, text, scene)
    service = service_in(text, facts.catalogue, facts.city.code, facts.today)
    return read_service(service, text, scene) if service is not None else None


def read_sub_type(found: SubType, text: str, scene: Scene) -> Answer:
    """What is answered where the words are about this sub-type."""
    named = _program_named(found, text, scene)
    values = {"kind": found.kind, "subtype": found.code, **named, **told(found.asks, text)}
    return Answer(values, notice=_advice(found))


def read_service(service: Entry, text: str, scene: Scene) -> Answer:
    """What is answered where the words are about this service."""
    values = {"kind": "service_request", SERVICE: service.code, **told(service.asks, text)}
    return Answer(values, notice=_introduced(service, scene))


def _program_named(found: SubType, text: str, scene: Scene) -> dict[str, str]:
    """The open program in these words, where a complaint of this sub-type may name one."""
    if found.program == "no":
        return {}
    program = entry_in(text, scene.facts.catalogue, "program")
    return {"program": program.code} if program and program.open(scene.facts.today) else {}


def _advice(found: SubType) -> Text | None:
    """The emergency numbers first, where somebody cannot wait."""
    said = [found.advice.text()] if found.advice else []
    if found.urgent:
        said.insert(0, EMERGENCY)
    return lines(said[0], *said[1:]) if said else None


def _introduced(entry: Entry, scene: Scene) -> Text:
    """Who it is for and what one gets; for an urgent one the emergency numbers first."""
    said = [EMERGENCY] if entry.urgent else []
    standing = entry.standing(scene.facts.today)
    said += [words.text() for words in (standing, entry.target, entry.gives) if words]
    kept: list[Text] = []
    for words in said:
        if sum(map(sentences, (*kept, words))) <= MOST_SENTENCES:
            kept.append(words)
    return lines(kept[0], *kept[1:])


def _by_program(program: Entry, scene: Scene) -> Reading:
    """How one comes to a program: by a service of the city, or by its owner."""
    facts = scene.facts
    if not program.open(facts.today):
        return Miss((program.closed or program.how).text(), counts=False)
    service = facts.catalogue.leads_to(program.code, facts.city.code, facts.today)
    if service is None:
        return Miss(program.how.text(), counts=False)
    return Answer({SERVICE: service.code}, notice=program.how.text())


def _sub_types(scene: Scene) -> tuple[Option, ...]:
    kind, catalogue = scene.answers.get("kind"), scene.facts.catalogue

    def options() -> tuple[Option, ...]:
        found = (s for s in catalogue.sub_types if s.kind == kind)
        ordered = sorted(found, key=lambda s: getattr(s, "order", 100))
        return tuple(Option(s.code, s.label.text(), _parts(s.label), s.hints) for s in ordered)

    return catalogue.once(("sub-type options", kind), options)


def _parts(label: Bilingual) -> tuple[str, ...]:
    """`Tanya syarat/jadwal` may be named by either half."""
    return tuple(part for words in (label.id, label.jv) for part in words.split("/") if part)


def _services(scene: Scene) -> tuple[Option, ...]:
    catalogue, city, today = scene.facts.catalogue, scene.facts.city.code, scene.facts.today

    def options() -> tuple[Option, ...]:
        return tuple(
            Option(e.code, e.label.text(), (e.name.id, e.name.jv), e.hints)
            for e in catalogue.services(city, today)
        )

    return catalogue.once(("service options", city, today), options)


def _programs(scene: Scene) -> tuple[Option, ...]:
    catalogue, city, today = scene.facts.catalogue, scene.facts.city.code, scene.facts.today
    found = sub_type_of(scene)
    near = found.sector if found is not None else ""

    def options() -> tuple[Option, ...]:
        listed = sorted(
            catalogue.programs(city, today),
            key=lambda e: (e.urgent, e.sector not in {near, *_ASKED_MOST}, e.order),
        )
        named = tuple(Option(e.code, e.label.text(), (e.name.id, *e.hints)) for e in listed)
        return (*named, Option(UNKNOWN, _("Tidak tahu / lainnya"), _PLAIN_UNKNOWN))

    return catalogue.once(("program options", city, today, near), options)


def _asks_service(scene: Scene) -> bool:
    return scene.answers.get("kind") == "service_request"


def _names_program(scene: Scene) -> bool:
    found = sub_type_of(scene)
    if found is None or found.program == "no" or found.urgent:
        return False
    return not any(ask.key == "card_kind" for ask in found.asks)
