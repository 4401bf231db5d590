"""A code on paper was scanned: the checklist of that service stands there at once.

An unfinished talk is not lost by it: then the checklist is told, and the talk goes on.
"""

from __future__ import annotations

from flows.cases.catalogue import Entry
from flows.landing import START, landing_in
from flows.talks.requirements import ENTRY, NAME, SCANNED, checklist, named_in
from flows.turning import Stage
from flows.words import _

_OLD = _("Kode ini dari brosur lama yang sudah tidak berlaku. Pilih yang Anda perlukan:")


def land(stage: Stage, text: str) -> bool:
    """Whether the message was a code on paper, and was answered."""
    code = landing_in(text)
    if code is None:
        return False
    entry = stage.facts.catalogue.printed(code) or _still_named(stage, text)
    if entry is None and not _is_ours(text):
        return False
    _open(stage, entry)
    return True


def _open(stage: Stage, entry: Entry | None) -> None:
    stage.change(misses=0)
    if stage.answered_something():
        stage.say(checklist(entry, stage.scene) if entry is not None else _OLD)
        stage.ask(_("Sekarang kita lanjutkan."), again=True)
        return
    if entry is None and stage.facts.language:
        stage.say(_OLD)
    answers = {"need": "any", ENTRY: entry.code} if entry is not None else None
    stage.change(pending="")
    stage.start(NAME, {SCANNED: True}, answers)


def _still_named(stage: Stage, text: str) -> Entry | None:
    """What the printed words beside an unknown code name now."""
    words = text.partition("#")[0]
    return named_in(words, stage.scene) if _is_ours(text) and not text.startswith("/") else None


def _is_ours(text: str) -> bool:
    """Whether a code that nobody knows came from a sheet of ours: a story may hold a `#` too."""
    started = text.lower().partition(" ")[2].strip().startswith(START)
    return started if text.startswith("/") else text.lower().startswith("syarat ")
