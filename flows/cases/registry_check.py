"""What somebody at the desk found about a person in the social registry, in words for staff."""

from __future__ import annotations

from collections.abc import Mapping

from flows.words import Text, _staff

REGISTRY: Mapping[str, Text] = {
    "listed": _staff("terdaftar"),
    "listed_without_decile": _staff("terdaftar, desil tidak tertulis"),
    "not_listed": _staff("belum terdaftar"),
    "ambiguous": _staff("belum pasti, data lebih dari satu"),
    "inactive": _staff("ada, tetapi nonaktif"),
    "deceased_flag": _staff("tercatat meninggal"),
}
"""By `Case.registry_check`; nothing where nobody looked yet."""


def registry_words(check: str, decile: str = "") -> Text | None:
    """What was found; none where nobody looked. The last decile stands for itself and above."""
    words = REGISTRY.get(check)
    if words is None or check != "listed" or not decile.isdecimal():
        return words
    above = _staff("terdaftar, desil {decile} ke atas")
    exact = _staff("terdaftar, desil {decile}")
    return (above if int(decile) >= 6 else exact).format(decile=decile)
