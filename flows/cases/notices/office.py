"""Notices to the secretariat, the manager, the programs' owners, and whoever must act next."""

from __future__ import annotations

from flows.cases.notices.notice import Notice
from flows.cases.rows import Audience
from flows.words import Text, _staff


def _to(
    audience: Audience,
    name: str,
    words: Text,
    *names: str,
    supersedes: tuple[str, ...] = (),
) -> Notice:
    return Notice(name, audience, words, names, supersedes=supersedes)


_FO, _BO, _PM = Audience.FRONT_OFFICE, Audience.BACK_OFFICE, Audience.PROGRAM

OFFICE = (
    _to(
        Audience.HOLDER,
        "yours_now",
        _staff(
            "Laporan {ticket} di kelurahan {village} sekarang menunggu Anda. "
            "Batasnya {due}, mohon segera dikerjakan."
        ),
        "ticket",
        "village",
        "due",
        supersedes=("yours_now",),
    ),
    _to(
        Audience.ASKER,
        "documents_came",
        _staff(
            "Berkas yang Anda minta untuk laporan {ticket} sudah datang. "
            "Tekan Rincian untuk memeriksanya."
        ),
        "ticket",
    ),
    _to(
        Audience.ASKER,
        "documents_never_came",
        _staff(
            "Berkas yang Anda minta untuk laporan {ticket} tidak datang, jadi laporan ini ditutup. "
            "Warga bisa membukanya kembali dalam 30 hari."
        ),
        "ticket",
    ),
    _to(
        Audience.ASKER,
        "documents_noted",
        _staff("Warga menulis tentang berkas laporan {ticket}: {words}. Tekan Rincian bila perlu."),
        "ticket",
        "words",
    ),
    _to(
        Audience.ASKER,
        "documents_lacking",
        _staff(
            "Untuk laporan {ticket} ada berkas yang tidak dimiliki warga: {papers}. "
            "Mohon putuskan apakah laporan bisa dilanjutkan."
        ),
        "ticket",
        "papers",
    ),
    _to(
        Audience.ASKER,
        "help_not_enough",
        _staff(
            "Bantuan setempat untuk laporan {ticket} belum cukup menurut warga: {reason}. "
            "Laporan ini tetap berjalan."
        ),
        "ticket",
        "reason",
    ),
    _to(
        _FO,
        "reopened_front_office",
        _staff(
            "Laporan {ticket} di kelurahan {village} dibuka kembali. Alasannya: {reason}. "
            "Batasnya {due}, mohon segera diperiksa lagi."
        ),
        "ticket",
        "village",
        "reason",
        "due",
    ),
    _to(
        _FO,
        "objection_front_office",
        _staff(
            "Warga menyanggah keputusan atas laporan {ticket} di kelurahan {village}. "
            "Alasannya: {reason}. Batasnya {due}, mohon segera diperiksa lagi."
        ),
        "ticket",
        "village",
        "reason",
        "due",
    ),
    _to(
        _FO,
        "case_decided_office",
        _staff(
            "Program sudah memutuskan laporan {ticket}: {outcome}. "
            "Fasilitator diminta menyampaikannya kepada warga."
        ),
        "ticket",
        "outcome",
    ),
    _to(
        _BO,
        "sent_back",
        _staff(
            "Konsep laporan {ticket} dikembalikan. Alasannya: {reason}. "
            "Mohon diperbaiki, lalu ajukan lagi."
        ),
        "ticket",
        "reason",
        supersedes=("yours_now",),
    ),
    _to(
        _PM,
        "referral_sent",
        _staff(
            "SLRT merujuk laporan {ticket} ke program Anda: {program}. "
            "Mohon dijawab sebelum {decided_by} dengan tombol: dikabulkan, menunggu kuota, "
            "atau belum bisa."
        ),
        "ticket",
        "program",
        "decided_by",
    ),
    _to(
        _PM,
        "objection_program",
        _staff(
            "Warga menyanggah keputusan atas laporan {ticket}. Alasannya: {reason}. "
            "Sekretariat SLRT memeriksanya lagi dan menghubungi Anda bila perlu."
        ),
        "ticket",
        "reason",
    ),
    _to(
        _PM,
        "withdrawn",
        _staff(
            "Laporan {ticket} dibatalkan oleh warga, jadi rujukannya kami tarik. "
            "Anda tidak perlu menjawabnya lagi."
        ),
        "ticket",
        supersedes=("referral_sent",),
    ),
)
