"""Persons, what a case is about and how urgent it is, and one open case a person and need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = sa.text(
    "duplicate_of IS NULL AND state NOT IN ('cancelled', 'closed', 'duplicate', "
    "'out_of_scope', 'resolved_locally', 'unreachable')"
)
WORDS = ("kind", "subtype", "service", "program", "need")
SEALED = ("relation", "details", "marks")


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nik_key", sa.String(), nullable=True),
        sa.Column("nik", sa.LargeBinary(), nullable=True),
        sa.Column("kk_key", sa.String(), nullable=True),
        sa.Column("kk", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("birth", sa.LargeBinary(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("nik_key", name=op.f("uq_person_nik_key")),
    )
    op.create_index(op.f("ix_person_kk_key"), "person", ["kk_key"], unique=False)
    op.add_column("document", sa.Column("verdict", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("village_code", existing_type=sa.String(), nullable=True)
        cases.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        for name in WORDS:
            cases.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
        cases.add_column(
            sa.Column("priority", sa.String(), server_default="normal", nullable=False)
        )
        cases.add_column(sa.Column("rank", sa.Integer(), server_default="2", nullable=False))
        cases.add_column(
            sa.Column("discreet", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        for name in SEALED:
            cases.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
        cases.add_column(sa.Column("duplicate_of", sa.Integer(), nullable=True))
        cases.create_foreign_key(op.f("fk_cases_person_id"), "person", ["person_id"], ["id"])
        cases.create_foreign_key(op.f("fk_cases_duplicate_of"), "cases", ["duplicate_of"], ["id"])
    op.create_index(op.f("ix_cases_duplicate_of"), "cases", ["duplicate_of"], unique=False)
    op.create_index(
        "uq_cases_open_need",
        "cases",
        ["person_id", "need"],
        unique=True,
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )


def downgrade() -> None:
    """To the schema before; cases without a village must be gone."""
    op.drop_index("uq_cases_open_need", table_name="cases")
    op.drop_index(op.f("ix_cases_duplicate_of"), table_name="cases")
    with op.batch_alter_table("cases") as cases:
        cases.drop_constraint(op.f("fk_cases_duplicate_of"), type_="foreignkey")
        cases.drop_constraint(op.f("fk_cases_person_id"), type_="foreignkey")
        for name in ("duplicate_of", *SEALED, "discreet", "rank", "priority", *WORDS, "person_id"):
            cases.drop_column(name)
        cases.alter_column("village_code", existing_type=sa.String(), nullable=False)
    op.drop_column("document", "verdict")
    op.drop_table("person")
