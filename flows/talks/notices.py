"""Which messages somebody wants that they did not ask for: news of their own reports, and general
ones about programs. Two switches, each a consent of its own."""

from __future__ import annotations

from flows.effects import Effect, RecordConsent, ResumeNotices, StopNotices
from flows.matching import polite
from flows.questions import Choose, Option, Scene
from flows.script import Flow
from flows.words import Text, _, lines

CASE, CAMPAIGN = "case", "campaign"
"""The switches; the consent to use one's data is called `case` too, so in the records the first
one is `NEWS`."""
NEWS = "notices"
CAMPAIGN_CONSENT = _(
    "Info umum tentang bantuan dan layanan hanya kami kirim di chat ini bila Anda setuju, dan "
    "berhenti kapan saja bila Anda mengetik STOP."
)
NEWS_CONSENT = _("Baik, kabar tentang laporan Anda kami kirim lagi.")
CONSENTS = {CASE: (NEWS, NEWS_CONSENT), CAMPAIGN: (CAMPAIGN, CAMPAIGN_CONSENT)}
"""By switch: its purpose in the records, and the words that are read when it is turned on."""
_ON, _OFF = _("aktif"), _("berhenti")


def _ask(scene: Scene) -> Text:
    facts = scene.facts
    return lines(
        _("Kabar laporan Anda: {state}").format(state=_ON if facts.news_on else _OFF),
        _("Info umum bantuan: {state}").format(state=_ON if facts.campaigns_on else _OFF),
        CAMPAIGN_CONSENT,
        _("Mau diubah yang mana?"),
    )


def switched(switch: str, *, on: bool) -> tuple[Effect, ...]:
    """What turning that switch does. A stop is recorded where it is carried out."""
    if not on:
        return (StopNotices(switch),)
    purpose, words = CONSENTS[switch]
    return (ResumeNotices(switch), RecordConsent(purpose, given=True, text=words))


def _options(scene: Scene) -> tuple[Option, ...]:
    facts = scene.facts
    return (
        _news(on=facts.news_on),
        _campaigns(on=facts.campaigns_on),
        Option(
            "leave",
            _("Biarkan begini"),
            polite("tidak", "selesai", "sudah", "biarkan", "cukup", "kembali", "mboten"),
            ends=_("Baik, tidak ada yang diubah."),
        ),
    )


def _news(*, on: bool) -> Option:
    if on:
        return Option(
            "news_off",
            _("Stop kabar laporan"),
            polite("stop kabar", "hentikan kabar", "matikan kabar"),
            effects=switched(CASE, on=False),
            ends=_(
                "Kabar laporan dihentikan; ketik CEK kapan saja untuk melihatnya, atau AKTIFKAN "
                "untuk menerimanya lagi."
            ),
        )
    return Option(
        "news_on",
        _("Aktifkan kabar"),
        polite("aktifkan", "kabari", "aktifkan kabar", "nyalakan kabar"),
        effects=switched(CASE, on=True),
        ends=NEWS_CONSENT,
    )


def _campaigns(*, on: bool) -> Option:
    if on:
        return Option(
            "campaign_off",
            _("Stop info umum"),
            polite("stop info", "hentikan info", "matikan info"),
            effects=switched(CAMPAIGN, on=False),
            ends=_("Info umum dihentikan. Kabar tentang laporan Anda tidak berubah."),
        )
    return Option(
        "campaign_on",
        _("Mau info umum"),
        polite("aktifkan info", "info umum", "mau info", "setuju info"),
        effects=switched(CAMPAIGN, on=True),
        ends=_(
            "Terima kasih; info umum tentang bantuan sekarang kami kirim. "
            "Ketik STOP kapan saja untuk menghentikannya."
        ),
    )


NOTICES = Flow(
    "notices",
    (Choose(key="switch", ask=_ask, options=_options, strict=True),),
    then=lambda _scene: (),
    called=_("pengaturan pesan"),
    waiting=_("Pengaturan pesan belum Anda pilih, atau ketik BATAL."),
    expired=_("Pengaturan pesan tidak berubah."),
    light=True,
)
