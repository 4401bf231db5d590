"""Whom a turn wakes: those who have something to do because of it, and nobody else."""

from __future__ import annotations

from dataclasses import replace

from flows.messages import Kind, Media, MediaKind, Press
from handlers import inbound
from handlers.inbound import Received, Taken
from handlers.riding import NO_ROOM
from tests.handlers.people import ABOUT, Group, Person

PHOTO = (Media(MediaKind.IMAGE, "file-1", "image/jpeg"),)


def woken_by(person: Person, text: str) -> list[frozenset[str] | None]:
    """What the bell is rung for by one message."""
    rung: list[frozenset[str] | None] = []

    def wake(whom: frozenset[str] | None = None, /) -> None:
        rung.append(whom)

    inbound.take(replace(person.house, wake=wake), person.incoming(Kind.TEXT, text=text))
    return rung


def taps(person: Person, data: str) -> Taken:
    press = person.incoming(Kind.PRESS, press=Press(data, callback="cb-1"))
    return inbound.take(person.house, press, NO_ROOM)


def test_an_answer_wakes_the_sender_of_its_channel(siti: Person, warga: Person) -> None:
    assert woken_by(siti, "halo") == [frozenset({"telegram"})]
    assert woken_by(warga, "halo") == [frozenset({"whatsapp"})]


def test_what_another_is_told_wakes_the_sender_of_their_channel_too(
    warga: Person, fasilitator: Person, group: Group
) -> None:
    warga.complains()
    fasilitator.presses("Terima tugas")
    fasilitator.says("besok")
    assert woken_by(fasilitator, "1") == [frozenset({"telegram", "whatsapp"})]


def test_a_photo_wakes_who_fetches_it(siti: Person) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati")
    message = siti.incoming(Kind.MEDIA, media=PHOTO)
    assert inbound.take(siti.house, message).bells == frozenset({"telegram", "jobs"})


def test_a_card_for_a_group_wakes_everybody(siti: Person, group: Group) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati", "lewati")
    assert woken_by(siti, "1") == [None]


def test_the_same_message_again_wakes_nobody(siti: Person) -> None:
    message = siti.incoming(Kind.TEXT, text="halo")
    inbound.take(siti.house, message)
    again = inbound.take(siti.house, message)
    assert (again.outcome, again.bells) == (Received.DUPLICATE, frozenset())


def test_a_tap_without_words_ends_in_the_response_even_where_answers_go_by_calls(
    siti: Person,
) -> None:
    siti.says("halo")
    taken = taps(siti, siti.button("Bahasa Indonesia"))
    assert taken.tap == "cb-1"
    assert taken.answer is None
    assert siti.toasts() == []
