"""A question that is answered with photos or papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.effects import AcceptPoor
from flows.matching import polite
from flows.messages import Media, MediaKind
from flows.questions import Answer, Miss, Option, Question, Reading, Scene
from flows.words import Text, _, literal

MOST_PHOTOS = 10
LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; WhatsApp carries at most 16 MB, Telegram lets a bot fetch 20 MB."""
POOR_TWICE = 2
"""A second poor photo may be sent as it is: a better one may not be possible."""

DONE = Option(
    "_done",
    _("Selesai"),
    polite("selesai", "sudah", "sudah semua", "cukup", "lanjut", "itu saja", "sudah itu saja",
           "rampung", "sampun rampung", "wes", "sampun", "lajeng", "ya", "sudah selesai", "done"),
)  # fmt: skip
USE = Option(
    "_use",
    _("Pakai foto ini"),
    polite("pakai foto ini", "pakai ini", "pakai saja", "kirim saja", "tetap pakai", "ya",
           "pakai foto itu", "ngangge foto menika", "lanjut"),
)  # fmt: skip
SENT = Option(
    "_sent",
    _("Sudah saya kirim"),
    ("sudah", "sudah dikirim", "tadi sudah", "sudah tadi", "sampun", "sampun kula kintun"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos(Question):
    """Pictures or PDF files; the answer is their number, or the choice that replaces them."""

    instead: tuple[Option, ...] = ()
    if_any: bool = False
    """Nobody misses it: left out, the recap shows a dash, as for words that were left out."""
    gathers: bool = False
    """Several files may come; the person says when it is all."""

    @property
    def done(self) -> str:
        """Under this key stands that it is all."""
        return f"{self.key}.done"

    @property
    def poor(self) -> str:
        """Under this key stands how many photos were too poor to read."""
        return f"{self.key}.poor"

    def count(self, scene: Scene) -> int:
        """How many files came so far."""
        have = scene.answers.get(self.key)
        return have if isinstance(have, int) else 0

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """Its words; once something came, how to go on."""
        if not self.gathers or not self.count(scene):
            return Question.asks(self, scene, again=again)
        if scene.answers.get(self.poor, 0) >= POOR_TWICE:
            return _("Kirim foto yang lebih jelas, atau pakai foto yang sudah ada.")
        return _("Kirim lagi bila masih ada, atau tekan Selesai.")

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """What may be chosen when there is no photo, or when it is all."""
        if self.gathers and self.count(scene):
            return (USE if scene.answers.get(self.poor, 0) >= POOR_TWICE else DONE,)
        early = scene.answers.get("photo")
        sent = (SENT,) if self.gathers and isinstance(early, int) and early else ()
        return (*sent, *self.instead)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """At least one photo, or a choice without one."""
        if isinstance(answer, int):
            return answer > 0 and (not self.gathers or bool(scene.answers.get(self.done)))
        return any(o.value == answer for o in self.instead)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """That it is all, or what stands instead of a photo."""
        if option is USE:
            return Answer({self.done: True}, (AcceptPoor(self.key),))
        if option is DONE:
            return Answer({self.done: True})
        if option is SENT:
            return Answer({self.key: scene.answers["photo"], self.done: True})
        return Question.chosen(self, option, scene)

    def take(self, media: Sequence[Media], scene: Scene) -> Reading:
        """Pictures and PDF files; anything else is explained."""
        wrong = unfit(media)
        if wrong is not None:
            return Miss(wrong)
        have = self.count(scene)
        if have + len(media) > MOST_PHOTOS:
            return Miss(_("Fotonya sudah cukup; silakan lanjutkan."), counts=False)
        return Answer({self.key: have + len(media)})

    def receipt(self, scene: Scene, media: Sequence[Media]) -> Text:
        """Said when these files came: which one it is, or how many there are in all."""
        if not self.gathers:
            return _("Fotonya sudah kami simpan.")
        if any(file.kind is MediaKind.PDF for file in media):
            return _("Berkas {n} sudah diterima.").format(n=self.count(scene))
        if len(media) > 1:
            return _("{n} foto sudah diterima.").format(n=self.count(scene))
        return _("Foto {n} sudah diterima.").format(n=self.count(scene))

    def show(self, answer: Any, scene: Scene) -> Text:
        """How many there are."""
        del scene
        if isinstance(answer, int):
            return _("{count} foto").format(count=answer)
        if self.if_any:
            return literal("-")
        return next((o.label for o in self.instead if o.value == answer), literal("-"))


def unfit(media: Sequence[Media]) -> Text | None:
    """Why these files cannot be taken, or none when they can."""
    kinds = {m.kind for m in media}
    if MediaKind.AUDIO in kinds:
        return _("Maaf, kami belum bisa mendengarkan pesan suara; mohon ditulis saja.")
    if MediaKind.VIDEO in kinds:
        return _("Maaf, kami belum bisa menerima video; mohon kirim foto.")
    if kinds - {MediaKind.IMAGE, MediaKind.PDF}:
        return _("Maaf, berkas itu tidak bisa kami buka; mohon kirim foto atau PDF.")
    if any(m.size > LARGEST_FILE for m in media):
        return _("Maaf, berkasnya terlalu besar; mohon kirim foto yang lebih kecil.")
    return None
