"""Whether we may use what a person tells us: asked before anything else, in exactly these words."""

from __future__ import annotations

from flows.effects import RecordConsent
from flows.matching import polite
from flows.questions import Choose, Option, Scene
from flows.words import _, fingerprint
from locales import LANGUAGES

CONSENT = _(
    "Kami minta izin memakai data, cerita, dan foto Anda hanya untuk mengurus laporan ini; "
    "yang melihat hanya petugas yang mengurus dan instansi program yang dituju.\n"
    "Pesan lewat WhatsApp (Twilio) dan Telegram melewati server di luar negeri.\n"
    "Izin boleh dicabut kapan saja dengan mengetik DATA SAYA; apakah Anda setuju?"
)


def _not_agreed(scene: Scene) -> bool:
    """Asked again only if exactly this text, in either language, was not agreed to."""
    return not any(fingerprint(CONSENT, lang) in scene.facts.consents for lang in LANGUAGES)


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
