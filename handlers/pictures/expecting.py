"""What should be on a photo, by the question that it answers.

A paper that is not named here, a free question and the short complaint's photo are looked at as
a place: whatever a resident may send there, only what nobody could make out is poor.
"""

from __future__ import annotations

from flows.cases.papers import paper_code
from handlers.pictures.check import ExpectedKind

CARDS = frozenset(
    {"ktp", "kia", "guardian_ktp", "board_ktp", "kks_card", "kis_card", "kip_card"}
)  # fmt: skip
LETTERS = frozenset(
    {
        "birth_certificate", "death_certificate", "marriage_book", "sktm", "rt_rw_letter",
        "domicile_letter", "lurah_proposal", "business_letter", "heir_letter", "damage_report",
        "agency_letter", "dtks_letter", "health_referral", "inpatient_letter",
        "treatment_letter", "medical_letter", "no_cover_statement", "invitation_letter",
        "school_letter", "income_proof", "land_proof", "request_letter", "deed",
        "ministry_approval", "statutes", "board_list", "work_programme", "client_list",
        "group_deed", "proposal", "police_letter", "power_of_attorney", "case_papers",
    }
)  # fmt: skip


def expected(question: str) -> ExpectedKind:
    """What the answer to that question should show."""
    code = paper_code(question)
    if code in CARDS:
        return ExpectedKind.ID_CARD
    if code == "kk":
        return ExpectedKind.FAMILY_CARD
    return ExpectedKind.LETTER if code in LETTERS else ExpectedKind.PLACE
