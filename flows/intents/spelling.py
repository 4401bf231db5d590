"""One word for each meaning: how residents spell it in formal and chat Indonesian, in East-Java
ngoko and in krama.

A row is the word we use, then what people type for it. Words that mean two things (`oleh`,
`mati`, `loro` ...) are not here: `flows.intents.ambiguous` reads their neighbours.
"""

from __future__ import annotations

WRITTEN: tuple[str, ...] = (
    # asking and wanting
    "mau: ingin pengen pengin pingin kepingin kepengen kpgn pgn kate kape arep ape badhe bade ajeng"
    " mw mo mao hendak kepengin karep gelem kersa akan bakal",
    "butuh: perlu mbutuhno betah membutuhkan butuhkan prlu bth",
    "minta: mnt mhn mohon nyuwun njaluk jaluk mintak meminta memohon njalok nyuwon nedha",
    "tolong: tlg tulung tulong bantuin mbantu tulungi bantu dibantu tulungana tolongin tlong please"
    " ditulungi dipuntulungi tulungen tlng tulungono",
    "tanya: nanya bertanya takon takok tangled tanglet nanyak tny menanyakan",
    "harus: kudu kedah mesti wajib",
    "bisa: bs iso isa saged saget biso dapatkah mampukah isok",
    "kenapa: knp knapa mengapa lapo ngopo kenopo knpa",
    "bagaimana: gmn gimana gmna bgmn piye pripun yaopo gmana gimna pye yopo kadospundi kepiye gimn",
    "cara: caranya carane caranipun crane",
    "kapan: kpn kpan kapane kapankah",
    "apa: opo napa menapa punapa ap",
    "berapa: brp piro pira pinten brapa pintenan",
    "siapa: sopo sinten sapa syapa",
    "dimana: mana endi nandi pundi dmn ndi ngendi nengendi nangendi",
    "kok: kog koq",
    "nama: jeneng asma jenenge nm asmanipun",
    "kirim: ngirim ngirimi kirimi dikirimi kiriman kirimane mengirim dikirim ngirimno wa sms disms"
    " chat ngintun ngintuni kintun kintuni ngintunaken",
    "hubungi: dihubungi menghubungi",
    "pesan: pesen kabar info notifikasi notif broadcast",
    # having and getting
    "dapat: dpt dapet dapetin dapatkan mendapat mendapatkan dpet nerima menerima kebagian kebagean"
    " entuk olih angsal tampa nampi nampa keduman dikasih diberi diparingi nrima trimo trimah ntuk"
    " kbagian menrima trima terima",
    "punya: duwe duwek nduwe gadhah gadah ndue due pny kagungan py punyai miliki",
    "ada: onok enek ono ana wonten ad onk",
    "bayar: mbayar bayari mbayari membayar byr dibayar",
    "uang: duit duwit dana yatra arta artane uangnya dwit",
    "pakai: pake pk nganggo ngagem ngangge dipakai dipake dinggo digawe digunakan menggunakan"
    " ngginakaken kanggo gunakan dianggo pkai agem dipunagem diagem dipunginakaken diginakan"
    " ngangem",
    # money that does not come
    "cair: turun metu mudhun mudun medal keluar kluar ngalir cer dicairkan pencairan cairkan"
    " cairnya dibagikan dibagi disalurkan salur tersalur trn",
    "masuk: msk mlebu mlebet nyantol masok nyangkut lebokno mlebokno dilebokno dilebetaken"
    " lebetaken",
    "kosong: kothong nol 0 koson kothongan",
    "saldo: saldonya salldo saldone",
    "telat: terlambat keset",
    "kurang: krg kirang",
    # thrown off the list, ended
    "dicoret: diputus dihentikan diberhentikan dipuncoret mandheg mandeg mandek terputus distop"
    " diputusi dikeluarkan dicabut dcoret",
    "hilang: ilang ical hlang kecalan kecolongan",
    "dulu: dlu kemarin kemaren biasane biasanya biyen mbiyen rumiyin wingi wingenane dlunya kmrn",
    "sekarang: skrg saiki sakniki sapunika skr skrng sak niki sakmenika samenika sakmangke saikine",
    "lagi: maneh malih lg lgi mneh",
    "pernah: prnah tau nate nathe prnh",
    # cards
    "aktif: aktip aktf urip hidup gesang aktive",
    "aktifkan: mengaktifkan ngaktifkan aktifin ngaktifin ngaktifno diaktifkan ngaktifke aktipkan"
    " dipunaktifaken diuripno nguripno ngurip uripno aktivasi mengaktivasi aktifkn hidupin"
    " hidupkan hidupno urupno murupno",
    "reaktivasi: reaktifasi reaktif reaktipasi mereaktivasi",
    "nonaktif: dipateni dipunpateni diblokir blokir terblokir dinonaktifkan diblok keblokir"
    " kblokir kblokir terblok kepateni",
    "kis: kisku",
    "bpjs: bpj bpjes bpjsku jkn",
    "kks: kksku",
    "kip: kipku",
    "kartu: krtu kertu",
    # people and their fate
    "orang: org wong uwong tiyang wonge oarng tiyange",
    "meninggal: alm almarhum almarhumah wafat seda sedo pejah tilar almrhm mninggal mangkat"
    " ninggal meningal meninggl dipendem dimakamkan dikubur dikuburke dimakamaken matek",
    "pindah: pindhah pndah pindahan boyong pinda",
    "tetangga: tonggo tangga tanggi tetanga tonggoku ttangga",
    "miskin: susah mlarat melarat mskin kere duafa dhuafa",
    "kaya: sugih tajir kayaraya",
    "mampu: kecukupan berkecukupan",
    "penerima: nampani penerimane kpm",
    "terdaftar: kedaftar tercatat daftaran terdftar terdapftar tercantum didaftar kadaftar"
    " kadhaptar kedaptar kadhaftar kecatet kacathet didata terdata",
    # aid
    "bansos: bnsos bansosku",
    "bantuan: bantun bntuan bntuwan sumbangan santunan jatah bantuaan",
    "sembako: smbako sembakone",
    "beras: raskin rastra berase",
    "pkh: pekaha",
    "dtks: dtsen dktks dtksen bdt dt",
    "desil: decil dsil desile",
    "sktm: skm",
    "surat: serat srt layang",
    # asking for papers and rules
    "syarat: sarat persyaratan syaratnya sarate syarate saratipun prsyaratan persaratan saratnya"
    " syrat",
    "brosur: pamflet poster selebaran brosure pamplet",
    "berkas: dokumen brkas",
    "daftar: ndaftaraken ndaftar mendaftar dftar daftarin ndaftarno daftarno daftarkan mendaftarkan"
    " dftr didaftarkan didaftarno daftr daptar ndaptar daftarne usulkan",
    "ajukan: mengajukan ngajukan ngajuin ajuin mengusulkan pengajukan ngusulno ajukno ajokno"
    " ajuno ajukke",
    "urus: ngurus mengurus ngurusi bikin buat gawe membuat dibuatkan bikinin damel ndamel buatkan"
    " mengurusi nggawe ngurusno urusno nguruske",
    # complaining and reports
    "lapor: melapor melaporkan ngelapor ngelaporin laporkan lapur nglapor lpr ngelapur laporin"
    " nglaporne",
    "mengadu: ngadu ngadukan mengadukan wadul komplain komplen complain ngadoni protes mengeluh"
    " mengeluhkan ngdu wadulan",
    "laporan: lapuran laporanku aduan pengaduan pengajuan permohonan tiket aduanku laporn"
    " pengaduanku",
    "keluhan: kluhan uneg unek",
    "sampaikan: ngaturaken menyampaikan nyampaikan ngaturke",
    "diproses: diurus ditindaklanjuti ditanggapi diperiksa diproces prosesnya tindaklanjut dijawab"
    " dibalas dikerjakan diurusi ditandangi digarap ditangani dipunproses dipuntindakaken"
    " dipungarap tindakan ditindak",
    "kelanjutan: kelanjutannya perkembangan progres progress lanjutan nasib kabare tindaklanjutnya",
    "status: setatus sttus",
    "cek: ceck check ngecek dicek cekkan priksa periksa mriksa mriksani cekin priksakno cekno",
    "sampai: smp sampek tekan dumugi sampe smpe nyampe",
    # cuts
    "dipotong: disunat dipunpotong motong potongan pungli pungutan kepotong dipotng nyunat potong"
    " dipangkas",
    "dimintai: diminta dijaluki ditarik dipunsuwuni dipalak dikenai",
    "iuran: urunan",
    "oknum: oknm",
    # sickness and the hospital
    "sakit: lara gerah skit sakt",
    "berobat: brobat nambani tamba kontrol cuci",
    "opname: opnam mondok dirawat rawat inap ngamar",
    "rs: rsud rsu hospital",
    "igd: ugd",
    "ditolak: nolak menolak ditulak dtolak",
    "pingsan: semaput",
    "sesak: sesek ambegan napas nafas",
    "kecelakaan: tabrakan kecelakan ketabrak kecelakn laka",
    "dipukuli: dipukul memukuli memukul ngantemi dianiaya disiksa digebuki diantemi dijotosi gebuki"
    " mukuli ngaplok dihajar menganiaya",
    "dioperasi: dioprasi",
    "kebanjiran: banjir kebanjiren",
    "kebakaran: kobongan kbakaran kobong",
    "roboh: ambruk rubuh ambrol",
    "terlantar: telantar kapiran trlantar diterlantarkan",
    "tersesat: kesasar nyasar linglung",
    "ongkos: sangu ongkose",
    "kehabisan: keentekan kentekan entek habis ntek",
    "pulang: muleh mulih wangsul plg mudik",
    "odgj: odgj",
    "gila: edan stres stress setres",
    "mengamuk: ngamuk ngamok amuk",
    # everyday ngoko and krama around them
    "suruh: dikon dikongkon kongkon disuruh diken dikengken dikenken nyuruh menyuruh ngongkon",
    "ambil: jupuk njupuk dijupuk jupukno mendhet pendhet mundhut dipundhut mengambil ngambil",
    "jatuh: tiba tibo ceblok dhawah terjatuh",
    "tidur: turu tilem sare",
    "tinggal: manggon mapan dumunung",
    "hari: dino dina dinten harian",
    "besar: gedhe gede ageng guede",
    "lain: liyo liya liyane sanesipun lainnya",
    "memberi: dikekno dikekne diwenehno dipunsukani diberikan dikasihkan memberikan kekno",
    "marah: mbentak dibentak bentak nyentak disentak ngamuki nesu duka muring marahi dimarahi"
    " mbengok",
    "suwe: dangu lami",
    "dirumat: diopeni ngopeni dirumati diperhatikan dipedulikan digagas",
    "pingsan: klenger",
    "kejang: kejet",
    "melahirkan: nglahirno lahiran babaran manak ngelahirin",
    "tenggelam: kelelep keli",
    "dibacok: kebacok dibacoki ditusuk dibunuh",
    "kesetrum: kestrum",
    "kelaparan: keluwen kaliren luwe ngelih",
    "kecopetan: kecopet dijambret dicopet kerampokan dirampok",
    # house, school, work
    "rumah: omah griya omahe omahku rmh",
    "rusak: reyot bocor risak rsak",
    "sekolah: skolah kuliah spp sklh",
    "anak: putra putu yoga bocah arek lare bocahe areke laripun anakku",
    # our own things
    "dinas: dinsos",
    "petugas: admin operator cs petugase admine ptugas adminnya pegawai",
    "bicara: ngomong bicara ngobrol matur ngmg ngomg berbicara ngobrolan konsultasi rembugan"
    " ngendika komunikasi omong",
    "telepon: telpon telfon tlp telp nelpon ditelpon hubungkan sambungkan disambungin disambungkan"
    " sambungin nyambung telpnen telponen telpunen telponin nelponi ditelponi",
    "kantor: kantore kantoripun sekretariat ktr",
    "alamat: lokasi almat alamate",
    "dekat: terdekat deket cedek cedhek cedhak cedak celak cerak dkat",
    "buka: bukak jam",
    "bahasa: basa boso bhs bahase",
    "jawa: jowo jawi kromo krama jowoan",
    "indonesia: indo indonesa",
    "nomor: no nomer nmr nmer nope",
    "baru: anyar enggal",
    "lama: lawas",
    "bawa: gawa gowo nggawa nggowo digawa digowo mbawa mbeto beto dibeto membawa dibawa bwa mbekto",
    "disebar: nyebar disebarno disebarkan sebar sebarkan disebarluaskan",
    "takut: wedi ajrih",
    "benar: bener leres bnr beneran temenan",
    "ribu: ewu rb rebu",
    "ketik: ngetik ngetikno mengetik",
    "tulis: nulis menulis nyerat",
    "baca: moco maca membaca maos",
    "hp: hape handphone",
    "ganti: gantos ubah rubah berubah salin gonta ngganti",
    "data: dataku datane datanipun",
    "tambah: nambah menambah tambahan nambahi tambahi menambahkan nambahno tambahno imbuh ditambah",
    "susul: nyusul menyusul susulan nyusulno menyusulkan",
    "keberatan: kaboten kawratan banding menyanggah sanggahan sanggah nyanggah",
    "keputusan: putusan kaputusan keputusane",
    "hapus: dihapus hapusen hapuskan busak dipunbusak diilangi menghapus ngilangi dibusak buang"
    " musnahkan",
    "lihat: liat ndelok mirsani melihat ndeleng weruh tampilkan",
    "disimpan: simpan nyimpen tersimpan disimpen nyimpan",
    "saran: usul kritik krtik",
    "pujian: puji ngalem memuji apresiasi",
    "ramah: apik bagus baik sae grapyak",
    "kasar: galak jutek judes sombong ngamukan kurangajar",
    "layanan: pelayanan layanane",
    "bot: robot mesin",
    "menu: menune menunya",
    "bingung: binggung bngung mumet",
    "paham: ngerti mengerti ngertos pham mudeng",
    "makasih: terimakasih mksh trims tks thanks thx nuwun maturnuwun tq trimakasih makasi trimaksih"
    " tengkyu thankyou sembahnuwun mkasih suwon trims",
    "hallo: halo hai hi hello hallo pagi siang sore malam mlm permisi asalamualaikum"
    " asalamulaikum salam asslamualaikum punten pagii kulonuwun kulanuwun monggo mangga",
    "batal: cancel batalkan batalin mbatalno batalaken batalno membatalkan",
    "berhenti: stop mandhegno unsubscribe leren setop mandegno",
    "penipuan: tipu penipu nipu ngapusi hoax hoaks palsu bohong apus menipu ngapusino",
    "link: tautan links url klik",
    "otp: otp",
    "undangan: undngan",
    "hadiah: hadiyah hadia undian menang",
    "berhak: layak brhak hak",
    "cocok: sesuai cck padan pas",
)

