"""What every complaint asks that names no questions of its own: who, where, and what happened."""

from __future__ import annotations

from flows.cases.asking import Ask, AskOption
from flows.cases.bilingual import Bilingual

USUAL = (
    Ask(
        "for_whom",
        "choose",
        Bilingual("Ini untuk siapa?", "Menika kangge sinten?"),
        Bilingual("Untuk", "Kangge"),
        (
            AskOption("self", Bilingual("Saya sendiri", "Kula piyambak"), synonyms=("saya",)),
            AskOption("family", Bilingual("Anggota satu KK", "Kaluwarga sak KK")),
            AskOption("other", Bilingual("Orang lain", "Tiyang sanes")),
        ),
    ),
    Ask(
        "relation",
        "write",
        Bilingual("Apa hubungan Anda dengan orang itu?", "Panjenengan menapanipun tiyang menika?"),
        Bilingual("Hubungan", "Gegayutan"),
        when=(("for_whom", ("other",)),),
    ),
    Ask(
        "name",
        "name",
        Bilingual(
            "Tulis nama lengkap orang itu sesuai KTP.", "Mangga nyerat asma jangkep miturut KTP."
        ),
        Bilingual("Nama", "Asma"),
    ),
    Ask(
        "nik",
        "nik",
        Bilingual(
            "Ketik NIK, yaitu 16 angka pada KTP atau KK.",
            "Mangga nyerat NIK, 16 angka wonten ing KTP utawi KK.",
        ),
        Bilingual("NIK", "NIK"),
    ),
    Ask(
        "village",
        "village",
        Bilingual("Di kelurahan mana tinggalnya?", "Wonten ing kelurahan pundi dalemipun?"),
        Bilingual("Kelurahan", "Kelurahan"),
    ),
    Ask(
        "story",
        "write",
        Bilingual(
            "Ceritakan dengan singkat apa yang terjadi. Boleh dalam beberapa pesan.",
            "Mangga nyriyosaken kanthi ringkes. Saged ngangge sawetawis pesen.",
        ),
        Bilingual("Cerita", "Cariyos"),
        at_least=10,
    ),
)
