"""Syarat dan brosur: what a service asks for, who decides, and the brochure to keep.

By need, by service, or in words of one's own; scanned codes land in its last step. Nothing
personal is asked or stored, so it works without consent, and nothing is lost by leaving it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.catalogue import Entry
from flows.cases.leaflet import ROUTE_DECIDES, ROUTE_LINES, ROUTE_RIGHTS, way_of
from flows.effects import Effect, SendPaper
from flows.matching import has_phrase, match, words_of
from flows.naming import entry_in, service_in
from flows.questions import Answer, Choose, Option, Question, Reading, Scene
from flows.script import Flow
from flows.talks.danger import EMERGENCY
from flows.words import Text, _, lines

NAME = "requirements"
ENTRY, TOLD = "entry", "told"
SEE = "see_"
"""Before the code of another entry, as a choice."""
SCANNED = "scanned"
"""In the talk's subject: a code on paper brought them, so they hold the brochure already."""

_ASKING = re.compile(
    r"\b(?:syarat\w*|sarat\w*|persyaratan|brosur\w*|pamflet|poster|selebaran|butuh apa|"
    r"perlu apa|berkas apa|dokumen apa|surat apa|bawa apa|betah menapa|butuh opo|cara (?:daftar|"
    r"mengurus|ngurus|dapat))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs(Choose):
    """What people come with; who names a service or program is taken straight to it."""

    def also(self, option: Option, text: str, scene: Scene) -> Mapping[str, Any]:
        """The entry that the same words name."""
        del option
        found = _named_itself(text, scene)
        return {ENTRY: found.code} if found is not None else {}

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A service or program by its name, open or closed."""
        found = named_in(text, scene)
        return Answer({self.key: "any", ENTRY: found.code}) if found is not None else None

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A need we know, or none where an entry was named at once; who goes back behind that
        is asked for the need."""
        named = scene.answers.get(ENTRY) is not None
        return (answer == "any" and named) or Choose.accepts(self, answer, scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries(Choose):
    """What may help with the need; any other may be named."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A service or program by its name, open or closed."""
        found = named_in(text, scene)
        return Answer({self.key: found.code}) if found is not None else None

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Any entry that this city still has, also under an earlier code."""
        return scene.facts.catalogue.printed(str(answer)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Choose):
    """The checklist, and what one may do from there."""

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """The whole checklist once; afterwards only whether there is more."""
        entry = entry_of(scene)
        if entry is None or again or scene.answers.get(TOLD) == entry.code:
            return _("Mau apa sekarang?")
        return checklist(entry, scene)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """Another page, a file, the way of a complaint, or on into applying."""
        code, value = str(scene.answers.get(ENTRY, "")), option.value
        if value.startswith(SEE):
            return Answer({ENTRY: value.removeprefix(SEE), TOLD: None})
        if option is APPLY:
            return _applies(option, scene)
        goes = _GOES.get(value)
        return goes(code) if goes is not None else Choose.chosen(self, option, scene)

    def read(self, text: str, scene: Scene) -> Reading | None:
        """Another service or program by its name."""
        found = named_in(text, scene)
        return Answer({ENTRY: found.code, TOLD: None}) if found is not None else None


def named_in(text: str, scene: Scene) -> Entry | None:
    """The service or program that these words name; a service of the city first."""
    facts = scene.facts
    service = service_in(text, facts.catalogue, facts.city.code, facts.today)
    return service or entry_in(text, facts.catalogue, "program") or entry_in(
        text, facts.catalogue, "service"
    )  # fmt: skip


def asks_requirements(text: str) -> bool:
    """Whether words of one's own ask what is needed, or for a brochure."""
    return _ASKING.search(" ".join(words_of(text))) is not None


def begun_by(text: str, scene: Scene) -> dict[str, str]:
    """What these words answer already: the entry they name, or the need."""
    entry = _named_itself(text, scene)
    if entry is not None:
        return {"need": "any", ENTRY: entry.code}
    need = match(text, [option.candidate("") for option in _need_options(scene)])
    return {"need": need} if need else {}


def _named_itself(text: str, scene: Scene) -> Entry | None:
    """The entry that is named by more than a need: who says "modal usaha" has named none of the
    programs yet that give it."""
    found, words = named_in(text, scene), words_of(text)
    hints = (hint for need in scene.facts.catalogue.needs for hint in need.hints)
    only_a_need = any(has_phrase(words, h) and named_in(h, scene) is found for h in hints)
    return None if only_a_need else found


def entry_of(scene: Scene) -> Entry | None:
    """The entry that is shown."""
    return scene.facts.catalogue.printed(str(scene.answers.get(ENTRY) or ""))


def checklist(entry: Entry, scene: Scene) -> Text:
    """Who it is for, what to have ready, who decides, and what else one must know; for a closed
    one why, and what now."""
    said = [EMERGENCY] if entry.urgent else []
    said.append(entry.name.text())
    if not entry.open(scene.facts.today):
        return lines(*said, _closed(entry), *_now(entry, scene))
    standing = entry.standing(scene.facts.today)
    said += [words.text() for words in (standing, entry.target) if words]
    said += _papers(entry, scene)
    said.append(_("Yang memutuskan: {owner}").format(owner=entry.owner))
    if way_of(entry, scene.facts.catalogue, scene.facts.city.code, scene.facts.today) is None:
        said.append(entry.how.text())
    said += [entry.note.text()] if entry.note else []
    return lines(said[0], *said[1:])


def the_route() -> Text:
    """The way of a complaint in five lines, and who decides."""
    steps = [
        Text("{n}) {step}").format(n=n, step=step) for n, (_icon, step) in enumerate(ROUTE_LINES, 1)
    ]
    return lines(_("Jalannya keluhan:"), *steps, ROUTE_DECIDES, ROUTE_RIGHTS)


def _closed(entry: Entry) -> Text:
    return (entry.closed or entry.how).text()


def _now(entry: Entry, scene: Scene) -> Iterator[Text]:
    others = _instead(entry, scene)
    if others:
        names = ", ".join(other.label.id for other in others)
        yield _("Sekarang ada: {names}.").format(names=names)


def _papers(entry: Entry, scene: Scene) -> Iterator[Text]:
    """Each paper on a line; what is asked of some only stands as such."""
    known = [
        (paper, document)
        for paper in entry.papers
        if (document := scene.facts.catalogue.document(paper.document)) is not None
    ]
    if not known:
        yield _("Tidak perlu berkas untuk bertanya.")
        return
    by_chat = way_of(entry, scene.facts.catalogue, scene.facts.city.code, scene.facts.today)
    yield _("Siapkan (yang belum ada boleh menyusul):") if by_chat else _("Yang disiapkan:")
    for paper, document in known:
        must = paper.need == "must" and not paper.when
        line = Text("- {name}") if must else _("- {name} (bila ada)")
        yield line.format(name=document.name)


def _instead(entry: Entry, scene: Scene) -> tuple[Entry, ...]:
    found = (scene.facts.catalogue.entry(code) for code in entry.instead)
    return tuple(e for e in found if e is not None and e.open(scene.facts.today))


def _sends(kind: str, code: str, notice: Text) -> Answer:
    return Answer({TOLD: code}, effects=(SendPaper(kind, code),), notice=notice)


def _applies(option: Option, scene: Scene) -> Answer:
    """How one comes to a program is said before its service opens."""
    entry = entry_of(scene)
    other = entry is not None and entry.kind == "program"
    return Answer({"next": option.value}, notice=entry.how.text() if entry and other else None)


def _need_options(scene: Scene) -> tuple[Option, ...]:
    needs = sorted(scene.facts.catalogue.needs, key=lambda n: n.order)
    return tuple(
        Option(
            n.code,
            n.label.text(),
            hints=n.hints,
        )
        for n in needs
    )


def _entry_options(scene: Scene) -> tuple[Option, ...]:
    facts = scene.facts
    need = str(scene.answers.get("need") or "")
    listed = facts.catalogue.helping(need, facts.city.code, facts.today)
    return tuple(Option(e.code, e.label.text(), (e.name.id, e.name.jv), e.hints) for e in listed)


def _next_options(scene: Scene) -> tuple[Option, ...]:
    entry = entry_of(scene)
    if entry is None:
        return ()
    facts = scene.facts
    options = []
    if not facts.staff_roles and way_of(entry, facts.catalogue, facts.city.code, facts.today):
        options.append(APPLY)
    if not entry.open(facts.today):
        others = _instead(entry, scene)
        options += [Option(f"{SEE}{e.code}", e.label.text(), (e.name.id,)) for e in others]
    if scene.subject.get(SCANNED) or scene.answers.get(TOLD):
        options.append(BROCHURE)
    return (*options, ROUTE, FILM, OTHER, ENOUGH)


def _brings(scene: Scene) -> tuple[Effect, ...]:
    """The brochure follows the checklist, except for who has just scanned it."""
    entry = entry_of(scene)
    if entry is None or scene.subject.get(SCANNED) or scene.answers.get(TOLD) == entry.code:
        return ()
    return (SendPaper("brochure", entry.code),)


def _leads(scene: Scene) -> tuple[str, Mapping[str, Any]] | None:
    """Into applying for the service, or for the one by which one comes to the program."""
    entry = entry_of(scene)
    if entry is None or scene.answers.get("next") != APPLY.value:
        return None
    facts = scene.facts
    service = way_of(entry, facts.catalogue, facts.city.code, facts.today)
    return ("application", {"service": service.code}) if service is not None else None


APPLY = Option(
    "apply",
    _("Ajukan sekarang"),
    ("ajukan", "daftar", "mau ajukan", "saya mau", "daftar sekarang", "ya", "lanjut"),
)
BROCHURE = Option(
    "brochure", _("Kirim brosur"), ("brosur", "minta brosur", "kirim brosurnya", "pdf")
)
ROUTE = Option(
    "route", _("Jalannya keluhan"), ("alur", "jalannya", "alur keluhan", "alur pengaduan", "proses")
)
FILM = Option("film", _("Video penjelasan"), ("video", "penjelasan", "film", "gambar"))
OTHER = Option("other", _("Syarat yang lain"), ("lain", "lainnya", "yang lain", "syarat lain"))
ENOUGH = Option(
    "enough",
    _("Selesai"),
    ("cukup", "sudah", "selesai", "tidak", "tidak ada", "itu saja", "sampun", "makasih", "rampung"),
    ends=_("Baik, semoga membantu. Ketik MENU kapan saja."),
)
_GOES: Mapping[str, Callable[[str], Answer]] = {
    "other": lambda _code: Answer({"need": None, ENTRY: None, TOLD: None}),
    "brochure": lambda code: _sends("brochure", code, _("Brosurnya segera kami kirim di sini.")),
    "film": lambda code: _sends("explainer", code, _("Penjelasannya segera kami kirim di sini.")),
    "route": lambda code: Answer({TOLD: code}, notice=the_route()),
}
"""What a choice does that leads to no other talk; given the code of the entry."""
QUESTIONS: tuple[Question, ...] = (
    Needs(
        key="need",
        ask=_("Syarat untuk apa? Pilih, atau tulis kebutuhannya, misalnya anak sakit."),
        options=_need_options,
        along=(ENTRY, TOLD),
        hint=_("Maaf, kami belum paham; pilih yang paling dekat di bawah ini."),
    ),
    Entries(
        key=ENTRY,
        ask=_("Yang mana? Boleh juga tulis nama programnya."),
        options=_entry_options,
        along=(TOLD,),
    ),
    Shown(key="next", ask=_("Mau apa sekarang?"), options=_next_options, brings=_brings),
)

REQUIREMENTS = Flow(
    NAME,
    QUESTIONS,
    then=lambda _scene: (),
    called=_("pertanyaan"),
    waiting=_("Ada yang ingin ditanyakan lagi?"),
    expired=_("Ketik MENU bila ingin bertanya lagi."),
    light=True,
    leads=_leads,
)
