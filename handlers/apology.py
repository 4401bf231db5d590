"""Something was wrong with us: the person hears it once, the staff get a line."""

from __future__ import annotations

from datetime import timedelta

from flows.cases.notices import NOTICES
from handlers.here import Heard
from handlers.telling import tell_office
from storage import inbox

APART = timedelta(hours=1)
"""So long one apology stands for whatever else fails; after that silence would be worse."""


def say_sorry(here: Heard, inbox_id: int) -> None:
    """One apology per person and hour, however much of theirs is parked; the tap that failed
    in a group is answered there, where only that person sees it."""
    sorry = NOTICES["apology"].text({})
    here.toast(None if here.incoming.private else sorry, alert=not here.incoming.private)
    since = here.now - APART
    if inbox.parked_before(here.session, here.address.contact_id, inbox_id, since):
        return
    if here.incoming.private:
        here.say(sorry, notice="apology")
    values = {"number": str(inbox_id)}
    line = NOTICES["parked"].text(values)
    city = here.house.city_code
    tell_office(here.session, city, city, line, here.now, notice="parked", values=values)
