"""Notices of what residents bring up after a report was sent: additions, questions, what they say
of officers. Nobody's number stands in any of them."""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _, _staff


def _to(
    audience: Audience,
    name: str,
    words: Text,
    *names: str,
    supersedes: tuple[str, ...] = (),
) -> Notice:
    return Notice(name, audience, words, names, supersedes=supersedes)


def _answer(name: str, words: Text, *names: str, supersedes: tuple[str, ...] = ()) -> Notice:
    return Notice(name, Audience.RESIDENT, words, names, supersedes=supersedes, asked_for=True)


FOLLOWING = (
    _answer(
        "officer_answered",
        _(
            "Jawaban petugas tentang laporan {ticket}: {answer}. "
            "Bila masih ada pertanyaan, ketik CEK lalu pilih Tanya petugas."
        ),
        "ticket",
        "answer",
    ),
    _to(
        Audience.RESIDENT,
        "visit_rating",
        _(
            "Petugas sudah datang untuk laporan {ticket}: apakah ia ramah, cepat, dan jelas? "
            "Pilih jawaban, atau balas YA, KURANG RAMAH, KURANG CEPAT, atau KURANG JELAS. "
            "Petugas itu tidak membaca jawaban Anda."
        ),
        "ticket",
    ),
    _answer(
        "feedback_answered",
        _(
            "Jawaban untuk pesan Anda {ticket}: {answer}. "
            "Terima kasih sudah membantu memperbaiki layanan SLRT."
        ),
        "ticket",
        "answer",
        supersedes=("feedback_apology",),
    ),
    _answer(
        "feedback_apology",
        _(
            "Mohon maaf, pesan Anda {ticket} belum dijawab pada waktu yang kami janjikan. "
            "Pimpinan SLRT sudah kami ingatkan; Anda tidak perlu mengirim ulang."
        ),
        "ticket",
    ),
    _to(
        Audience.HOLDER,
        "resident_added",
        _staff(
            "Warga menambahkan keterangan pada laporan {ticket}: {words}. "
            "Foto baru: {count}; tekan Rincian untuk melihatnya."
        ),
        "ticket",
        "words",
        "count",
    ),
    _to(
        Audience.HOLDER,
        "resident_question",
        _staff(
            "Warga laporan {ticket} bertanya: {words}. "
            "Tekan Jawab paling lambat {due}; nomor Anda tidak ditunjukkan."
        ),
        "ticket",
        "words",
        "due",
    ),
    _to(
        Audience.HOLDER,
        "question_waits",
        _staff(
            "Pertanyaan warga laporan {ticket} belum dijawab: {words}. "
            "Mohon tekan Jawab paling lambat {due}, supaya tidak terlambat."
        ),
        "ticket",
        "words",
        "due",
        supersedes=("resident_question",),
    ),
    _to(
        Audience.MANAGER,
        "question_late",
        _staff(
            "TERLAMBAT: pertanyaan warga laporan {ticket} seharusnya dijawab {due}: {words}. "
            "Mohon segera tekan Jawab."
        ),
        "ticket",
        "due",
        "words",
        supersedes=("resident_question", "question_waits", "question_late"),
    ),
    _to(
        Audience.MANAGER,
        "feedback_new",
        _staff(
            "Masukan {ticket}, jenisnya {what}, tentang petugas: {who}. Isinya: {words}. "
            "Pengirim dirahasiakan; tekan Jawab paling lambat {due}, dan jangan diteruskan ke grup."
        ),
        "ticket",
        "what",
        "who",
        "words",
        "due",
    ),
    _to(
        Audience.MANAGER,
        "feedback_waits",
        _staff(
            "Masukan {ticket} belum dijawab, jenisnya {what}, tentang petugas: {who}. "
            "Isinya: {words}. "
            "Mohon tekan Jawab paling lambat {due}, supaya tidak terlambat."
        ),
        "ticket",
        "what",
        "who",
        "words",
        "due",
    ),
    _to(
        Audience.MANAGER,
        "feedback_late",
        _staff(
            "TERLAMBAT sejak {due}: masukan {ticket}, jenisnya {what}, tentang petugas: {who}. "
            "Isinya: {words}. "
            "Pengirim menunggu; mohon segera tekan Jawab."
        ),
        "due",
        "ticket",
        "what",
        "who",
        "words",
    ),
)
