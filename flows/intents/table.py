"""What residents ask for, and the words that tell it: a table to read and to correct.

A line is a row of words in their order; up to three other words may stand between two of them,
but never a negation. `a/b` is either word, a CAPITAL name a group of them, `..` lets up to eight
words pass, `&` joins halves that may stand in either order, `^` asks that nothing else is said.
The words are those of `flows.intents.spelling`: how they are typed does not matter here. The
more of its words tell something, the more a line counts. Intents that come first win a tie.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.matching import vocabulary

GROUPS: Mapping[str, str] = {
    "CARD": "kartu kis bpjs kks kip atm pbi",
    "HEALTHCARD": "kis bpjs pbi jkn kartu",
    "AID": "bantuan bansos pkh bpnt sembako beras blt pip kip bst telur",
    "PAYS": "bantuan bansos pkh bpnt sembako blt pip kip uang saldo bst kks rekening",
    "NOT": "tidak belum",
    "WHO": "orang dia penerima tetangga bapak ibu mbah suami istri warga tonggo nama data kakek"
    " nenek wonge simbah kakung mertua",
    "RICH": "kaya mampu pns toko mobil sawah tingkat tentara polisi pejabat juragan kos pengusaha",
    "PERSON": "petugas orang admin operator manusia",
    "SAY": "bicara telepon matur chat ketemu hubungi tanya",
    "FOR": "daftar ajukan urus minta butuh mau",
    "GOODS": "bantuan bansos pkh bpnt sembako blt kis bpjs kip pip uhc sktm surat kursi modal"
    " gerobak jamban rutilahu rtlh bedah air listrik beras beasiswa santunan roda jkn keterangan"
    " pengantar rekomendasi dtks alat",
    "REPORTS": "laporan keluhan status",
    "ENTRY": "dtks desil",
    "HURTS": "sekarat pingsan kejang sesak kecelakaan kritis koma pendarahan stroke jantung"
    " keracunan melahirkan tenggelam dibacok kesetrum kelaparan",
    "MOVED": "pindah",
    "MY": "data dtku",
    "ADDRESS": "alamatweb",
    "SICKPLACE": "rs igd opname operasi",
    "CANTPAY": "miskin biaya bayar",
}

TELLING = 1.0
WEAK = 0.5
WEAK_WORDS = vocabulary(
    "mau minta bisa apa tidak belum sudah ada punya orang bagaimana cara kapan kenapa kok siapa"
    " lagi masih dapat pakai data nama nomor lihat tanya tolong butuh masuk kurang dimana sekarang"
    " dulu jangan kirim pernah hilang ganti mulai anak rumah sampai berapa buka ya tahu"
)

PHRASES: Mapping[str, str] = {
    "hospital_urgent": """
        ditolak .. SICKPLACE !
        SICKPLACE .. ditolak !
        SICKPLACE .. tidak mau dapat/terima !
        SICKPLACE .. tidak punya !
        SICKPLACE .. tidak bisa bayar !
        SICKPLACE .. tidak ada biaya/bpjs !
        SICKPLACE .. miskin !
        SICKPLACE .. bayar !
        SICKPLACE .. tidak .. biaya !
        SICKPLACE .. uang muka !
        SICKPLACE .. minta uang !
        SICKPLACE .. nonaktif !!
        operasi .. nonaktif/tidak/miskin !!
        dioperasi .. nonaktif/tidak/miskin !!
        melahirkan .. rs .. uang/miskin !
        inkubator .. biaya/uang/miskin !
        miskin .. SICKPLACE !
        nonaktif .. SICKPLACE !
        sakit .. igd/opname/operasi
        sakit .. tidak .. biaya
        sakit .. miskin !
        stroke .. tidak punya biaya !
        tidak punya bpjs .. sakit/SICKPLACE !
        tidak bisa bayar rs !
        ditahan rs !
        di igd
        kamar penuh
        operasi/opname/rs/igd .. terhalang/terkendala/kurang biaya !
        operasi/opname/rs/igd .. biaya !
    """,
    "odgj": """
        odgj !
        orang/anak/adik/kakak/tetangga/sodara gila !
        gila & mengamuk !
        gila & gaman/parang/pisau/senjata/teriak/pukul/dipukuli !
        gila meresahkan/telanjang
        dipasung !
        mengamuk di pasar/jalan/kampung/kampungku
        orang mengamuk !
        teriak .. melempari/marah/obat !
        melempari rumah/orang
        kumat/kambuh .. teriak/gila/ngamuk/mengamuk/obat/pikirane !
        gila .. nyegat/bawa/masuk/suka !
        gila tolong
        telanjang !
        orang/laki/tetangga/anak/warga .. gila !
        kumat/kambuh .. bawa arit/parang/pisau/gaman/senjata !
        kumat/kambuh .. ngobrak/rusak !
        mengamuk .. arit/parang/pisau/gaman/senjata !
        orang/laki/anak tidak waras !
    """,
    "stranded_person": """
        orang terlantar !
        terlantar & pulang !
        terlantar & terminal/stasiun !
        kehabisan ongkos !
        kehabisan & pulang !
        tidak bisa pulang !
        tidak punya ongkos !
        pulang .. kehabisan !
        pulang .. tidak punya uang !
        hilang dompet .. pulang !
        tersesat !
        hilang tersesat !
        pulang kampung
        tidak tahu pulang
        kecopetan !
        miskin ongkos !
        bingung .. rumah dimana !
        lupa rumah/alamat !
        tidak tahu/pernah/ingat rumah dimana !
    """,
    "emergency": """
        darurat !
        gawat !
        HURTS !
        bunuh diri !
        mau/ingin mati !
        mau bunuh !
        kebakaran !
        longsor !
        gempa !
        hanyut !
        rumah roboh .. tolong/orang/kejepit !
        roboh kejepit !
        roboh kena/kenek angin !
        dipukuli !
        kdrt !
        kekerasan !
        dilecehkan/pelecehan/diperkosa/dicabuli/diancam !
        anak/bayi terlantar/dibuang !
        mbah/lansia/kakek/nenek terlantar !
        mbah/lansia/kakek/nenek .. sendirian/dewe .. sakit/urus/makan !
        mbah/lansia/kakek/nenek aktif sendirian/dewe !
        mbah/lansia/kakek/nenek sendirian !
        tidak ada urus .. tidak makan/mangan
        tidak diberi makan !
        tidak dapat makan !
        dikurung/disekap/ditelantarkan/dicabuli !
        korban pelecehan/kekerasan/banjir/kebakaran !
        kebanjiran !
        air .. masuk kamar/rumah !
        rumah .. terendam/hanyut !
        tidak sadarkan !
        jatuh .. tidak sadar/bangun/sadarkan !
        mbah/lansia/kakek/nenek .. tidak makan/mangan !
        tidak bangun/sadar !
        tolong tolong
        mengakhiri/akhiri aktif/nyawa !
        tidak kuat aktif !
        capek/bosan/bosen/nyerah/wegah aktif !
        saya tidak mau aktif lagi !
        mending/pilih/milih mati/meninggal !
        lebih baik mati/meninggal !
        muntah/mutah darah/getih !
    """,
    "scam_check": """
        penipuan
        link daftar/benar/bansos/bantuan/apa/klik/klaim/ambil/berikut !!!
        daftar/klik/klaim/buka/info .. link !!!
        link benar/penipuan !!!
        benar .. link !!!
        ADDRESS !!!
        ^ link
        hadiah !
        undangan apk/wa/kirim/pernikahan !
        dapat undangan wa
        ^ undangan
        undangan aman
        otp !
        apk
        minta .. pin !
        pin .. minta !
        kirim nomor/pin .. pin/atm
        pin atm .. dinsos/petugas/kirim/leres
        transfer dulu
        transfer disik
        suruh transfer/klik/selfie
        menang !
        terpilih .. kirim/klik/selfie/bantuan !
        dikongkon transfer
        bayar admin
        bayar .. link !!
        ngaku petugas
        modus
        tautan
        ngaku .. dinas/kemensos/pemerintah/pendamping !!
        minta .. selfie !
        minta kode !!
        kode .. minta !!
        telepon .. minta nomor atm/pin/rekening !!
        minta nomor atm/pin/rekening !!
    """,
    "report_deceased": """
        lapor .. meninggal
        meninggal .. masih .. dapat/terdaftar/ada/metu/cair/AID/dtks !
        meninggal .. terdaftar/dapat/bansos/mlaku/diambil
        AID .. meninggal
        penerima .. meninggal
        data .. meninggal
        orang meninggal .. AID/nama/dtks
        nama .. meninggal
        tidak ada .. nama masih/cair
        sudah tidak ada .. masih/nama/AID/sik
        meninggal .. dtks
        meninggal .. nama .. ada
        meninggal .. kartu .. pakai
    """,
    "report_moved": """
        penerima pindah
        pindah .. masih
        pindah .. dapat/AID
        pindah .. nama/data/terdaftar
        lapor .. pindah
        orang/WHO .. pindah
        pindah .. dicoret/hapus
        pindah .. belum dicoret/hapus !
        tidak tinggal .. masih/nama/dapat !
        pindah domisili/alamat .. data/hapus
    """,
    "report_wrong_target": """
        RICH .. dapat
        RICH .. AID
        tetangga .. kaya
        tidak tepat sasaran !
        salah sasaran !
        punya mobil/toko .. dapat/AID !
        dapat AID .. kaya/mobil/pns
        rumah tingkat .. dapat/AID
        kaya .. miskin
        mampu .. dapat .. miskin
        saudara/sodara/sedulur lurah/rt/kades .. dapat
        perangkat/rt/rw/lurah .. keluarga/saudara/sedulur/sodara .. penerima/masuk/dapat !
        banyak .. rumah/mobil .. dapat .. AID
        rumah bagus .. dapat
        orang berada .. penerima/dapat
        penerima .. orang berada
        dapat .. punya motor/mobil/emas
        punya motor/mobil/emas .. miskin !
        sedulur/saudara/sodara dewe .. dapat !
        orang itu terus
        mampu/kaya/motor/mobil .. miskin .. tidak
        miskin .. malah tidak
        RICH kok .. dapat/AID !!
        rumah .. bagus .. dapat .. tidak
    """,
    "kis_reactivation": """
        aktifkan HEALTHCARD !
        HEALTHCARD .. aktifkan !
        nonaktif .. aktifkan !
        nonaktif .. aktif lagi !
        bisa aktif lagi !
        reaktivasi !
        aktifkan lagi
        hidupkan kis
        HEALTHCARD nonaktif .. minta .. aktif
        minta HEALTHCARD .. aktif lagi !
    """,
    "levy": """
        dipotong
        dimintai uang
        minta uang .. cairkan/urus/cair/AID/ngurus !
        petugas minta uang !
        oknum .. minta
        pungli !
        dimintai iuran
        iuran .. AID/dapat
        ketua/kelompok/oknum/rt/rw/pendamping .. minta .. ribu/rb/uang !
        ketua/kelompok/oknum/rt/rw/pendamping .. dimintai .. ribu/rb/uang !
        cair .. minta .. ribu/rb
        ambil uang .. dari
        uang diambil
        uang .. diambil .. dari/ketua/petugas
        bayar .. rt/rw .. dapat/AID
        bayar dulu .. dapat/AID/cair
        bayar petugas
        bayar .. rt/rw/ketua/kelompok/pendamping !
        suruh bayar .. AID/rt/rw/beras !
        ambil beras .. bayar
        separo/sapalih/setengah
        pendamping .. kartu/kks/atm
        kartu/kks/atm .. pendamping/ketua !
        potongan
        cair dipotong
        dimintai .. ribu/rb/uang .. ketua/kelompok/oknum/rt/rw/pendamping/petugas !
        cair .. dimintai .. ribu/rb/uang !
        dimintai setor !
        setor .. ribu/rb/uang/AID/nama !
        petugas/fasilitator/pendamping minta rokok/bensin/uang !
        beras .. kilo .. ongkos !!
        suruh bayar .. ribu/rb/uang/pengurus !
    """,
    "card_inactive": """
        CARD nonaktif !
        nonaktif CARD !
        CARD .. nonaktif
        CARD .. tidak bisa pakai
        CARD tidak aktif
        kartu nonaktif
        CARD .. mati
    """,
    "dropped": """
        dicoret !
        AID .. dicoret !
        nama .. dicoret
        AID berhenti
        AID .. berhenti
        AID .. hilang
        nama .. hilang !
        nama .. daftar .. hapus !
        daftar penerima .. hapus !
        hilang .. daftar/penerima !
        hilang .. daftar/penerima
        dulu dapat .. sekarang .. tidak
        dulu dapat .. sekarang
        dulu dapat .. dicoret
        dulu dapat .. tidak cair/lagi/dapat !!
        dulu .. AID .. tidak dapat !
        tidak dapat .. lagi !
        tidak AID lagi
        sudah tidak dapat
        dapat sekarang tidak
        dulu .. AID .. sekarang
        dapat AID .. tiba berhenti
        tidak terdaftar lagi
        tidak pernah dapat lagi !!
        hilang .. daftar penerima !!
        nama .. hapus .. daftar !!
    """,
    "ask_schedule": """
        kapan cair
        kapan AID
        kapan .. AID .. cair
        kapan dapat AID
        jadwal !
        jadwal cair !
        kapan masuk
        jadwal .. kapan !
        cair .. bulan/hari apa !
        tahap .. bulan apa
        jadwal .. hari/bulan apa !
        bulan apa cair
        dapat bantuan kapan
        AID .. kapan
        AID .. cair kapan !
        pesan cair !
        AID .. dibagi/cair hari apa !
        kapan .. bantuan memberi
    """,
    "not_paid": """
        belum cair !
        tidak cair !
        PAYS .. belum cair
        PAYS .. tidak/belum masuk
        PAYS .. tidak/belum .. cair
        cair belum
        saldo kosong !
        PAYS kosong
        PAYS .. kosong
        uang belum cair
        kenapa .. belum cair
        belum dapat uang/AID .. tahap/bulan/minggu/sasi
        PAYS .. telat cair !
        blt telat
        AID/atm/kks .. tidak ada uang/saldo !
        AID/atm/kks .. tidak ada isi
        tidak cair .. suwe/lama
        belum dapat uang
        kartu .. kosong !
        isi kosong !
        PAYS .. macet !
        uang .. belum/tidak ada .. rekening/kartu !!
        belum/tidak ada uang masuk !!
    """,
    "never_received": """
        belum pernah dapat !
        tidak pernah dapat !
        belum dapat AID
        tidak dapat AID
        tidak dapat .. AID
        tidak pernah AID
        kok .. tidak dapat
        kenapa .. tidak dapat
        tidak dapat apa
        tidak dapat .. pemerintah !
        belum terdaftar
        tidak terdaftar
        cuma saya tidak
        tidak satu AID !
        tidak .. satu .. bantuan .. dapat !
        pernah .. tidak dapat
        tidak dapat .. satu .. kali
        tidak kumanan !
        tetangga .. dapat .. tidak
        belum dapat .. AID
        tidak AID sekali
        dapat .. saya tidak
        tidak pernah dirumat !
        tidak/belum pernah .. pemerintah !
        tidak/belum pernah masuk .. penerima/AID !
        AID .. tidak/belum pernah masuk !
    """,
    "my_data": """
        data saya disimpan
        hapus .. data !
        foto .. hapus !
        ktp/kk .. hapus !
        takut disalahgunakan !
        tidak mau .. data .. pakai !
        data .. hapus !
        data .. pakai .. apa !
        pakai data .. apa
        data .. disimpan !
        siapa .. lihat data !
        disimpan dimana
        siapa .. bisa lihat
        ktp/kk/foto .. disimpan !
        lihat data .. disimpan
        data pribadi !
        salinan data !
        privasi !
        cabut izin/persetujuan/ijin !
        ^ data saya
        ^ data
        dapat data saya
        darimana .. data
        data diri .. siapa
        siapa .. tahu data
        siapa .. buka data/ktp/kk/foto !
        tidak setuju .. data !
        ktp/kk/foto/data jangan disebar !
        ktp/kk/foto/data .. disebar
        data/ktp/kk/foto jangan memberi !
        hapus foto/ktp/kk !
        data .. dijual !
    """,
    "check_ticket": """
        laporan sampai dimana !
        laporan .. sampai
        bagaimana laporan !
        laporan bagaimana !
        laporan .. bagaimana
        kelanjutan .. laporan !
        laporan .. kelanjutan
        laporan .. diproses !
        laporan .. belum .. diproses/kabar/pesan/ada !
        laporan .. kok/kenapa .. lama/suwe/tidak/belum/dimana
        laporan .. tidak diproses !
        laporan .. kok .. suwe
        laporan dimana
        status laporan !
        status pengaduan
        cek laporan !
        cek status
        perkembangan laporan
        kapan laporan !
        sudah diproses
        diproses belum
        sudah sampai dimana !
        sampai dimana !
        laporan .. sampai dimana !!
        belum ada .. petugas .. datang/survei/disurvei
        laporan .. belum .. petugas/survei !
        tanya .. laporan
        petugas .. datang .. laporan
        kapan .. petugas .. datang !
        kapan .. petugas .. survei !
        petugas .. kapan .. datang !
        petugas .. siapa
        siapa petugas
        petugas .. belum .. datang !
        petugas .. kok .. belum .. datang !
        kapan .. disurvei
        sudah lapor .. belum/kok/tidak
        kelanjutan laporan bagaimana
        apa laporan sudah
        ^ cek
        ^ laporan saya
        ^ status
        keluhan saya .. bagaimana !!
        tanya keluhan !
        laporan .. tidak/belum ada pesan !
        kok/kenapa laporan .. tidak/belum/lama/suwe !
        tambah .. surat/foto/ktp/kk/berkas/bukti/laporan/sktm/pesan/cerita !!
        susul .. surat/foto/ktp/kk/berkas/bukti/laporan/sktm !!
        surat/foto/ktp/kk/berkas/bukti/sktm .. susul !!
        laporan .. tambah/susul !!
        tidak dapat keputusan !!
        tidak dapat .. ditolak !
        kok/kenapa ditolak !
        tidak setuju .. keputusan/hasil !!
        keberatan !!
        kenapa .. laporan .. ditolak !!
        laporan .. ditolak !!
        laporan .. hasil
    """,
    "check_registry": """
        cek dtks !
        dtks
        desil !
        cek desil
        terdaftar dtks !
        terdaftar AID !
        masuk dtks !
        terdaftar .. tidak
        cek .. terdaftar
        cek nama
        cek bansos
        cek penerima
        cek .. penerima AID
        cek nik
        cek status dtks !
        status pbi/kepesertaan
        nama .. ada .. data/daftar/dtks/AID !
        nama .. masuk .. data/daftar/dtks
        cek data
        apa .. penerima AID
        penerima AID tidak
        nik .. dapat/terdaftar/penerima !
        apa .. terdaftar
        apa nama .. masuk
        nama .. terdaftar
        sudah terdaftar .. belum
        data AID
        mau paham .. dtks/desil/terdaftar !!
    """,
    "number_change": """
        ganti nomor !
        nomor .. ganti !
        ganti hp !
        hp .. ganti !
        hp hilang .. nomor
        hp lama
        nomor .. baru
        nomor .. dulu/lama .. sekarang !
        sekarang pakai nomor !
        pindah nomor
        nomor lama .. tidak
        sekarang pakai hp !
        hp .. kecemplung/kecopetan .. nomor/pakai !
    """,
    "requirements": """
        syarat !!!
        brosur !!!
        butuh apa !
        apa butuh
        butuh bawa
        bawa ktp
        butuh berkas
        berkas apa !!!
        apa berkas
        berkas .. bawa
        surat apa bawa
        butuh surat apa !
        apa .. siapkan/disiapkan/disiapno/bawa !!
        apa .. harus .. bawa/siapkan/disiapkan !
        daftar .. harus/wajib pakai !
        daftar .. minta penjelasan
        surat apa butuh
        berkas disiapno/siapkan
        bagaimana cara dapat/urus/daftar .. GOODS !
        cara daftar GOODS !
        cara urus !!
        urus .. bagaimana !!
        cara .. urus .. GOODS
        pdf syarat
        bawa apa !!!
        daftar .. bawa/butuh apa
        bagaimana supaya dapat
    """,
    "entitled": """
        apa saya berhak !
        berhak !
        bisa dapat bantuan/bansos/pkh/bpnt tidak
        apa .. bisa dapat AID
        dapat bantuan apa !
        bantuan apa .. dapat !
        bantuan apa !
        bisa dapat apa
        bisa dapat .. bantuan/beasiswa apa
        bisa dapat beasiswa
        ada bantuan apa
        siapa .. berhak
        program apa .. bisa/ikut/ikuti !
        program apa
        ada bantuan apa .. bisa
        dapat apa
        lansia dapat apa
        apa saya bisa dapat
        desil .. dapat apa !!
    """,
    "feedback": """
        saran !
        beri saran !
        pujian !
        petugas .. kasar !
        petugas .. tidak sopan !
        tidak sopan
        petugas .. ramah !
        petugas ramah
        fasilitator .. kasar/ramah !
        sikap petugas !
        layanan ramah
        layanan .. ramah
        dilayani .. ramah
        kecewa .. layanan !
        layanan .. kecewa/lambat/jelek !
        petugas .. tidak peduli !
        petugas .. main hp !
        petugas .. baik/sabar !
        fasilitator .. baik/sabar/membantu/tolong !
        makasih .. fasilitator/petugas .. sabar/membantu/baik !
        makasih untuk petugas/fasilitator !
        saran saja
        petugas marah
        marah petugas
        fasilitator .. tidak sopan !
        petugas/fasilitator .. marah !
        petugas .. tidak ramah/baik !
    """,
    "notices": """
        aktifkan pesan/pemberitahuan !
        nyalakan pesan/pemberitahuan !
        mau .. pesan lagi
        pesan saya lagi
        kabari lagi !
        kabari saya !
        ^ kabari
        dikabari lagi
        kirim pesan lagi
        mau dapat pesan
        aktifkan .. pemberitahuan
        lanjutkan kabar
    """,
    "stop": """
        jangan kirim !
        jangan .. kirim .. lagi !
        berhenti .. kirim/pesan/langganan/info !
        ^ berhenti
        ^ stop
        tidak mau .. kirim/pesan !
        tidak mau .. dapat pesan .. lagi !
        tidak kirim .. pesan lagi
        sudah kirim pesan lagi !
        tidak kirim lagi
        jangan .. lagi
        jangan hubungi saya !
        jangan hubungi lagi !
        tidak gelem kirim !
        biar tidak kirim
        tidak usah kirim pesan/lagi !!
        tidak usah .. pesan lagi !!
    """,
    "officer": """
        SAY PERSON !
        SAY .. petugas !
        bisa SAY .. petugas
        bisa SAY langsung
        petugas SAY
        petugas .. telepon !
        mau petugas
        tolong petugas !
        minta petugas
        minta .. nomor petugas !
        minta .. telepon .. petugas
        petugas dimana !
        dimana petugas
        ada petugas
        ke petugas
        mau SAY .. orang !
        SAY orang
        telepon saya
        telepon petugas !
        tidak mau bot
        bukan bot
        balas manual
        dibalas manual
        admin dimana
        hubungkan petugas
        tidak ada orang
        ^ petugas
        ^ admin
        tidak bisa ketik/tulis/baca !
        ^ min balas
        ^ balas
        buta huruf !
        dimana orang !
        tidak/emoh/wegah SAY .. bot/mesin !
        emoh/wegah/males .. bot !
        tanya langsung !
        ada orang ta
    """,
    "nearest": """
        kantor !
        kantor dekat !
        kantor .. dimana !
        dimana kantor !
        alamat kantor !
        alamat slrt !
        kantor buka !
        dinas alamat/dimana/buka !
        alamat .. dinas !
        dinas .. alamat/buka !
        alamat .. jalan apa
        alamat .. buka
        sosial .. alamat !
        puskesos .. dimana/buka/sebelah !
        buka kantor
        kantor .. buka
        puskesos dekat !
        puskesos
        dinas sosial
        ke kantor
        dekat rumah
        buka berapa
        buka tidak kantor/dinas/puskesos !
        dimana alamat !
    """,
    "about": """
        apa slrt !
        slrt apa !
        slrt itu
        apa itu slrt
        layanan apa !
        apa layanan
        gratis .. bayar
        layanan .. bayar
        bot apa
        gratis apa
        siapa slrt
        nomor apa !
        slrt gratis
        bot/nomor resmi/asli !
        bot/nomor .. resmi/asli bukan/apa/tidak !
        ^ siapa
        ^ siapa dinas
    """,
    "language": """
        bahasa !
        ganti bahasa !
        bahasa jawa !
        bahasa indonesia !
        bicara jawa !
        bicara indonesia !
        pakai jawa !
        pakai indonesia !
        pakai bahasa !
        pakai .. bahasa !
        ^ jawa
        ^ indonesia
        jangan pakai bahasa !!
        tidak paham bahasa/jawa !!
        jawa .. tidak paham !!
    """,
    "apply": """
        ajukan !
        ajukan .. GOODS !
        mau ajukan
        mau daftar !
        mau daftar .. GOODS
        daftar GOODS !
        daftar .. GOODS
        daftar penerima
        minta GOODS
        minta .. GOODS
        tolong .. daftar
        minta bantuan .. AID
        butuh GOODS
        butuh bantuan !
        mau dapat GOODS
        dapat bantuan bedah/modal/kursi/jamban/listrik/beasiswa/alat !!
        mau GOODS
        mau .. urus surat/sktm/dtks !
        urus surat/sktm/dtks/keterangan !
        urus sktm !
        sktm
        mau urus
        minta .. surat !
        minta bayar sekolah
        minta bedah rumah !
        rumah roboh .. minta !
        rumah rusak .. minta !
        rumah rusak
        minta jamban
        daftar kip
        mau daftar .. dtks !!
        daftar .. masuk dtks !!
        daftar
        daftar nama
        nama saya .. dapat bantuan
        minta tolong .. miskin
        miskin .. minta tolong
        miskin .. minta
        sakit .. minta .. bantuan
        usul dtks
        tolong masuk nama !
        masuk nama .. dtks/penerima/AID !!
        minta/butuh kursi roda !!
    """,
    "complain": """
        lapor
        mau lapor !
        mengadu
        mau/minta mengadu !!
        keluhan
        urus laporan !
        sampaikan laporan/keluhan !
        buat keluhan
        mau keluhan
        bicara keluhan !
        laporkan
        buat laporan !
        masalah !
        bermasalah !
        AID .. masalah
        lapor .. bantuan !
        lapor .. AID !
        tanya lapor
        lapor lagi
        beras rusak/bau/apek/jelek/elek/busuk/kutu/berkutu/kutunya !
        AID .. bau/apek/jelek/elek/busuk/berkutu/kutu !
        telur .. busuk
        berkutu
        kks hilang !
        CARD hilang !
        kartu .. hilang
        kartu .. tertelan/ketelan !
        lupa pin
        pin .. lupa !
        jumlah kurang
        AID .. kurang !
        cair kurang
        beras .. kilo
        seharusnya .. dapat
        telat
        AID telat
        ewarung jauh
        e warung jauh
        kantor pos jauh !
        mundur .. pkh/AID !
        mengundurkan diri !
        mau mundur
        nama .. salah
        nik .. tidak cocok !
        tidak cocok dtks !
        nama .. beda !
        beda .. huruf/nama/nik !
        data .. beda
        nik beda !
        tidak cocok
        tertulis meninggal .. hidup/aktif !
        bayi .. belum masuk !
        bayi belum
        petugas tidak .. datang
        rumah .. belum diperbaiki
        belum diperbaiki !
        adu
        telur .. pecah/bau !
    """,
    "cancel": """
        ^ batal
        batal !
        batal lapor !
        batal .. ajukan !
        tidak jadi !
        tidak sido !
        sudah cukup
        ^ cukup
        tidak sios !
        tidak estu !
        batal laporan !
        sudah tidak usah !
        bagaimana .. batal
    """,
    "menu": """
        menu !
        ke awal
        pilihan !
        kembali awal
    """,
    "help": """
        bagaimana cara
        cara pakai !
        bingung !
        tidak paham
        panduan
        ajari cara !
        bagaimana cara lapor !!!
        bot bisa apa
        bisa apa
        bantu cara
        tolong .. cara
        apa .. bisa lakukan/dilakukan
        bisa tolong saya
        tolong bingung
        tolong tanya
        bisa tolong
    """,
    "thanks": """
        makasih !
    """,
    "greeting": """
        hallo
        assalamualaikum
        sugeng
        ^ p
        ^ ass
        ^ min
        ^ ping
    """,
}

SMALL = frozenset({"thanks", "greeting", "help"})
"""Courtesy: it counts only where nothing else was asked for."""
EMERGENCIES = frozenset({"emergency", "hospital_urgent", "odgj"})
"""The emergency numbers are said at once."""
