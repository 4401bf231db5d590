"""`sambung templates`: WhatsApp's approved texts."""

from __future__ import annotations

import click

from bot.opening import office
from flows.cases.notices import TEMPLATE_LANGUAGE
from flows.cases.rows import Audience
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
@click.option("--missing", is_flag=True, help="Only notices without a template.")
@click.option("--residents", is_flag=True, help="Only notices to residents.")
def list_(*, missing: bool, residents: bool) -> None:
    """Show every notice as it is submitted for approval, and the template it has.

    Category (UTILITY), language (id), the text, and an invented example of each variable: all
    that the Twilio console asks for.
    """
    with office() as house:
        notices = approved.list_templates(house)
    for one in notices:
        if (missing and one.sids) or (residents and one.audience is not Audience.RESIDENT):
            continue
        _show(one)


def _show(one: approved.NoticeTemplates) -> None:
    sids = ", ".join(f"{language} {sid}" for language, sid in one.sids)
    click.echo(f"{one.notice} (to {one.audience}): {sids or 'no template'}")
    click.echo(f"    category {approved.CATEGORY}, language {TEMPLATE_LANGUAGE}")
    for line in one.body.splitlines():
        click.echo(f"    | {line}")
    for place, (name, example) in enumerate(one.examples, 1):
        click.echo(f"    {{{{{place}}}}} {name}, for example: {example}")


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
