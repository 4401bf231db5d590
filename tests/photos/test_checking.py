"""A photo is looked at, and its sender hears within seconds what to do better."""

from __future__ import annotations

import pytest

from flows.messages import Channel
from handlers import checking
from handlers.house import House
from storage.tables import Document
from tests.handlers.people import Clock, Person, newest_case
from tests.handlers.rows import ordered, rows
from tests.handlers.threads import at_once
from tests.photos.conftest import to_the_card
from tests.photos.darkroom import Darkroom, photo
from webhooks.sending import GiveUp, TryLater

BOTH = pytest.mark.parametrize("sender", ["siti", "warga"], indirect=True)
ON_TELEGRAM = pytest.mark.parametrize("sender", ["siti"], indirect=True)
BETTER = "Fotonya agak buram. Letakkan di meja, pegang HP dengan dua tangan."
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@BOTH
def test_a_blurred_card_is_asked_for_again_with_advice(sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, photo("blurred"))
    sender.hears()
    darkroom.works()
    assert darkroom.photos() == [("fetched", "poor")]
    (words,) = sender.hears()
    assert words.startswith(f"{BETTER}\nKirim foto KTP.")


@BOTH
def test_a_sharp_card_needs_no_further_words(sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, photo("sharp"))
    sender.hears()
    darkroom.works()
    assert darkroom.photos() == [("fetched", "good")]
    assert sender.hears() == []


@BOTH
def test_a_second_poor_photo_may_be_sent_as_it_is(
    house: House, sender: Person, darkroom: Darkroom
) -> None:
    for number in (0, 2):
        darkroom.sent(sender, photo("blurred", number))
        darkroom.works()
    assert "Pakai foto ini" in sender.labels()
    sender.presses("Pakai foto ini")
    assert darkroom.photos() == [("fetched", "accepted_poor")] * 2
    sender.says("belum punya", "1")
    case = newest_case(house)
    assert [row.case_id for row in rows(house, Document)] == [case.id, case.id]


def test_where_one_photo_of_any_kind_is_asked_the_second_counts(
    plain_house: House, clock: Clock
) -> None:
    budi = Person(plain_house, Channel.TELEGRAM, "990002")
    darkroom = Darkroom(plain_house, clock)
    budi.says("halo", "1", "1", "1", "1", "1", "wates", "Kartu KIS anak saya mati sejak Mei")
    darkroom.sent(budi, photo("dark"))
    darkroom.works()
    assert "kurang terang" in " ".join(budi.hears())
    darkroom.sent(budi, photo("dark", 2))
    budi.hears()
    darkroom.works()
    assert budi.hears() == []
    budi.says("1")
    assert darkroom.photos() == [("fetched", "accepted_poor")] * 2


@BOTH
def test_an_album_with_one_poor_photo_is_answered_once(sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, photo("sharp"), photo("blurred"), photo("sharp", 2), album="a1")
    sender.hears()
    darkroom.works()
    verdicts = [verdict for _, verdict in darkroom.photos()]
    assert verdicts == ["good", "poor", "good"]
    assert [words.count("agak buram") for words in sender.hears()] == [1]


