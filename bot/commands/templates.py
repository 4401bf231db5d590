"""`sambung templates`: WhatsApp's approved texts."""

from __future__ import annotations

import click

from bot.opening import office
from handlers import templates as approved


@click.group(short_help="WhatsApp's approved texts, by notice.")
def templates() -> None:
    """Tell Sambung which approved WhatsApp template belongs to which notice.

    WhatsApp lets us write freely only within 24 hours after a person's last message. Later a
    notice goes out as an approved template. Without one it waits until the person writes again.

    \b
    Examples:
      sambung templates list
      sambung templates set submitted id HX0123456789abcdef0123456789abcdef
    """


@templates.command(name="list")
def list_() -> None:
    """Show every notice, the text to submit for approval, and its template."""
    with office() as house:
        notices = approved.list_templates(house)
    for one in notices:
        sids = ", ".join(f"{language} {sid}" for language, sid in one.sids)
        click.echo(f"{one.notice}: {sids or 'no template'}")
        for line in one.body.splitlines():
            click.echo(f"    {line}")


@templates.command(name="set")
@click.argument("notice")
@click.argument("language")
@click.argument("content_sid")
def set_(notice: str, language: str, content_sid: str) -> None:
    """Name the template (HX...) of a NOTICE in a LANGUAGE (id or jv)."""
    with office() as house:
        approved.set_template(house, notice, language, content_sid, house.clock())
    click.echo(f"The notice {notice} goes out by this template in {language}.")


@templates.command()
@click.argument("notice")
@click.argument("language")
def unset(notice: str, language: str) -> None:
    """Forget the template of a NOTICE in a LANGUAGE."""
    with office() as house:
        approved.unset_template(house, notice, language, house.clock())
    click.echo(f"The notice {notice} has no template in {language} any more.")
