"""The questions of a complaint or an application, made from the catalogue and the answers so far,
and what is handed over when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.asked import SKIP, key_of, known_in, paper_question, questions_of
from flows.cases.asking import Ask, Paper
from flows.cases.papers import NONE
from flows.effects import Effect, OpenCase
from flows.photos import Photos
from flows.questions import Choose, Option, Question, Scene
from flows.reading_cards import OFFER, card_question
from flows.talks.consent import CONSENT_QUESTION
from flows.talks.danger import alarm
from flows.talks.recap import recap_question
from flows.talks.subject import CARDS, UNKNOWN, about_questions, service_of, settled, sub_type_of
from flows.talks.usual import USUAL
from flows.words import _

_FAMILY = {"family": "same_kk"}
_UNSENT = frozenset({"consent", "send", "nik_ok", "nik_offer", OFFER})
_NO_PHOTO = (
    "lewati", "lewat", "skip", "tidak ada", "tidak punya", "belum ada", "tanpa foto", "lanjut",
    "nanti", "tidak", "belum", "tidak usah", "tidak perlu", "belum wonten", "mboten perlu",
    "kosong", "mboten wonten", "tidak ada foto", "belum punya foto", "gak onok", "langkung",
    "durung duwe", "gak duwe",
)  # fmt: skip

PHOTO = Photos(
    key="photo",
    ask=_("Kirim satu foto yang berhubungan, misalnya kartu atau surat. Boleh dilewati."),
    title=_("Foto"),
    hint=_("Kirim foto atau PDF, atau pilih “Belum punya”."),
    instead=(Option(NONE, _("Belum punya"), _NO_PHOTO),),
)
RECAP = recap_question(_("Mohon periksa ringkasan ini, lalu kirim."))


def built(*, apply: bool) -> Callable[[Scene], tuple[Question, ...]]:
    """What makes the questions of a talk: of a complaint, or (`apply`) of an application."""

    def questions(scene: Scene) -> tuple[Question, ...]:
        catalogue = scene.facts.catalogue
        service, sub_type = service_of(scene), sub_type_of(scene)
        about = (service and service.code, sub_type and sub_type.code)
        asked = catalogue.once((built, apply, about), lambda: _asked(scene, apply=apply))
        return (*asked, _photo(scene), RECAP)

    return questions


def _asked(scene: Scene, *, apply: bool) -> tuple[Question, ...]:
    """What this subject asks; of two questions under one key the later one, where the first
    stood."""
    cards = (card_question(),) if any(ask.kind == "nik" for ask in asks_of(scene)) else ()
    asked = (CONSENT_QUESTION, *about_questions(apply=apply), *cards, *_of_subject(scene))
    return tuple({question.key: question for question in asked}.values())


def asks_of(scene: Scene) -> tuple[Ask, ...]:
    """What is asked about the subject: its own questions, or the usual ones."""
    subject = service_of(scene) or sub_type_of(scene)
    if subject is None:
        return ()
    return subject.asks or tuple(USUAL)


def papers_of(scene: Scene) -> tuple[Paper, ...]:
    """The papers of the subject."""
    subject = service_of(scene) or sub_type_of(scene)
    return subject.papers if subject is not None else ()


def handed_over(scene: Scene) -> tuple[Effect, ...]:
    """The case that these answers open. Answers that say nothing are left out."""
    answers = scene.answers
    kept = {
        key: value
        for key, value in answers.items()
        if key not in _UNSENT and value not in ("", SKIP.value)
    }
    for key in ("nik", "kk"):
        if kept.get(key) == NONE:
            del kept[key]
    if kept.get("program") == UNKNOWN:
        del kept["program"]
    return (OpenCase({**kept, **_about(scene), **_person(kept)}),)


def _about(scene: Scene) -> dict[str, Any]:
    """What it is about, how urgent, and a text where none was asked for."""
    answers, catalogue = scene.answers, scene.facts.catalogue
    service, sub_type = service_of(scene), sub_type_of(scene)
    about: dict[str, Any] = {"urgent": _is_urgent(scene)}
    if service is not None:
        about |= {"kind": "service", "service": service.code, "category": service.sector}
    elif sub_type is not None:
        program = str(answers.get("program") or CARDS.get(str(answers.get("ask_card_kind")), ""))
        about["category"] = catalogue.sector(sub_type.code, program)
        if program in CARDS.values():
            about["program"] = program
    if not answers.get("story"):
        about["story"] = _told(scene)
    return about


def _person(kept: Mapping[str, Any]) -> dict[str, Any]:
    """For whom in the words of a case, and why there is no NIK."""
    person: dict[str, Any] = {}
    for_whom = str(kept.get("for_whom") or "")
    if for_whom:
        by_proxy = kept.get("relationship") == "representative"
        person["for_whom"] = "representative" if by_proxy else _FAMILY.get(for_whom, for_whom)
    if "nik" not in kept and "no_nik" not in kept:
        person["no_nik"] = "not_asked"
    return person


def _is_urgent(scene: Scene) -> bool:
    """By its nature, by a choice, or because the person says so."""
    subject = service_of(scene) or sub_type_of(scene)
    if subject is not None and subject.urgent:
        return True
    chosen = (ask.option(str(scene.answers.get(key_of(ask)))) for ask in asks_of(scene))
    return any(o is not None and o.urgent for o in chosen) or scene.answers.get("danger") == "yes"


def _told(scene: Scene) -> str:
    """The answers to the subject's own questions as a text for staff, where no story is asked."""
    rows = []
    for ask in asks_of(scene):
        value = scene.answers.get(key_of(ask))
        if key_of(ask).startswith("ask_") and value not in (None, "", SKIP.value):
            option = ask.option(str(value))
            rows.append(f"{ask.title.id}: {option.label.id if option else value}")
    return "\n".join(rows)


def _of_subject(scene: Scene) -> Iterator[Question]:
    for ask in asks_of(scene):
        yield from questions_of(ask)
        if ask.key == "story":
            yield _danger(scene)
    for paper in papers_of(scene):
        yield paper_question(paper, scene.facts.catalogue)


def _danger(scene: Scene) -> Question:
    """Asked where a story sounds urgent and the subject is not urgent by itself."""
    subject = service_of(scene) or sub_type_of(scene)
    by_nature = subject is not None and subject.urgent
    return Choose(
        key="danger",
        ask=_("Apakah ini darurat dan tidak bisa menunggu?"),
        when=lambda s: not by_nature and _alarming(s),
        options=(
            Option("yes", _("Ya, darurat"), ("ya", "darurat", "gawat", "iya darurat")),
            Option("no", _("Tidak, bisa menunggu"), ("tidak", "bisa menunggu", "tidak darurat")),
        ),
    )


def _alarming(scene: Scene) -> bool:
    story = str(scene.answers.get("story") or "")
    return scene.facts.once((alarm, story), lambda: alarm(story)) is not None


def _photo(scene: Scene) -> Question:
    """A photo of any kind: asked where no paper is, and kept where one came early."""
    early = scene.answers.get("photo")
    sent = isinstance(early, int) and early > 0
    wanted = settled(scene) and not any(
        paper.applies(known_in(scene)) for paper in papers_of(scene)
    )
    return PHOTO if sent or wanted else _HIDDEN


_HIDDEN = Photos(
    key=PHOTO.key, ask=PHOTO.ask, title=PHOTO.title, instead=PHOTO.instead, when=lambda _s: False
)
