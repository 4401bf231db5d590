"""The script of one whole case, played by invented people at reading speed.

A grandmother's PKH stopped. She reports on WhatsApp, a facilitator visits, the supervisor
approves, the secretariat refers, the program's contact says yes, and the answer comes home. When
the talks change, this has to change with them: a test plays it without rests.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.chat import Message
from bot.demo.pictures import example
from bot.demo.replay import Hand
from bot.demo.speakers import TelegramGroup

_TICKET = re.compile(r"\d\d-\d{6}-\d")
VILLAGE = "Wates"


@dataclass(frozen=True)
class Players:
    """Who acts, each with a phone."""

    resident: Hand
    supervisor: Hand
    front_office: Hand
    back_office: Hand
    program: Hand
    group: TelegramGroup


def play(players: Players, meet: Callable[[str], Hand]) -> None:
    """From the first word to the rating. `meet` finds the facilitator who was given a ticket."""
    ticket = reports(players.resident)
    visitor = meet(ticket)
    visits(visitor)
    approves(players, ticket)
    refers(players, ticket)
    answers(players, visitor, ticket)


def reports(resident: Hand) -> str:
    """The resident's complaint; its number."""
    resident.says("halo")
    if "Pilih bahasa" in resident.reads("Pilih bahasa | Ada yang bisa").text:
        resident.presses("Bahasa Indonesia")
        resident.reads("Ada yang bisa")
    resident.presses("Sampaikan keluhan")
    # Who has agreed once is not asked again.
    if "apakah Anda setuju" in resident.reads("apakah Anda setuju | tentang apa").text:
        resident.says("setuju")
        resident.reads("tentang apa")
    resident.presses("Bantuan bermasalah")
    _answer(resident, "paling sesuai", "Barang/beras jelek")
    _answer(resident, "program apa", "Sembako / BPNT")
    _write(resident, "Di mana kejadiannya", "e-warung Contoh")
    _write(resident, "Tulis nama lengkap", "Suminah Contoh")
    _write(resident, "Pilih kelurahan", VILLAGE)
    _write(resident, "Ceritakan", "Beras bulan ini bau dan berkutu, sudah ditukar tapi sama saja.")
    resident.reads("kirim foto bukti")
    resident.sends(example("rumah"))
    _answer(resident, "sudah diterima", "Selesai")
    _answer(resident, "periksa ringkasan", "Kirim")
    return _ticket(resident.reads("Laporan Anda sudah kami terima"))


def visits(facilitator: Hand) -> None:
    """The facilitator goes there at once, and describes what they find."""
    _answer(facilitator, "Tugas survei", "Terima tugas")
    _answer(facilitator, "Kapan Anda datang", "Sekarang")
    _answer(facilitator, "Siapa yang Anda temui", "Warga sendiri")
    for question, answer in (
        ("Dokumen apa", "1 2"),
        ("pekerjaan kepala keluarga", "Buruh harian"),
        ("Berapa orang", "4"),
        ("penghasilan keluarga", "800rb"),
        ("terdaftar di DTSEN", "lewati"),
        ("sekarang diterima", "tidak ada"),
        ("alamatnya", "Jalan Contoh 9, RT 2 RW 5"),
        ("Nomor telepon", "lewati"),
        ("milik siapa", "lewati"),
        ("keadaan rumahnya", "rusak ringan"),
        ("Listriknya", "lewati"),
        ("Air bersihnya", "lewati"),
        ("WC-nya", "lewati"),
    ):
        _write(facilitator, question, answer)
    facilitator.reads("foto rumah dari depan")
    facilitator.sends(example("rumah"))
    facilitator.reads("bagian dalam")
    facilitator.sends(example("rumah"))
    _answer(facilitator, "tekan Selesai", "Selesai")
    facilitator.reads("Kirim lokasi rumah")
    facilitator.shares_place()
    _write(facilitator, "keluhan yang Anda temukan", "lewati")
    _write(facilitator, "Layanan apa yang diminta", "lewati")
    _write(facilitator, "paling dibutuhkan", "1 2")
    _answer(facilitator, "Apa temuan Anda", "Layak dibantu")
    _write(facilitator, "Tulis alasan singkat", "Rumah sempit, penghasilan tidak tetap.")
    _answer(facilitator, "Periksa hasil survei", "Kirim")


def approves(players: Players, ticket: str) -> None:
    """The supervisor reads the details in private and approves in the group."""
    players.supervisor.decides(ticket, "Rincian", players.group)
    players.supervisor.reads("Rincian laporan")
    players.supervisor.decides(ticket, "Setujui", players.group)


def refers(players: Players, ticket: str) -> None:
    """Front office takes and forwards it, back office refers it."""
    players.front_office.decides(ticket, "Periksa")
    players.front_office.decides(ticket, "Teruskan")
    _answer(players.front_office, "catatan", "Lewati")
    players.back_office.decides(ticket, "Rujuk ke program")
    _answer(players.back_office, "dirujuk ke program apa", "Sembako")
    _answer(players.back_office, "Ada program lain", "Selesai")
    _answer(players.back_office, "catatan untuk pemilik program", "Lewati")
    _answer(players.back_office, "dikirim ke pemilik program", "Kirim")


def answers(players: Players, facilitator: Hand, ticket: str) -> None:
    """The program says yes, the facilitator brings the answer, the resident closes and rates."""
    players.program.decides(ticket, "Dikabulkan")
    _write(players.program, "menerima", "Ambil beras pengganti di e-warung mulai hari Senin.")
    _answer(players.program, "akan dibaca warga", "Kirim")
    players.resident.reads("dikabulkan")
    facilitator.decides(ticket, "Sudah disampaikan")
    _answer(facilitator, "sampai ke warga", "Langsung ke warga")
    _write(facilitator, "Tulis singkat", "Sudah saya jelaskan di rumahnya.")
    _answer(facilitator, "foto buktinya", "Tanpa foto")
    _answer(facilitator, "Periksa catatan ini", "Kirim")
    _answer(players.resident, "sudah Anda terima", "Sudah diterima")
    _answer(players.resident, "Seberapa puas", "Sangat puas")
    players.resident.reads("Terima kasih")


def _answer(hand: Hand, words: str, label: str) -> None:
    """Read those words, then press."""
    hand.reads(words)
    hand.presses(label)


def _write(hand: Hand, words: str, text: str) -> None:
    """Read those words, then write."""
    hand.reads(words)
    hand.says(text)


def _ticket(message: Message) -> str:
    found = _TICKET.search(message.text)
    assert found, message.text
    return found[0]
