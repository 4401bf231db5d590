"""Talks before the acts of whoever reported the case: are you sure, why, and how was it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.cases.states import Event
from flows.effects import Act, Effect
from flows.matching import polite
from flows.questions import Choose, Option, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.words import Text, _
from flows.writing import Write

LONGEST = 1000
_LAPSED = _("Karena tidak ada jawaban, laporan Anda kami biarkan seperti semula.")


def _about(words: Text) -> Callable[[Scene], Text]:
    return lambda scene: words.format(ticket=ticket(scene))


def _kept(scene: Scene) -> tuple[Effect, ...]:
    """Only a yes cancels."""
    return act(scene) if scene.answers.get("sure") == "yes" else ()


CANCEL = Flow(
    "cancel_case",
    (
        Choose(
            key="sure",
            ask=_about(
                _(
                    "Yakin ingin membatalkan laporan {ticket}? "
                    "Petugas akan berhenti mengurusnya."
                )
            ),
            options=(
                Option("yes", _("Ya, batalkan laporan"), polite("ya", "iya", "yakin", "ya batalkan",
                       "nggih", "batalkan")),
                Option("no", _("Tidak jadi"), polite("tidak", "jangan", "tidak jadi", "lanjutkan",
                       "mboten", "mboten sios"),
                       ends=_("Baik, laporan Anda tetap kami urus.")),
            ),
            strict=True,
        ),
    ),
    then=_kept,
    called=_("pembatalan"),
    waiting=_("Pembatalan laporan belum Anda pastikan."),
    expired=_LAPSED,
)  # fmt: skip

REOPEN = Flow(
    "reopen_case",
    (
        Write(
            key="reason",
            ask=_about(
                _(
                    "Apa yang belum selesai dari laporan {ticket}? "
                    "Pilih, atau tulis dengan singkat."
                )
            ),
            quick=(
                Option("nothing", _("Bantuan belum ada"), ("bantuan belum datang", "belum ada",
                       "belum dapat", "belum terima", "dereng wonten")),
                Option("part", _("Baru sebagian"), ("sebagian", "kurang")),
                Option("again", _("Masalah muncul lagi"), ("muncul lagi", "terjadi lagi")),
            ),
            at_least=8,
            at_most=LONGEST,
            joint=" ",
            too_short=_("Mohon ditulis sedikit lebih lengkap, supaya petugas mengerti."),
        ),
    ),
    then=act,
    called=_("alasan"),
    waiting=_("Anda belum menulis apa yang belum selesai."),
    expired=_LAPSED,
)  # fmt: skip

OBJECT = Flow(
    "object_case",
    (
        Write(
            key="reason",
            ask=_about(
                _(
                    "Mengapa Anda tidak setuju dengan keputusan atas laporan {ticket}? "
                    "Tulis dengan singkat; sanggahan hanya bisa satu kali."
                )
            ),
            at_least=10,
            at_most=LONGEST,
            joint=" ",
            too_short=_("Mohon ditulis sedikit lebih lengkap, supaya petugas mengerti."),
        ),
    ),
    then=act,
    called=_("sanggahan"),
    waiting=_("Alasan sanggahan belum Anda tulis."),
    expired=_LAPSED,
)


def _rated(scene: Scene) -> tuple[Effect, ...]:
    """A rating belongs to the confirmation; one that was skipped is none."""
    about, stars = scene.subject, str(scene.answers["stars"])
    if not stars.isdecimal():
        return ()
    return (
        Act(Event.CONFIRM, int(about["case_id"]), int(about.get("version", 0)), {"stars": stars}),
    )


RATE = Flow(
    "rate_case",
    (
        Choose(
            key="stars",
            ask=_("Seberapa puas Anda dengan layanan ini?"),
            options=(
                Option("1", _("Tidak puas"), polite("tidak puas", "buruk", "jelek")),
                Option("2", _("Kurang puas"), polite("kurang", "kurang puas")),
                Option("3", _("Cukup"), polite("cukup", "lumayan", "biasa saja", "cekap")),
                Option("4", _("Puas"), polite("puas", "baik", "bagus", "sae")),
                Option("5", _("Sangat puas"), polite("sangat puas", "puas sekali", "sangat baik",
                       "bagus sekali", "sae sanget")),
                Option("skip", _("Lewati"), polite("lewati", "lewat", "skip", "nanti", "tidak",
                       "mboten", "langkungi"), ends=_("Baik, terima kasih.")),
            ),
        ),
    ),
    then=_rated,
    called=_("penilaian"),
    waiting=_("Penilaian Anda belum dipilih; boleh dilewati."),
    expired=_("Terima kasih; penilaiannya tidak apa-apa dilewati."),
)  # fmt: skip

TALKS: Mapping[Event, Flow] = {Event.CANCEL: CANCEL, Event.REOPEN: REOPEN, Event.OBJECT: OBJECT}
OTHERS: tuple[Flow, ...] = (RATE,)
