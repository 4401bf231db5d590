"""What this release brings: complete, in both languages, and kind where it says no."""

from __future__ import annotations

from datetime import date

import pytest

from flows.cases.asking import Ask
from flows.cases.catalogue import CITY_SERVICES, Catalogue, Entry
from flows.cases.categories import CATEGORIES
from flows.cases.gaps import gaps
from flows.cases.sectors import SECTORS
from flows.layout import LIST_ROW_LABEL, units
from storage.catalogue import release_catalogue, release_pieces
from storage.catalogue_toml import as_toml, pieces_of

DAY = date(2026, 11, 23)
PROGRAMS = """
PKH SEMBAKO PBI_JKN PBI_REACTIVATION ATENSI YAPI PERMAKANAN PENA KUBE RST SEMBAKO_ADAPTIF
SEKOLAH_RAKYAT BLT_ADHOC BENCANA ASLUT ASPDB RASTRA BERAS10KG PIP KIP_KULIAH BOS MBG PMT_STUNTING
JAMPERSAL SUBSIDI_LISTRIK BPBL LPG3KG KUR UMI MEKAAR TKM PELATIHAN PRAKERJA BPUM BSPS AIR_SANITASI
PUPUK ASURANSI_TANI ADMINDUK BANKUM SAPA129 JATIM_PKH_PLUS JATIM_ASPD JATIM_KIP_JAWARA JATIM_OT
JABAR_RUTILAHU MJK_SEMBAKO_APBD MJK_BECAK MJK_LANSIA MJK_YATIM MJK_DISABILITAS MJK_UHC
MJK_DTKS_LETTER MJK_ADUAN_BPNT MJK_ODGJ MJK_OT BKS_LKS BKS_LKM_NIK BKS_DTKS BKS_OT KEL_LOCAL BLT_DD
BAZNAS CSR PANTI
"""
SUB_TYPES = {
    "membership": "not_listed never_received dropped inactive_card wrong_target stale_person "
    "data_mismatch new_member resign",
    "non_membership": "not_paid amount quality late levy card access staff hospital_refusal info",
    "urgent": "mental_health neglected_child neglected_elder violence disaster sick_uncovered",
}
DOCUMENTS = """
ktp kk kia ikd_screenshot sktm rt_rw_letter health_referral inpatient_letter treatment_letter
dtks_letter kks_card kis_card kip_card death_certificate birth_certificate police_letter
electricity_bill house_front_photo house_inside_photo business_letter power_of_attorney other
"""
IDENTITY = {"nik", "kk"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return release_catalogue()


def entry(catalogue: Catalogue, code: str) -> Entry:
    found = catalogue.entry(code)
    assert found is not None
    return found


def ask(catalogue: Catalogue, code: str, key: str) -> Ask:
    return next(a for a in entry(catalogue, code).asks if a.key == key)


def must(catalogue: Catalogue, code: str) -> set[str]:
    return {p.document for p in entry(catalogue, code).papers if p.need == "must"}


@pytest.mark.parametrize("city", list(CITY_SERVICES))
def test_our_own_catalogue_has_no_gap(catalogue: Catalogue, city: str) -> None:
    assert gaps(catalogue, city, DAY) == []


def test_every_program_of_the_field_studies_is_there(catalogue: Catalogue) -> None:
    assert len(PROGRAMS.split()) == 65
    assert [code for code in PROGRAMS.split() if catalogue.entry(code) is None] == []


@pytest.mark.parametrize("kind", list(SUB_TYPES))
def test_every_sub_type_of_complaint_is_there_in_its_order(catalogue: Catalogue, kind: str) -> None:
    found = [s.code for s in catalogue.sub_types if s.kind == kind]
    assert found == SUB_TYPES[kind].split()


def test_every_kind_of_paper_is_there(catalogue: Catalogue) -> None:
    assert [code for code in DOCUMENTS.split() if catalogue.document(code) is None] == []


def test_the_services_of_a_city_are_open(catalogue: Catalogue) -> None:
    for city, codes in CITY_SERVICES.items():
        assert {e.code for e in catalogue.services(city, DAY)} == set(codes)


@pytest.mark.parametrize("code", ["KUR", "UMI", "MEKAAR"])
def test_a_loan_says_that_it_must_be_paid_back(catalogue: Catalogue, code: str) -> None:
    told = entry(catalogue, code)
    assert told.loan
    assert "bukan bantuan" in told.gives.id
    assert "sanes bantuan" in told.gives.jv


def test_what_has_ended_says_what_there_is_instead(catalogue: Catalogue) -> None:
    ended = [e for e in catalogue.entries if e.state == "historical"]
    assert len(ended) == 5
    for one in ended:
        said = one.standing(DAY)
        assert one.instead
        assert said is not None
        assert "sudah berakhir" in said.id


def test_existing_cover_is_asked_first_and_ends_with_what_to_do(catalogue: Catalogue) -> None:
    first = entry(catalogue, "BKS_LKM_NIK").asks[0]
    active = first.option("active")
    assert first.key == "lkm_cover"
    assert active is not None
    assert active.ends is not None
    assert "Puskesmas" in active.ends.id
    assert [o.value for o in first.options if o.ends] == ["active"]


def test_less_than_six_months_in_the_city_ends_with_what_to_do(catalogue: Catalogue) -> None:
    too_short = ask(catalogue, "BKS_LKM_NIK", "lkm_residence").option("no")
    assert too_short is not None
    assert too_short.ends is not None
    assert "119" in too_short.ends.id


@pytest.mark.parametrize("code", ["BKS_OT", "MJK_OT", "MJK_ODGJ"])
def test_no_stranded_person_must_give_identity_or_address(catalogue: Catalogue, code: str) -> None:
    told = entry(catalogue, code)
    assert not {a.kind for a in told.asks if a.required} & {*IDENTITY, "village"}
    assert not must(catalogue, code) & {"ktp", "kk"}


def test_a_stranded_person_is_asked_where_from_and_where_to(catalogue: Catalogue) -> None:
    keys = [a.key for a in entry(catalogue, "BKS_OT").asks]
    assert keys[:3] == ["reporter_role", "found_where", "going_where"]
    assert "police_letter" in must(catalogue, "BKS_OT")


def test_an_institution_gives_its_papers_but_no_nik(catalogue: Catalogue) -> None:
    assert not {a.kind for a in entry(catalogue, "BKS_LKS").asks} & IDENTITY
    assert must(catalogue, "BKS_LKS") >= {
        "deed", "statutes", "board_list", "board_ktp", "domicile_letter", "npwp",
        "work_programme", "client_list", "bank_account", "request_letter",
    }  # fmt: skip
    assert {"lks_name", "lks_role", "reporter_name"} <= {
        a.key for a in entry(catalogue, "BKS_LKS").asks
    }


def test_reactivation_needs_the_letter_and_is_urgent_in_care(catalogue: Catalogue) -> None:
    care = ask(catalogue, "PBI_REACTIVATION", "pbi_care")
    assert "treatment_letter" in must(catalogue, "PBI_REACTIVATION")
    assert {"emergency", "inpatient"} <= {o.value for o in care.options if o.urgent}


def test_who_reports_an_officer_or_a_neighbour_stays_out_of_the_group(
    catalogue: Catalogue,
) -> None:
    discreet = {s.code for s in catalogue.sub_types if s.discreet}
    assert {"levy", "staff", "violence", "wrong_target", "stale_person"} <= discreet


def test_a_neighbours_nik_is_never_asked(catalogue: Catalogue) -> None:
    for code in ("wrong_target", "stale_person", "levy", "staff"):
        found = catalogue.sub_type(code)
        assert found is not None
        assert not {a.kind for a in found.asks} & IDENTITY


def test_categories_of_old_cases_are_sectors() -> None:
    assert set(CATEGORIES) <= set(SECTORS)


def test_sectors_fit_a_list_row() -> None:
    for label in SECTORS.values():
        assert max(units(label.render(language)) for language in ("id", "jv")) <= LIST_ROW_LABEL


def test_every_piece_can_be_written_out_and_read_again() -> None:
    for one in release_pieces():
        (again,) = pieces_of(as_toml(one), one.where)
        assert again == one


def test_every_service_and_program_is_found_by_what_people_come_with() -> None:
    catalogue = release_catalogue()
    listed = {code for need in catalogue.needs for code in need.entries}

    assert {entry.code for entry in catalogue.entries} - listed == set()