TOGETHER: tuple[str, ...] = (
    "bagaimana: yok opo, ya opo, yo opo, kados pundi, kados menapa, kaya apa",
    "kenapa: kenging punapa, kenging menapa, kok iso, kok isa, opo o",
    "kapan: mbenjing napa, mbenjang napa, tanggal berapa, tanggal piro, kapan kapan, tanggal"
    " pinten,"
    " berapa tanggal",
    "pkh: pe ka ha, keluarga harapan",
    "kks: atm merah putih, merah putih",
    "kis: kartu sehat, kartu indonesia sehat, indonesia sehat",
    "kip: kartu indonesia pintar",
    "makasih: terima kasih, matur nuwun, matur suwun, matur sembah nuwun, thank you, tengkyu",
    "hallo: selamat pagi, selamat siang, selamat sore, selamat malam, assalamu alaikum, nuwun sewu,"
    " kulo nuwun, kula nuwun, sugeng enjing, sugeng enjang, sugeng siang, sugeng sonten,"
    " sugeng dalu, sugeng ndalu",
    "nonaktif: non aktif, tidak aktif, tidak kenek, tidak bisa pakai",
    "miskin: tidak mampu, kurang mampu, tidak punya uang, tidak nduwe, mboten gadhah, orang susah",
    "rs: rumah sakit",
    "gila: gangguan jiwa, sakit jiwa, gangguan mental",
    "meninggal: tilar donya, tutup usia, berpulang, meninggal dunia",
    "pns: pegawai negeri, asn",
    "otp: kode otp, nomor otp",
    "kelanjutan: tindak lanjut",
    "mbah: mbah putri, mbah kakung, mbah kung, mbah uti, mbah wedok, mbah lanang",
    "terlambat: belum juga",
    "sekarang: sak niki",
    "pos: kantor pos",
    "hp: nomor wa, nomor whatsapp",
)
"""Several words that are one."""

