"""What is done for each kind of job, given the id of its subject."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.attempts import Work
from bot.contact_ways import ContactWays
from flows.messages import Channel
from handlers import alike_reports, card_readings, checking, fetching, papering
from handlers.checking import CHECK
from handlers.documents import FETCH, PURGE
from handlers.house import House
from handlers.papering import PAPER
from handlers.privacy import ageing, copying, erasing
from handlers.registry import finding, mismatches
from handlers.relating import ALIKE
from storage.readings import READ
from webhooks import fetching as bringing
from webhooks.sending import Door

ABOUT = {
    **dict.fromkeys((FETCH, CHECK, READ, PURGE, erasing.FILE), "document_id"),
    ALIKE: "case_id",
    PAPER: "wish_id",
}
"""What the log calls a job's subject, where other lines name it too."""


def kinds(house: House, doors: Mapping[Channel, Door], ways: ContactWays) -> dict[str, Work]:
    """By their names; `doors` bring what people sent, `ways` stand on papers."""
    return {
        FETCH: partial(bringing.fetch, house, doors),
        CHECK: partial(checking.look, house),
        READ: partial(card_readings.read, house),
        PURGE: partial(fetching.purge, house),
        ALIKE: partial(alike_reports.look, house),
        PAPER: partial(papering.bring, house, ways=ways),
        finding.FIND: partial(finding.work, house),
        mismatches.SORT: partial(mismatches.work, house),
        copying.COPY: partial(copying.bring, house),
        copying.GONE: partial(copying.delete, house),
        erasing.FILE: partial(erasing.delete_file, house),
        ageing.NIGHT: partial(ageing.work, house),
    }
