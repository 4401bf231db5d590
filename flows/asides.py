"""The engine's own questions: language, go on or give up, what STOP means, what to change.

Each is made for the stage it is asked on, and has one function that carries out its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.cases.bilingual import Bilingual
from flows.effects import DropMedia, SetLanguage, StopNotices
from flows.matching import match, polite, vocabulary, words_of
from flows.photos import Photos
from flows.questions import Choose, Option
from flows.script import Flow
from flows.talks.welcome import LANGUAGE
from flows.turning import Stage
from flows.words import Text, _, lines
from locales import LANGUAGES

_KEEP = ("tidak", "tidak jadi", "lanjut", "lanjutkan", "teruskan", "lajengaken", "kembali", "terus")
_CHANGE = vocabulary("ubah ganti gantos edit perbaiki ngubah")
_LABEL = 24
"""Characters of a list row (WhatsApp)."""
_DROP = ("batal", "batalkan", "ya", "ya batal", "ya batalkan", "hapus", "ya hapus")


def _called(stage: Stage) -> Text:
    flow: Flow | None = stage.flow
    return flow.called if flow is not None else _("laporan")


def _language(stage: Stage) -> Choose:
    del stage
    return replace(LANGUAGE, ask=_("Pilih bahasa / Mangga milih basa:"))


def _resume(stage: Stage) -> Choose:
    return Choose(
        key="resume",
        ask=_("Ada {what} yang belum dikirim. Mau dilanjutkan?").format(what=_called(stage)),
        options=(
            Option("go_on", _("Lanjutkan"), ("lanjut", "ya", "ya lanjut", "teruskan", "terus")),
            Option("drop", _("Batalkan"), ("batal", "tidak", "hapus", "mboten sios")),
        ),
    )


def _cancel(stage: Stage) -> Choose:
    return Choose(
        key="cancel",
        ask=_("Batalkan {what} ini? Jawaban dan foto yang sudah ada akan dihapus.").format(
            what=_called(stage)
        ),
        strict=True,
        options=(
            Option("yes", _("Ya, batalkan"), _DROP),
            Option("no", _("Tidak, lanjutkan"), _KEEP),
        ),
    )


def _stop(stage: Stage) -> Choose:
    return Choose(
        key="stop",
        ask=_("Apa yang ingin Anda hentikan?"),
        strict=True,
        options=(
            Option("talk", _("Batalkan isian ini"), ("laporan", "isian", "laporan ini", "batal")),
            Option("messages", _("Pesan dari kami"), ("pesan", "kiriman", "pesan dari slrt")),
            Option("nothing", _("Tidak, lanjutkan"), _KEEP),
        ),
    )


def _notices(stage: Stage) -> Choose:
    return Choose(
        key="notices",
        ask=_("Apakah kabar tentang laporan Anda juga dihentikan?"),
        strict=True,
        options=(
            Option("keep", _("Tetap kabari saya"), ("tidak", "tetap", "kabari", "tetap kabari")),
            Option("stop", _("Hentikan juga"), ("ya", "hentikan", "stop", "ya hentikan")),
        ),
    )


def _edit(stage: Stage) -> Choose:
    answered = stage.flow.answered(stage.scene) if stage.flow is not None else ()
    return Choose(
        key="edit",
        ask=_("Jawaban mana yang ingin Anda ubah?"),
        options=(
            *(_to_change(q.key, q.title) for q in answered if q.title is not None),
            Option("nothing", _("Tidak ada"), ("tidak jadi", "kembali", "batal")),
        ),
    )


def _to_change(key: str, title: Text) -> Option:
    """An answer that may be changed; a long name of a paper is cut, and still understood whole."""
    names = [title.render(language) for language in LANGUAGES]
    if max(map(len, names)) <= _LABEL:
        return Option(key, title)
    indonesian, krama = (n if len(n) <= _LABEL else n[: _LABEL - 1].rstrip() + "…" for n in names)
    return Option(key, Bilingual(indonesian, krama).text(), tuple(names))


def _guess(stage: Stage) -> Choose:
    subject = stage.conversation.subject
    named = Bilingual(str(subject.get("named", "")), str(subject.get("named_jv", "")))
    return Choose(
        key="guess",
        ask=_("Apakah ini tentang “{what}”?").format(what=named),
        strict=True,
        options=(
            Option("yes", _("Ya, benar"), polite("ya", "benar", "betul", "leres", "ya benar")),
            Option("no", _("Bukan"), ("tidak", "bukan", "salah", "sanes", "klentu")),
        ),
    )


ASIDES: Mapping[str, Callable[[Stage], Choose]] = {
    "language": _language,
    "resume": _resume,
    "cancel": _cancel,
    "stop": _stop,
    "notices": _notices,
    "edit": _edit,
    "guess": _guess,
}
SOFT = frozenset({"resume", "edit"})
"""An answer to the question beneath is taken as well, and settles these by itself."""
FIRST = "first"
"""In the subject: what a newcomer wrote before a language was chosen; taken up afterwards."""


def answer(stage: Stage, name: str, value: str) -> None:
    """Carry out the answer to an aside."""
    stage.change(pending="", misses=0)
    if name in _ACTS:
        _ACTS[name](stage, value)


def ask(stage: Stage, name: str, notice: Text | None = None) -> None:
    """Put an aside before the person."""
    stage.change(pending=name, misses=0)
    stage.ask(notice)


def set_language(stage: Stage, language: str) -> None:
    """From here on in that language; the standing question is asked in it."""
    stage.facts = replace(stage.facts, language=language)
    stage.effects.append(SetLanguage(language))
    # Another aside that stands open is asked in the new language; it was not answered by this.
    before = stage.conversation.pending
    stage.change(pending="" if before == "language" else before, misses=0)
    notice = {
        "id": _("Baik, kita memakai bahasa Indonesia."),
        "jv": _("Baik, kita memakai bahasa Jawa."),
    }
    if stage.conversation.subject.get(FIRST) and stage.flow is None:
        stage.say(notice[language])
    else:
        stage.ask(notice[language])


def drop_talk(stage: Stage) -> None:
    """Give the talk up and show the menu."""
    stage.close(forget=True)
    stage.ask(_("Baik, sudah dibatalkan dan isinya sudah dihapus."))


def change_answer(stage: Stage, key: str, *, along: bool = True) -> None:
    """Forget one answer, and those that hang on it (`along`), so that it is asked again."""
    flow = stage.flow
    question = flow.question(key) if flow is not None else None
    if question is None:
        stage.ask()
        return
    if isinstance(question, Photos):
        stage.effects.append(DropMedia(key))
    stage.forget(key, f"{key}.done", f"{key}.poor", *(question.along if along else ()))
    stage.change(asked="", wrote_at="", misses=0)
    stage.proceed()


def change_named(stage: Stage, text: str) -> bool:
    """`ubah cerita`, typed under the recap: the answer that is named; whether one was."""
    verb, *rest = words_of(text) or ("",)
    if verb not in _CHANGE or not rest:
        return False
    options = _edit(stage).offered(stage.scene)[:-1]
    key = match(" ".join(rest), [option.candidate("") for option in options])
    if key is not None:
        change_answer(stage, key)
    return key is not None


def _do_resume(stage: Stage, value: str) -> None:
    stage.ask() if value == "go_on" else drop_talk(stage)


def _do_cancel(stage: Stage, value: str) -> None:
    drop_talk(stage) if value == "yes" else stage.ask(_("Baik, kita lanjutkan."), again=True)


def _do_stop(stage: Stage, value: str) -> None:
    if value == "talk":
        drop_talk(stage)
    elif value == "messages":
        stop_campaigns(stage)
    else:
        stage.ask(_("Baik, kita lanjutkan."), again=True)


def stop_campaigns(stage: Stage) -> None:
    """End campaigns at once, then ask about the news of one's own cases."""
    stage.effects.append(StopNotices("campaign"))
    ask(stage, "notices", _("Pesan umum dari kami sudah dihentikan."))


def _do_notices(stage: Stage, value: str) -> None:
    if value == "stop":
        stage.effects.append(StopNotices("case"))
        notice = _(
            "Kabar laporan juga dihentikan; ketik CEK kapan saja untuk melihatnya, atau AKTIFKAN "
            "untuk menerimanya lagi."
        )
    else:
        notice = _("Baik, kabar laporan tetap kami kirim.")
    if stage.flow is not None:
        stage.ask(notice)
    else:
        stage.say(lines(notice, _("Ketik MENU bila perlu.")))


def _do_edit(stage: Stage, value: str) -> None:
    stage.ask() if value == "nothing" else change_answer(stage, value)


_ACTS: Mapping[str, Callable[[Stage, str], None]] = {
    "language": set_language,
    "resume": _do_resume,
    "cancel": _do_cancel,
    "stop": _do_stop,
    "notices": _do_notices,
    "edit": _do_edit,
}
