"""Draw the photo that every resident of a measurement sends: an invented identity card.

    python -m tests.bench.photo FILE.jpg

A blank picture would be sent back as unreadable, and cost less than a real one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.pictures import cards, samples, scenes

SIZE = (1280, 808)
QUALITY = 80


def main() -> None:
    """Write it."""
    picture, _ = scenes.photographed(cards.ktp(1), scenes.Scene(ground="tiles", size=SIZE))
    Path(sys.argv[1]).write_bytes(samples.jpeg(picture, QUALITY))


if __name__ == "__main__":
    main()
