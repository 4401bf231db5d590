"""Everything Sambung remembers, one class a table.

Who is talking: contact, address, consent, conversation. What was said: inbox, outbox,
receipt. What it is about: person, case, move, note, clock, referral, document, card.
What a machine read: card reading. Who works:
staff, role, link, group. What is due: timer, job. The registry: batch, row, key, names,
verification, check, question, mismatch report, search. One's own data: request, copy, change of
number, how far old data went. Following up: question, feedback, step, visit rating. The rest:
area, catalogue, template, counter, mark, audit.

Personal words are `Encrypted`; what must be found again has a keyed hash beside it.
Uniqueness lives here as constraints, never as an `if` elsewhere.
"""

from __future__ import annotations

from storage.tables.card_readings import CardReadingRow
from storage.tables.casebook import ClockRow, Note, Referral, ReferralMove
from storage.tables.cases import NEED_IS_OPEN, Card, Case, Document, Move, TicketCounter
from storage.tables.due import Job, Mark, Timer
from storage.tables.following import CaseQuestion, Feedback, FeedbackStep, VisitRating
from storage.tables.messages import ASKS_FOR_OFFICER, Inbox, Outbox, Receipt, Template
from storage.tables.papers import CatalogueNews, PaperFile, PaperWish
from storage.tables.people import Address, Consent, Contact, ContactMerge, ConversationRow, Person
from storage.tables.places import Area, AreaAlias, CatalogueEntry
from storage.tables.privacy import DataExport, DataRequest, NumberChange, RetentionMark
from storage.tables.registry import (
    MismatchReport,
    RegistryBatch,
    RegistryCheck,
    RegistryKey,
    RegistryNames,
    RegistryQuestion,
    RegistryRow,
    RegistrySearch,
    Verification,
)
from storage.tables.staff import Audit, Staff, StaffGroup, StaffLink, StaffRole
from storage.tables.table import NAMES, Table

__all__ = [
    "ASKS_FOR_OFFICER",
    "NAMES",
    "NEED_IS_OPEN",
    "Address",
    "Area",
    "AreaAlias",
    "Audit",
    "Card",
    "CardReadingRow",
    "Case",
    "CaseQuestion",
    "CatalogueEntry",
    "CatalogueNews",
    "ClockRow",
    "Consent",
    "Contact",
    "ContactMerge",
    "ConversationRow",
    "DataExport",
    "DataRequest",
    "Document",
    "Feedback",
    "FeedbackStep",
    "Inbox",
    "Job",
    "Mark",
    "MismatchReport",
    "Move",
    "Note",
    "NumberChange",
    "Outbox",
    "PaperFile",
    "PaperWish",
    "Person",
    "Receipt",
    "Referral",
    "ReferralMove",
    "RegistryBatch",
    "RegistryCheck",
    "RegistryKey",
    "RegistryNames",
    "RegistryQuestion",
    "RegistryRow",
    "RegistrySearch",
    "RetentionMark",
    "Staff",
    "StaffGroup",
    "StaffLink",
    "StaffRole",
    "Table",
    "Template",
    "TicketCounter",
    "Timer",
    "Verification",
    "VisitRating",
]
