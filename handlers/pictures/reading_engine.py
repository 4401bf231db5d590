"""From the photo of a card to lines of print, by RapidOCR (extra `ocr`); runs in a process of its
own (reading_process).

The photo may lie at any angle. Where print is, is found first, whatever its direction; the
direction that most of it has is the card's; every piece is cut out straight; those pieces are then
asked whether they stand on their head, and the majority counts. Blanks are found in the ink itself,
because the model, made for Chinese, leaves them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from handlers.pictures.reading_again import agreed, may_be_number, other_looks
from handlers.pictures.reading_lines import Line

Picture = NDArray[np.uint8]
Quad = NDArray[np.float64]
"""Four corners, from the upper left as the print is read."""

LARGEST = 2400
"""Pixels of the longer side that is worked on: a family card's smallest print is 15 tall."""
NEAR, FINE = 960, 1600
"""Pixels of the longer side on which print is looked for; the second where it is small."""
SMALL = 15.0
"""Pixels: print lower than that, on the first of them, is looked for again on the second."""
SPARSE = 10
"""Fewer pieces are looked for again, too: the rest may have been too small."""
LEAST = 3
"""With fewer pieces there is nothing to straighten."""
MANY = 160
"""More pieces than any card has are not read: it is a page of a book."""
ASKED, FITTING = 9, 4.0
"""So many pieces are asked which way up they are: those nearest to the proportions (width over
height) that the model was made for."""
PLAIN_PRINT = 0.85
"""Print that is read less surely may stand on its head after all."""
LEAST_SCORE = 0.5
ASLANT, FILLS = 12.0, 0.5
"""Degrees, and the share of the picture's longer side, up to and from which print lies well."""
MARGIN = 0.25
"""Of the print's extent, around it: more of it may be there."""
ENLARGED, MOST_ENLARGED = 1600.0, 2.0
"""Pixels to which the longer side of that part is brought, and by how much at most."""
GAP = 0.30
"""Of a capital's height: a gap in the ink that is wider is a blank. Between letters it is 0.2."""
INKED = 0.4
"""Of the ink of a stroke: a column without a darker point is empty."""
ROW = 0.18
"""Of the fullest row's ink: rows with less are no part of the letters."""
TABLE, UPPER = 45, 0.62
"""With more pieces it is a family card, of which only the upper part is read: its first table."""
PARAMETERS = {
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "Det.limit_side_len": NEAR,
    "Det.limit_type": "max",
}


