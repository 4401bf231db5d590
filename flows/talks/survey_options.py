"""What a facilitator may tick off in a home: codes, which are stored, and labels of a list row."""

from __future__ import annotations

from flows.cases.papers import NONE
from flows.questions import Option
from flows.words import _staff

MET = (
    Option("client", _staff("Warga sendiri"), ("warga", "sendiri", "yang bersangkutan")),
    Option("family", _staff("Keluarga serumah"), ("keluarga", "istri", "suami", "anak")),
    Option("representative", _staff("Kuasa / pendamping"), ("kuasa", "pendamping", "wali")),
    Option("neighbour", _staff("Tetangga atau RT/RW"), ("tetangga", "rt", "rw")),
)
PAPERS = (
    Option("ktp", _staff("KTP"), ("ktp",)),
    Option("kk", _staff("KK"), ("kartu keluarga",)),
    Option("kis", _staff("KIS / BPJS"), ("kis", "bpjs")),
    Option("kks", _staff("KKS"), ("kartu merah putih",)),
    Option("kip", _staff("KIP"), ("kip",)),
    Option("birth", _staff("Akta kelahiran"), ("akta", "akte")),
    Option("marriage", _staff("Buku nikah / cerai"), ("buku nikah", "surat nikah")),
    Option(NONE, _staff("Tidak ada"), ("tidak punya", "kosong", "belum ada")),
)
WORK = (
    Option("none", _staff("Tidak bekerja"), ("nganggur", "tidak kerja")),
    Option("daily", _staff("Buruh harian"), ("buruh", "serabutan", "kuli", "kerja serabutan")),
    Option("trade", _staff("Pedagang kecil"), ("pedagang", "jualan", "dagang", "warung")),
    Option("ride", _staff("Ojek, becak, sopir"), ("ojek", "becak", "sopir", "ojol")),
    Option("employee", _staff("Karyawan / pegawai"), ("karyawan", "pegawai", "pabrik")),
    Option("housework", _staff("Ibu rumah tangga"), ("irt",)),
)
REGISTRY = (
    Option("listed", _staff("Terdaftar DTSEN/DTKS"), ("terdaftar", "ada", "sudah terdaftar")),
    Option("not_listed", _staff("Tidak terdaftar"), ("belum terdaftar", "tidak ada")),
    Option("unknown", _staff("Tidak tahu"), ("belum tahu", "belum dicek")),
)
AID = (
    Option("pkh", _staff("PKH"), ("pkh",)),
    Option("sembako", _staff("Sembako / BPNT"), ("sembako", "bpnt")),
    Option("pbi", _staff("KIS gratis (PBI)"), ("pbi", "kis gratis", "kis")),
    Option("kip", _staff("KIP / PIP"), ("kip", "pip")),
    Option("blt", _staff("BLT"), ("blt", "bansos tunai")),
    Option("city", _staff("Bantuan kota"), ("apbd", "daerah")),
    Option("private", _staff("Zakat / Baznas / CSR"), ("zakat", "baznas", "csr")),
    Option(NONE, _staff("Tidak ada"), ("tidak", "belum ada", "kosong")),
)
TENURE = (
    Option("own", _staff("Milik sendiri"), ("milik", "sendiri", "hak milik")),
    Option("rent", _staff("Sewa / kontrak / kos"), ("sewa", "kontrak", "kos", "ngontrak")),
    Option("stay", _staff("Menumpang"), ("numpang", "ikut orang tua", "milik keluarga")),
    Option("office", _staff("Rumah dinas / rusunawa"), ("dinas", "rusunawa", "rusun")),
    Option("none", _staff("Tidak punya rumah"), ("tunawisma", "tidak punya")),
)
HOUSE = (
    Option("sound", _staff("Layak huni"), ("layak", "baik", "bagus", "bagus layak")),
    Option("worn", _staff("Rusak ringan"), ("ringan", "rusak sedikit", "rusak kecil")),
    Option("unfit", _staff("Rusak berat"), ("berat", "rusak parah", "tidak layak huni", "rtlh")),
)
POWER = (
    Option("450", _staff("PLN 450 VA"), ("450",)),
    Option("900", _staff("PLN 900 VA"), ("900",)),
    Option("1300", _staff("PLN 1.300 VA ke atas"), ("1300", "2200")),
    Option("shared", _staff("Menumpang tetangga"), ("numpang", "nyalur", "menumpang")),
    Option(NONE, _staff("Tanpa listrik"), ("tidak ada", "lampu minyak", "gelap")),
)
WATER = (
    Option("piped", _staff("PDAM / ledeng"), ("pdam", "ledeng")),
    Option("well", _staff("Sumur / pompa"), ("sumur", "pompa", "sanyo")),
    Option("bought", _staff("Beli / isi ulang"), ("beli", "isi ulang", "galon")),
    Option("shared", _staff("Menumpang / umum"), ("numpang", "umum", "bersama")),
    Option("open", _staff("Sungai / air hujan"), ("sungai", "hujan", "mata air")),
)
TOILET = (
    Option("own", _staff("Punya sendiri"), ("sendiri", "punya", "ada")),
    Option("shared", _staff("Bersama / umum"), ("bersama", "umum", "numpang", "mck umum")),
    Option(NONE, _staff("Tidak ada"), ("tidak punya", "sungai")),
)
INCOME = (
    Option("under_500k", _staff("Di bawah 500 ribu")),
    Option("500k_1m", _staff("500 ribu - 1 juta")),
    Option("1m_2m", _staff("1 juta - 2 juta")),
    Option("over_2m", _staff("Lebih dari 2 juta")),
)
NEEDS = (
    Option("food", _staff("Sembako / makanan"), ("sembako", "makan", "pangan", "beras")),
    Option("health", _staff("Berobat / KIS"), ("berobat", "kis", "kesehatan", "bpjs")),
    Option("school", _staff("Sekolah"), ("sekolah", "kip", "pendidikan")),
    Option("house", _staff("Perbaikan rumah"), ("rumah", "bedah rumah", "rtlh")),
    Option("utilities", _staff("Listrik, air, WC"), ("listrik", "air", "wc", "mck")),
    Option("business", _staff("Modal usaha / kerja"), ("modal", "usaha", "kerja")),
    Option("aids", _staff("Alat bantu"), ("kursi roda", "alat")),
    Option("papers", _staff("Surat kependudukan"), ("ktp", "kk", "surat", "dokumen")),
    Option("care", _staff("Pendampingan"), ("rawat", "panti", "rehabilitasi")),
    Option(NONE, _staff("Tidak ada"), ("tidak perlu", "kosong")),
)
FINDING = (
    Option("eligible", _staff("Layak dibantu"), ("layak", "layak bantuan")),
    Option("not_eligible", _staff("Tidak layak dibantu"), ("tidak layak", "tidak layak bantuan")),
    Option("unsure", _staff("Ragu"), ("ragu ragu", "belum yakin", "tidak yakin", "belum tahu")),
)
NO_PHOTO = (
    Option("refused", _staff("Warga keberatan"), ("keberatan", "tidak mau", "menolak")),
    Option("unsafe", _staff("Tidak aman difoto"), ("tidak aman", "bahaya")),
    Option("no_house", _staff("Tidak ada rumah"), ("tidak punya rumah",)),
)
NO_PIN = (
    Option("no_signal", _staff("Tidak ada sinyal"), ("sinyal", "gps mati", "tidak ada gps")),
    Option("refused", _staff("Warga keberatan"), ("keberatan", "tidak mau")),
)
