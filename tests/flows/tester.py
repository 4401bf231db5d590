"""Plays a conversation the way a person has it: says, presses, sends, waits, hears, is asked.

Between any two messages the conversation is written as JSON and read back, consents and
the language are remembered as the handler remembers them, and timers run when time passes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from flows.cases.card_reading import CardReading
from flows.cases.catalogue import Catalogue
from flows.cases.catalogue_reading import read_catalogue
from flows.cases.feedback import Officer
from flows.cases.offices import Secretariat
from flows.cases.standing import Standing
from flows.effects import (
    Choice,
    Conversation,
    Effect,
    RecordConsent,
    Remind,
    Say,
    SetLanguage,
    Turn,
    Unremind,
)
from flows.engine import advance, begin, card_read, expire, language_of, photo_checked, wanted
from flows.facts import City, Facts
from flows.messages import Channel, Incoming, Kind, Media, MediaKind, Place, Press
from flows.questions import Scene
from flows.saying import in_breaths
from flows.talks.acts import ACT_TALKS
from flows.words import Text, fingerprint
from storage.catalogue import release_pieces
from tests.flows.mojokerto import MOJOKERTO


@cache
def catalogue_of(city: str) -> Catalogue:
    """What this release says for that city, read once for all tests."""
    return read_catalogue([piece for piece in release_pieces() if piece.city in ("", city)])


START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday morning, 09.00 in Mojokerto."""


@dataclass
class Screen:
    """One message as the person sees it."""

    text: str
    choices: tuple[Choice, ...]
    language: str
    words: Text
    """The same before it had a language."""
    held: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons' words."""
        return tuple(c.label.render(self.language) for c in self.choices)


