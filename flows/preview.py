"""Every question, button and notice in both languages on one page, for sign-off by the city.

Made from the talks themselves, the table of notices and the catalogue, so that it cannot be
older than what people are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from flows.asides import ASIDES
from flows.asked import paper_question, questions_of
from flows.cases.asking import Ask, Paper
from flows.cases.catalogue import Catalogue, Entry
from flows.cases.next_desk import DESK_WORDS
from flows.cases.notices import NOTICES
from flows.cases.offers import OFFERS
from flows.cases.standing import PLACE_WORDS
from flows.cases.states import STATE_LABELS, Role
from flows.cases.table import TABLE, Audience
from flows.effects import Conversation
from flows.facts import City, District, Facts, Village
from flows.questions import Option, Question, Scene
from flows.script import Flow
from flows.talks import FLOWS
from flows.talks.menu import MENU
from flows.talks.welcome import LANGUAGE
from flows.turning import Stage
from flows.words import Text
from locales import known

_CITY = City(
    "00.00",
    "Kota Contoh",
    (District("00.00.01", "Contoh Barat", (Village("00.00.01.1001", "Contoh Asri"),)),),
)
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_EMPTY = Catalogue((), ())
_ANSWERS: Mapping[str, str] = {
    "district": "00.00.01",
    "nik": "3576014508829991",
    "nik_seen": "3576014508829991",
}
_SUBJECT: Mapping[str, str] = {"ticket": "26-009990-0"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or button with its number, and who reads it."""

    name: str
    words: Text
    staff: bool = False

    def jv(self) -> str:
        """The krama words; staff read Indonesian only."""
        return "" if self.staff else self.words.render("jv")


@dataclass(frozen=True, slots=True)
class Section:
    """A talk, or a group of notices."""

    title: str
    lines: tuple[Line, ...]


def render_preview(catalogue: Catalogue = _EMPTY, *, html: bool = False) -> str:
    """The page as plain text, or as one HTML file without anything from the network."""
    sections = tuple(_sections(catalogue))
    return _page(sections) if html else "\n".join(_text(section) for section in sections)


def _sections(catalogue: Catalogue) -> Iterator[Section]:
    scene = _scene(catalogue)
    told = [
        Section("Sapaan pertama", tuple(_question(LANGUAGE, scene))),
        Section("Menu", tuple(_question(MENU, scene))),
        *(_talk(flow, scene) for flow in FLOWS.values()),
        *(_complaint(code, scene) for code in (s.code for s in catalogue.sub_types)),
        *(_offer(entry, scene) for entry in catalogue.entries),
        Section("Surat dan foto", tuple(_papers(catalogue))),
        *(_aside(name, scene) for name in ASIDES),
        Section("Pemberitahuan", tuple(_notices())),
        Section("Tombol laporan", tuple(_buttons())),
        Section("Status laporan", tuple(Line(s.value, w) for s, w in STATE_LABELS.items())),
        Section("Di meja siapa", tuple(Line("", w) for w in DESK_WORDS)),
        Section("Jawaban CEK", tuple(Line("", w) for w in PLACE_WORDS)),
        Section("Tombol warga", tuple(Line(o.what, o.label) for o in OFFERS)),
    ]
    yield from told
    shown = {
        s for section in told for line in section.lines if not line.staff for s in _said(line.words)
    }
    rest = (Line("", Text(sentence)) for sentence in known("jv") if sentence not in shown)
    yield Section("Kalimat lain", tuple(rest))


def _scene(catalogue: Catalogue, **answers: str) -> Scene:
    facts = Facts(_NOW, _CITY, "id", catalogue=catalogue)
    return Scene(facts, {**_ANSWERS, **answers}, _SUBJECT)


def _talk(flow: Flow, scene: Scene) -> Section:
    opening = [Line("pembuka", flow.opening, flow.staff)] if flow.opening else []
    questions = flow.at(scene).questions
    asked = (line for q in questions for line in _question(q, scene, staff=flow.staff))
    closing = (
        Line("pengingat", flow.waiting, flow.staff),
        Line("kedaluwarsa", flow.expired, flow.staff),
    )
    return Section(f"Percakapan: {flow.called.render('id')}", (*opening, *asked, *closing))


def _complaint(code: str, scene: Scene) -> Section:
    """What is asked about one sub-type of complaint."""
    catalogue = scene.facts.catalogue
    found = catalogue.sub_type(code)
    if found is None:
        raise KeyError(code)
    advice = [Line("saran", found.advice.text())] if found.advice else []
    heading = (Line("pilihan", found.label.text()), *advice)
    title = f"Keluhan: {found.label.id}"
    asked = (*_asked(found.asks, catalogue), *_wanted(found.papers, catalogue))
    return Section(title, (*heading, *asked))


