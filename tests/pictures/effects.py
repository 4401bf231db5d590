"""What goes wrong when somebody photographs a card. Strengths are given in shares of the card's
width or height, so that they mean the same to a reader at every size of picture."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from tests.pictures.scenes import Point, grains


def width_of(corners: list[Point]) -> float:
    """The card's upper edge in pixels."""
    (x0, y0), (x1, y1) = corners[0], corners[1]
    return float(np.hypot(x1 - x0, y1 - y0))


def defocused(picture: Image.Image, radius: float) -> Image.Image:
    """Out of focus by so many pixels (standard deviation)."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def shaken(picture: Image.Image, length: float, angle: float) -> Image.Image:
    """Moved by so many pixels while the shutter was open, in that direction (degrees)."""
    steps = max(2, min(24, round(length)))
    total = np.zeros((picture.height, picture.width, 3), np.float32)
    for place in np.linspace(-0.5, 0.5, steps):
        dx, dy = (
            place * length * np.cos(np.deg2rad(angle)),
            place * length * np.sin(np.deg2rad(angle)),
        )
        numbers = (1, 0, float(dx), 0, 1, float(dy))
        moved = picture.transform(
            picture.size, Image.Transform.AFFINE, numbers, Image.Resampling.BILINEAR
        )
        total += np.asarray(moved, np.float32)
    return Image.fromarray((total / steps).astype(np.uint8))


def darkened(picture: Image.Image, share: float, rng: Random) -> Image.Image:
    """So much of the light is left; the camera adds grain."""
    grain = grains((picture.height, picture.width), rng)[..., None] * 4
    pixels = np.asarray(picture, np.float32) * share + grain
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def faded(picture: Image.Image, share: float) -> Image.Image:
    """So much of the contrast is left, as through a dirty lens."""
    return ImageEnhance.Contrast(picture).enhance(share)


def glared(picture: Image.Image, corners: list[Point], radius: float, at: Point) -> Image.Image:
    """A lamp mirrored in the card: a white spot of that radius (share of the card's width), its
    middle at that share of the card's width and height."""
    (x0, y0), (x1, y1), (x3, y3) = corners[0], corners[1], corners[3]
    x = x0 + (x1 - x0) * at[0] + (x3 - x0) * at[1]
    y = y0 + (y1 - y0) * at[0] + (y3 - y0) * at[1]
    size = radius * width_of(corners)
    rows = np.arange(picture.height, dtype=np.float32)[:, None] - y
    columns = np.arange(picture.width, dtype=np.float32)[None, :] - x
    away = np.sqrt((columns / 1.2) ** 2 + rows**2) / max(size, 1)
    light = np.clip(2.2 - 1.2 * away**2, 0, 1)[..., None]
    pixels = np.asarray(picture, np.float32)
    return Image.fromarray(np.clip(pixels + (270 - pixels) * light, 0, 255).astype(np.uint8))


def shaded(picture: Image.Image, rng: Random) -> Image.Image:
    """The shadow of a hand or head over a part of it: 35 to 60 % of the light is left there, with a
    soft edge at any angle."""
    turn, left = rng.uniform(0, 2 * np.pi), rng.uniform(0.35, 0.6)
    rows = (np.arange(picture.height, dtype=np.float32)[:, None] / picture.height) - 0.5
    columns = (np.arange(picture.width, dtype=np.float32)[None, :] / picture.width) - 0.5
    along = columns * np.cos(turn) + rows * np.sin(turn) - rng.uniform(-0.2, 0.2)
    light = left + (1 - left) / (1 + np.exp(-along / rng.uniform(0.01, 0.05)))
    return Image.fromarray((np.asarray(picture, np.float32) * light[..., None]).astype(np.uint8))


def cropped(picture: Image.Image, corners: list[Point], edge: str, share: float) -> Image.Image:
    """The picture without what lies beyond a line through the card: so much of the card's extent
    is lost at that edge (left, top, right, bottom)."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, top, right, bottom = 0.0, 0.0, float(picture.width), float(picture.height)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if edge == "left":
        left = min(xs) + share * wide
    elif edge == "right":
        right = max(xs) - share * wide
    elif edge == "top":
        top = min(ys) + share * high
    else:
        bottom = max(ys) - share * high
    return picture.crop((round(left), round(top), round(right), round(bottom)))


def on_screen(picture: Image.Image, rng: Random) -> Image.Image:
    """Photographed from another phone's screen: a grid of dots a little out of step with ours."""
    pitch, turn = rng.uniform(2.2, 3.4), np.deg2rad(rng.uniform(-6, 6))
    rows = np.arange(picture.height, dtype=np.float32)[:, None]
    columns = np.arange(picture.width, dtype=np.float32)[None, :]
    along = columns * np.cos(turn) + rows * np.sin(turn)
    across = rows * np.cos(turn) - columns * np.sin(turn)
    grid = 1 - 0.3 * (0.5 + 0.5 * np.cos(2 * np.pi * along / pitch))
    grid *= 1 - 0.15 * (0.5 + 0.5 * np.cos(2 * np.pi * across / pitch))
    tint = np.array([0.93, 1.0, 1.1], np.float32)
    pixels = np.asarray(picture, np.float32) * grid[..., None] * tint * 1.15
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def photocopied(flat: Image.Image) -> Image.Image:
    """Grey and hard, as from the copier at the corner."""
    grey = ImageOps.autocontrast(flat.convert("L").filter(ImageFilter.GaussianBlur(2)), cutoff=5)
    hard = grey.point([min(255, max(0, round((v - 110) * 2.2 + 110))) for v in range(256)])
    ImageDraw.Draw(hard).rectangle((0, 0, hard.width - 1, hard.height - 1), outline=120, width=3)
    return hard.convert("RGB")