FILLERS = (
    "pak bapak bu ibuk mas mbak kak kakak min gan bos dong deh sih aja saja mawon kemawon ae wae to"
    " tho ta lah nih nich ya yo yaa yo kah kan lho lo loh ini itu iku iki niku niki menika tersebut"
    " jadi untuk buat gawe kangge damel kagem ke ning nang ndek di dari teko saking nang dengan"
    " karo kaliyan sama dan atau juga pun si sing yang lek nek kalau klo kalo bila supaya ben agar"
    " biar dadi semua kabeh sedoyo sanget sangat banget nemen sekali bgt seh mbok yow eh oh hmm anu"
    " wr wb warahmatullahi wabarakatuh saya kula dalem kami kita sampeyan panjenengan"
    " anda kamu awakmu kalian pun mulai sejak wiwit padahal padhal tolong mbokmenawa mungkin"
    " nya disik dhisik dulu sek rumiyin ny lagi nok ndok ambek mbek jarene jare jarenipun katanya"
    " soko saka ktnya babagan soal perihal mengenai seputar tentang mergo mergane amargi amarga"
    " ndang"
)
"""Words that change nothing when they stand between others."""

COMMON = (
    "telah kecil kecilan besar gede cilik besok kemudian selalu sering jarang kadang setiap tiap"
    " saben sudah pernah baru lama suwe hari malam pagi siang minggu bulan wulan sasi tahun taun"
    " januari februari maret april juni juli agustus september oktober november desember senin"
    " selasa rabu kamis jumat sabtu jalan depan belakang samping atas bawah dalam luar sini situ"
    " sana kampung desa kota kelurahan kecamatan kabupaten pasar masjid mushola gereja terminal"
    " stasiun toko warung suami istri bojo ibu ayah emak mertua menantu cucu ponakan saudara"
    " sodara dulur sedulur sedherek keluarga warga tamu teman kanca laki perempuan wanita pria"
    " janda duda lansia bayi balita murid guru buruh tani nelayan becak ojol sopir pedagang kerja"
    " bekerja usaha dagang jualan motor sepeda mobil tanah sawah kebun emas kalung makan mangan"
    " minum tidur bangun jatuh jalan lari duduk berdiri pergi datang teko tiba kembali masuk ikut"
    " bawa gawa ambil njupuk beri kasih taruh pasang tutup tulis baca dengar dengarkan kata ujar"
    " bilang cerita ngomong tahu kenal lupa ingat takut senang sedih marah nangis kecewa bangga"
    " malu lapar haus panas dingin hujan angin petir bersih kotor bau wangi manis pahit enak murah"
    " mahal penuh kosong berat ringan cepat lambat jauh dekat panjang pendek tinggi rendah kuat"
    " lemah tua muda tuwek enom bener benar salah beda sama lain semua sebagian beberapa banyak"
    " akeh sedikit sithik kira seperti kaya koyo seolah karena sebab gara akibat sehingga maka"
    " tetapi namun meski walau malah justru bahkan apalagi supaya ketika waktu saat selama"
    " sambil setelah sesudah sebelum hingga antara tentang terhadap oleh kepada untuk lewat lalu"
    " terus langsung segera nanti mengko mangke wingi sore dinten sakmenika ribu ratus juta puluh"
    " warna kuning merah putih hitam hijau biru nasi kotak tumpeng pesanan cangkul bakti rapat"
    " kendaraan pemkot pemerintah presiden walikota lurah camat ketua kelompok pengurus teras"
    " lantai atap dinding keramik genteng listrik pulsa cuaca harga temenan dewe piyambak kene"
    " kono kana podho meneh mesti pokok pokoke kudu harus wajib boleh entuk jarene jarang sekedar"
    " gesek gosok agen bri atm salam titip umur urip tugas berpulang kontrakan"
    " kontrak sewa hutang utang tabungan operasi obat dokter bidan perawat tindak setor stor"
    " seratus"
    " rokok pokok karto putri putra arit pasung dipasung lumpuh wates informasi rantai kaki tangan"
    " deposit ongkos selfie resmi asli jalani nyerah mengakhiri akhiri nyawa beban sebelah hukum"
    " waras pecah kerja"
    " macet seret dalan ngerti"
)
"""Everyday words that are meant as they stand, however near they are to one of ours."""