def _offer(entry: Entry, scene: Scene) -> Section:
    """What is said and asked about one service or program."""
    words = {
        "nama": entry.name, "pilihan": entry.label, "untuk": entry.target, "manfaat": entry.gives,
        "cara": entry.how, "tutup": entry.closed, "catatan": entry.note,
    }  # fmt: skip
    told = tuple(Line(name, said.text()) for name, said in words.items() if said)
    kind = "Layanan" if entry.kind == "service" else "Program"
    title = f"{kind} {entry.city}: {entry.name.id}".replace(" :", ":")
    catalogue = scene.facts.catalogue
    asked = (*_asked(entry.asks, catalogue), *_wanted(entry.papers, catalogue))
    return Section(title, (*told, *asked))


def _wanted(papers: Iterable[Paper], catalogue: Catalogue) -> Iterator[Line]:
    scene = _scene(catalogue)
    for paper in papers:
        yield Line(paper.key, paper_question(paper, catalogue).asks(scene))


def _asked(asks: Iterable[Ask], catalogue: Catalogue) -> Iterator[Line]:
    scene = _scene(catalogue)
    for ask in asks:
        for question in questions_of(ask):
            yield from _question(question, scene)


def _papers(catalogue: Catalogue) -> Iterator[Line]:
    for document in catalogue.documents:
        yield Line(document.code, document.name.text())
        yield Line("  belum punya", document.how.text())


def _aside(name: str, scene: Scene) -> Section:
    conversation = Conversation(flow="complaint", answers=_ANSWERS)
    question = ASIDES[name](Stage(conversation, scene.facts))
    return Section(f"Pertanyaan sela: {name}", tuple(_question(question, scene)))


def _question(question: Question, scene: Scene, *, staff: bool = False) -> Iterator[Line]:
    yield Line(question.key, question.asks(scene), staff)
    if question.again is not None:
        yield Line(f"{question.key} (ulang)", question.again, staff)
    for number, option in enumerate(question.offered(scene), 1):
        yield from _option(number, option, staff=staff)


def _option(number: int, option: Option, *, staff: bool) -> Iterator[Line]:
    yield Line(f"  [{number}]", option.label, staff)
    if option.says is not None:
        yield Line(f"  [{number}] jawaban", option.says, staff)
    if option.ends is not None:
        yield Line(f"  [{number}] selesai", option.ends, staff)


def _notices() -> Iterator[Line]:
    for notice in NOTICES.values():
        yield Line(notice.name, notice.words, notice.audience is not Audience.RESIDENT)


def _buttons() -> Iterator[Line]:
    for row in TABLE:
        if row.button is not None:
            yield Line(row.event.value, row.button, Role.RESIDENT not in row.roles)


def _said(words: Text) -> Iterable[str]:
    yield words.sentence
    for part in words.parts:
        yield from _said(part)


def _text(section: Section) -> str:
    rows = [f"== {section.title} =="]
    for line in section.lines:
        if line.name:
            rows.append(line.name)
        rows.append(_indented("id", line.words.render("id")))
        rows.append(_indented("jv", line.jv() or "(hanya petugas, bahasa Indonesia)"))
    return "\n".join(rows) + "\n"


def _indented(language: str, words: str) -> str:
    return f"    {language}: " + words.replace("\n", "\n        ")


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin-bottom:2rem}"
    "td,th{border:1px solid #bbb;padding:.4rem .6rem;vertical-align:top;text-align:left;"
    "white-space:pre-line}td:first-child{color:#555;width:10rem}"
)


def _page(sections: Iterable[Section]) -> str:
    body = "\n".join(_table(section) for section in sections)
    return (
        '<!doctype html>\n<html lang="id">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Semua kalimat Sambung</title>\n<style>{_STYLE}</style>\n"
        f"<h1>Semua kalimat Sambung</h1>\n{body}\n</html>\n"
    )


def _table(section: Section) -> str:
    rows = "\n".join(
        f"<tr><td>{escape(line.name.strip())}</td>"
        f"<td>{escape(line.words.render('id'))}</td>"
        f'<td lang="jv">{escape(line.jv()) or "(hanya petugas)"}</td></tr>'
        for line in section.lines
    )
    return (
        f"<h2>{escape(section.title)}</h2>\n<table>\n"
        f"<tr><th></th><th>Bahasa Indonesia</th><th>Basa Jawa (krama)</th></tr>\n{rows}\n</table>"
    )
