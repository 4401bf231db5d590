"""Places near the cities we know, so that somebody from next door is told kindly.

A kabupaten and the kota of the same name are different governments with different services;
people mix them up. Kecamatan of the kabupaten stand for it, because that is what its
residents type (names from the Home Affairs list of areas).
"""

from __future__ import annotations

from flows.matching import has_phrase, named, words_of

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "Kabupaten Mojokerto": (
        "kabupaten mojokerto", "kab mojokerto", "mojokerto kabupaten", "mojokerto kab",
        "mojosari", "trowulan", "sooko", "puri", "gedeg", "ngoro", "pacet", "jetis", "dlanggu",
        "bangsal", "mojoanyar", "kutorejo", "pungging", "trawas", "gondang", "jatirejo",
        "kemlagi", "dawarblandong", "dawar blandong",
    ),
    "Kota Mojokerto": ("kota mojokerto", "mojokerto kota", "mojokerto"),
    "Kabupaten Bekasi": (
        "kabupaten bekasi", "kab bekasi", "bekasi kabupaten", "cikarang", "tambun", "cibitung",
        "babelan", "tarumajaya", "setu", "cibarusah", "karangbahagia", "pebayuran",
    ),
    "Kota Bekasi": ("kota bekasi", "bekasi kota", "bekasi"),
    "Kota Surabaya": ("surabaya", "kota surabaya", "suroboyo"),
    "Kabupaten Sidoarjo": ("sidoarjo", "kabupaten sidoarjo", "sidoardjo", "krian"),
    "Kabupaten Gresik": ("gresik", "kabupaten gresik"),
    "Kabupaten Jombang": ("jombang", "kabupaten jombang", "mojoagung"),
    "Kabupaten Lamongan": ("lamongan", "kabupaten lamongan"),
    "Kabupaten Pasuruan": ("kabupaten pasuruan", "kab pasuruan", "bangil", "pandaan"),
    "Kota Malang": ("kota malang", "malang kota"),
    "Kabupaten Malang": ("kabupaten malang", "kab malang"),
    "Kota Kediri": ("kota kediri",),
    "Kabupaten Kediri": ("kabupaten kediri", "kab kediri"),
    "Jakarta": ("jakarta", "dki", "jakarta timur"),
    "Kota Depok": ("depok", "kota depok"),
    "Kabupaten Bogor": ("kabupaten bogor", "kab bogor", "cileungsi", "gunung putri"),
    "Kabupaten Karawang": ("karawang", "kabupaten karawang"),
}  # fmt: skip


def neighbour_in(text: str, city: str) -> str | None:
    """The other city or regency that a short message names; none when it names none."""
    words = words_of(text)
    if len(words) > 8:
        return None
    found = [
        (len(named(alias)), place)
        for place, aliases in NEIGHBOURS.items()
        for alias in aliases
        if has_phrase(words, alias)
    ]
    place = max(found, default=(0, city))[1]
    return None if place == city else place
