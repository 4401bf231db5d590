"""Questions about who somebody is: the NIK and its read-back, the family card, the name.

A number is never shown again: what was typed is read back as birth date, sex and the last four
digits, which catches a slip that a masked number would hide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flows.cases.identity import Nik, Refused, find_nik, read_family_card_no, read_name, read_nik
from flows.intents import understand
from flows.masking import mask_numbers
from flows.matching import NEGATIONS, polite, vocabulary, words_of
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene
from flows.words import Text, _, lines, literal
from flows.writing import quoted

NONE = "none"
_MANY = 10
"""So many digits are meant to be a NIK."""
_IN_NO_NAME = vocabulary(
    "saya yang sudah apa opo piye gimana kapan nanti sebentar mau bisa kirim foto fotonya ktp kk"
    " kis pkh bpnt bansos bantuan cair dapat minta tolong sembako petugas laporan ini iki itu halo"
    " permisi kulonuwun terima makasih lapor"
)
_A_SENTENCE, _BY_CHANCE = 3, 1.0
"""So many words that tell so much are no name; one telling word may be part of one."""
SEEN = "nik_seen"
"""Under this key waits a NIK that stood in a story or caption, until its owner agrees to it."""
NO_NIK = (
    Option("not_yet", _("Belum dibuat"), ("belum punya", "belum", "dereng", "belum ada")),
    Option("lost", _("Hilang"), ("kartunya hilang", "ktp hilang", "ical", "ilang")),
    Option("baby", _("Bayi baru lahir"), ("bayi", "masih bayi", "lare")),
    Option("stranded", _("Orang telantar"), ("orang terlantar", "terlantar", "telantar")),
    Option("unknown", _("Tidak tahu"), ("tidak ingat", "lupa", "kesupen", "kurang tahu")),
)
_YES = polite("ya", "benar", "ya benar", "betul", "ya betul", "leres", "nggih leres", "pas")
_NO = ("tidak", "salah", "bukan", "tidak benar", "klentu", "lepat", "keliru", "mboten leres")
_NAMELESS = ("tidak punya", "tidak ada", "belum punya", "tidak punya nik", "tidak tahu",
             "mboten gadhah", "tidak ingat", "lupa", "belum ada", "gak duwe", "tidak tau",
             "tidak hafal", "tidak hapal", "tidak ada nik", "tidak ada kk", "mboten ngertos",
             "tidak bawa", "kesupen", "tidak punya ktp")  # fmt: skip
_NO_NAMES = frozenset(
    words_of(words) for words in (*_NAMELESS, "lewati", "langkungi", "skip", "ya", "tidak", "saya")
)
_CARDLESS = (*_NAMELESS, "belum punya kk", "tidak punya kk", "lewati", "skip")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNik(Question):
    """The 16 digits; having none is an answer, too."""

    instead: Option

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """Having none."""
        del scene
        return (self.instead,)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A NIK that can be one, or none."""
        if answer == NONE:
            return True
        return isinstance(answer, str) and isinstance(_stored(answer, scene), Nik)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """No NIK; without a question why where it need not be given."""
        del scene
        why = {"no_nik": "skipped"} if option.value == "skip" else {}
        return Answer({self.key: NONE, **why}, ends=option.ends)

    def read(self, text: str, scene: Scene) -> Reading:
        """The number, or what is wrong with it."""
        return _typed(text, scene)

    def show(self, answer: Any, scene: Scene) -> Text:
        """The first and last four digits."""
        del scene
        return self.instead.label if answer == NONE else literal(mask_numbers(str(answer)))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrNik(Choose):
    """A choice about the NIK, beside which the NIK itself may be typed after all."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """The number, or what is wrong with it; other words are no answer."""
        return _typed(text, scene) if sum(map(str.isdigit, text)) >= _MANY else None


def _typed(text: str, scene: Scene) -> Reading:
    read = read_nik(text, scene.facts.today)
    nik = find_nik(text, scene.facts.today) if isinstance(read, Refused) else read
    if nik is not None:
        return Answer({"nik": nik.digits, "nik_ok": None, "no_nik": None, SEEN: None})
    return Miss(read.words) if isinstance(read, Refused) else Answer({})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFamilyCard(Question):
    """The family card's 16 digits; not knowing them is an answer, too."""

    instead: Option

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """Not knowing it."""
        del scene
        return (self.instead,)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A number that can be one and is not the NIK, or none."""
        if answer == NONE:
            return True
        nik = str(scene.answers.get("nik") or "")
        return isinstance(answer, str) and not isinstance(read_family_card_no(answer, nik), Refused)

    def read(self, text: str, scene: Scene) -> Reading:
        """The number, or what is wrong with it; a NIK is told apart."""
        read = read_family_card_no(text, str(scene.answers.get("nik") or ""))
        return Miss(read.words) if isinstance(read, Refused) else Answer({self.key: read.digits})

    def show(self, answer: Any, scene: Scene) -> Text:
        """The first and last four digits."""
        del scene
        return self.instead.label if answer == NONE else literal(mask_numbers(str(answer)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskName(Question):
    """A full name, kept in capitals as on the card."""

    takes_text: bool = True

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A name that can be one."""
        del scene
        return isinstance(answer, str) and not isinstance(read_name(answer), Refused)

    def read(self, text: str, scene: Scene) -> Reading:
        """The name, or why it cannot be one."""
        del scene
        read = read_name(text)
        if words_of(text) in _NO_NAMES or _is_no_name(text, read):
            return Miss(_("Mohon tulis nama lengkap sesuai KTP, tanpa angka."))
        return Miss(read.words) if isinstance(read, Refused) else Answer({self.key: read})

    def show(self, answer: Any, scene: Scene) -> Text:
        """In quotes: it is the person's own word."""
        del scene
        return quoted(str(answer))


