"""Whether we may use what a person tells us: asked before anything else, in exactly these words."""

from __future__ import annotations

from flows.effects import RecordConsent
from flows.matching import polite
from flows.questions import Choose, Option, Scene
from flows.words import Text, _, agreed_to

CONSENT = _(
    "Kami minta izin memakai data, cerita, dan foto Anda hanya untuk mengurus laporan ini; "
    "yang melihat hanya petugas yang mengurus dan instansi program yang dituju.\n"
    "Pesan lewat WhatsApp (Twilio) dan Telegram melewati server di luar negeri.\n"
    "Izin boleh dicabut kapan saja dengan mengetik DATA SAYA; apakah Anda setuju?"
)

FEEDBACK_CONSENT = _(
    "Kami minta izin menyimpan pesan dan foto Anda hanya untuk menjawab saran atau keluhan ini; "
    "yang membaca hanya pimpinan SLRT, bukan petugas yang Anda sebut.\n"
    "Pesan lewat WhatsApp (Twilio) dan Telegram melewati server di luar negeri.\n"
    "Izin boleh dicabut kapan saja dengan mengetik DATA SAYA; apakah Anda setuju?"
)
"""Other eyes read it than a report, so it is asked for apart."""
FOR_CASES, FOR_FEEDBACK = "case", "feedback"
"""What a consent is for."""
_YES = polite("setuju", "ya", "ya setuju", "saya setuju", "setuju sekali", "setuju banget",
              "sarujuk", "boleh", "setuju ya", "ya saya setuju", "ya boleh")  # fmt: skip
_NO = polite("tidak", "tidak setuju", "tidak mau", "saya tidak setuju", "mboten sarujuk",
             "tidak boleh", "emoh", "mboten purun", "tidak usah", "no")  # fmt: skip


def _question(purpose: str, words: Text, again: Text, refused: Text) -> Choose:
    """Asked again only if exactly this text, in either language, was not agreed to."""

    def not_agreed(scene: Scene) -> bool:
        return not agreed_to(words, scene.facts.consents)

    yes = RecordConsent(purpose, given=True, text=words)
    no = RecordConsent(purpose, given=False, text=words)
    return Choose(
        key="consent",
        ask=words,
        again=again,
        strict=True,
        when=not_agreed,
        options=(
            Option("yes", _("Setuju"), _YES, effects=(yes,)),
            Option("no", _("Tidak setuju"), _NO, effects=(no,), ends=refused),
        ),
    )


CONSENT_QUESTION = _question(
    FOR_CASES,
    CONSENT,
    _("Apakah Anda setuju data Anda dipakai untuk mengurus laporan ini?"),
    _(
        "Baik, tanpa izin kami tidak menyimpan data Anda. "
        "Anda tetap bisa datang ke kantor kelurahan atau ketik PETUGAS. "
        "Ketik MENU bila berubah pikiran."
    ),
)
FEEDBACK_CONSENT_QUESTION = _question(
    FOR_FEEDBACK,
    FEEDBACK_CONSENT,
    _("Apakah Anda setuju pesan Anda kami simpan untuk dijawab?"),
    _(
        "Baik, tanpa izin pesan Anda tidak kami simpan. "
        "Anda tetap bisa menyampaikannya langsung di kantor Dinas Sosial. "
        "Ketik MENU bila berubah pikiran."
    ),
)
