"""Questions made from the catalogue: what a service or complaint asks, and its papers.

Some keys have a meaning of their own in a case (name, NIK, village ...); every other answer is
kept as `ask_<key>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.asking import Ask, AskOption, Paper
from flows.cases.bilingual import Bilingual
from flows.cases.catalogue import Catalogue
from flows.cases.papers import NONE, asks_in
from flows.guardians import GUARDIAN
from flows.identifying import AskName, kk_question, nik_questions
from flows.matching import polite
from flows.photos import Photos
from flows.questions import Answer, Choose, Option, Question, Scene, When
from flows.talks.danger import alarm
from flows.villages import Area, districts_of, villages_of
from flows.words import Text, _, lines, literal
from flows.writing import Write

OWN = frozenset({"for_whom", "name", "nik", "kk", "village", "story", "marks"})
SKIP = Option(
    "skip",
    _("Lewati"),
    polite("lewati", "lewat", "skip", "tidak ada", "tidak tahu", "tidak usah", "tidak perlu",
           "langkungi", "dipunlangkungi", "mboten wonten", "kosong", "gak onok", "lanjut"),
)  # fmt: skip
_ENOUGH = ("selesai", "cukup", "itu saja", "sudah", "tidak ada lagi", "sampun")


def key_of(ask: Ask) -> str:
    """Under which key a case keeps the answer."""
    if ask.key == "relation":
        return "relationship"
    return ask.key if ask.key in OWN else f"ask_{ask.key}"


def known(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers by the bare keys that the catalogue's conditions name."""
    return {**answers, **asks_in(answers), "relation": answers.get("relationship")}


def known_in(scene: Scene) -> Mapping[str, Any]:
    """`known` of the scene's answers."""
    return scene.once(known, lambda: known(scene.answers))


def questions_of(ask: Ask) -> Iterator[Question]:
    """One question of the catalogue as the questions of a talk."""
    words, title = ask.ask.text(), ask.title.text()
    match ask.kind:
        case "nik":
            yield from nik_questions(words, title, required=ask.required)
            yield GUARDIAN
        case "kk":
            yield kk_question(words, title)
        case "village":
            yield from _where(ask, words, title)
        case "name":
            yield AskName(key=key_of(ask), ask=words, title=title, when=_when(ask))
        case "write":
            yield _writing(ask, words, title)
        case "photos":
            yield Photos(
                key=key_of(ask), ask=words, title=title, when=_when(ask), gathers=True,
                instead=(_NO_FILE,), hint=_FILE_HINT,
            )  # fmt: skip
        case _:
            yield _choosing(ask, words, title)


def paper_question(paper: Paper, catalogue: Catalogue) -> Question:
    """A paper: several files, or that there is none yet and where to get it."""
    document = catalogue.document(paper.document)
    name = document.name.text() if document else literal(paper.document)
    must = paper.need == "must"
    ask = _("Kirim foto {name}.") if must else _("Bila ada, kirim foto {name}.")
    words = ask.format(name=name)
    if paper.note:
        words = lines(words, paper.note.text())
    none = Option(
        NONE,
        _("Belum punya") if must else _("Lewati"),
        _NO_PAPER,
        says=_where_from(document.how.text(), must=must) if document else None,
    )
    return Photos(
        key=paper.key,
        ask=words,
        title=_capital(document.name) if document else name,
        gathers=True,
        when=lambda scene: paper.applies(known_in(scene)),
        instead=(none,),
        if_any=not must,
        along=(f"{paper.key}.done",),
        hint=_FILE_HINT,
    )


def _capital(name: Bilingual) -> Text:
    """As it begins a line."""
    return Bilingual(name.id[:1].upper() + name.id[1:], name.jv[:1].upper() + name.jv[1:]).text()