@ON_TELEGRAM
def test_several_poor_photos_of_an_album_are_answered_once(
    sender: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(sender, photo("blurred"), photo("blurred", 2), photo("dark"), album="a1")
    sender.hears()
    darkroom.works()
    assert [verdict for _, verdict in darkroom.photos()] == ["poor"] * 3
    assert [words.count("agak buram") for words in sender.hears()] == [1]


@ON_TELEGRAM
def test_a_poor_photo_waits_for_those_that_came_with_it(
    house: House, sender: Person, darkroom: Darkroom, clock: Clock
) -> None:
    darkroom.sent(sender, photo("blurred"), photo("sharp"))
    darkroom.doors[sender.channel].files["ref-990001-1"] = TryLater("telegram:5xx")
    sender.hears()
    darkroom.works()
    assert sender.hears() == []
    clock.forward(seconds=checking.PATIENCE.total_seconds())
    darkroom.works()
    assert "agak buram" in sender.hears()[-1]


@ON_TELEGRAM
def test_the_standing_question_is_not_lost_when_an_earlier_photo_is_poor(
    sender: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(sender, photo("blurred"))
    sender.presses("Selesai")
    assert "Kartu Keluarga" in sender.hears()[-1]
    darkroom.works()
    words = " ".join(sender.hears())
    assert words.startswith(BETTER)
    assert "Setelah ini kami minta lagi foto KTP." in words
    assert "Kartu Keluarga" in words
    sender.says("belum punya")
    assert "foto KTP" in sender.hears()[-1]


@ON_TELEGRAM
def test_a_better_photo_takes_the_place_of_the_poor_one(sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, photo("blurred"))
    darkroom.works()
    darkroom.sent(sender, photo("sharp"))
    darkroom.works()
    assert [verdict for _, verdict in darkroom.photos()] == ["replaced", "good"]


@ON_TELEGRAM
def test_a_pdf_is_taken_as_it_is(sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, PDF)
    sender.hears()
    darkroom.works()
    assert darkroom.photos() == [("fetched", "good")]
    assert sender.hears() == []


@ON_TELEGRAM
def test_who_has_cancelled_hears_nothing_of_the_photo(sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, photo("blurred"))
    sender.says("batal", "1")
    sender.hears()
    darkroom.works()
    assert darkroom.photos() == []
    assert sender.hears() == []


@ON_TELEGRAM
def test_a_poor_photo_of_a_sent_report_is_asked_for_once_and_kindly(
    house: House, sender: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(sender, photo("blurred"), photo("blurred", 2))
    sender.presses("Selesai")
    sender.says("belum punya", "1")
    ticket = newest_case(house).ticket
    sender.hears()
    darkroom.works()
    (words,) = sender.hears()
    assert words.startswith(f"Satu foto pada laporan {ticket} kurang jelas.")
    assert "Kirim lagi di sini bila bisa" in words
    assert [verdict for _, verdict in darkroom.photos()] == ["poor", "poor"]


@ON_TELEGRAM
def test_a_photo_is_looked_at_once(house: House, sender: Person, darkroom: Darkroom) -> None:
    darkroom.sent(sender, photo("blurred"))
    darkroom.works()
    sender.hears()
    for _ in range(2):
        checking.look(house, 1)
    assert sender.hears() == []


@ON_TELEGRAM
def test_two_workers_give_one_answer(
    house: House, sender: Person, darkroom: Darkroom, clock: Clock
) -> None:
    darkroom.sent(sender, photo("blurred"))
    darkroom.works(wait=0)
    sender.hears()
    clock.forward(seconds=3)
    at_once(*[lambda: checking.look(house, 1)] * 2)
    assert len(sender.hears()) == 1


@ON_TELEGRAM
def test_a_file_that_is_lost_is_recorded_and_nobody_is_blamed(
    house: House, sender: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(sender, photo("blurred"))
    sender.hears()
    darkroom.doors[sender.channel].files["ref-990001-0"] = GiveUp("telegram:400")
    darkroom.works()
    assert darkroom.photos() == [("failed", "failed")]
    words = " ".join(sender.hears())
    assert "kirim lagi fotonya" in words
    assert words.endswith("Kirim foto KTP.")
    assert ("fetch", 1, "done") in ordered(house)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, "Kirim lewat menu foto"),
        (b"%PDF-1.7\n/Encrypt 1 0 R\n%%EOF\n", "kata sandi"),
        (b"MZ this is a program", "Kirim foto atau PDF"),
    ],
)
def test_who_sent_what_cannot_be_opened_hears_how_to_send_it(
    siti: Person, darkroom: Darkroom, content: bytes, words: str
) -> None:
    to_the_card(siti)
    darkroom.sent(siti, content)
    siti.hears()
    darkroom.works()
    assert words in siti.hears()[0]


def test_an_album_that_cannot_be_opened_is_one_reason_to_write(
    siti: Person, darkroom: Darkroom
) -> None:
    to_the_card(siti)
    darkroom.sent(siti, *[b"MZ this is a program"] * 3, album="a1")
    siti.hears()
    darkroom.works()
    assert darkroom.photos() == [("failed", "failed")] * 3
    assert " ".join(siti.hears()).count("Kirim foto atau PDF.") == 1


def test_a_photo_that_is_lost_after_the_report_was_sent_is_said_in_a_notice(
    siti: Person, darkroom: Darkroom
) -> None:
    to_the_card(siti)
    darkroom.sent(siti, b"MZ this is a program")
    siti.presses("Selesai")
    siti.says("belum punya", "1")
    siti.hears()
    darkroom.works()
    (words,) = siti.hears()
    assert "Tunjukkan aslinya" in words
