"""Splitting: nothing lost, nothing over the limit, nothing cut that a reader sees as one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import layout
from flows.messages import Button, Channel, Outgoing

TELEGRAM, WHATSAPP = Channel.TELEGRAM, Channel.WHATSAPP
YES = Button("a:1:consent:yes", "Setuju", "1")
NO = Button("a:1:consent:no", "Tidak setuju", "2")
FAMILY = "👨‍👩‍👧‍👦"

words = st.text(alphabet=st.characters(codec="utf-8"), max_size=4000)
pieces = st.lists(st.sampled_from(["kata ", "Kalimat. ", "\n\n", "\n", FAMILY, "🇮🇩", "é", "ꦱꦸ"]))
texts = words | pieces.map(lambda found: "".join(found) * 40)
labels = st.text(alphabet="abcdefgh ", min_size=1, max_size=24)
buttons = st.lists(
    st.builds(Button, data=st.just("x"), label=labels, number=st.sampled_from(["", "1", "12"])),
    max_size=120,
).map(tuple)
outgoings = st.builds(
    Outgoing,
    text=texts,
    buttons=buttons,
    file=st.sampled_from(["", "k"]),
    mime=st.sampled_from(["image/jpeg", "application/pdf"]),
)


def bare(text: str) -> str:
    return "".join(text.split())


def room(part: Outgoing, channel: Channel) -> int:
    if channel is TELEGRAM:
        return 1024 if part.file else 4096
    return 1024 if part.file else 1600


def shown(part: Outgoing, channel: Channel) -> str:
    return part.text if channel is TELEGRAM else layout.numbered(part)


@given(outgoings, st.sampled_from(Channel), st.booleans())
def test_nothing_is_lost(message: Outgoing, channel: Channel, content: bool) -> None:
    laid = layout.parts(message, channel, content=content)
    assert bare("".join(p.text for p in laid)) == bare(message.text)
    assert tuple((b.data, b.label) for p in laid for b in p.buttons) == tuple(
        (b.data, b.label) for b in message.buttons
    )
    assert [p.file for p in laid if p.file] == ([message.file] if message.file else [])


@given(outgoings, st.sampled_from(Channel), st.booleans())
def test_no_part_is_over_the_limit(message: Outgoing, channel: Channel, content: bool) -> None:
    for part in layout.parts(message, channel, content=content):
        assert layout.units(shown(part, channel)) <= room(part, channel)
        assert len(part.buttons) <= 100


@given(texts, st.integers(min_value=1, max_value=200))
def test_pieces_are_never_empty_and_never_too_long(text: str, limit: int) -> None:
    for piece in layout.split(text, limit):
        assert piece
        assert layout.units(piece) <= max(limit, 2)


@given(st.integers(min_value=12, max_value=60), st.integers(min_value=1, max_value=30))
def test_what_a_reader_sees_as_one_character_stays_whole(limit: int, count: int) -> None:
    for piece in layout.split(FAMILY * count, limit):
        assert piece == FAMILY * (len(piece) // len(FAMILY))
    for piece in layout.split("🇮🇩" * count, limit):
        assert piece == "🇮🇩" * (len(piece) // 2)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "a" * 20 + ". b\n" + "c" * 10 + "\n\n" + "d" * 30,
            "a" * 20 + ". b\n" + "c" * 10,
            "d" * 30,
        ),
        ("a" * 30 + "\n" + "b" * 30, "a" * 30, "b" * 30),
        ("a" * 20 + "! " + "b" * 15 + " c" + "d" * 20, "a" * 20 + "!", "b" * 15 + " c" + "d" * 20),
        ("a" * 20 + " " + "b" * 15 + " c" + "d" * 20, "a" * 20 + " " + "b" * 15, "c" + "d" * 20),
        ("a" * 60, "a" * 40, "a" * 20),
    ],
    ids=["paragraph", "line", "sentence", "word", "one long word"],
)
def test_the_best_border_is_taken(text: str, first: str, second: str) -> None:
    assert layout.split(text, 40) == [first, second]


def test_an_early_paragraph_does_not_leave_a_crumb() -> None:
    assert layout.split("Ya.\n\n" + "kata " * 20, 40)[0].startswith("Ya.\n\nkata")


def test_a_short_message_stays_as_it_is() -> None:
    message = Outgoing("Apakah Anda setuju?", (YES, NO), notice="consent")
    for channel in Channel:
        assert layout.parts(message, channel) == (message,)


def test_choices_become_lines_with_how_to_answer() -> None:
    assert layout.numbered(Outgoing("Apakah Anda setuju?", (YES, NO))) == (
        "Apakah Anda setuju?\n\n1. Setuju\n2. Tidak setuju\n\nBalas 1 atau 2."
    )


def test_no_number_is_named_as_the_example_to_follow() -> None:
    many = tuple(Button(f"a:{n}", f"Pilihan {n}", str(n)) for n in (1, 2, 3, 0))
    whole = layout.numbered(Outgoing("Yang mana?", many))
    assert whole.endswith("Balas dengan angkanya saja, 1 sampai 3.")


def test_a_choice_beside_a_photo_is_not_the_only_answer() -> None:
    one = (Button("a:none", "Belum punya", "1"), Button("a:back", "Kembali", "0"))
    whole = layout.numbered(Outgoing("Kirim foto.", one))
    assert whole.endswith("Boleh juga balas dengan angka di atas.")


def test_a_link_is_a_line_that_asks_for_no_answer() -> None:
    link = Button("", "Buka brosur", url="https://contoh.example/b")
    assert layout.numbered(Outgoing("Brosur", (link,))) == (
        "Brosur\n\nBuka brosur: https://contoh.example/b"
    )


def test_buttons_stand_under_the_last_part() -> None:
    laid = layout.parts(Outgoing("Kalimat. " * 600, (YES, NO), notice="n"), TELEGRAM)
    assert [p.buttons for p in laid] == [(), (YES, NO)]
    assert [p.notice for p in laid] == ["", "n"]


def test_a_long_caption_follows_its_picture() -> None:
    message = Outgoing("Kalimat. " * 200, file="brosur", mime="image/png")
    picture, text = layout.parts(message, TELEGRAM)
    assert (picture.file, picture.text) == ("brosur", "")
    assert (text.file, text.text) == ("", message.text.strip())


def test_whatsapp_gets_a_document_and_then_its_words() -> None:
    document, text = layout.parts(Outgoing("Surat", file="k", mime="application/pdf"), WHATSAPP)
    assert (document.file, document.text) == ("k", "")
    assert (text.file, text.text) == ("", "Surat")


def test_a_picture_keeps_a_short_caption() -> None:
    message = Outgoing("Brosur", file="k", mime="image/png")
    assert layout.parts(message, WHATSAPP) == (message,)


def test_the_part_with_buttons_fits_a_quick_reply_when_asked() -> None:
    message = Outgoing("Kalimat. " * 150, (YES, NO))
    assert not layout.fits_quick_reply(layout.parts(message, WHATSAPP)[-1])
    assert layout.fits_quick_reply(layout.parts(message, WHATSAPP, content=True)[-1])


@pytest.mark.parametrize(
    ("labels", "quick", "rows"),
    [
        (["Setuju"], True, True),
        (["A", "B", "C"], True, True),
        (["A", "B", "C", "D"], False, True),
        (["x" * 20], True, True),
        (["x" * 21], False, True),
        (["x" * 25], False, False),
        ([str(n) for n in range(10)], False, True),
        ([str(n) for n in range(11)], False, False),
        (["A", "A"], False, False),
        ([], False, False),
    ],
)
def test_what_whatsapp_can_show(labels: list[str], quick: bool, rows: bool) -> None:
    message = Outgoing("Pilih", tuple(Button("x", label) for label in labels))
    assert (layout.fits_quick_reply(message), layout.fits_list(message)) == (quick, rows)


def test_a_template_and_an_answered_tap_are_left_alone() -> None:
    long = Outgoing("x" * 9000)
    for message in (replace(long, template="HX1"), replace(long, callback="1")):
        assert layout.parts(message, WHATSAPP) == (message,)