class Engine:
    """The models, loaded."""

    def __init__(self) -> None:
        """Takes a second or two. Raises ImportError without the extra."""
        self._cv = import_module("cv2")
        library = import_module("rapidocr")
        self._input = import_module("rapidocr.ch_ppocr_rec").TextRecInput
        reader = library.RapidOCR(params=PARAMETERS)
        self._find = reader._load_det_model()
        self._flip = reader._load_cls_model()
        self._read = reader._load_rec_model()

    def lines(self, content: bytes) -> list[Line]:
        """The print in a picture, upright. Raises OSError for what is no picture."""
        picture = _opened(content)
        quads = self._quads(picture)
        for angle in (-np.pi / 4, np.pi / 4) if len(quads) < LEAST else ():
            aslant = self._nearer(picture, quads, angle, whole=True)
            again = self._at(aslant, FINE)
            if len(again) > len(quads):
                picture, quads = aslant, again
                break
        for whole in (len(quads) < SPARSE, False):
            if len(quads) < LEAST or _lies_well(picture, quads):
                break
            nearer = self._nearer(picture, quads, direction(quads), whole=whole)
            again = self._quads(nearer)
            if len(again) >= len(quads):
                picture, quads = nearer, again
        if not len(quads) or len(quads) > MANY:
            return []
        angle = direction(quads)
        straight = [_along(quad, angle) for quad in quads]
        pieces = [self._cut(picture, quad) for quad in straight]
        if self._on_its_head(pieces):
            pieces, straight, angle = _turned(pieces, straight, angle)
        lines = self._told(pieces, straight, angle)
        if _sure(lines) >= PLAIN_PRINT:
            return lines
        return max(lines, self._told(*_turned(pieces, straight, angle)), key=_sure)

    def _quads(self, picture: Picture) -> Sequence[Quad]:
        found = self._at(picture, NEAR)
        scale = NEAR / max(picture.shape[:2])
        if max(picture.shape[:2]) <= NEAR:
            return found
        heights = [min(_sides(quad)) * scale for quad in found]
        if len(found) < SPARSE or float(np.median(heights)) < SMALL:
            return max(found, self._at(picture, FINE), key=len)
        return found

    def _at(self, picture: Picture, side: int) -> Sequence[Quad]:
        self._find.limit_side_len = side
        boxes = self._find(picture).boxes
        return [] if boxes is None else [np.asarray(box, np.float64) for box in boxes]

    def _nearer(
        self, picture: Picture, quads: Sequence[Quad], angle: float, *, whole: bool
    ) -> Picture:
        """The part with the print, or the whole, turned straight and brought to a good size: lines
        that lie aslant and close together run into one another when they are looked for."""
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        tall, wide = picture.shape[:2]
        frame = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float64)
        points = (frame if whole else np.concatenate(list(quads))) @ turn.T
        low, high = points.min(0), points.max(0)
        margin = 0.0 if whole else MARGIN * float((high - low).max())
        size = high - low + 2 * margin
        scale = min(MOST_ENLARGED, ENLARGED / float(size.max()))
        move = -(low - margin) * scale
        matrix = np.column_stack((turn * scale, move)).astype(np.float32)
        extent = tuple(max(32, round(float(side) * scale)) for side in size)
        nearer: Picture = self._cv.warpAffine(
            picture, matrix, extent, flags=self._cv.INTER_CUBIC,
            borderMode=self._cv.BORDER_REPLICATE,
        )  # fmt: skip
        return nearer

    def _cut(self, picture: Picture, quad: Quad) -> Picture:
        wide, high = (max(4, round(side)) for side in _sides(quad))
        flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
        turn = self._cv.getPerspectiveTransform(quad.astype(np.float32), flat)
        cut: Picture = self._cv.warpPerspective(
            picture, turn, (wide, high), borderMode=self._cv.BORDER_REPLICATE,
            flags=self._cv.INTER_CUBIC,
        )  # fmt: skip
        return cut

    def _on_its_head(self, pieces: Sequence[Picture]) -> bool:
        fitting = sorted(pieces, key=lambda piece: abs(piece.shape[1] / piece.shape[0] - FITTING))
        votes = self._flip(list(fitting[:ASKED])).cls_res
        return bool(sum(score if "180" in label else -score for label, score in votes) > 0)

    def _told(self, pieces: Sequence[Picture], quads: Sequence[Quad], angle: float) -> list[Line]:
        kept = _upper(quads, angle) if len(quads) > TABLE else list(range(len(quads)))
        read = self._read(self._input(img=[pieces[n] for n in kept], return_word_box=True))
        found = zip(kept, read.txts, read.scores, read.word_results, strict=True)
        lines = {
            n: (spaced(text, places(marks), pieces[n]), float(score))
            for n, text, score, marks in found
            if text.strip() and score >= LEAST_SCORE
        }
        lines |= self._read_again(lines, pieces)
        return [_line(text, score, quads[n], angle) for n, (text, score) in lines.items()]

    def _read_again(
        self, lines: Mapping[int, tuple[str, float]], pieces: Sequence[Picture]
    ) -> dict[int, tuple[str, float]]:
        """What may be a number, by several looks at it."""
        numbers = [n for n, (text, _) in lines.items() if may_be_number(text)]
        looks = [(n, look) for n in numbers for look in other_looks(pieces[n], self._cv)]
        if not looks:
            return {}
        read = self._read(self._input(img=[look for _, look in looks], return_word_box=False))
        again = {n: [lines[n]] for n in numbers}
        for (n, _), text, score in zip(looks, read.txts, read.scores, strict=True):
            again[n].append((text, float(score)))
        return {n: agreed(readings) for n, readings in again.items()}


def _turned(
    pieces: Sequence[Picture], quads: Sequence[Quad], angle: float
) -> tuple[list[Picture], list[Quad], float]:
    """Everything the other way up."""
    flipped = [np.ascontiguousarray(piece[::-1, ::-1]) for piece in pieces]
    return flipped, [np.roll(quad, 2, axis=0) for quad in quads], angle + np.pi


def _sure(lines: Sequence[Line]) -> float:
    """How sure the reader is of all that it read, 0 to 1."""
    letters = sum(len(line.text) for line in lines)
    return sum(line.score * len(line.text) for line in lines) / letters if letters else 0.0


def _opened(content: bytes) -> Picture:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
        image.draft("RGB", (LARGEST, LARGEST))
        plain = image.convert("RGB")
    plain.thumbnail((LARGEST, LARGEST))
    return np.ascontiguousarray(np.asarray(plain)[..., ::-1])


