"""The first contact: who we are, and in which language we go on."""

from __future__ import annotations

from flows.questions import Choose, Option, Scene
from flows.words import Text, _

INDONESIAN = Option(
    "id",
    Text("Bahasa Indonesia", literal=True),
    ("indonesia", "indo", "bahasa", "id", "basa indonesia", "boso indonesia"),
)
JAVANESE = Option(
    "jv",
    Text("Basa Jawa (krama)", literal=True),
    ("jawa", "jowo", "bahasa jawa", "basa jawa", "boso jowo", "jawi", "basa jawi", "krama",
     "kromo", "jv", "bahasa jowo", "basa krama", "boso jawa"),
)  # fmt: skip


def _ask(scene: Scene) -> Text:
    return _(
        "Selamat datang / Sugeng rawuh ing SLRT Dinas Sosial {city}.\n"
        "Saya mesin penjawab (bot), layanan gratis / Kula mesin (bot), mboten mbayar.\n"
        "Pilih bahasa / Mangga milih basa:"
    ).format(city=scene.facts.city.name)


ABOUT = Option(
    "about",
    _("Apa itu SLRT?"),
    ("slrt", "apa itu slrt", "tentang slrt", "slrt itu apa", "slrt menika menapa"),
    does="about",
)


def _options(scene: Scene) -> tuple[Option, ...]:
    """The languages; who writes for the first time, and about nothing yet, may ask who we are."""
    new = not scene.facts.language and not scene.subject
    return (INDONESIAN, JAVANESE, *((ABOUT,) if new else ()))


LANGUAGE = Choose(
    key="language",
    ask=_ask,
    again=_("Pilih bahasa / Mangga milih basa:"),
    options=_options,
    hint=_("Pilih salah satu / Mangga milih salah satunggal."),
)
