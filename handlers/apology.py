"""Something was wrong with us: the person hears it once, the staff group gets a line."""

from __future__ import annotations

from flows.cases.notices import NOTICES
from flows.messages import Lane, Outgoing
from handlers.here import Heard
from handlers.telling import tell_group
from storage import inbox


def say_sorry(here: Heard, inbox_id: int) -> None:
    """One apology per person while something of theirs is parked, however much they write."""
    here.toast()
    if inbox.parked_before(here.session, here.address.contact_id, inbox_id):
        return
    if here.incoming.private:
        here.say(NOTICES["apology"].text({}), notice="apology")
    words = NOTICES["parked"].text({"number": str(inbox_id)})
    message = Outgoing(text=words.render("id"))
    tell_group(here.session, here.house.city_code, message, Lane.NOTICE, here.now)
