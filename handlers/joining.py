"""Another report of a need that is open: linked with the open case, silently.

Its reporter hears what anybody hears, and follows the open case from now on. Staff read of it
on the case they work on.
"""

from __future__ import annotations

from flows.cases.filing import Filing
from flows.cases.priority import Priority, Rank
from flows.cases.states import State
from flows.cases.table import Audience, Tell
from handlers import audiences, filing_cabinet, moving
from handlers.here import Here
from storage import case_papers, cases
from storage.tables import Case, Person

_ADDED = Tell(Audience.FACILITATOR, "report_added")
_JOINED = Tell(Audience.FACILITATOR, "report_joined")


def join(here: Here, talk: int, filing: Filing, person: Person | None, main: Case) -> None:
    """A report with its own number, by somebody else, linked with the open case."""
    report = filing_cabinet.store(here, talk, filing, person, main=main)
    moving.record(here, report, "link", State.DUPLICATE)
    audiences.say_number(here, report, assigned=main.facilitator_id is not None)
    audiences.tell(here, main, _JOINED)
    _take_over_urgency(here, filing, main, was=main.priority)


def add(here: Here, talk: int, filing: Filing, mine: Case, main: Case) -> None:
    """The same contact tells of the same need again: more words and papers for their report."""
    was = main.priority
    if filing.story and filing.story not in mine.story:
        mine.story = f"{mine.story}\n{filing.story}".strip()
    if filing.urgent:
        mine.priority, mine.rank = Priority.URGENT, Rank.URGENT
    case_papers.take_documents(here.session, mine.contact_id, talk, mine.id)
    here.session.flush()
    cases.refresh_cards(here.session, main.id)
    audiences.tell(here, main, _ADDED)
    _take_over_urgency(here, filing, main, was=was)


def _take_over_urgency(here: Here, filing: Filing, main: Case, *, was: str) -> None:
    """What one reporter calls urgent is urgent; everybody who can help is told now, once."""
    if not filing.urgent or was == Priority.URGENT:
        return
    main.priority, main.rank = Priority.URGENT, Rank.URGENT
    here.session.flush()
    cases.refresh_cards(here.session, main.id)
    audiences.alert(here, main)