@dataclass
class Person:
    """A person with a phone, and everything a handler would keep for them."""

    language: str = ""
    roles: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    verified: bool = False
    """An officer found whose number this is."""
    duty: frozenset[str] = frozenset({"35.76.02.1010"})
    """Where a facilitator works: Wates."""
    officers: tuple[Officer, ...] = ()
    """Who dealt with their reports and was named to them."""
    reads_cards: bool = False
    """Photos of cards are read here."""
    secretariat: Secretariat = field(default_factory=Secretariat)
    city: City = MOJOKERTO
    catalogue: Catalogue = field(default_factory=lambda: catalogue_of(MOJOKERTO.code))
    now: datetime = START
    conversation: Conversation = field(default_factory=Conversation)
    consents: set[str] = field(default_factory=set)
    timers: dict[str, datetime] = field(default_factory=dict)
    screens: list[Screen] = field(default_factory=list)
    last: list[Screen] = field(default_factory=list)
    effects: tuple[Effect, ...] = ()
    asked_for: frozenset[str] = frozenset()
    count: int = 0
    log: list[Screen | Effect] = field(default_factory=list)
    """All that was shown and done, in order."""

    def says(self, *texts: str) -> Person:
        """Type messages, one after another."""
        for text in texts:
            self._hear(self._incoming(Kind.TEXT, text=text))
        return self

    def passes_on(self, text: str) -> Person:
        """Forward somebody else's message."""
        self._hear(self._incoming(Kind.TEXT, text=text, forwarded=True))
        return self

    def presses(self, label: str) -> Person:
        """Tap the newest button with these words, however old its message is."""
        found = next(
            choice
            for screen in reversed(self.screens)
            for choice, words in zip(screen.choices, screen.labels, strict=True)
            if words == label
        )
        return self.taps(found.data)

    def taps(self, data: str) -> Person:
        """Tap a button by its data."""
        self._hear(self._incoming(Kind.PRESS, press=Press(data, "m1")))
        return self

    def sends(
        self, kind: MediaKind = MediaKind.IMAGE, *, text: str = "", album: str = "", count: int = 1
    ) -> Person:
        """Send files in one message."""
        media = tuple(Media(kind, f"file-{self.count}-{n}") for n in range(count))
        self._hear(self._incoming(Kind.MEDIA, text=text, media=media, album=album))
        return self

    def does(self, kind: Kind, text: str = "") -> Person:
        """Anything else: an edit, a sticker, a place in the city."""
        if kind is Kind.PLACE:
            return self.stands_at(-7.4722, 112.4338)
        self._hear(self._incoming(kind, text=text))
        return self

    def stands_at(self, latitude: float, longitude: float) -> Person:
        """Send a location pin."""
        self._hear(self._incoming(Kind.PLACE, place=Place(latitude, longitude)))
        return self

    def opens(
        self, flow: str, subject: Mapping[str, Any], answers: Mapping[str, Any] | None = None
    ) -> Person:
        """Somebody's act begins a talk, perhaps with answers to correct."""
        events = {talk.name: str(event) for event, talk in ACT_TALKS.items()}
        events |= {"visit_wish": "set_visit", "assign_to": "assign"}
        subject = {"event": events.get(flow, ""), **subject}
        self._take(begin(flow, subject, self.conversation, self._facts(), answers))
        return self

    def moves_to(self, city: City) -> Person:
        """Somebody of another city's SLRT."""
        self.city, self.catalogue = city, catalogue_of(city.code)
        return self

    def learns_of_a_poor_photo(self, question: str, advice: Text) -> Person:
        """The photo that answered that question was looked at and is hard to read."""
        self._take(photo_checked(self.conversation, question, advice, self._facts()))
        return self

    def learns_what_a_card_says(self, question: str, reading: CardReading) -> Person:
        """The photo that answered that question was read."""
        self._take(card_read(self.conversation, question, reading, self._facts()))
        return self

    def reads(self, words: Text, choices: tuple[Choice, ...] = ()) -> Person:
        """A handler's own message: what a talk cannot know."""
        *first, last = in_breaths(words)
        for one, buttons in (*((text, ()) for text in first), (last, choices)):
            self._carry_out(Say(one, buttons))
        return self

    def waits(self, **span: float) -> Person:
        """Time passes; timers that fall due run in their order."""
        until = self.now + timedelta(**span)
        while due := sorted((at, kind) for kind, at in self.timers.items() if at <= until):
            self.now, kind = due[0]
            del self.timers[kind]
            self._take(expire(self.conversation, kind, self._facts()))
        self.now = until
        return self

    def hears(self, words: str) -> Person:
        """One of the last messages contains these words."""
        assert any(words in s.text for s in self.last), [s.text for s in self.last]
        return self

    def hears_not(self, words: str) -> Person:
        """None of the last messages contains these words."""
        assert not any(words in s.text for s in self.last), [s.text for s in self.last]
        return self

    def is_asked(self, key: str) -> Person:
        """The question of this key stands before the person."""
        assert (self.conversation.pending or self.conversation.asked) == key, self.conversation
        return self

    def gets(self, kind: type[Effect]) -> Any:
        """The one effect of this kind in the last turn."""
        found = [e for e in self.effects if isinstance(e, kind)]
        assert len(found) == 1, self.effects
        return found[0]

    def gets_no(self, kind: type[Effect]) -> Person:
        """No effect of this kind in the last turn."""
        assert not [e for e in self.effects if isinstance(e, kind)], self.effects
        return self

    def _incoming(self, kind: Kind, **values: Any) -> Incoming:
        self.count += 1
        chat = "620000"
        return Incoming(Channel.TELEGRAM, str(self.count), chat, chat, self.now, kind, **values)

    def scene(self) -> Scene:
        """What a question may look at now."""
        return Scene(self._facts(), self.conversation.answers, self.conversation.subject)

    def _facts(self) -> Facts:
        return Facts(
            self.now,
            self.city,
            self.language,
            frozenset(self.consents),
            known=self.count > 1,
            staff_roles=self.roles,
            standings=self.standings if "cases" in self.asked_for else None,
            verified=self.verified,
            catalogue=self.catalogue,
            secretariat=self.secretariat,
            officers=self.officers if "officers" in self.asked_for else (),
            reads_cards=self.reads_cards,
            duty=self.duty if "duty" in self.asked_for else None,
        )

    def _hear(self, incoming: Incoming) -> None:
        incoming = Incoming.from_json(json.loads(json.dumps(incoming.to_json())))
        self.asked_for = wanted(self.conversation, incoming)
        self._take(advance(self.conversation, incoming, self._facts()))
        self.now += timedelta(seconds=1)

    def _take(self, turn: Turn) -> None:
        stored = json.dumps(turn.conversation.to_json())
        self.conversation = Conversation.from_json(json.loads(stored))
        self.effects = turn.effects
        self.last = []
        for effect in turn.effects:
            self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Say():
                language = language_of(self._facts())
                words = effect.text
                held = effect.hold is not None
                screen = Screen(words.render(language), effect.choices, language, words, held)
                self.screens.append(screen)
                self.last.append(screen)
                self.log.append(screen)
                return
            case SetLanguage():
                self.language = effect.language
            case RecordConsent():
                if effect.given:
                    self.consents.add(fingerprint(effect.text, language_of(self._facts())))
            case Remind():
                self.timers[effect.kind] = self.now + effect.after
            case Unremind():
                self.timers.pop(effect.kind, None)
            case _:
                pass
        self.log.append(effect)
