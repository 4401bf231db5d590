"""A flat card laid on something and photographed: background, perspective, light, camera.

All of it follows a seed. Lengths are shares of the frame, so that one scene can be had at
1280x960 and at 4000x3000.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Frame = tuple[int, int]


@dataclass(frozen=True)
class Scene:
    """How a card lies in the picture."""

    size: Frame = (1280, 960)
    ground: str = "table"
    fill: float = 0.78
    """The card's width as a share of what just fits the frame at this angle."""
    angle: float = 0.0
    """Degrees."""
    tilt: float = 0.0
    """0: seen from straight above; 0.15: one side clearly nearer."""
    lean: Point | None = None
    """How much nearer its right and its lower side are, exactly, instead of a tilt by chance."""
    shift: Point = (0.0, 0.0)
    """The card's middle from the frame's middle, in shares of the frame."""
    light: float = 0.95
    """How white a white paper comes out, 1 is full."""
    seed: int = 0

    def at(self, size: Frame) -> Scene:
        """The same scene in another frame."""
        return replace(self, size=size)


def photographed(flat: Image.Image, scene: Scene) -> tuple[Image.Image, list[Point]]:
    """The photo before any fault, and where the card's corners are in it (from the upper left)."""
    rng = Random(scene.seed)
    corners = corners_of(flat.size, scene, rng)
    picture = GROUNDS[scene.ground](scene.size, rng)
    _shadow(picture, corners, rng)
    card, mask = _warped(flat, corners, scene.size)
    picture.paste(card, (0, 0), mask)
    if scene.ground == "hand":
        _fingers(picture, corners, rng)
    return _lit(picture, scene, rng), corners


def corners_of(flat: Frame, scene: Scene, rng: Random) -> list[Point]:
    """The four corners in the frame, for this place, angle and tilt."""
    wide, high = scene.size
    turn = np.deg2rad(scene.angle)
    cos, sin, flatness = abs(np.cos(turn)), abs(np.sin(turn)), flat[1] / flat[0]
    width = scene.fill * min(wide / (cos + sin * flatness), high / (sin + cos * flatness))
    height = width * flatness
    near = scene.lean or [rng.uniform(-scene.tilt, scene.tilt) for _ in range(2)]
    middle = (wide * (0.5 + scene.shift[0]), high * (0.5 + scene.shift[1]))
    found = []
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        depth = 1 + near[0] * x / 2 + near[1] * y / 2
        px, py = x * width / 2 / depth, y * height / 2 / depth
        found.append(
            (
                middle[0] + px * np.cos(turn) - py * np.sin(turn),
                middle[1] + px * np.sin(turn) + py * np.cos(turn),
            )
        )
    return found


def _warped(
    flat: Image.Image, corners: list[Point], size: Frame
) -> tuple[Image.Image, Image.Image]:
    """The card in the frame. First made about as small as it will be, so that nothing jags."""
    (x0, y0), (x1, y1) = corners[0], corners[1]
    scale = min(1.0, 1.05 * float(np.hypot(x1 - x0, y1 - y0)) / flat.width)
    small = flat.resize(
        (round(flat.width * scale), round(flat.height * scale)), Image.Resampling.LANCZOS
    )
    ends = [(0, 0), (small.width, 0), (small.width, small.height), (0, small.height)]
    numbers = _projection(corners, [(float(x), float(y)) for x, y in ends])
    card = small.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)
    mask = Image.new("L", small.size, 255)
    return card, mask.transform(
        size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR
    )


def _projection(seen: list[Point], flat: list[Point]) -> list[float]:
    rows, right = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return [float(n) for n in np.linalg.solve(np.array(rows), np.array(right))]


