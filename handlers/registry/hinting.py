"""What the registry says of a case's person, for the officers of that case: a hint beside the
facts. Which answer counts, an officer decides."""

from __future__ import annotations

from flows.cases.identity import Nik, read_nik
from flows.cases.registry import for_officer
from flows.words import Text
from handlers.here import Here
from handlers.registry import answering
from storage.registry import looking
from storage.tables import Person


def hint(here: Here, person: Person | None) -> Text | None:
    """A line with the NIK masked; none where there is no NIK, or no file may be loaded."""
    if person is None or person.nik_key is None or here.house.registry.lookup != "import":
        return None
    found = looking.look_up(here.session, person.nik_key)
    if found is None:
        return None
    read = read_nik(person.nik or "", answering.today(here))
    masked = read.masked if isinstance(read, Nik) else "-"
    return for_officer(answering.finding_of(here, found), masked)
