"""A question that is answered with photos or papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.messages import Media, MediaKind
from flows.questions import Answer, Miss, Option, Question, Reading, Scene
from flows.words import Text, _, literal

MOST_PHOTOS = 10
LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; WhatsApp carries at most 16 MB, Telegram lets a bot fetch 20 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos(Question):
    """Pictures or PDF files; the answer is their number, or the choice that replaces them."""

    instead: tuple[Option, ...] = ()

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """What may be chosen when there is no photo."""
        del scene
        return self.instead

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """At least one photo, or a choice without one."""
        if isinstance(answer, int):
            return answer > 0
        return any(o.value == answer for o in self.offered(scene))

    def take(self, media: Sequence[Media], scene: Scene) -> Reading:
        """Pictures and PDF files; anything else is explained."""
        wrong = unfit(media)
        if wrong is not None:
            return Miss(wrong)
        before = scene.answers.get(self.key)
        have = before if isinstance(before, int) else 0
        if have + len(media) > MOST_PHOTOS:
            return Miss(_("Fotonya sudah cukup; silakan lanjutkan."), counts=False)
        return Answer({self.key: have + len(media)})

    def show(self, answer: Any, scene: Scene) -> Text:
        """How many there are."""
        if isinstance(answer, int):
            return _("{count} foto").format(count=answer)
        return next((o.label for o in self.offered(scene) if o.value == answer), literal("-"))


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
