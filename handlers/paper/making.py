"""Which pages are made of which facts, and the name that says what stands in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from flows.cases.explaining import SECONDS_A_SLIDE
from flows.cases.leaflet import Leaflet
from handlers.paper import film
from handlers.paper.typeset import HERE, pdf, pictures, square

PDF, PNG, MP4 = "application/pdf", "image/png", "video/mp4"
DOTS = 1080
"""Width of a picture for a chat; a phone shows no more."""
_A5_INCHES = 148 / 25.4
_POINTS_AN_INCH = 72.0
SQUARE, TALL = 1080, 1920


@dataclass(frozen=True, slots=True)
class Made:
    """One file as it goes out."""

    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """Something to make: its name before it is made, and how."""

    digest: str
    make: Callable[[], tuple[Made, ...]]


def brochure(leaflet: Leaflet) -> Job:
    """A brochure for a chat: the picture, then the PDF."""
    facts = facts_of(leaflet)

    def make() -> tuple[Made, ...]:
        ppi = DOTS / _A5_INCHES
        (picture,) = pictures("brochure", facts, ppi)
        return Made(PNG, picture), Made(PDF, pdf("brochure", facts))

    return Job(digest_of("brochure", facts), make)


def explainer(facts: Mapping[str, Any]) -> Job:
    """The way of a complaint: a film where there is an encoder, else the slides as pictures."""
    encoder = film.encoder()

    def make() -> tuple[Made, ...]:
        slides = pictures("explainer", with_codes(facts), _POINTS_AN_INCH)
        made = film.film(slides, SECONDS_A_SLIDE) if encoder else None
        return (Made(MP4, made),) if made else tuple(Made(PNG, one) for one in slides)

    return Job(digest_of(f"explainer {encoder}", facts), make)


def slides(facts: Mapping[str, Any]) -> Callable[[], list[bytes]]:
    """The slides as pictures, set when first asked for."""

    @cache
    def made() -> list[bytes]:
        return pictures("explainer", with_codes(facts), _POINTS_AN_INCH)

    return made


def explainer_film(pages: Sequence[bytes]) -> bytes:
    """The slides as a film. Raises ValueError where there is no encoder, or it grew too large."""
    made = film.film(pages, SECONDS_A_SLIDE)
    if made is None:
        raise ValueError("no film could be made")
    return made


def poster(leaflet: Leaflet) -> bytes:
    """An A4 page for a wall."""
    return pdf("poster", facts_of(leaflet))


def brochure_pdf(leaflet: Leaflet) -> bytes:
    """An A5 page to hand out."""
    return pdf("brochure", facts_of(leaflet))


def share(leaflet: Leaflet, height: int) -> bytes:
    """A picture 1080 dots wide to pass on."""
    (picture,) = pictures("share", {**facts_of(leaflet), "height": height}, _POINTS_AN_INCH)
    return picture


def speaking_sheet(facts: Mapping[str, Any]) -> bytes:
    """An A4 page for whoever presents SLRT."""
    return pdf("sheet", facts)


def facts_of(leaflet: Leaflet) -> dict[str, Any]:
    """The leaflet with its codes drawn."""
    return with_codes(leaflet.facts())


def with_codes(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same with a code drawn for each of its two links."""
    codes = {f"{way}_code": square(facts[way]) for way in ("whatsapp", "telegram")}
    return {**facts, **codes}


def digest_of(kind: str, facts: Mapping[str, Any]) -> str:
    """Names the words, the look and the kind of file."""
    told = json.dumps([kind, design(), facts], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()


@cache
def design() -> str:
    """Changes with every template and every type: a new look is a new file."""
    parts = sorted([*HERE.glob("*.typ"), *(HERE / "fonts").glob("*.otf")])
    return sha256(b"".join(sha256(part.read_bytes()).digest() for part in parts)).hexdigest()