def _shadow(picture: Image.Image, corners: list[Point], rng: Random) -> None:
    offset = picture.width * rng.uniform(0.002, 0.008)
    small = (picture.width // 8, picture.height // 8)
    shade = Image.new("L", small, 0)
    points = [((x + offset) / 8, (y + offset) / 8) for x, y in corners]
    ImageDraw.Draw(shade).polygon(points, fill=110)
    soft = shade.filter(ImageFilter.GaussianBlur(small[0] * 0.006)).resize(picture.size)
    picture.paste(Image.new("RGB", picture.size, "black"), (0, 0), soft)


def _lit(picture: Image.Image, scene: Scene, rng: Random) -> Image.Image:
    """Uneven light, a camera's softness and grain."""
    wide, high = scene.size
    soft = picture.filter(ImageFilter.GaussianBlur(0.35 + 0.45 * wide / 4000))
    across = 1 + np.linspace(-1, 1, 64) * rng.uniform(-0.1, 0.1)
    down = 1 + np.linspace(-1, 1, 48) * rng.uniform(-0.1, 0.1)
    level = np.clip(down[:, None] * across[None, :] * scene.light * 200, 0, 255).astype(np.uint8)
    light = Image.fromarray(level).resize(scene.size, Image.Resampling.BICUBIC)
    lit = ImageChops.multiply(soft, Image.merge("RGB", (light,) * 3))
    brought = lit.point([min(255, round(v * 255 / 200)) for v in range(256)] * 3)
    grain = grains((high, wide), rng) * (2.5 if scene.light > 0.5 else 5) + 128
    noise = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    return ImageChops.add(brought, Image.merge("RGB", (noise,) * 3), offset=-128)


def grains(shape: Frame, rng: Random) -> NDArray[np.float32]:
    """Camera noise of strength 1; one patch repeated, since a large one takes long to draw."""
    source = np.random.default_rng(rng.randint(0, 2**31))
    patch = source.standard_normal((509, 521), dtype=np.float32)
    times = (shape[0] // 509 + 1, shape[1] // 521 + 1)
    return np.tile(patch, times)[: shape[0], : shape[1]]


def _cloudy(size: Frame, rng: Random, cells: Frame, colours: tuple[str, str]) -> Image.Image:
    """Two colours mixed by soft noise of so many cells across and down."""
    source = np.random.default_rng(rng.randint(0, 2**31))
    noise = source.integers(0, 256, (cells[1], cells[0]), dtype=np.uint8)
    mix = Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)
    return Image.composite(
        Image.new("RGB", size, colours[0]), Image.new("RGB", size, colours[1]), mix
    )


def _table(size: Frame, rng: Random) -> Image.Image:
    pair = rng.choice((("#8a5a35", "#6d4426"), ("#b98a5a", "#9a6d42"), ("#5b4030", "#463024")))
    return _cloudy(size, rng, (6, 90), pair)


def _dark_cloth(size: Frame, rng: Random) -> Image.Image:
    pair = rng.choice((("#2a2a30", "#1a1a1f"), ("#263348", "#1b2536"), ("#3a2126", "#2a171b")))
    return _cloudy(size, rng, (160, 120), pair)


def _white_table(size: Frame, rng: Random) -> Image.Image:
    pair = rng.choice((("#d8d6d0", "#cfcdc6"), ("#c4c8ca", "#b8bcbe")))
    return _cloudy(size, rng, (5, 4), pair)


def _tiles(size: Frame, rng: Random) -> Image.Image:
    picture = _cloudy(
        size, rng, (40, 30), rng.choice((("#cdbfa8", "#bfae94"), ("#a9b4b0", "#9aa6a2")))
    )
    pen = ImageDraw.Draw(picture)
    step, start = size[0] * rng.uniform(0.25, 0.45), size[0] * rng.uniform(0, 0.2)
    for place in range(6):
        at = start + place * step
        pen.line((at, 0, at, size[1]), fill="#77706a", width=max(2, size[0] // 300))
        pen.line((0, at, size[0], at), fill="#77706a", width=max(2, size[0] // 300))
    return picture


def _mat(size: Frame, rng: Random) -> Image.Image:
    """A woven mat with stripes and diamonds."""
    colours = rng.choice((("#7d2f3a", "#c9a24a", "#2f5d4a"), ("#2d4f7c", "#c8b28a", "#8a3b2f")))
    picture = Image.new("RGB", size, colours[0])
    pen = ImageDraw.Draw(picture)
    step = size[0] // rng.randint(14, 22)
    for row in range(0, size[1] + step, step):
        for column in range(0, size[0] + step, step):
            box = (
                (column, row - step // 3),
                (column + step // 3, row),
                (column, row + step // 3),
                (column - step // 3, row),
            )
            pen.polygon(box, fill=colours[1 + (row // step) % 2])
    return picture


def _hand(size: Frame, rng: Random) -> Image.Image:
    """Held up in a room: something soft far behind, a palm below."""
    pair = rng.choice((("#b9b2a4", "#6f7f86"), ("#7c8a72", "#514a43"), ("#a08f80", "#5f5a66")))
    picture = _cloudy(size, rng, (5, 4), pair)
    pen = ImageDraw.Draw(picture)
    wide, high = size
    pen.ellipse((wide * 0.2, high * 0.62, wide * 0.95, high * 1.5), fill=skin(rng))
    return picture.filter(ImageFilter.GaussianBlur(wide / 160))


def _fingers(picture: Image.Image, corners: list[Point], rng: Random) -> None:
    """A thumb over the lower edge, as far as people really cover it."""
    (x3, y3), (x2, y2) = corners[3], corners[2]
    (x0, y0) = corners[0]
    share = rng.uniform(0.35, 0.7)
    at = (x3 + (x2 - x3) * share, y3 + (y2 - y3) * share)
    long = float(np.hypot(x3 - x0, y3 - y0))
    layer = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(layer)
    radius = long * 0.07
    pen.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + 5 * radius), fill=255)
    soft = layer.resize((picture.width // 4, picture.height // 4)).filter(
        ImageFilter.GaussianBlur(2)
    )
    picture.paste(Image.new("RGB", picture.size, skin(rng)), (0, 0), soft.resize(picture.size))


def skin(rng: Random) -> str:
    """The colour of a hand."""
    return rng.choice(("#b58663", "#9a6b4b", "#c99a78", "#7f5539"))


GROUNDS: dict[str, Callable[[Frame, Random], Image.Image]] = {
    "table": _table,
    "dark cloth": _dark_cloth,
    "white table": _white_table,
    "tiles": _tiles,
    "mat": _mat,
    "hand": _hand,
}
