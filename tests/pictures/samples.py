"""The set of photos on which the limits were found, and the one on which they are judged.

Every photo follows from a group's name and a number. Limits were chosen on numbers from 100,000
up (`TUNING`); tables and tests use numbers from 0, which had no part in that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from random import Random

from PIL import Image

from handlers.pictures.check import ExpectedKind, Reason
from tests.pictures import cards, effects
from tests.pictures.scenes import GROUNDS, Point, Scene, photographed

TUNING = 100_000
WHATSAPP, PHONE, LARGE = (1280, 960), (1600, 1200), (4000, 3000)
SMALL_PRINT = 0.74
"""People who want a family card to be read fill the photo with it; below, at 1280 pixels, nobody
could read it."""
EDGES = ("left", "top", "right", "bottom")


class Wanted(StrEnum):
    """What an officer would say of a group."""

    GOOD = "good"
    BAD = "bad"
    BETWEEN = "in between"


@dataclass(frozen=True)
class Shot:
    """A photo being made."""

    picture: Image.Image
    corners: list[Point]
    rng: Random
    kind: ExpectedKind

    def dots(self, millimetres: float) -> float:
        """Pixels of this photo for a length on the card."""
        size = cards.KTP_MM if self.kind is ExpectedKind.ID_CARD else cards.KK_MM
        return millimetres * effects.width_of(self.corners) / size[0]


Fault = Callable[[Shot], Image.Image]


@dataclass(frozen=True)
class Group:
    """Photos of one sort."""

    name: str
    wanted: Wanted
    reason: Reason | None = None
    """What should be said of a bad one."""
    fault: Fault = lambda shot: shot.picture
    size: tuple[int, int] | None = None
    copied: bool = False
    angles: tuple[float, ...] = (0,)
    fill: tuple[float, float] = (0.6, 0.84)
    light: tuple[float, float] = (0.72, 1.0)
    quality: int | None = None


def photo(group: Group, number: int) -> tuple[bytes, ExpectedKind]:
    """The file of one photo and what is on it; even numbers are identity cards."""
    rng = Random(f"{group.name} {number}")
    kind = ExpectedKind.FAMILY_CARD if number % 2 else ExpectedKind.ID_CARD
    flat = cards.kk(rng.randint(0, 3)) if number % 2 else cards.ktp(rng.randint(0, 3))
    if group.copied:
        flat = effects.photocopied(flat)
    wide, high = group.size or rng.choice((WHATSAPP, PHONE))
    upright = rng.random() < 0.3
    small_print = kind is ExpectedKind.FAMILY_CARD
    least, most = group.fill
    if small_print and group.wanted is Wanted.GOOD:
        least, most = max(least, SMALL_PRINT), max(most, SMALL_PRINT)
    scene = Scene(
        size=(high, wide) if upright else (wide, high),
        ground=rng.choice(sorted(GROUNDS)),
        fill=rng.uniform(least, most),
        angle=rng.choice(group.angles) + rng.uniform(-5, 5) + 90 * (upright and small_print),
        tilt=rng.uniform(0, 0.12),
        shift=(rng.uniform(-0.02, 0.02), rng.uniform(-0.02, 0.02)),
        light=rng.uniform(*group.light),
        seed=rng.randint(0, 10**9),
    )
    picture, corners = photographed(flat, scene)
    faulty = group.fault(Shot(picture, corners, rng, kind))
    return jpeg(faulty, group.quality or rng.choice((70, 85))), kind


def jpeg(picture: Image.Image, quality: int) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def blur(least: float, most: float) -> Fault:
    """Out of focus by so many millimetres on the card (standard deviation)."""
    return lambda shot: effects.defocused(shot.picture, shot.dots(shot.rng.uniform(least, most)))


def shake(least: float, most: float) -> Fault:
    """Moved by so many millimetres on the card, in any direction."""
    return lambda shot: effects.shaken(
        shot.picture, shot.dots(shot.rng.uniform(least, most)), shot.rng.uniform(0, 180)
    )


def dark(least: float, most: float) -> Fault:
    """So much of the light is left."""
    return lambda shot: effects.darkened(shot.picture, shot.rng.uniform(least, most), shot.rng)


def faint(least: float, most: float) -> Fault:
    """So much of the contrast is left."""
    return lambda shot: effects.faded(shot.picture, shot.rng.uniform(least, most))


def glare(least: float, most: float) -> Fault:
    """A mirrored lamp of that radius (share of the card's width), over the rows of words."""
    return lambda shot: effects.glared(
        shot.picture,
        shot.corners,
        shot.rng.uniform(least, most),
        (shot.rng.uniform(0.25, 0.6), shot.rng.uniform(0.3, 0.7)),
    )


def cut(edge: str, least: float, most: float) -> Fault:
    """So much of the card is outside at that edge."""
    return lambda shot: effects.cropped(
        shot.picture, shot.corners, edge, shot.rng.uniform(least, most)
    )


def scanned(shot: Shot) -> Image.Image:
    """Cut to the card by an app."""
    xs, ys = sorted(x for x, _ in shot.corners), sorted(y for _, y in shot.corners)
    return shot.picture.crop((round(xs[1]), round(ys[1]), round(xs[2]), round(ys[2])))


def far(shot: Shot) -> Image.Image:
    """Taken from too far, or a preview saved instead of the photo."""
    width = (
        shot.rng.uniform(200, 380)
        if shot.kind is ExpectedKind.ID_CARD
        else shot.rng.uniform(330, 620)
    )
    scale = width / effects.width_of(shot.corners)
    size = (round(shot.picture.width * scale), round(shot.picture.height * scale))
    return shot.picture.resize(size, Image.Resampling.LANCZOS)


def screen(shot: Shot) -> Image.Image:
    """A photo of another phone's screen."""
    return effects.on_screen(shot.picture, shot.rng)


GOOD = (
    Group("sharp", Wanted.GOOD, size=PHONE),
    Group("WhatsApp, 1280x960, quality 70", Wanted.GOOD, size=WHATSAPP, quality=70),
    Group("large, 4000x3000", Wanted.GOOD, size=LARGE, quality=85),
    Group("turned by 90, 180, 270 degrees", Wanted.GOOD, size=PHONE, angles=(90, 180, 270)),
    Group("turned by 6 to 15 degrees", Wanted.GOOD, angles=(-10, 10), fill=(0.55, 0.84)),
    Group("card fills half of the photo", Wanted.GOOD, size=PHONE, fill=(0.6, 0.65)),
    Group("evening light", Wanted.GOOD, light=(0.45, 0.6)),
    Group("cut to size by a scanning app", Wanted.GOOD, None, scanned, size=PHONE),
    Group("photocopy", Wanted.GOOD, copied=True),
)
BAD = (
    Group("out of focus, 0.7 to 1.4 mm", Wanted.BAD, Reason.BLURRED, blur(0.7, 1.4)),
    Group("moved, 2.5 to 5 mm", Wanted.BAD, Reason.BLURRED, shake(2.5, 5)),
    Group("very dark, 6 to 16 % of the light", Wanted.BAD, Reason.DARK, dark(0.06, 0.16)),
    Group("washed out, 5 to 10 % of the contrast", Wanted.BAD, Reason.FAINT, faint(0.05, 0.1)),
    Group("lamp mirrored over the words", Wanted.BAD, Reason.GLARE, glare(0.12, 0.22)),
    *(
        Group(f"a third cut off, {edge}", Wanted.BAD, Reason.CUT_OFF, cut(edge, 0.28, 0.4))
        for edge in EDGES
    ),
    Group("too far or a preview", Wanted.BAD, Reason.TOO_SMALL, far, size=PHONE),
)
BETWEEN = (
    Group("a little out of focus, 0.25 to 0.4 mm", Wanted.BETWEEN, Reason.BLURRED, blur(0.25, 0.4)),
    Group("a little moved, 0.8 to 1.4 mm", Wanted.BETWEEN, Reason.BLURRED, shake(0.8, 1.4)),
    Group("rather dark, 20 to 30 %", Wanted.BETWEEN, Reason.DARK, dark(0.2, 0.3)),
    Group("a small mirrored lamp", Wanted.BETWEEN, Reason.GLARE, glare(0.03, 0.06)),
    Group("the right edge just outside", Wanted.BETWEEN, Reason.CUT_OFF, cut("right", 0.02, 0.08)),
    Group("photo of a screen", Wanted.BETWEEN, None, screen),
)
GROUPS = (*GOOD, *BAD, *BETWEEN)
