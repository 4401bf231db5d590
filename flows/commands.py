"""Words that mean the same everywhere. They count only as a whole message: "batal dapat
bantuan sejak Mei" is a story, not a command.
"""

from __future__ import annotations

from enum import StrEnum

from rapidfuzz.distance import OSA

from flows.cases.ticket import Mistyped, find_ticket
from flows.intents.outright import asks_language, asks_person
from flows.matching import plain, vocabulary, words_of


class Command(StrEnum):
    """What a universal word asks for."""

    MENU = "menu"
    CANCEL = "cancel"
    BACK = "back"
    LANGUAGE = "language"
    INDONESIAN = "id"
    JAVANESE = "jv"
    OFFICER = "officer"
    DATA = "data"
    HELP = "help"
    STOP = "stop"
    CHECK = "check"
    START = "start"
    OBJECT = "object"
    NEWS = "news"
    GREET = "greet"
    THANK = "thank"


WORDS: dict[Command, tuple[str, ...]] = {
    Command.MENU: ("menu", "/menu", "menu utama", "0", "daftar menu", "pilihan", "ke menu"),
    Command.CANCEL: (
        "batal", "/batal", "cancel", "/cancel", "batalkan", "mboten sios", "mboten estu",
        "gak jadi", "tidak jadi", "nggak jadi", "gak sido", "ora sido", "wes ora sido", "batalin",
        "batalaken", "mboten siyos", "gak siyos", "gak sios",
    ),
    Command.BACK: (
        "kembali", "/kembali", "back", "wangsul", "mundur", "balik", "sebelumnya", "ulangi",
        "bali", "mbalik",
    ),
    Command.LANGUAGE: (
        "bahasa", "/bahasa", "language", "basa", "boso", "ganti bahasa", "gantos basa",
        "ganti basa", "ubah bahasa", "ganti boso", "pilih bahasa",
    ),
    Command.INDONESIAN: ("indonesia", "bahasa indonesia", "basa indonesia", "boso indonesia"),
    Command.JAVANESE: (
        "jawa", "jowo", "bahasa jawa", "basa jawa", "boso jowo", "basa jawi", "krama", "kromo",
        "basa krama", "basa jawa krama", "bahasa jowo", "jawi",
    ),
    Command.OFFICER: (
        "petugas", "/petugas", "bantuan petugas", "hubungi petugas", "bicara dengan petugas",
        "matur dhateng petugas", "bicara petugas", "admin", "operator", "cs", "orang",
        "telepon petugas", "panggil petugas", "ngomong karo petugas", "minta petugas",
        "matur petugas", "ngobrol dengan petugas",
    ),
    Command.DATA: (
        "data saya", "/data", "data kula", "data pribadi saya", "cabut izin", "cabut persetujuan",
        "hapus data", "hapus data saya", "cabut ijin", "hapus data kula", "cabut izin saya",
    ),
    Command.HELP: ("help", "/help", "panduan", "bantuan", "tolong", "cara pakai", "info"),
    Command.STOP: ("berhenti", "stop", "/stop", "unsubscribe", "mandheg", "mandek", "leren"),
    Command.CHECK: (
        "cek", "/cek", "ceck", "check", "laporan saya", "lapuran kula", "cek laporan",
        "cek status", "status", "cek laporan saya", "status laporan", "sampai mana",
        "sampai mana laporan saya", "wes tekan endi", "yok opo laporanku", "mriksa lapuran",
        "sampun dumugi pundi", "gimana laporan saya", "laporanku", "cek lapuran",
    ),
    Command.START: ("mulai", "/start", "start", "miwiti", "mulai lagi", "daftar"),
    Command.OBJECT: (
        "sanggah", "/sanggah", "sanggahan", "menyanggah", "ajukan sanggahan", "nyanggah",
        "saya menyanggah", "ngaturaken sanggahan",
    ),
    Command.NEWS: (
        "kabari", "mulai kabar", "kabari saya", "kabari lagi", "kabar", "aktifkan kabar",
        "lanjutkan kabar", "kirim kabar", "kabari malih", "aktifkan", "/aktifkan", "aktif",
        "aktifkan lagi", "aktifkan notifikasi", "unstop", "nyalakan kabar",
    ),
    Command.GREET: (
        "halo", "hallo", "hai", "hi", "hello", "p", "pagi", "siang", "sore", "malam",
        "selamat pagi", "selamat siang", "selamat sore", "selamat malam", "mlm", "permisi",
        "assalamualaikum", "assalamu alaikum", "ass", "assalamualaikum wr wb", "salam", "min",
        "asalamualaikum", "sugeng enjing", "sugeng siang", "sugeng sonten", "sugeng dalu",
        "nuwun sewu", "kulo nuwun", "kula nuwun", "monggo", "halo min", "halo admin",
        "assalamualaikum warahmatullahi wabarakatuh", "test", "tes",
    ),
    Command.THANK: (
        "terima kasih", "terimakasih", "makasih", "mksh", "trims", "tks", "thanks", "thx",
        "suwun", "nuwun", "matur nuwun", "maturnuwun", "matur suwun", "terima kasih banyak",
        "makasih banyak", "sami sami", "matur sembah nuwun", "terima kasih ya",
    ),
}  # fmt: skip

_BY_WORDS = {words_of(words): command for command, all_ in WORDS.items() for words in all_}
_LONG = {w[0]: c for w, c in _BY_WORDS.items() if len(w) == 1 and len(w[0]) >= 5}
_BEFORE_TICKET = vocabulary(
    "cek ceck check status laporan lapuran nomor nomer no tiket aduan saya kula sampai mana"
)


def command_in(text: str, *, forgiving: bool = False) -> Command | None:
    """The universal word that is the whole message; `forgiving` allows one slip in a long one.

    A slash command counts by itself: Telegram adds the bot's name or a poster's code to it.
    """
    words = words_of(text.split(maxsplit=1)[0].partition("@")[0] if text.startswith("/") else text)
    if not words:
        return None
    found = _BY_WORDS.get(words)
    if found is None and len(words) > 1 and words[-1] in {"ya", "pak", "bu", "min", "mas", "mbak"}:
        found = _BY_WORDS.get(words[:-1])
    if found is None and forgiving and len(words) == 1:
        near = {c for w, c in _LONG.items() if OSA.distance(w, words[0]) <= 1}
        found = near.pop() if len(near) == 1 else None
    return found if found is not None or text.startswith("/") else _outright(text)


def _outright(text: str) -> Command | None:
    """A whole message that asks for nothing but a language or a person, in any wording."""
    language = asks_language(text)
    if language is not None:
        return Command(language) if language else Command.LANGUAGE
    return Command.OFFICER if asks_person(text) else None


def ticket_in(text: str, *, alone: bool = False) -> str | Mistyped | None:
    """The ticket number that a message is about (`cek 26-004217-4`).

    Where words of one's own are asked for (`alone`), a message that says more than the
    number is a story that happens to name a ticket, and bare digits are an amount or a phone.
    """
    found = find_ticket(text)
    if found is None or not alone:
        return found
    letters = plain("".join(c for c in text if not c.isdigit())).split()
    bare = not letters and plain(text).isdecimal()
    return None if bare or not set(letters) <= _BEFORE_TICKET else found