def _where_from(how: Text, *, must: bool) -> Text | None:
    """Said when a paper is not there yet; for what may be left out nothing is said."""
    if not must:
        return None
    return lines(_("Tidak apa-apa, boleh menyusul."), how)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Write):
    """A short answer in words, which may be left out where it is not required."""

    required: bool = True

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """Leaving it out."""
        return (*Write.offered(self, scene), *(() if self.required else (SKIP,)))

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Words, or none where they may be left out."""
        return (answer == "" and not self.required) or Write.accepts(self, answer, scene)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """Left out is kept as empty words."""
        return Answer({self.key: ""}) if option is SKIP else Write.chosen(self, option, scene)

    def show(self, answer: Any, scene: Scene) -> Text:
        """The words, or that there are none."""
        return literal("-") if answer == "" else Write.show(self, answer, scene)

    def enough(self, words: str) -> bool:
        """Numbers tell something here (a house number, a phone), but no story."""
        if self.key == "story":
            return Write.enough(self, words)
        return sum(sign.isalnum() for sign in words) >= self.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Choose):
    """One choice or more; kept as a list."""

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """What is not chosen yet; after the first, that it is all."""
        have = _chosen(scene.answers.get(self.key))
        left = tuple(o for o in Choose.offered(self, scene) if o.value not in have)
        if not have:
            return left
        done = Option("_done", _("Selesai"), _ENOUGH)
        return (done, *(o for o in left if o.value not in {NONE, SKIP.value}))

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """Its words; once something was chosen, whether there is more."""
        have = _chosen(scene.answers.get(self.key))
        return _("Ada lagi? Bila tidak, tekan Selesai.") if have else Choose.asks(
            self, scene, again=again
        )  # fmt: skip

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A choice that stands for none, or a list that is finished."""
        if isinstance(answer, str):
            return any(o.value == answer for o in Choose.offered(self, scene))
        return isinstance(answer, list) and bool(scene.answers.get(f"{self.key}.done"))

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """One more, none, or that it is all."""
        if option.value == "_done":
            return Answer({f"{self.key}.done": True})
        if option.value in {NONE, SKIP.value}:
            return Answer({self.key: option.value})
        return Answer({self.key: [*_chosen(scene.answers.get(self.key)), option.value]})

    def show(self, answer: Any, scene: Scene) -> Text:
        """What was chosen, each on a line."""
        options = Choose.offered(self, scene)
        wanted = _chosen(answer) or [answer]
        found = [o.label for o in options if o.value in wanted]
        return lines(*found) if found else literal("-")


def _chosen(answer: Any) -> list[str]:
    return list(answer) if isinstance(answer, list) else []


def _when(ask: Ask) -> When | None:
    return (lambda scene: ask.applies(known_in(scene))) if ask.when else None


def _choosing(ask: Ask, words: Text, title: Text) -> Question:
    options = tuple(_option(o) for o in ask.options)
    if not ask.required and not any(o.value == NONE for o in options):
        options = (*options, SKIP)
    kind = Several if ask.key == "marks" else Choose
    key = key_of(ask)
    return kind(key=key, ask=words, title=title, options=options, when=_when(ask),
                along=(f"{key}.done",))  # fmt: skip


def _option(option: AskOption) -> Option:
    return Option(
        option.value,
        option.label.text(),
        option.synonyms,
        option.hints,
        ends=option.ends.text() if option.ends else None,
        says=option.says.text() if option.says else None,
    )


def _writing(ask: Ask, words: Text, title: Text) -> Question:
    story = ask.key == "story"
    return Note(
        key=key_of(ask),
        ask=words,
        title=title,
        when=_when(ask),
        at_least=ask.at_least,
        joint="\n" if story else " ",
        alarm=alarm if story else lambda _text: None,
        too_short=(
            _("Ceritanya masih terlalu pendek; tulis apa yang terjadi dan sejak kapan.")
            if story
            else _("Tulisannya masih terlalu pendek; mohon ditulis lebih lengkap.")
        ),
        hint=ask.hint.text() if ask.hint else None,
        required=ask.required,
        grows=story,
    )


def _where(ask: Ask, words: Text, title: Text) -> Iterator[Question]:
    yield Area(
        key="district",
        ask=lines(words, _("Mulai dari kecamatannya:")),
        options=districts_of,
        when=_when(ask),
        required=ask.required,
    )
    yield Area(
        key="village", ask=words, title=title, options=villages_of, along=("district",),
        when=_when(ask), required=ask.required,
    )  # fmt: skip


_NO_PAPER = polite(
    "belum punya", "tidak punya", "tidak ada", "belum ada", "belum", "tidak", "lewati", "lewat",
    "skip", "tanpa foto", "nanti", "menyusul", "tidak usah", "tidak perlu", "belum wonten",
    "mboten wonten", "mboten gadhah", "dereng gadhah", "kosong", "gak onok", "durung duwe",
    "gak duwe", "langkung", "lanjut", "hilang",
)  # fmt: skip
_NO_FILE = Option(NONE, _("Belum punya"), _NO_PAPER)
_FILE_HINT = _("Kirim foto atau PDF, atau pilih jawaban di bawah ini.")
