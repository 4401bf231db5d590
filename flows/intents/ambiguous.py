"""Words that mean two things: their neighbours tell which.

`oleh` is "by" in Indonesian and "get" in Javanese; `dorong` push or not yet; `mati` dead or a card
that no longer works; `loro` two or ill; `lagi` again or just now; `bantuan` aid or "please help";
`suwun` thanks or "ask for"; `wes` already or enough; `tau` know or ever; `masukan` a suggestion,
or `masukkan`: put me on the list; `tangi` to wake up or (as `tanggi`) a neighbour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.matching import vocabulary

Words = Sequence[str]
_CARDS = vocabulary("kartu kis bpjs kks kip atm pbi jkn")
_PEOPLE = vocabulary(
    "orang bapak ibu mbah suami istri tetangga penerima almarhum kakek nenek anak adik kakak mertua"
    " pak bu bojo simbah lansia warga wongtuwo sedulur sedherek"
)
_AGENTS = vocabulary(
    "petugas pak bu rt rw ketua oknum suami istri kelurahan desa lurah bapak ibu kader pendamping"
    " tetangga orang perangkat ayah anak"
)
_AID = vocabulary(
    "bantuan bansos pkh bpnt sembako beras blt kis kip pip uang jatah apa duit rumah bantuane dapat"
)
_DEVICES = vocabulary("lampu listrik hp mesin token nomor wa sinyal motor kulkas")
_COUNTED = vocabulary(
    "orang anak kali minggu bulan wulan sasi dina dino hari taun tahun ewu juta kartu wong lembar"
    " kg kilo arep sekolah sing"
)
_AFTER_DORONG = vocabulary(
    "cair oleh dapat pernah terdaftar masuk diproses ada metu mudhun aktif sampai dikirim diurus"
    " entuk kedaftar tau"
)
_THINGS = vocabulary(
    "surat bantuan bansos data bukti brosur petugas syarat kis kip pkh sembako beras sktm info"
)
_ASKED = vocabulary("minta tolong butuh")
_ENDS = vocabulary(
    "ya pak bu min mas mbak kak admin dong nggih bingung cara bagaimana segera tolong"
)


def read(words: Words) -> tuple[str, ...]:
    """The words with the meaning that their neighbours give them."""
    said = list(words)
    for at, word in enumerate(said):
        if word in _READ:
            said[at] = _READ[word](said, at)
    return tuple(word for word in said if word)


def _oleh(words: Words, at: int) -> str:
    before, after = _near(words, at)
    passive = before.startswith(("di", "ke")) and len(before) > 4
    if before == "oleh" or after == "oleh":
        return "souvenir"
    if (passive and before != "dimana") or (after in _AGENTS and before not in _GETTING):
        return "dari"
    return "dapat"


_GETTING = vocabulary("tidak belum sudah kok bisa mau tahu pernah ikut lapo malah masih sing")


def _dorong(words: Words, at: int) -> str:
    return "belum" if _near(words, at)[1] in _AFTER_DORONG else "dorong"


def _mati(words: Words, at: int) -> str:
    """A card where one stands just before, or next where no person does."""
    before, after = words[max(at - 4, 0) : at], words[at + 1 : at + 4]
    if before and before[-1] in {"mau", "hampir", "meh", "arep"}:
        return "sekarat"
    if _DEVICES & set(before) and not _PEOPLE & set(before):
        return "padam"
    if _CARDS & set(before):
        return "nonaktif"
    if _PEOPLE & set(before) or "sudah" in before:
        return "meninggal"
    return "nonaktif" if _CARDS & set(after) else "mati"


def _loro(words: Words, at: int) -> str:
    before, after = _near(words, at)
    counts = after in _COUNTED or before in {"nomor", "pilih", "kaping", "punya", "wong"}
    return "2" if counts or len(words) == 1 else "sakit"


def _lagi(words: Words, at: int) -> str:
    """Again after having got something; before a verb only "just now"."""
    before, after = _near(words, at)
    just_now = after in {"opname", "sakit", "nembe", "wae", "butuh", "mau", "lara", "loro"}
    return "" if just_now and before != "dapat" else "lagi"


def _bantuan(words: Words, at: int) -> str:
    """Only courtesy: "mohon bantuannya min", and "bantuan petugas"."""
    before, after = _near(words, at)
    if after == "petugas":
        return "tolong"
    courtesy = words[at] == "bantuannya" and before in _ASKED and (not after or after in _ENDS)
    return "tolong" if courtesy else "bantuan"


def _suwun(words: Words, at: int) -> str:
    return "minta" if at == 0 and _near(words, at)[1] in _THINGS else "makasih"


def _wes(words: Words, at: int) -> str:
    """Enough, where nothing follows it that could be over."""
    rest = [w for w in words[at + 1 :] if w not in _ENDS and w != "cukup"]
    return "sudah" if rest or at else "cukup"


def _tau(words: Words, at: int) -> str:
    """`gak tau oleh`: never, in Javanese; else to know."""
    return "pernah" if _near(words, at)[0] in {"tidak", "belum"} else "tahu"


def _masukan(words: Words, at: int) -> str:
    """Whoever is put in is named behind it."""
    return "daftar" if _near(words, at)[1] in _PUT_IN else "saran"


def _tangi(words: Words, at: int) -> str:
    """To wake up where it is denied or said twice."""
    before, after = _near(words, at)
    wakes = before in {"tidak", "belum", "iso", "bisa", "bangun"} or "tangi" in {before, after}
    return "bangun" if wakes else "tetangga"


_PUT_IN = _PEOPLE | vocabulary("nama data nik kk saya ke keluarga")


def _near(words: Words, at: int) -> tuple[str, str]:
    before = words[at - 1] if at else ""
    return before, words[at + 1] if at + 1 < len(words) else ""


_READ: Mapping[str, Callable[[Words, int], str]] = {
    "oleh": _oleh,
    "dorong": _dorong,
    "mati": _mati,
    "loro": _loro,
    "lagi": _lagi,
    "bantuan": _bantuan,
    "bantuannya": _bantuan,
    "suwun": _suwun,
    "wes": _wes,
    "tau": _tau,
    "masukan": _masukan,
    "tangi": _tangi,
}
