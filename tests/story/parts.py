"""What each person does in the story, in their own thread if the test likes: every line waits
for the words it answers, so a part can be played while the program dies and comes back."""

from __future__ import annotations

import re

from bot.demo.chat import Message
from bot.demo.pictures import example
from bot.demo.speakers import TelegramGroup, TelegramPerson, WhatsAppPerson
from tests.story.town import PATIENCE

Resident = TelegramPerson | WhatsAppPerson
STORY = "Beras bulan ini bau dan berkutu, padahal sudah ditukar sekali."
_TICKET = re.compile(r"\d\d-\d{6}-[\dX]")


def answers(person: Resident, label: str) -> None:
    """Choose by that label: by its button, or typed where a number would name another choice
    once an older question was delivered twice."""
    if isinstance(person, WhatsAppPerson):
        person.says(label)
    else:
        person.presses(label)


def begins(person: Resident) -> None:
    """From the first word to the question for the story."""
    person.says("halo")
    person.wait_for("Pilih bahasa", PATIENCE)
    answers(person, "Bahasa Indonesia")
    person.wait_for("Ada yang bisa", PATIENCE)
    answers(person, "Sampaikan keluhan")
    person.wait_for("apakah Anda setuju", PATIENCE)
    person.says("setuju")


def locates(person: Resident, village: str) -> None:
    """What it is about, who asks, and where they live."""
    person.wait_for("tentang apa", PATIENCE)
    answers(person, "Bantuan bermasalah")
    person.wait_for("paling sesuai", PATIENCE)
    answers(person, "Barang/beras jelek")
    person.wait_for("program apa", PATIENCE)
    answers(person, "Sembako / BPNT")
    person.wait_for("Di mana kejadiannya", PATIENCE)
    person.says("e-warung Contoh")
    person.wait_for("Tulis nama lengkap", PATIENCE)
    person.says("Siti Contoh")
    person.wait_for("Pilih kelurahan", PATIENCE)
    person.says(village)
    person.wait_for("Ceritakan", PATIENCE)


def tells(person: Resident, story: str = STORY, photos: tuple[bytes, ...] = ()) -> str:
    """The story, a photo or several, the last look; the ticket number that comes back."""
    person.says(story)
    person.wait_for("kirim foto bukti", PATIENCE)
    person.sends_photos(*(photos or (example("ktp"),)))
    person.wait_for("sudah diterima", PATIENCE)
    answers(person, "Selesai")
    person.wait_for("periksa ringkasan", PATIENCE)
    return sends(person)


def sends(person: Resident) -> str:
    """The last press; the ticket number."""
    answers(person, "Kirim")
    return ticket_in(person.wait_for("Laporan Anda sudah kami terima", PATIENCE))


def complains(person: Resident, village: str, story: str = STORY) -> str:
    """The whole talk; the ticket number."""
    begins(person)
    locates(person, village)
    return tells(person, story)


def surveys(
    facilitator: TelegramPerson,
    reason: str = "Rumah sudah dilihat, kartu mati.",
    *,
    photos: bool = False,
) -> str:
    """The next task, which may be long in coming, visited and described; its ticket number."""
    ticket = ticket_in(facilitator.wait_for("Tugas survei", 4 * PATIENCE))
    facilitator.presses("Terima tugas")
    facilitator.wait_for("Kapan Anda datang", PATIENCE)
    facilitator.presses("Sekarang")
    describes(facilitator, reason, photos=photos)
    return ticket


def describes(facilitator: TelegramPerson, reason: str, *, photos: bool = False) -> None:
    """The questions of the survey, with all left out that may be; with `photos` and the place,
    or why there are none."""
    facilitator.wait_for("Siapa yang Anda temui", PATIENCE)
    _answers_all(facilitator, "warga sendiri", "tidak ada", *["lewati"] * 2, "800rb", "lewati")
    _answers_all(facilitator, "tidak ada", *["lewati"] * 3, "rusak ringan", *["lewati"] * 3)
    facilitator.wait_for("foto rumah dari depan", PATIENCE)
    if photos:
        _shows(facilitator)
    else:
        _answers_all(facilitator, "warga keberatan", "warga keberatan", "tidak ada sinyal")
    _answers_all(facilitator, "lewati", "lewati", "tidak ada")
    facilitator.wait_for("Apa temuan Anda", PATIENCE)
    facilitator.presses("Layak dibantu")
    reasons(facilitator, reason)


def _answers_all(facilitator: TelegramPerson, *words: str) -> None:
    """One after the other, without waiting for the next question."""
    for one in words:
        facilitator.says(one)


def _shows(facilitator: TelegramPerson) -> None:
    """A photo from outside, one from inside, and where the house stands."""
    facilitator.sends_photos(example("rumah"))
    facilitator.wait_for("bagian dalam", PATIENCE)
    facilitator.sends_photos(example("rumah"))
    facilitator.wait_for("tekan Selesai", PATIENCE)
    facilitator.presses("Selesai")
    facilitator.wait_for("Kirim lokasi rumah", PATIENCE)
    facilitator.shares_location()
    facilitator.wait_for("Apa keluhan yang Anda temukan", PATIENCE)


def repairs(facilitator: TelegramPerson, reason: str) -> None:
    """A survey that came back, with another reason."""
    facilitator.wait_for("Periksa hasil survei", PATIENCE)
    facilitator.presses("Ubah")
    facilitator.wait_for("Jawaban mana", PATIENCE)
    facilitator.says("Alasan")
    reasons(facilitator, reason)


def reasons(facilitator: TelegramPerson, reason: str) -> None:
    """The last question of the survey, and the last look."""
    facilitator.wait_for("Tulis alasan singkat", PATIENCE)
    facilitator.says(reason)
    facilitator.wait_for("Periksa hasil survei", PATIENCE)
    facilitator.presses("Kirim")


def card_of(group: TelegramGroup, ticket: str, words: str = "") -> Message:
    """The newest card of that case in the group, once it can be decided and says those words."""
    while True:
        seen = group.world.last
        for message in reversed(group.cards):
            if ticket in message.text and words in message.text and "Setujui" in message.labels:
                return message
        if not group.world.after(seen, PATIENCE):
            raise AssertionError(f"no card of {ticket} with {words!r} within {PATIENCE} s")


def decides(
    supervisor: TelegramPerson, group: TelegramGroup, ticket: str, label: str, words: str = ""
) -> None:
    """Press a button of that case's card."""
    supervisor.presses(label, group, on=card_of(group, ticket, words))


def ticket_in(message: Message) -> str:
    """The ticket number in those words."""
    found = _TICKET.search(message.text)
    assert found, message.text
    return found[0]
