"""A photo of a card where a number is asked for: looked at, offered, taken only with a yes."""

from __future__ import annotations

from flows.effects import Conversation
from handlers.house import House
from handlers.pictures.reading_room import Broke, Busy
from storage import people
from storage.tables import Address, CardReadingRow
from tests.handlers.people import Clock, Person
from tests.handlers.rows import rows
from tests.photos.darkroom import Darkroom, photo
from tests.reading.conftest import Reader
from tests.reading.printed import FAMILY, KK, NIK, NIK_WORDS, at, kk, ktp

LOOKING = "Fotonya sudah kami simpan dan sedang kami periksa sebentar."
NOT_READ = "NIK di foto itu belum terbaca jelas; mohon diketik saja."


def talk(house: House, person: Person) -> Conversation:
    """Where that person is."""
    with house.database.read() as session:
        address = next(a for a in rows(house, Address) if a.external == person.id)
        return people.conversation(session, address.contact_id)


def shown(person: Person, darkroom: Darkroom, number: int = 0) -> list[str]:
    """What a person hears after a photo, when it was read in time."""
    darkroom.sent(person, photo("sharp", number))
    person.hears()
    darkroom.works(wait=0)
    return person.hears()


def test_the_first_word_is_that_the_photo_is_looked_at(
    asked_nik: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(asked_nik, photo("sharp"))
    first, later = asked_nik.hears()
    assert first == LOOKING
    assert later.startswith("Fotonya masih kami periksa; silakan lanjut dengan mengetik.")


def test_what_was_read_is_shown_masked_and_asked(asked_nik: Person, darkroom: Darkroom) -> None:
    (words,) = shown(asked_nik, darkroom)
    assert words.splitlines() == [
        "Dari foto itu terbaca:", NIK_WORDS, "Kelurahan: Kranggan", "Apakah ini benar semua?",
    ]  # fmt: skip
    assert NIK not in words
    assert asked_nik.labels()[:2] == ["Ya, benar", "Bukan, ketik sendiri"]


def test_a_yes_answers_what_was_not_typed_yet(
    house: House, asked_name: Person, darkroom: Darkroom
) -> None:
    assert "Nama: SITI CONTOH" in shown(asked_name, darkroom)[-1]
    asked_name.presses("Ya, benar")
    answers = talk(house, asked_name).answers
    assert (answers["nik"], answers["name"], answers["nik_ok"]) == (NIK, "SITI CONTOH", "yes")
    assert "card_seen" not in answers
    assert "KK" in asked_name.hears()[-1]


def test_a_no_takes_nothing_and_the_number_is_typed(
    house: House, asked_nik: Person, darkroom: Darkroom
) -> None:
    shown(asked_nik, darkroom)
    asked_nik.says("bukan")
    answers = talk(house, asked_nik).answers
    assert {"nik", "village", "card_seen"}.isdisjoint(answers)
    assert "NIK" in asked_nik.hears()[-1]


def test_a_number_typed_while_the_photo_is_read_is_what_counts(
    house: House, asked_nik: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(asked_nik, photo("sharp"))
    asked_nik.says("3576020203809990")
    asked_nik.hears()
    darkroom.works(wait=0)
    assert asked_nik.hears() == []
    assert talk(house, asked_nik).answers["nik"] == "3576020203809990"


def test_after_five_seconds_nothing_is_asked_any_more(
    house: House, asked_nik: Person, darkroom: Darkroom, clock: Clock
) -> None:
    darkroom.sent(asked_nik, photo("sharp"))
    asked_nik.hears()
    clock.forward(seconds=5.5)
    darkroom.works(wait=0)
    assert asked_nik.hears() == []
    assert [row.status for row in rows(house, CardReadingRow)] == ["read"]


def test_a_card_that_cannot_be_read_is_asked_for_in_writing(
    asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows([at(0, 0, "KEMRNGRN", 0.6)])
    (words,) = shown(asked_nik, darkroom)
    assert words.startswith(NOT_READ)


def test_a_card_that_contradicts_itself_is_not_offered(
    asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(ktp(born="MOJOKERTO, 06-09-1983"))
    assert shown(asked_nik, darkroom)[-1].startswith(NOT_READ)


def test_a_picture_of_something_else_is_kept_and_the_number_is_asked_for(
    asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows([])
    (words,) = shown(asked_nik, darkroom)
    assert words.startswith("Foto itu sepertinya bukan KTP atau KK, tetapi tetap kami simpan.")
    assert darkroom.photos() == [("fetched", "good")]


def test_a_family_card_gives_the_number_of_who_was_named(
    house: House, asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(kk())
    assert NIK_WORDS in shown(asked_nik, darkroom)[-1]
    asked_nik.presses("Ya, benar")
    answers = talk(house, asked_nik).answers
    assert (answers["nik"], answers["kk"]) == (NIK, KK)


def test_of_a_family_whose_number_it_is_is_chosen_and_read_back(
    house: House, asked_name: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(kk())
    assert "NIK siapa yang dipakai?" in shown(asked_name, darkroom)[-1]
    assert asked_name.labels()[:3] == [name for name, _, _ in FAMILY]
    asked_name.presses("ANI CONTOH")
    asked_name.says("Ani Contoh")
    assert "akhiran 9993. Benar?" in asked_name.hears()[-1]
    assert talk(house, asked_name).answers["nik"] == FAMILY[2][1]


def test_a_family_cards_own_number_is_offered_where_it_is_asked_for(
    house: House, asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    asked_nik.says(NIK, "ya")
    reader.shows(kk())
    words = shown(asked_nik, darkroom)[-1]
    assert "Nomor KK: 3576********9992" in words
    asked_nik.presses("Ya, benar")
    assert talk(house, asked_nik).answers["kk"] == KK


def test_a_second_photo_is_offered_after_the_first_was_wrong(
    asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows([at(0, 0, "KEMRNGRN", 0.6)], ktp())
    shown(asked_nik, darkroom)
    assert NIK_WORDS in shown(asked_nik, darkroom, 2)[-1]


def test_a_reader_that_dies_is_asked_again_and_then_left(
    house: House, asked_nik: Person, darkroom: Darkroom, reader: Reader, clock: Clock
) -> None:
    reader.shows(Broke("died"))
    darkroom.sent(asked_nik, photo("sharp"))
    for _ in range(3):
        darkroom.works(wait=1)
    assert reader.cards == 3
    assert [row.status for row in rows(house, CardReadingRow)] == ["failed"]


def test_a_busy_reader_is_asked_again_soon(
    asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(Busy(), ktp())
    darkroom.sent(asked_nik, photo("sharp"))
    asked_nik.hears()
    darkroom.works(wait=1)
    assert NIK_WORDS in asked_nik.hears()[-1]


def test_the_reader_gets_ready_while_the_photo_is_fetched(
    asked_nik: Person, darkroom: Darkroom, reader: Reader
) -> None:
    shown(asked_nik, darkroom)
    assert reader.warmed == 1


def test_what_was_read_goes_with_the_photo_of_a_dropped_talk(
    house: House, asked_nik: Person, darkroom: Darkroom
) -> None:
    shown(asked_nik, darkroom)
    asked_nik.says("batal", "1")
    assert rows(house, CardReadingRow) == []
    darkroom.works()
    assert darkroom.photos() == []