def _is_no_name(text: str, name: str | Refused) -> bool:
    """Whether something is asked or told instead: "gak paham bahasa jawa"."""
    words = words_of(text)
    if "?" in text or NEGATIONS & set(words):
        return True
    if isinstance(name, str) and _IN_NO_NAME & set(words_of(name)):
        return True
    meaning = understand(text) if len(words) >= _A_SENTENCE else None
    return meaning is not None and meaning.score > _BY_CHANCE


def nik_questions(ask: Text, title: Text, *, required: bool) -> Iterator[Question]:
    """The NIK, an offer of one that was seen, why there is none, and the read-back."""
    yield Choose(key="nik_offer", ask=_offer, when=_can_offer, options=_offer_options)
    none = Option(NONE, _("Tidak punya NIK"), _NAMELESS)
    skip = Option("skip", _("Lewati"), ("lewat", "langkung", "skip", *_NAMELESS))
    yield AskNik(
        key="nik",
        ask=ask,
        title=title,
        instead=none if required else skip,
        along=("nik_ok", "no_nik", "nik_offer", "guardian"),
        hint=_("Ketik 16 angka NIK, atau pilih “Tidak punya NIK”."),
    )
    yield OrNik(
        key="no_nik",
        ask=_("Mengapa belum ada NIK? Laporan tetap bisa dikirim."),
        title=_("Tanpa NIK"),
        when=lambda scene: (
            scene.answers.get("nik") == NONE and scene.answers.get("no_nik") != "skipped"
        ),
        options=NO_NIK,
    )
    yield OrNik(key="nik_ok", ask=_read_back, when=_given, options=_back_options)


def kk_question(ask: Text, title: Text) -> Question:
    """The family card's number."""
    return AskFamilyCard(
        key="kk",
        ask=ask,
        title=title,
        hint=_("Ketik 16 angka nomor KK, atau pilih “Tidak tahu”."),
        instead=Option(NONE, _("Tidak tahu"), _CARDLESS),
    )


def _stored(answer: str, scene: Scene) -> Nik | Refused:
    """An answer that was given before; every look at the talk reads it again."""
    facts = scene.facts
    return facts.once((read_nik, answer), lambda: read_nik(answer, facts.today))


def _nik(scene: Scene, key: str) -> Nik | None:
    answer = scene.answers.get(key)
    read = _stored(answer, scene) if isinstance(answer, str) else None
    return read if isinstance(read, Nik) else None


def _given(scene: Scene) -> bool:
    return _nik(scene, "nik") is not None


def _read_back(scene: Scene) -> Text:
    nik = _nik(scene, "nik")
    words = nik.read_back() if nik else literal("-")
    return _("NIK itu {nik}. Benar?").format(nik=words)


def _back_options(scene: Scene) -> tuple[Option, ...]:
    return (
        Option("yes", _("Ya, benar"), _YES, says=_guardian(_nik(scene, "nik"), scene)),
        Option(
            "no",
            _("Bukan"),
            _NO,
            says=_("Mohon lihat lagi angka NIK pada KTP atau KK, bukan nomor KK."),
            sets=(("nik", None), ("nik_ok", None)),
        ),
    )


def _guardian(nik: Nik | None, scene: Scene) -> Text | None:
    """Said of a child's NIK."""
    if nik is None or not nik.is_child(scene.facts.today):
        return None
    return _("Pemilik NIK ini masih anak, jadi orang tua atau walinya yang kami hubungi.")


def _can_offer(scene: Scene) -> bool:
    return _nik(scene, SEEN) is not None and scene.answers.get("nik") in {None, NONE}


def _offer(scene: Scene) -> Text:
    nik = _nik(scene, SEEN)
    last = nik.digits[-4:] if nik else ""
    words = nik.read_back() if nik else literal("-")
    return lines(
        _("Tadi Anda menulis NIK: {nik}.").format(nik=words),
        _("Pakai NIK akhiran {last} itu?").format(last=last),
    )


def _offer_options(scene: Scene) -> tuple[Option, ...]:
    seen = scene.answers.get(SEEN)
    taken = (("nik", seen), ("nik_ok", "yes"), ("no_nik", None), (SEEN, None))
    return (
        Option("yes", _("Ya, pakai"), _YES, says=_guardian(_nik(scene, SEEN), scene), sets=taken),
        Option("no", _("Bukan"), _NO),
    )