def _lies_well(picture: Picture, quads: Sequence[Quad]) -> bool:
    """Whether the print is straight, or upright, and fills most of the picture."""
    aslant = abs((np.rad2deg(direction(quads)) + 45) % 90 - 45)
    points = np.concatenate(list(quads))
    fills = float(np.ptp(points, axis=0).max()) / max(picture.shape[:2])
    return bool(aslant < ASLANT and fills > FILLS)


def direction(quads: Sequence[Quad]) -> float:
    """The angle (radians, y downwards) in which most of the print runs; which way is not told."""
    total = 0j
    for quad in quads:
        wide, high = quad[1] - quad[0], quad[3] - quad[0]
        long, short = sorted((wide, high), key=lambda side: -float(np.hypot(*side)))
        weight = float(np.hypot(*long) - np.hypot(*short))
        total += weight * np.exp(2j * np.arctan2(long[1], long[0]))
    return float(np.angle(total) / 2)


def _upper(quads: Sequence[Quad], angle: float) -> list[int]:
    """Which of them lie in the upper part of the print."""
    down = np.array([-np.sin(angle), np.cos(angle)])
    heights = [float(quad.mean(0) @ down) for quad in quads]
    highest, lowest = np.percentile(heights, (1, 99))
    return [n for n, y in enumerate(heights) if y <= highest + UPPER * (lowest - highest)]


def _along(quad: Quad, angle: float) -> Quad:
    """The same corners, from the upper left for somebody who reads in that direction."""
    along = np.array([np.cos(angle), np.sin(angle)])
    down = np.array([-np.sin(angle), np.cos(angle)])
    turns = [np.roll(quad, -step, axis=0) for step in range(4)]
    return max(turns, key=lambda t: float((t[1] - t[0]) @ along + (t[3] - t[0]) @ down))


def _sides(quad: Quad) -> tuple[float, float]:
    """Width and height."""
    wide = max(np.hypot(*(quad[1] - quad[0])), np.hypot(*(quad[2] - quad[3])))
    high = max(np.hypot(*(quad[3] - quad[0])), np.hypot(*(quad[2] - quad[1])))
    return float(wide), float(high)


def _line(text: str, score: float, quad: Quad, angle: float) -> Line:
    """Turned back, so that its print runs to the right."""
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    flat = quad @ turn
    left, right = (flat[0] + flat[3]) / 2, (flat[1] + flat[2]) / 2
    start, end = (float(left[0]), float(left[1])), (float(right[0]), float(right[1]))
    return Line(text, score, start, end, _sides(quad)[1])


def places(marks: Any) -> list[float]:
    """Where each sign stands, in shares of the piece's width."""
    columns = [column for word in marks.word_cols for column in word]
    return [(column + 0.5) / max(marks.line_txt_len, 1.0) for column in columns]


def spaced(text: str, centres: Sequence[float], piece: Picture) -> str:
    """The text with a blank wherever the ink leaves a gap; `centres` are those of its signs, in
    shares of the piece's width, without its blanks."""
    bare = "".join(text.split())
    if len(centres) != len(bare):
        return text
    words = text.split()
    cuts = {sum(map(len, words[:place])) for place in range(1, len(words))}
    cuts |= {sum(centre < gap for centre in centres) for gap in gaps(piece)}
    parts = np.split(np.array(list(bare)), sorted(cuts - {0, len(bare)}))
    return " ".join("".join(part) for part in parts)


def gaps(piece: Picture) -> list[float]:
    """The middles of the wide gaps in the ink, in shares of the piece's width."""
    grey = piece.mean(axis=2)
    paper = np.percentile(grey, 80)
    ink = np.clip(paper - grey - 8, 0, None)
    rows = np.flatnonzero(ink.sum(1) > ROW * ink.sum(1).max()) if ink.any() else np.array([])
    if not rows.size:
        return []
    tall = float(rows[-1] - rows[0] + 1)
    columns = ink[rows[0] : rows[-1] + 1].max(0)
    empty = columns < INKED * np.percentile(columns, 90)
    found, start = [], None
    for x, blank in enumerate(np.append(empty, False)):
        if blank and start is None:
            start = x
        elif not blank and start is not None:
            if start > 0 and x < len(columns) and x - start >= GAP * tall:
                found.append((start + x) / 2 / len(columns))
            start = None
    return found
