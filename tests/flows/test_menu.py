"""The menu: ten lines in a fixed order, and the rest behind “Lainnya”."""

from __future__ import annotations

from flows.cases.feedback import Officer
from flows.standing import LIST_ROWS
from flows.talks.consent import FEEDBACK_CONSENT
from flows.talks.menu import ITEMS, OTHERS, shown
from flows.words import fingerprint
from tests.flows.tester import Person


def at_menu(**values: object) -> Person:
    return Person(language="id", **values).says("menu").is_asked("menu")  # type: ignore[arg-type]


def at_others() -> Person:
    return at_menu().presses("Lainnya")


def test_each_page_fits_a_list_of_whatsapp() -> None:
    for staff in (False, True):
        assert len(shown(staff=staff)) <= LIST_ROWS
        assert len(shown(staff=staff, further=True)) < LIST_ROWS


def test_the_first_three_and_the_last_line_stay_where_posters_say() -> None:
    values = [option.value for option in shown(staff=False)]
    assert values[:3] == ["complaint", "application", "reports"]
    assert values[-2:] == ["others", "officer"]


def test_no_line_stands_twice() -> None:
    values = [item.option.value for item in (*ITEMS, *OTHERS)]
    assert len(values) == len(set(values))


def test_lainnya_shows_the_second_page_with_a_way_back() -> None:
    person = at_others().hears("Pilihan lainnya")
    assert [choice.number for choice in person.last[-1].choices][-2:] == [str(len(OTHERS)), "0"]
    assert person.last[-1].labels[-1] == "Kembali"


def test_zero_and_kembali_lead_from_the_second_page_to_the_first() -> None:
    for words in ("0", "kembali", "wangsul", "menu"):
        person = at_others().says(words).is_asked("menu").hears("Ada yang bisa kami bantu")
        assert person.last[-1].labels[0] == "Sampaikan keluhan"


def test_a_number_means_the_line_of_the_page_that_is_shown() -> None:
    number = len(OTHERS)
    at_others().says(str(number)).is_asked("language")
    at_menu().says("1").is_asked("consent")


def test_a_line_of_the_other_page_may_be_named() -> None:
    at_menu().says("ganti bahasa").is_asked("language")
    at_others().says("sampaikan keluhan").is_asked("consent")


def test_a_button_of_the_first_page_still_works_below_the_second() -> None:
    at_others().presses("Sampaikan keluhan").is_asked("consent")


def test_an_old_lainnya_button_works_again() -> None:
    at_others().says("0").presses("Lainnya").hears("Pilihan lainnya")


def test_words_that_mean_nothing_lead_back_to_the_first_page() -> None:
    person = at_others().says("asdfgh").hears("Sampaikan keluhan")
    assert person.last[-1].labels[0] == "Sampaikan keluhan"


def test_staff_have_one_page_with_their_tasks_first() -> None:
    person = at_menu(roles=("facilitator",))
    assert person.last[-1].labels[0] == "Tugas saya"
    assert "Lainnya" not in person.last[-1].labels


def test_who_names_a_complaint_about_an_officer_chooses_among_those_they_know_at_once() -> None:
    consented = {fingerprint(FEEDBACK_CONSENT, "id")}
    person = Person(language="id", consents=consented, officers=(Officer(4, "Bu Contoh"),))
    person.says("menu", "keluhan tentang petugas").is_asked("officer")
    assert "Bu Contoh" in person.last[-1].labels
