"""Whether a photo can be read, told within the second, so that it is taken again at once.

A pure function of the bytes. The limits come from photos of invented cards: docs/photo-checks.md,
made by `python -m tests.pictures.table`. In doubt a photo is good: an officer can ask again, but
somebody who is sent back without cause gives up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from PIL import Image

from handlers.pictures import framing, light, outline, papers, sharpness
from handlers.pictures.clean import Decoded, decoded
from handlers.pictures.planes import Mask, thinned


class ExpectedKind(StrEnum):
    """What should be on the photo."""

    ID_CARD = "id_card"
    """KTP, KIA, KIS, KKS, KIP: a card of plastic in bank-card size."""
    FAMILY_CARD = "family_card"
    """KK: landscape A4 with small print."""
    LETTER = "letter"
    """A paper of A4 or folio: kelurahan, police, hospital."""
    PLACE = "place"
    """A house, a street, a thing: nothing to read, and a white sky is no fault."""


class Reason(StrEnum):
    """What is wrong with a photo."""

    TOO_SMALL = "too_small"
    DARK = "dark"
    BLURRED = "blurred"
    FAINT = "faint"
    GLARE = "glare"
    CUT_OFF = "cut_off"
    OTHER_PAPER = "other_paper"
    """Not what was asked for; found by reading it (handlers.card_readings), never by `check`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a kind of photo must reach."""

    width: int
    """Points to which the card is brought before its letters are measured."""
    least: int
    """The card's longer side in the photo, pixels: the smallest letters that matter (1.8 mm on an
    identity card, 2 mm on a family card) are then 10 and 5 pixels tall."""
    steepness: float
    """Of its letters, see sharpness.py. Drawn sharp ones reach 0.59 on identity and 0.47 on family
    cards; badly blurred or moved ones 0.23 and 0.30 at best. Set nearer to the bad, since the
    lenses of cheap phones are softer than a drawing."""
    proportion: float | None
    """Long side over short side, where that is fixed."""
    glare: float = 0.02
    """The largest share of the card that may be burnt out: about one word and its label. Lamps over
    the words cover 0.11 and more, good photos have 0."""


LIMITS = {
    ExpectedKind.ID_CARD: Limits(500, 480, 0.26, 85.6 / 54.0),
    ExpectedKind.FAMILY_CARD: Limits(1000, 750, 0.33, 297 / 210),
    ExpectedKind.LETTER: Limits(1000, 700, 0.3, None),
    ExpectedKind.PLACE: Limits(800, 480, 0.16, None, glare=1.0),
}
DARKEST = 60.0
"""Grey level of the paper below which a photo is dark. In evening light it is 97 and more, with
6 to 16 % of the light 31 and less."""
FAINTEST = 28.0
"""Grey levels between ink and paper. Good photos have 79 and more, washed-out ones 18 and less."""
USUAL_SHARE = 0.8
"""Of the longer side of a photo, taken for the card's where no outline is found."""
DECODED = 1600
"""Pixels of the longer side that the check works on."""


TINY, SLIM = 100, 8
"""With fewer pixels, or one side so many times the other, there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured; fit to be kept with the document, nothing in it is personal."""

    longest: int
    """Pixels of the photo's longer side."""
    card: int
    """Pixels of the card's longer side, guessed where no outline was found."""
    outlined: bool
    """Whether the card was told from what lies around it."""
    steepness: float
    laplacian: float
    span: float
    paper: float
    glare: float
    cut: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the person and the officer are told. A PDF is good and has no measures, a speck is too
    small and has none either."""

    good: bool
    reasons: tuple[Reason, ...]
    measures: Measures | None


def check(content: bytes, kind: ExpectedKind) -> Verdict:
    """Whether that photo will do for what was asked; the weightiest reason first.

    Raises Refused as `clean` does, when it is no picture.
    """
    if content.startswith(papers.BEGINS):
        return Verdict(good=True, reasons=(), measures=None)
    limits = LIMITS[kind]
    photo = decoded(content, DECODED)
    if min(photo.picture.size) < max(TINY, max(photo.picture.size) // SLIM):
        return Verdict(good=False, reasons=(Reason.TOO_SMALL,), measures=None)
    measures = _measured(photo, kind, limits)
    reasons = tuple(_reasons(measures, limits))
    return Verdict(not reasons, reasons, measures)


def _measured(photo: Decoded, kind: ExpectedKind, limits: Limits) -> Measures:
    copy = outline.small_copy(photo.picture)
    card = None if kind is ExpectedKind.PLACE else outline.find(copy)
    inside = outline.middle(copy.size) if card is None else card.mask
    share = USUAL_SHARE if card is None else card.long / max(copy.size)
    letters = sharpness.measure(*_close_up(photo.picture, inside, limits.width, share))
    lit = light.measure(copy, inside)
    return Measures(
        longest=photo.longest,
        card=round(photo.longest * min(1.0, share)),
        outlined=card is not None,
        steepness=letters.steepness,
        laplacian=letters.laplacian,
        span=letters.span,
        paper=lit.paper,
        glare=lit.glare,
        cut=card is not None and framing.is_cut(card, limits.proportion),
    )


def _close_up(
    picture: Image.Image, inside: Mask, width: int, share: float
) -> tuple[Image.Image, Image.Image]:
    """The card in grey at its working width, and where in that it is."""
    mask = Image.fromarray(thinned(inside).astype("uint8") * 255)
    box = mask.getbbox() or (0, 0, *mask.size)
    wanted = width / (share * max(mask.size))
    size = (ceil((box[2] - box[0]) * wanted), ceil((box[3] - box[1]) * wanted))
    high, wide = picture.height / mask.height, picture.width / mask.width
    part = picture.crop(
        (int(box[0] * wide), int(box[1] * high), int(box[2] * wide), int(box[3] * high))
    )
    grey = part.convert("L").resize(size, Image.Resampling.HAMMING, reducing_gap=2.0)
    return grey, mask.resize(size, Image.Resampling.NEAREST, box)


def _reasons(found: Measures, limits: Limits) -> Iterator[Reason]:
    if found.cut:
        yield Reason.CUT_OFF
    elif found.card < limits.least:
        yield Reason.TOO_SMALL
    if found.paper < DARKEST:
        yield Reason.DARK
    elif found.span < sharpness.LEAST_SPAN:
        yield Reason.FAINT
    elif found.steepness < limits.steepness:
        yield Reason.BLURRED
    elif found.span < FAINTEST:
        yield Reason.FAINT
    if found.glare > limits.glare:
        yield Reason.GLARE
