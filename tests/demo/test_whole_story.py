"""The whole story in a browser, as a newcomer plays it: both residents complain, the facilitator
surveys, a supervisor presses, the residents read it. Keeps the picture for the README when
SAMBUNG_SCREENSHOTS names a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.demo.play import Play
from tests.demo.mornings import on_a_morning
from tests.demo.test_browser import CHROMIUM, browser, keep_picture

__all__ = ["browser"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on PATH: the story was not played"),
]
TICKET = re.compile(r"\d\d-\d{6}-\d")


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    with Play(tmp_path, staff=False, clock=on_a_morning()) as running:
        yield running


@pytest.fixture
def page(browser: Browser, play: Play) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1600, "height": 900})
    opened.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    opened.goto(play.url)
    opened.wait_for_selector("#stage[aria-busy=false] .phone")
    yield opened
    keep_picture(opened)
    opened.close()


class Hand:
    """Somebody holding one phone of the page."""

    def __init__(self, page: Page, key: str, title: str) -> None:
        self._page = page
        self._title = title
        self.screen = page.locator(f"#phone-{key}")

    @property
    def last(self) -> Locator:
        """What the program said last here."""
        return self.screen.locator(".row:not(.mine) .said").last

    def says(self, text: str, answered: str) -> None:
        """Type, press Enter, and read until the answer is there."""
        self._page.get_by_label(f"Pesan dari {self._title}").fill(text)
        self._page.keyboard.press("Enter")
        self.reads(answered)

    def presses(self, label: str, answered: str) -> None:
        """Press the newest button with that label."""
        self.screen.get_by_role("button", name=label, exact=True).last.click()
        self.reads(answered)

    def reads(self, words: str) -> None:
        """The words are on the screen."""
        expect(self.screen.locator(".talk")).to_contain_text(words)


def complains_by_numbers(warga: Hand, page: Page) -> str:
    """The resident on WhatsApp answers with numbers; the ticket."""
    warga.says("halo", "Pilih bahasa")
    warga.says("1", "Ada yang bisa kami bantu")
    warga.says("1", "izin memakai data")
    warga.says("1", "tentang apa")
    warga.says("1", "paling sesuai")
    warga.says("4", "Kartu yang mana")
    warga.says("1", "untuk siapa")
    warga.says("1", "Tulis nama lengkap")
    warga.says("Siti Contoh", "Ketik NIK")
    warga.says("3576014508829991", "lahir 5 Agustus 1982")
    warga.says("1", "Ketik nomor KK")
    warga.says("3576010101159990", "Pilih kelurahan")
    warga.says("wates", "Ceritakan")
    warga.says("Kartu KIS anak saya tidak aktif, kemarin ditolak berobat", "Kirim foto KTP")
    warga.says("1", "Kirim foto Kartu Keluarga")
    warga.says("1", "kirim foto kartu KIS")
    warga.says("1", "kirim foto surat keterangan berobat")
    warga.says("1", "periksa ringkasan")
    warga.says("1", "Kirim")
    expect(warga.screen.locator(".talk")).to_contain_text(TICKET)
    return ticket_on(warga)


def complains_by_buttons(siti: Hand) -> str:
    """The resident on Telegram presses, in krama; the ticket."""
    siti.says("halo", "Mangga milih basa")
    siti.presses("Basa Jawa (krama)", "Menapa ingkang saged")
    siti.presses("Ngaturaken keluhan", "ijin")
    siti.screen.get_by_role("button", name=re.compile("Setuju", re.IGNORECASE)).first.click()
    siti.reads("bab menapa")
    siti.says("beras bau", "program menapa")
    siti.presses("Sembako / BPNT", "Wonten pundi")
    siti.says("e-warung Contoh", "asma jangkep")
    siti.says("Siti Contoh", "kelurahan papan dalemipun")
    siti.says("kedundung", "nyriyosaken")
    siti.says("Uwosipun bau lan wonten kutunipun", "bukti")
    siti.presses("Langkungi", "ringkesan")
    siti.screen.get_by_role("button", name="Kintun", exact=True).last.click()
    expect(siti.screen.locator(".talk")).to_contain_text(TICKET)
    return ticket_on(siti)


SURVEY = (
    ("warga sendiri", "Dokumen apa"),
    ("1 2", "pekerjaan kepala keluarga"),
    ("buruh harian", "Berapa orang"),
    ("5", "penghasilan keluarga"),
    ("800rb", "terdaftar di DTSEN"),
    ("tidak tahu", "Bantuan apa"),
    ("tidak ada", "Di mana alamatnya"),
    ("lewati", "Nomor telepon"),
    ("lewati", "milik siapa"),
    ("sewa", "keadaan rumahnya"),
    ("rusak ringan", "Listriknya"),
    ("450", "Air bersihnya"),
    ("sumur", "WC-nya"),
    ("bersama", "rumah dari depan"),
    ("warga keberatan", "bagian dalam"),
    ("warga keberatan", "lokasi rumah"),
    ("tidak ada sinyal", "keluhan yang Anda temukan"),
    ("sesuai laporan", "Layanan apa"),
    ("lewati", "paling dibutuhkan"),
    ("1 3", "Apa temuan Anda"),
    ("1", "alasan singkat"),
    ("rumah kontrakan, tiga anak sekolah", "Periksa hasil survei"),
    ("1", "sudah dikirim"),
)


def ticket_on(phone: Hand) -> str:
    found = TICKET.findall(phone.screen.locator(".talk").inner_text())
    assert found
    return str(found[-1])


def test_both_residents_complain_and_one_reads_the_decision(page: Page, play: Play) -> None:
    warga = Hand(page, "warga", "Warga di WhatsApp")
    siti = Hand(page, "siti", "Warga di Telegram")
    facilitator = Hand(page, "fasilitator", "Fasilitator")
    group = Hand(page, "grup", "Grup staf")
    ticket = complains_by_numbers(warga, page)
    other = complains_by_buttons(siti)
    assert ticket != other

    facilitator.reads(ticket)
    facilitator.presses("Terima tugas", "Kapan Anda datang")
    facilitator.presses("Sekarang", "Siapa yang Anda temui")
    for answer, answered in SURVEY:
        facilitator.says(answer, answered)

    group.reads(ticket)
    group.presses("Setujui", "Disetujui oleh")
    warga.reads("sudah disetujui supervisor")
    warga.says("cek", "sekretariat")
