"""Where the nearest office is, asked with a kelurahan in the same message or in the middle of
another talk: then it is told, and the talk goes on."""

from __future__ import annotations

from flows.intents.reading import BREAK, read
from flows.intents.spelling import FILLERS
from flows.matching import squeezed, vocabulary
from flows.questions import Answer, Miss, Reading, Scene
from flows.talks.nearest import NAME, newest_own, where
from flows.talks.nearest_told import of_secretariat, told
from flows.turning import Stage
from flows.words import Text, _, lines

_OFFICES = vocabulary("kantor puskesos")
_ASKS = vocabulary("dimana alamat buka")
_AROUND = (
    _OFFICES
    | _ASKS
    | vocabulary(squeezed(FILLERS))
    | vocabulary(
        f"{BREAK} dekat paling dinas sosial slrt sini saya yang ada di nang dari mau tanya apa ya"
        " jam berapa minta bisa lokasi mana ke untuk wilayah daerah warga tolong"
    )
)
_COMMAND = "/kantor"


def asks(text: str, *, free: bool = True) -> bool:
    """Whether the message asks for an office; where words of one's own are expected (not `free`)
    only "kantor" and the like is not enough."""
    words = read(text)
    at = next((n for n, word in enumerate(words) if word in _OFFICES), None)
    if at is None:
        return False
    asked = bool(_ASKS & set(words)) or "dekat" in words[at:] or text.startswith(_COMMAND)
    return asked or (free and len(words) == 1)


def place_in(text: str, scene: Scene) -> Reading | None:
    """The kelurahan or kecamatan that such a message names, or that it is another city's."""
    rest = " ".join(word for word in read(text) if word not in _AROUND)
    return where(rest, scene) if rest else None


def interrupt(stage: Stage, text: str) -> bool:
    """Answer it inside a talk; whether it was asked, in a message that says nothing else."""
    question = stage.question()
    if stage.flow is None or not asks(text, free=not question.takes_text):
        return False
    place = place_in(text, stage.scene)
    if place is None and not set(read(text)) <= _AROUND:
        return False
    stage.change(misses=0)
    if stage.answered_something():
        stage.say(_answer(stage, place))
        stage.ask(_("Sekarang kita lanjutkan."), again=True)
    else:
        stage.change(pending="")
        begin(stage, place)
    return True


def begin(stage: Stage, place: Reading | None) -> None:
    """The talk about offices, with the place that was named already."""
    if isinstance(place, Miss):
        stage.say(place.why)
    values = place.values if isinstance(place, Answer) else {}
    stage.start(NAME, {}, {key: value for key, value in values.items() if value is not None})


def _answer(stage: Stage, place: Reading | None) -> Text:
    """For the kelurahan that was named, of this talk, or of their own newest report; where none
    is known, the secretariat and how to ask."""
    if isinstance(place, Miss):
        return place.why
    named = place.values.get("village") if isinstance(place, Answer) else None
    code = named or stage.conversation.answers.get("village") or newest_own(stage.facts)
    village = stage.facts.city.village(str(code or ""))
    if village is not None:
        return lines(*told(village, Scene(stage.facts)))
    return lines(
        *of_secretariat(Scene(stage.facts)),
        _("Untuk Puskesos tulis juga kelurahannya, misalnya: kantor terdekat di {village}.").format(
            village=stage.facts.city.districts[0].villages[0].name
        ),
    )
