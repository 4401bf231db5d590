"""The photo of a card in a talk.

Whoever sends their KTP where the NIK is asked for has answered in the way that is easiest for them.
The photo is looked at while they wait a moment; what stands on it is shown as far as it may be, and
only a yes makes answers of it. When it takes too long the question is asked again, and whatever is
read later is compared in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flows.cases.card_reading import CardReading, Kind, Wants
from flows.cases.papers import paper_code
from flows.messages import Media, MediaKind
from flows.photos import Photos
from flows.reading_cards import CARD, OFFER, proposal
from flows.turning import Stage
from flows.words import Text, _

IN_TIME = timedelta(seconds=5)
"""Nobody waits longer for a photo to be read."""
WAITS = frozenset({"nik", "no_nik", "nik_offer", OFFER, "name", "kk"})
"""Questions that the photo of a card answers, so that it is waited for."""
PAPERS: Mapping[str, Wants] = {"ktp": Wants.KTP, "kia": Wants.KTP, "kk": Wants.KK}
"""Papers that are read, by their document."""
QUESTIONS: Mapping[str, Wants] = {"id_card": Wants.KTP}
"""Other questions for the photo of a card."""
LOOKING = _("Fotonya sudah kami simpan dan sedang kami periksa sebentar.")
TAKES_LONG = _("Fotonya masih kami periksa; silakan lanjut dengan mengetik.")
NOT_A_CARD = _("Foto itu sepertinya bukan KTP atau KK, tetapi tetap kami simpan.")
NOT_READ: Mapping[str, Text] = {
    "kk": _("Nomor KK di foto itu belum terbaca jelas; mohon diketik saja."),
    "name": _("Nama di foto itu belum terbaca jelas; mohon diketik saja."),
}
_NIK_NOT_READ = _("NIK di foto itu belum terbaca jelas; mohon diketik saja.")


def wanted(question: str) -> Wants | None:
    """Which card the files for that question should show; none where they show anything."""
    return PAPERS.get(paper_code(question)) or QUESTIONS.get(question)


def hoped_for(stage: Stage, photos: Photos, media: Sequence[Media]) -> Wants | None:
    """Which card these files may show; none where nothing is to be read."""
    if not stage.facts.reads_cards or not any(file.kind is MediaKind.IMAGE for file in media):
        return None
    standing = stage.flow_question()
    if standing is not None and standing.key in WAITS and _asks(stage):
        return Wants.ANY
    return wanted(photos.key)


def wait(stage: Stage, hold: timedelta | None) -> None:
    """Say that the photo is looked at, and ask again only if that takes long."""
    stage.say(LOOKING, hold=hold)
    stage.ask(TAKES_LONG, IN_TIME, again=True)


def read(stage: Stage, key: str, reading: CardReading) -> bool:
    """Offer what was read on a photo that was sent for the question of that key; whether
    anything is said."""
    standing = stage.flow_question()
    if standing is None or stage.conversation.pending or not _asks(stage):
        return False
    if standing.key not in WAITS and standing.key != key:
        return False
    found = proposal(stage.scene, standing.key, reading)
    if found is None:
        if standing.key in WAITS:
            stage.ask(_missed(standing.key, reading), again=True)
        return standing.key in WAITS
    kept = {k: v for k, v in stage.conversation.answers.items() if k != OFFER}
    stage.change(answers={**kept, CARD: found}, asked="", misses=0)
    stage.ask()
    return True


def _asks(stage: Stage) -> bool:
    return stage.flow is not None and stage.flow.question(OFFER) is not None


def _missed(key: str, reading: CardReading) -> Text:
    if reading.kind is Kind.OTHER:
        return NOT_A_CARD
    return NOT_READ.get(key, _NIK_NOT_READ)
