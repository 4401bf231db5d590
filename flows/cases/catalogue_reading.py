"""From plain tables (of a TOML file, or of a row) to the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from flows.cases.asking import (
    ASK_KINDS,
    ICONS,
    NEEDS,
    Ask,
    AskKind,
    AskOption,
    DocumentType,
    Need,
    Paper,
)
from flows.cases.catalogue import (
    ENTRY_KINDS,
    LEVELS,
    ROUTES,
    STANDINGS,
    Catalogue,
    Entry,
    EntryKind,
    Level,
    NeedGroup,
    Route,
    Standing,
)
from flows.cases.catalogue_fields import CatalogueWrong, Fields
from flows.cases.complaint_types import KINDS, NAMINGS, Kind, Naming, SubType
from flows.cases.offices import Office

PieceKind = Literal["document", "ask", "complaint", "entry", "need", "place"]
PIECE_KINDS: tuple[PieceKind, ...] = get_args(PieceKind)


@dataclass(frozen=True, slots=True)
class Piece:
    """One table of the catalogue, as it is written and stored."""

    kind: PieceKind
    code: str
    content: Mapping[str, Any]
    where: str = ""
    """The file it stands in."""

    @property
    def city(self) -> str:
        """The city it is for; empty: everywhere."""
        return str(self.content.get("city", ""))


def read_catalogue(pieces: Iterable[Piece], version: int = 0, *, strict: bool = True) -> Catalogue:
    """The catalogue these pieces make. Raises `CatalogueWrong` with everything that is wrong.

    Not strict, it leaves out what it does not understand: while a release is rolled out, the
    program of yesterday reads the rows of today.
    """
    problems: list[str] = []
    held: dict[PieceKind, list[Fields]] = {kind: [] for kind in PIECE_KINDS}
    codes: dict[PieceKind, list[str]] = {kind: [] for kind in PIECE_KINDS}
    for piece in pieces:
        where = f"{piece.where or piece.kind}: {piece.code}"
        if piece.code in codes[piece.kind]:
            problems.append(f"{where}: stands there twice")
        codes[piece.kind].append(piece.code)
        held[piece.kind].append(Fields(piece.content, where, problems))

    asks = {name: _ask(name, f) for name, f in zip(codes["ask"], held["ask"], strict=True)}

    def both(kind: PieceKind) -> Iterable[tuple[str, Fields]]:
        return zip(codes[kind], held[kind], strict=True)

    catalogue = Catalogue(
        entries=tuple(_entry(code, f, asks) for code, f in both("entry")),
        documents=tuple(_document(code, f) for code, f in both("document")),
        sub_types=tuple(_sub_type(code, f, asks) for code, f in both("complaint")),
        version=version,
        needs=tuple(_need(code, f) for code, f in both("need")),
        places=tuple(_place(code, f) for code, f in both("place")),
    )
    for fields in (f for every in held.values() for f in every):
        fields.done()
    if problems and strict:
        raise CatalogueWrong(problems)
    return catalogue


def _document(code: str, fields: Fields) -> DocumentType:
    icon = fields.one_of("icon", tuple(sorted(ICONS)), "paper")
    return DocumentType(code, fields.words("name"), fields.words("how"), icon)


def _need(code: str, fields: Fields) -> NeedGroup:
    return NeedGroup(
        code=code,
        label=fields.words("label"),
        entries=fields.strings("entries"),
        hints=fields.strings("hints"),
        order=fields.whole("order") or 100,
    )


def _place(code: str, fields: Fields) -> Office:
    north, east = fields.degrees("latitude"), fields.degrees("longitude")
    if (north is None) != (east is None):
        fields.wrong("latitude", "and longitude belong together")
    return Office(
        code=code,
        name=fields.words("name"),
        village=fields.string("village"),
        serves=fields.strings("serves"),
        address=fields.string("address"),
        phone=fields.string("phone"),
        week=fields.week("hours"),
        point=(north, east) if north is not None and east is not None else None,
        note=fields.some_words("note"),
        city=fields.string("city"),
    )


def _ask(name: str, fields: Fields) -> Ask:
    return Ask(
        key=fields.string("key", name),
        kind=cast(AskKind, fields.one_of("kind", ASK_KINDS, "write")),
        ask=fields.words("ask"),
        title=fields.words("title"),
        options=tuple(_option(f) for f in fields.tables("options")),
        required=fields.flag("required", default=True),
        at_least=fields.whole("at_least") or 3,
        hint=fields.some_words("hint"),
        when=fields.conditions("when"),
        told=fields.flag("told"),
    )


def _option(fields: Fields) -> AskOption:
    option = AskOption(
        value=fields.string("value"),
        label=fields.words("label"),
        ends=fields.some_words("ends"),
        says=fields.some_words("says"),
        urgent=fields.flag("urgent"),
        synonyms=fields.strings("synonyms"),
        hints=fields.strings("hints"),
    )
    fields.done()
    return option


def _papers(fields: Fields) -> tuple[Paper, ...]:
    """Each is a code (a question mark behind it: only if they have it) or a table."""
    found = []
    for paper in fields.mixed("papers"):
        if isinstance(paper, str):
            found.append(Paper(paper.removesuffix("?"), "if_any" if paper[-1:] == "?" else "must"))
            continue
        found.append(
            Paper(
                paper.string("document"),
                cast(Need, paper.one_of("need", NEEDS, "must")),
                paper.some_words("note"),
                paper.conditions("when"),
            )
        )
        paper.done()
    return tuple(found)


def _asks(fields: Fields, asks: Mapping[str, Ask]) -> tuple[Ask, ...]:
    """By name; a mark `name?` makes it one that may be left out."""
    found = []
    for name in fields.strings("asks"):
        ask = asks.get(name.removesuffix("?"))
        if ask is None:
            fields.problems.append(f"{fields.where}: asks {name}, which stands nowhere")
        else:
            found.append(replace(ask, required=False) if name.endswith("?") else ask)
    return tuple(found)


def _sub_type(code: str, fields: Fields, asks: Mapping[str, Ask]) -> SubType:
    return SubType(
        code=code,
        kind=cast(Kind, fields.one_of("kind", tuple(KINDS), "membership")),
        label=fields.words("label"),
        sector=fields.string("sector"),
        urgent=fields.flag("urgent"),
        discreet=fields.flag("discreet"),
        program=cast(Naming, fields.one_of("program", NAMINGS, "no")),
        advice=fields.some_words("advice"),
        asks=_asks(fields, asks),
        papers=_papers(fields),
        route=fields.one_of("route", ROUTES, ""),
        hints=fields.strings("hints"),
        order=fields.whole("order") or 100,
    )


def _entry(code: str, fields: Fields, asks: Mapping[str, Ask]) -> Entry:
    return Entry(
        code=code,
        kind=cast(EntryKind, fields.one_of("kind", ENTRY_KINDS, "program")),
        name=fields.words("name"),
        label=fields.words("label"),
        level=cast(Level, fields.one_of("level", LEVELS, "national")),
        owner=fields.string("owner"),
        sector=fields.string("sector"),
        target=fields.words("target"),
        gives=fields.words("gives"),
        how=fields.words("how"),
        papers=_papers(fields),
        asks=_asks(fields, asks),
        route=cast(Route, fields.one_of("route", ROUTES, "")),
        urgent=fields.flag("urgent"),
        discreet=fields.flag("discreet"),
        state=cast(Standing, fields.one_of("state", STANDINGS, "active")),
        valid_from=fields.day("valid_from"),
        valid_until=fields.day("valid_until"),
        closed=fields.some_words("closed"),
        decile_max=fields.whole("decile_max"),
        loan=fields.flag("loan"),
        legal=fields.string("legal"),
        note=fields.some_words("note"),
        source=fields.string("source"),
        through=fields.strings("through"),
        instead=fields.strings("instead"),
        city=fields.string("city"),
        order=fields.whole("order") or 100,
        hints=fields.strings("hints"),
        helps=fields.strings("helps"),
        screens_employees=fields.flag("screens_employees"),
        proposes=fields.flag("proposes"),
        formerly=fields.strings("formerly"),
    )
