"""What the universal words do, wherever they are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows import asides
from flows.cases import feedback, follow_up
from flows.cases.standing import Standing, describe
from flows.cases.ticket import Mistyped
from flows.commands import Command
from flows.effects import CallOfficer, Choice
from flows.matching import plain
from flows.talks import notices
from flows.talks.about import NAME as ABOUT
from flows.talks.menu import MENU
from flows.talks.my_data import NAME as MY_DATA
from flows.talks.nearest_told import open_now
from flows.turning import Stage
from flows.words import Text, _, _staff, lines

MOST_TOLD = 5
"""So many cases are described at once; more would bury the last one."""


def obey(stage: Stage, command: Command, text: str) -> None:
    """Do what the word asks for."""
    if command in {Command.INDONESIAN, Command.JAVANESE}:
        switch(stage, command.value)
    elif command is Command.START and text.startswith("/"):
        menu(stage)  # Telegram's own button: it says nothing of what one wants to be sent
    elif command in _DOES:
        _DOES[command](stage)
    else:
        small_talk(stage, command, text)


def act(stage: Stage, does: str) -> None:
    """Do what a choice says that is no answer."""
    if does == "edit":
        asides.ask(stage, "edit")
    elif does == "more":
        stage.change(page=stage.conversation.page + 1, misses=0)
        stage.ask(again=True)
    elif does == "others":
        stage.change(page=1, asked=MENU.key, misses=0)
        stage.ask()
    elif does == "about":
        stage.start(ABOUT, {"first": True}, again=True)
    else:
        obey(stage, Command(does), "")


def menu(stage: Stage) -> None:
    """The menu; an unfinished talk is not lost by looking for it."""
    if stage.answered_something():
        asides.ask(stage, "resume")
        return
    if stage.flow is not None:
        stage.close(forget=True)
    stage.change(pending="", misses=0, page=0)
    stage.ask()


def cancel(stage: Stage) -> None:
    """Give up what is open: an aside first, then the talk, with a question if it had answers."""
    if stage.conversation.pending in {"edit", "language", "notices"}:
        stage.change(pending="")
        stage.ask(_("Baik, kita lanjutkan."), again=True)
    elif stage.answered_something():
        asides.ask(stage, "cancel")
    elif stage.flow is not None:
        asides.drop_talk(stage)
    else:
        stage.ask(_("Tidak ada yang perlu dibatalkan."))


def back(stage: Stage) -> None:
    """One step back: out of an aside, or to the answer before."""
    previous = stage.previous()
    if stage.conversation.pending:
        stage.change(pending="")
        stage.ask()
    elif stage.flow is None:
        stage.change(page=0)
        stage.ask()
    elif previous is None:
        stage.ask(_("Ini pertanyaan pertama; ketik BATAL bila tidak jadi."), again=True)
    else:
        asides.change_answer(stage, previous.key, along=False)


def language(stage: Stage) -> None:
    """Ask which language."""
    if stage.staff:
        stage.ask(_staff("Untuk petugas hanya tersedia bahasa Indonesia."), again=True)
    else:
        asides.ask(stage, "language")


def switch(stage: Stage, to: str) -> None:
    """A language named outright."""
    if stage.staff:
        language(stage)
    else:
        asides.set_language(stage, to)


def officer(stage: Stage) -> None:
    """A human takes over; an open talk keeps its place."""
    stage.effects.append(CallOfficer(stage.conversation.flow))
    stage.change(pending="", misses=0)
    told = _("Pesan Anda kami teruskan ke petugas, yang membalas pada jam kerja.")
    hours = None if stage.staff else open_now(stage.facts.secretariat.hours_of(), stage.facts)
    if hours is not None:
        told = lines(told, hours)
    if stage.flow is None:
        stage.say(lines(told, _("Ketik MENU untuk kembali ke pilihan.")))
    else:
        stage.say(told)
        stage.ask(_("Sambil menunggu, Anda boleh melanjutkan."), again=True)


def own_data(stage: Stage) -> None:
    """What is kept of them shall go, or is no longer agreed to: their own talk, once another
    one that stands open is sent or given up."""
    if stage.staff:
        officer(stage)
    elif stage.answered_something() and stage.conversation.flow != MY_DATA:
        stage.change(pending="", misses=0)
        stage.say(_("Kirim dulu isian ini, atau ketik BATAL, lalu ketik DATA SAYA lagi."))
        stage.ask(again=True)
    else:
        stage.start(MY_DATA, {})


def stop(stage: Stage) -> None:
    """Inside a talk it is not clear what should stop, so that is asked."""
    if stage.flow is not None:
        asides.ask(stage, "stop")
    else:
        asides.stop_campaigns(stage)


def check(stage: Stage, ticket: str = "") -> None:
    """How the person's cases stand; nobody else's."""
    standings = stage.facts.standings or ()
    told = tuple(s for s in standings if not ticket or s.ticket == ticket)[-MOST_TOLD:]
    sent = tuple(f for f in stage.facts.feedback if not ticket or f.ticket == ticket)[-MOST_TOLD:]
    stage.change(misses=0)
    if stage.flow is None:
        stage.change(pending="", asked="")
    for one in sent:
        stage.say(feedback.describe(one, stage.facts.now, stage.facts.city.zone))
    for standing in told:
        alone = stage.flow is None and len(told) == 1
        stage.say(_described(stage, standing), _numbered(standing.choices) if alone else ())
    if not told and not sent:
        stage.say(_none(ticket))
    if stage.flow is not None:
        stage.ask(_("Sekarang kita lanjutkan."), again=True)
    elif len(told) > 1:
        stage.say(
            _("Pilih atau ketik nomor laporan untuk melanjutkan, atau MENU untuk yang lain."),
            _numbered(tuple(follow_up.seeing(one.case_id, one.ticket) for one in told)),
        )
    elif (told or sent) and not any(one.choices for one in told):
        stage.say(_("Ketik MENU untuk pilihan lain, PETUGAS untuk bertanya."))


def _numbered(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(replace(choice, number=str(n)) for n, choice in enumerate(choices, 1))


def objection(stage: Stage) -> None:
    """There is nothing to object to; where there is, the word is heard as that button."""
    told = _("Sekarang tidak ada keputusan yang bisa disanggah; ketik CEK untuk laporan Anda.")
    stage.change(misses=0)
    if stage.flow is None:
        stage.say(told)
    else:
        stage.say(_("Selesaikan dulu isian ini, lalu ketik SANGGAH lagi."))
        stage.ask(again=True)


def news(stage: Stage) -> None:
    """The news that was stopped is sent again; general messages have a switch of their own."""
    stage.effects.extend(notices.switched(notices.CASE, on=True))
    stage.facts = replace(stage.facts, news_on=True)
    told = notices.NEWS_CONSENT
    if stage.flow is None:
        stage.say(lines(told, _("Ketik MENU bila perlu.")))
    else:
        stage.ask(told, again=True)


def start(stage: Stage) -> None:
    """`mulai` is the menu; to who had stopped the news of their reports it also means those."""
    if not stage.facts.news_on and not stage.staff:
        stage.effects.extend(notices.switched(notices.CASE, on=True))
        stage.facts = replace(stage.facts, news_on=True)
        stage.say(notices.NEWS_CONSENT)
    menu(stage)


def find(stage: Stage, ticket: str | Mistyped) -> None:
    """A ticket number was typed; one that no ticket can have is told apart from "not found"."""
    if isinstance(ticket, str):
        check(stage, ticket)
        return
    stage.change(misses=0)
    if stage.flow is None:
        stage.say(lines(ticket.words, _("Ketik CEK untuk melihat semua laporan Anda.")))
    else:
        stage.say(ticket.words)
        stage.ask(_("Sekarang kita lanjutkan."), again=True)


def _described(stage: Stage, standing: Standing) -> Text:
    return describe(standing, stage.facts.now, stage.facts.city.zone)


def _none(ticket: str) -> Text:
    """The same words whether the ticket is another's or nobody's."""
    if ticket:
        return _(
            "Nomor {ticket} tidak ada pada laporan Anda. "
            "Mohon periksa angkanya, atau ketik CEK untuk semua laporan Anda."
        ).format(ticket=ticket)
    return _("Anda belum punya laporan di sini. Ketik MENU untuk membuat laporan.")


def small_talk(stage: Stage, command: Command, text: str) -> None:
    """Greetings, thanks and calls for guidance are answered; then we go on."""
    if command is Command.HELP:
        stage.say(
            _(
                "Ketik MENU untuk mulai, CEK untuk status laporan, BATAL untuk membatalkan. "
                "Ketik KEMBALI untuk mundur, BAHASA untuk ganti bahasa. "
                "Ketik PETUGAS untuk bicara dengan orang."
            )
        )
        stage.ask(again=True)
    elif command is Command.THANK and stage.flow is None:
        stage.say(_("Sama-sama. Ketik MENU bila perlu bantuan lagi."))
    elif command is Command.THANK:
        stage.ask(_("Sama-sama; mari kita lanjutkan."), again=True)
    elif plain(text).startswith(("ass", "asal")):
        stage.ask(_("Wa'alaikumsalam."))
    elif stage.question().key == "language":
        stage.ask()
    else:
        stage.ask(_("Halo, selamat datang."), again=True)


_DOES: Mapping[Command, Callable[[Stage], None]] = {
    Command.MENU: menu,
    Command.START: start,
    Command.CANCEL: cancel,
    Command.BACK: back,
    Command.LANGUAGE: language,
    Command.OFFICER: officer,
    Command.DATA: own_data,
    Command.STOP: stop,
    Command.CHECK: check,
    Command.OBJECT: objection,
    Command.NEWS: news,
}
