"""What became of everything: lost, doubled, out of order, and sent more than once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.demo.chat import Message
from flows.messages import Outgoing
from storage.tables import Address, Case, Consent, Contact, Inbox, Move, Outbox
from tests.story.town import Town


@dataclass
class Count:
    """Four lists of sentences; the first three must be empty."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    incoming: int = 0
    outgoing: int = 0

    def add(self, other: Count) -> None:
        """Take another count in."""
        for mine, theirs in zip(self._lists(), other._lists(), strict=True):
            mine.extend(theirs)
        self.incoming += other.incoming
        self.outgoing += other.outgoing

    def _lists(self) -> tuple[list[str], ...]:
        return self.lost, self.doubled, self.disordered, self.repeated

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        return [*self.lost, *self.doubled, *self.disordered]


def counted(town: Town, tickets: Iterable[str], moves: tuple[str, ...]) -> Count:
    """Compare what people did and got with what is stored. Each ticket's case must have made
    exactly these moves."""
    count = Count()
    with town.database.read() as session:
        _inbox(town, session, count)
        _cases(session, count, sorted(tickets), moves)
        _consents(session, count)
        _outbox(town, session, count)
    return count


def _inbox(town: Town, session: Session, count: Count) -> None:
    """Everything that a platform took from a person stands in the inbox, once, and is done."""
    rows = Counter((row.channel, row.provider_id) for row in session.scalars(select(Inbox)))
    came = {("telegram", str(number)) for number, _ in town.platforms.telegram.updates.deliveries}
    twilio = town.platforms.twilio.messages.values()
    came |= {("whatsapp", shape["sid"]) for shape in twilio if shape["direction"] == "inbound"}
    count.incoming = len(came)
    count.lost += [f"{one} is not in the inbox" for one in came - rows.keys()]
    count.doubled += [f"{one} is {n} times in the inbox" for one, n in rows.items() if n > 1]
    parked = select(Inbox).where(Inbox.status != "done")
    count.lost += [f"{row.provider_id} is {row.status}" for row in session.scalars(parked)]


def _cases(session: Session, count: Count, tickets: list[str], moves: tuple[str, ...]) -> None:
    """One case for each talk, and in each every move once."""
    stored = list(session.scalars(select(Case)))
    known = {case.ticket for case in stored}
    count.lost += [f"{ticket} is no case" for ticket in tickets if ticket not in known]
    count.doubled += [
        f"{case.ticket} was told to nobody" for case in stored if case.ticket not in tickets
    ]
    for case in stored:
        made = Counter(session.scalars(select(Move.event).where(Move.case_id == case.id)))
        for event in {*moves, *made}:
            _compare(count, f"{event} of {case.ticket}", made[event], moves.count(event))


def _compare(count: Count, what: str, made: int, wanted: int) -> None:
    if made < wanted:
        count.lost.append(f"{what}: {made} of {wanted}")
    elif made > wanted:
        count.doubled.append(f"{what}: {made} instead of {wanted}")


def _consents(session: Session, count: Count) -> None:
    """Whoever reported was asked, and agreed, once."""
    given = Counter(session.scalars(select(Consent.contact_id)))
    reporters = session.scalars(select(Case.contact_id).distinct()).all()
    count.lost += [f"contact {c} has no consent" for c in reporters if c not in given]
    count.doubled += [f"contact {c} agreed {n} times" for c, n in given.items() if n > 1]
    people = session.scalar(select(func.count()).select_from(Contact))
    homes = session.scalar(select(func.count()).select_from(Address))
    if people != homes:
        count.doubled.append(f"{people} contacts have {homes} addresses")


def _outbox(town: Town, session: Session, count: Count) -> None:
    """Each row arrived, and each person's rows arrived in their order."""
    rows: dict[str, list[Outbox]] = defaultdict(list)
    query = select(Outbox, Address).join(Address, Address.id == Outbox.address_id)
    for row, address in session.execute(query.order_by(Outbox.id)):
        if Outgoing.from_json(row.content).callback:
            continue  # an answer to a tap is no message, and worth nothing after seconds
        rows[_chat(address)].append(row)
    for chat, mine in rows.items():
        count.outgoing += len(mine)
        open_ones = [row for row in mine if row.status not in ("sent", "dropped")]
        count.lost += [f"outbox {row.id} is {row.status} {row.reason}" for row in open_ones]
        sent = [row for row in mine if row.status == "sent"]
        arrivals(count, sent, list(_delivered(town, chat)))


def _chat(address: Address) -> str:
    external = address.external
    number = external.removeprefix("whatsapp:")
    return f"wa:{number}" if number != external else f"tg:{external}"


def _delivered(town: Town, chat: str) -> Iterator[Message]:
    """The program's messages as the person got them, in that order."""
    for event in town.platforms.world.after(0):
        here = event.chat == chat and event.kind == "message"
        if here and event.message and event.message.from_bot:
            yield event.message


def arrivals(count: Count, rows: list[Outbox], got: list[Message]) -> None:
    """Match what arrived with the rows: by the provider's number where it was recorded, by the
    words where a kill came before the record, and where the answer rode in the response to a
    webhook, for which Telegram names no number."""
    numbers = {str(row.provider_id): row for row in rows if row.provider_id}
    riding = [row for row in rows if not row.provider_id]
    missing = set(numbers) - {m.sid or str(m.id) for m in got}
    count.lost += [f"outbox {numbers[n].id} never arrived" for n in missing]
    last: dict[int, int] = {}
    came: Counter[int] = Counter()
    for place, message in enumerate(got):
        row = numbers.get(message.sid or str(message.id))
        if row is None and (row := _first_said(riding, message)) is not None:
            riding.remove(row)
        elif row is None:
            row = _meant(rows, message, got[place + 1 :])
            row = row or _first_said([r for r in rows if came[r.id] < r.attempts], message)
            if row is None:
                count.doubled.append(f"a message to {message.chat} belongs to no row")
                continue
            count.repeated.append(f"outbox {row.id}")
        came[row.id] += 1
        if row.id < last.get(row.lane, 0):
            count.disordered.append(f"outbox {row.id} came after {last[row.lane]}")
        last[row.lane] = max(row.id, last.get(row.lane, 0))
    count.lost += [f"outbox {row.id} never arrived" for row in riding]


def _first_said(rows: list[Outbox], message: Message) -> Outbox | None:
    """The first of these rows with the message's words."""
    said = message.text
    return next((r for r in rows if _same(Outgoing.from_json(r.content).text, said)), None)


def _meant(rows: list[Outbox], message: Message, after: list[Message]) -> Outbox | None:
    """The row that was sent but not recorded: the same words were recorded at a later send."""
    later = {m.sid or str(m.id) for m in after}
    fitting = (row for row in rows if str(row.provider_id) in later)
    said = message.text
    return next((r for r in fitting if _same(Outgoing.from_json(r.content).text, said)), None)


def _same(stored: str, said: str) -> bool:
    """WhatsApp adds the numbers of the choices below the words."""
    return said.startswith(stored[:60])
