"""WhatsApp's approved texts."""

from __future__ import annotations

from storage import templates
from storage.database import Database


def test_a_template_is_found_in_its_language(database: Database) -> None:
    with database.write() as session:
        templates.set_template(session, "approved", "id", "HX1")
        templates.set_template(session, "approved", "jv", "HX2")

        assert templates.content_sid(session, "approved", "jv") == "HX2"


def test_indonesian_stands_in_for_a_language_without_one(database: Database) -> None:
    with database.write() as session:
        templates.set_template(session, "approved", "id", "HX1")

        assert templates.content_sid(session, "approved", "jv") == "HX1"


def test_a_notice_without_a_template_has_none(database: Database) -> None:
    with database.write() as session:
        templates.set_template(session, "approved", "jv", "HX2")

        assert templates.content_sid(session, "approved", "id") == ""
        assert templates.content_sid(session, "", "jv") == ""


def test_setting_it_again_replaces_it(database: Database) -> None:
    with database.write() as session:
        templates.set_template(session, "approved", "id", "HX1")
        templates.set_template(session, "approved", "id", "HX3")

        assert [row.content_sid for row in templates.all_templates(session)] == ["HX3"]
