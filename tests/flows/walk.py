"""Wanders through every talk with what people send, and with what nobody should.

    python -m tests.flows.walk --messages 100000 --seed 7

After every message: no exception, few screens, each with a way out, nothing personal echoed. At
the end of a walk whoever answers plainly arrives: no talk goes round in circles.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import replace
from functools import cache

from flows.cases.asking import Ask
from flows.cases.bilingual import Bilingual
from flows.cases.card_reading import CardReading
from flows.cases.card_reading import Kind as CardKind
from flows.cases.catalogue import Catalogue
from flows.cases.complaint_types import SubType
from flows.cases.feedback import Officer
from flows.commands import WORDS
from flows.effects import Remind, Unremind
from flows.messages import Kind, MediaKind
from flows.words import literal
from tests.flows.bekasi import BEKASI
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.tester import Person, Screen, catalogue_of
from tests.intents.table import utterances
from tests.transcripts.screens import faults, leads_on

Act = tuple[str, object]
MOST_SCREENS = 9
"""So many messages may one turn bring: an opening, a long explanation, a question."""
ARRIVES = 120
"""So many plain answers bring any talk to its end."""
SUBJECT = {
    "case_id": 7, "version": 3, "ticket": "26-004217-4", "feedback_id": 4, "question_id": 5,
    "referral_id": 6,
}  # fmt: skip
CARDS = (
    CardReading(CardKind.KTP, "3576014508829991", "SITI CONTOH", village="WATES", confidence=0.9),
    CardReading(CardKind.KK, kk="3576010101159990", confidence=0.8),
    CardReading(CardKind.OTHER),
    CardReading(CardKind.UNCLEAR),
)
OFFICERS = (Officer(4, "Fasilitator Wates Contoh"), Officer(5, "Petugas Contoh"))

ANSWERS = (
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "0", "ya", "bukan", "setuju", "selesai",
    "lewati", "belum punya", "kirim", "ubah", "kembali", "lanjut", "wates", "margahayu", "pkh",
    "3576014508829991", "3576 0112 0379 9992", "3576010101159990", "Siti Contoh", "saya sendiri",
    "Kartu KIS saya tidak aktif sejak bulan Mei", "di depan pasar, dekat pos ronda", "tidak ada",
    "NIK anak saya 3576010302249993, belum terdaftar", "igd darurat, tolong", "Pilihan lain",
)  # fmt: skip
HOSTILE = (
    "", " ", "😭", "x" * 7000, "{ticket}", "{0}", "%s", "26-004217-4", "1,5jt", "tidak", "٣", "²",
    "357601450882999", "35760145088299911", "0" * 16, "3576014508820000", "08123456789", "-1",
    "a:1:kind:urgent", "<b>KIS</b>", "'; DROP TABLE cases; --", "\u202eolah", "\u200b", "\x00",
    "1\ufe0f\u20e3", "ＮＩＫ", "bukan kis mati", "pkh belum cair", "kis saya mati", "odgj ngamuk",
    "lkm nik", "orang terlantar", "bpum", "kabupaten mojokerto", "A. B. C. D. E.", "9" * 400,
    "setuju tapi tidak", "ubah cerita", "ubah nik", "halo " * 300, "“kutip”. lagi. lagi. lagi.",
)  # fmt: skip
FREE = tuple(one.text for one in utterances())
"""What residents write of their own accord (see `tests.intents`)."""
TYPED = (*ANSWERS, *HOSTILE, *(words[0] for words in WORDS.values()))
WAITS = (0.01, 1.0, 30.0, 80.0)
"""Hours."""
OTHERS = tuple(kind for kind in Kind if kind is not Kind.PRESS)


def act(person: Person, name: str, value: object) -> None:
    """One thing that a person does, or that happens to them."""
    match name, value:
        case "says", str(text):
            person.says(text)
        case "taps", int(index):
            buttons = [c.data for screen in person.screens for c in screen.choices]
            person.taps(buttons[-1 - index % len(buttons)] if buttons else "a:0:menu:complaint")
        case "goes on", int(index):
            go_on(person, index)
        case "sends", MediaKind() as kind:
            person.sends(kind, album="a", text="tampak depan")
        case "does", Kind() as other:
            person.does(other, "KIS saya")
        case "waits", float(hours):
            person.waits(hours=hours)
        case "poor", int(index):
            papers = [k for k in person.conversation.answers if k.startswith("paper_")] or ["photo"]
            key = papers[index % len(papers)].removesuffix(".done").removesuffix(".poor")
            person.learns_of_a_poor_photo(key, literal("Fotonya agak buram."))
        case "card", int(index):
            asked = [k for k in person.conversation.answers if "." not in k] or ["paper_ktp"]
            question = asked[index % len(asked)]
            person.learns_what_a_card_says(question, CARDS[index % len(CARDS)])
        case "release", int(number):
            person.catalogue = released(person.city.code, number % 4)


def some_act(chance: random.Random) -> Act:
    """Mostly answers that lead further; the rest is noise."""
    return chance.choices(
        (
            ("goes on", chance.randrange(12)),
            ("says", chance.choice(TYPED)),
            ("says", chance.choice(FREE)),
            ("taps", chance.randrange(40)),
            ("sends", chance.choice(tuple(MediaKind))),
            ("does", chance.choice(OTHERS)),
            ("waits", chance.choice(WAITS)),
            ("poor", chance.randrange(5)),
            ("card", chance.randrange(20)),
            ("release", chance.randrange(4)),
        ),
        (44, 20, 6, 8, 8, 3, 4, 4, 3, 2),
    )[0]


def go_on(person: Person, index: int) -> None:
    """Answer what stands there: a choice of the last screen, or words that fit."""
    choices = person.last[-1].choices if person.last else ()
    ways = [c for c in choices if not c.data.rsplit(":", 1)[-1].startswith("_")]
    done = [c for c in choices if c.data.endswith(("_done", "_use", ":enough"))]
    key = person.conversation.pending or person.conversation.asked
    if key == "next" and done:
        person.taps(done[0].data)  # a page that one may read for ever is left by Selesai
    elif key in _PLAIN and index:
        person.says(_PLAIN[key])
    elif ways or done:
        found = ways or done
        person.taps(found[index % len(found)].data)
    else:
        person.says(_PLAIN.get(key, "Contoh jawaban yang cukup panjang, nomor 12"))


TALKS = (
    "complaint", "application", "requirements", "about", "entitled_hints", "nearest",
    "registry_check", "registry_mismatch", "my_data", "number_change", "feedback", "notices",
    "add_to_case", "ask_officer", "cancel_case", "reopen_case", "object_case", "rate_case",
    "visit_wish",
)  # fmt: skip
"""All that a resident can be in; those of the menu are also reached from it."""
STAFF_TALKS = (
    "survey", "return_reason", "visit", "attempt", "decline", "ask_facilitator",
    "mismatch_decline", "data_decline", "answer_feedback", "answer_question",
)  # fmt: skip
_PLAIN = {
    "nik": "3576014508829991", "kk": "3576010101159990", "name": "Siti Contoh",
    "ask_reporter_name": "Siti Contoh", "district": "wates",
}  # fmt: skip


def check(person: Person) -> None:
    """What must hold for every turn."""
    screens = [entry for entry in person.log if isinstance(entry, Screen)]
    assert len(screens) <= MOST_SCREENS, [s.text for s in screens]
    if not hands_over(person):
        assert leads_on(screens), screens[-1].text
    for screen in screens:
        assert not (wrong := list(faults(screen, staff=bool(person.roles)))), wrong
    person.log.clear()


def hands_over(person: Person) -> bool:
    """Whether the talk is over and whoever carries out what it asked for has the last word."""
    done = [e for e in person.log if not isinstance(e, Remind | Unremind)]
    return not person.conversation.flow and bool(done) and not isinstance(done[-1], Screen)


def arrive(person: Person) -> None:
    """Whoever answers plainly comes to an end."""
    person.log.clear()
    person.says("halo")
    for _step in range(ARRIVES):
        if not person.conversation.flow:
            return
        go_on(person, 0)
        check(person)
    raise AssertionError(f"no end in sight at {person.conversation.asked}")


@cache
def released(city: str, number: int) -> Catalogue:
    """The catalogue as another release might have it: questions added, removed, reordered."""
    catalogue = catalogue_of(city)
    change = (_same, _reversed, _shorter, _longer)[number]
    return replace(
        catalogue,
        sub_types=tuple(change(s) for s in catalogue.sub_types),
        entries=tuple(replace(e, asks=change_asks(e.asks, number)) for e in catalogue.entries),
    )


def change_asks(asks: tuple[Ask, ...], number: int) -> tuple[Ask, ...]:
    """The questions of a service in that release."""
    return (asks, asks[::-1], asks[1:], (*_NEW, *asks))[number]


def _same(sub_type: SubType) -> SubType:
    return sub_type


def _reversed(sub_type: SubType) -> SubType:
    return replace(sub_type, asks=sub_type.asks[::-1])


def _shorter(sub_type: SubType) -> SubType:
    return replace(sub_type, asks=sub_type.asks[1:], papers=sub_type.papers[1:])


def _longer(sub_type: SubType) -> SubType:
    return replace(sub_type, asks=(*_NEW, *sub_type.asks), program="must")


_NEW = (
    Ask(
        "new_in_this_release",
        "write",
        Bilingual("Pertanyaan baru?", "Pitakenan enggal?"),
        Bilingual("Baru", "Enggal"),
        required=False,
    ),
)


def newcomer(chance: random.Random) -> Person:
    """A resident of one of the cities, or a staff member with a talk open."""
    person = Person(language=chance.choice(("", "id", "jv")))
    person.moves_to(chance.choice((MOJOKERTO, MOJOKERTO, BEKASI)))
    person.verified, person.reads_cards = chance.random() < 0.3, chance.random() < 0.5
    person.officers = OFFICERS[: chance.randrange(3)]
    if chance.random() < 0.5:
        person.opens(chance.choice(TALKS), SUBJECT)
    elif chance.random() < 0.1:
        person.roles = ("facilitator", "supervisor")
        person.opens(chance.choice(STAFF_TALKS), SUBJECT)
    return person


def wander(messages: int, seed: int, seen: Counter[str] | None = None) -> tuple[int, int]:
    """How many messages and walks it took; raises AssertionError with the seed where one fails.
    `seen` counts the messages in each talk."""
    done = walks = 0
    seen = Counter() if seen is None else seen
    while done < messages:
        chance = random.Random(seed + walks)
        person = newcomer(chance)
        acts = [some_act(chance) for _ in range(chance.randrange(20, 80))]
        for number, (name, value) in enumerate(acts):
            try:
                act(person, name, value)
                check(person)
                seen[person.conversation.flow or "menu"] += 1
            except Exception as error:
                said = repr(value)[:60]
                raise AssertionError(f"seed {seed + walks}, act {number}: {name} {said}") from error
        arrive(person)
        done, walks = done + person.count, walks + 1
    return done, walks


def main() -> None:
    """The command."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--messages", type=int, default=100_000)
    reader.add_argument("--seed", type=int, default=1)
    given = reader.parse_args()
    began = time.monotonic()
    seen: Counter[str] = Counter()
    done, walks = wander(given.messages, given.seed, seen)
    print(f"{done} messages in {walks} walks, {time.monotonic() - began:.0f} s: nothing wrong")
    print(", ".join(f"{talk} {count}" for talk, count in seen.most_common()))


if __name__ == "__main__":
    main()
