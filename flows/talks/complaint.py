"""A resident's complaint: consent, where, about what, the story, a photo, a last look, send."""

from __future__ import annotations

from flows.cases.categories import CATEGORIES
from flows.effects import Effect, OpenCase, RecordConsent
from flows.matching import has_phrase, polite, words_of
from flows.photos import Photos
from flows.questions import Choose, Option, Scene
from flows.script import Flow
from flows.talks.recap import recap_question
from flows.villages import Area, districts_of, villages_of
from flows.words import Text, _, fingerprint
from flows.writing import Write
from locales import LANGUAGES

CONSENT = _(
    "Kami minta izin memakai data, cerita, dan foto Anda hanya untuk mengurus laporan ini; "
    "yang melihat hanya petugas yang mengurus dan instansi program yang dituju.\n"
    "Pesan lewat WhatsApp (Twilio) dan Telegram melewati server di luar negeri.\n"
    "Izin boleh dicabut kapan saja dengan mengetik PETUGAS; apakah Anda setuju?"
)
EMERGENCY = _("Bila ada bahaya atau sakit berat, segera telepon 112 atau 119.")

_ALARMING = (
    "darurat", "igd", "ugd", "gawat", "sekarat", "mau mati", "mau meninggal", "hampir mati",
    "hampir meninggal", "kritis", "koma", "pingsan", "kejang", "sesak napas", "sesak nafas",
    "pendarahan", "perdarahan", "serangan jantung", "stroke", "bunuh diri", "kebakaran",
    "kobongan", "kebanjiran", "dipukuli", "dianiaya", "diperkosa", "kdrt", "ngamuk", "mengamuk",
    "tidak sadar", "meh mati", "arep mati", "kecelakaan", "keracunan", "melahirkan", "ditolak rs",
    "ditolak rumah sakit",
)  # fmt: skip


def alarm(story: str) -> Text | None:
    """The emergency numbers, when the story sounds as if somebody could not wait."""
    words = words_of(story)
    return EMERGENCY if any(has_phrase(words, phrase) for phrase in _ALARMING) else None


def _not_agreed(scene: Scene) -> bool:
    """Asked again only if exactly this text, in either language, was not agreed to."""
    return not any(fingerprint(CONSENT, lang) in scene.facts.consents for lang in LANGUAGES)


def _open(scene: Scene) -> tuple[Effect, ...]:
    kept = {k: v for k, v in scene.answers.items() if k not in {"consent", "send"}}
    return (OpenCase(kept),)


_HINTS = {
    "health": ("kis", "bpjs", "jkn", "sakit", "berobat", "opname", "rumah sakit", "kesehatan",
               "puskesmas", "rujukan", "kartu sehat", "pbi", "loro", "gerah", "obat"),
    "education": ("kip", "pip", "sekolah", "spp", "beasiswa", "kuliah", "pendidikan", "ijazah"),
    "social": ("pkh", "bpnt", "sembako", "bansos", "blt", "kks", "raskin", "beras", "dtks",
               "dtsen", "desil"),
    "economy": ("usaha", "modal", "kerja", "kerjaan", "pekerjaan", "umkm", "kur", "phk",
                "pelatihan", "dagang", "jualan"),
    "other": ("rumah bocor", "rumah rusak", "bedah rumah", "rutilahu", "rtlh", "omah bocor",
              "odgj", "terlantar", "ktp"),
}  # fmt: skip
_SYNONYMS = {
    "health": ("kesehatan", "kis", "sehat", "bpjs"),
    "education": ("pendidikan", "kip", "sekolah"),
    "social": ("bansos", "bantuan sosial", "pkh", "sembako", "bantuan", "bpnt"),
    "economy": ("usaha", "kerja", "pekerjaan", "ekonomi", "usaha kerja", "padamelan"),
    "other": ("lain", "lain lain", "yang lain", "liyane", "sanesipun", "sanes"),
}

CONSENT_QUESTION = Choose(
    key="consent",
    ask=CONSENT,
    again=_("Apakah Anda setuju data Anda dipakai untuk mengurus laporan ini?"),
    strict=True,
    when=_not_agreed,
    options=(
        Option(
            "yes",
            _("Setuju"),
            polite("setuju", "ya", "ya setuju", "saya setuju", "setuju sekali", "setuju banget",
                   "sarujuk", "boleh", "setuju ya", "ya saya setuju", "ya boleh"),
            effects=(RecordConsent("case", given=True, text=CONSENT),),
        ),
        Option(
            "no",
            _("Tidak setuju"),
            polite("tidak", "tidak setuju", "tidak mau", "saya tidak setuju", "mboten sarujuk",
                   "tidak boleh", "emoh", "mboten purun", "tidak usah", "no"),
            effects=(RecordConsent("case", given=False, text=CONSENT),),
            ends=_(
                "Baik, tanpa izin kami tidak menyimpan data Anda. "
                "Anda tetap bisa datang ke kantor kelurahan atau ketik PETUGAS. "
                "Ketik MENU bila berubah pikiran."
            ),
        ),
    ),
)  # fmt: skip

COMPLAINT = Flow(
    "complaint",
    (
        CONSENT_QUESTION,
        Area(
            key="district",
            ask=_("Anda tinggal di kecamatan mana? Boleh juga langsung ketik nama kelurahan."),
            options=districts_of,
        ),
        Area(
            key="village",
            ask=_("Pilih kelurahan tempat tinggal Anda, atau ketik namanya."),
            title=_("Kelurahan"),
            options=villages_of,
            along=("district",),
        ),
        Choose(
            key="category",
            ask=_("Keluhan Anda tentang apa?"),
            title=_("Jenis keluhan"),
            options=tuple(
                Option(code, label, _SYNONYMS.get(code, ()), _HINTS.get(code, ()))
                for code, label in CATEGORIES.items()
            ),
        ),
        Write(
            key="story",
            ask=_("Ceritakan keluhan Anda dengan singkat. Boleh dalam beberapa pesan."),
            title=_("Cerita"),
            at_least=10,
            alarm=alarm,
            too_short=_("Ceritanya masih terlalu pendek; tulis apa yang terjadi dan sejak kapan."),
        ),
        Photos(
            key="photo",
            ask=_("Kirim satu foto yang berhubungan, misalnya kartu atau surat. Boleh dilewati."),
            title=_("Foto"),
            hint=_("Kirim foto atau PDF, atau pilih “Belum punya”."),
            instead=(
                Option(
                    "none",
                    _("Belum punya"),
                    ("lewati", "lewat", "skip", "tidak ada", "tidak punya", "belum ada",
                     "tanpa foto", "lanjut", "nanti", "tidak", "belum", "tidak usah",
                     "tidak perlu", "belum wonten", "mboten perlu", "kosong", "mboten wonten",
                     "tidak ada foto", "belum punya foto", "gak onok", "langkung", "durung duwe",
                     "gak duwe"),
                ),
            ),
        ),
        recap_question(_("Mohon periksa ringkasan ini, lalu kirim.")),
    ),
    then=_open,
    called=_("laporan"),
    opening=_(
        "Siapkan KTP, KK, atau kartu bantuan bila ada. "
        "Sekitar 5 menit, boleh dilanjutkan nanti, dan gratis."
    ),
    waiting=_("Laporan Anda belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_(
        "Laporan Anda belum dikirim selama 3 hari, jadi isinya kami hapus. "
        "Ketik MENU bila ingin melapor lagi."
    ),
)  # fmt: skip
