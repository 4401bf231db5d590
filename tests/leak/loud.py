"""`serve` with every logger at DEBUG, by production's own log: what a nervous operator sets.

python -m tests.leak.loud
"""

from __future__ import annotations

import logging

import structlog

from bot.environment import read_settings
from bot.logs import QUIET, configure_logs
from bot.rules import Use
from bot.run import serve


def main() -> None:
    """Run it until told to end."""
    configure_logs()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    logging.root.setLevel(logging.DEBUG)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.DEBUG)
    serve(read_settings(Use.SERVE))


if __name__ == "__main__":
    main()
