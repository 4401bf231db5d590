"""The command `sambung`."""

from __future__ import annotations

import click

from bot.commands.brochures import brochures
from bot.commands.case import case
from bot.commands.catalogue import catalogue
from bot.commands.demo import demo
from bot.commands.doctor import doctor
from bot.commands.parked import parked
from bot.commands.preview import preview
from bot.commands.privacy import privacy
from bot.commands.registry import registry
from bot.commands.running import migrate, serve, web, work
from bot.commands.staff import staff
from bot.commands.templates import templates

COMMANDS = (
    demo, serve, web, work, migrate, doctor, staff, case, parked, templates, catalogue, brochures,
    registry, privacy, preview,
)  # fmt: skip


class _InOrder(click.Group):
    """Lists the commands in the order in which a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they were added."""
        del ctx
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sambung")
def main() -> None:
    """Sambung: residents report by WhatsApp or Telegram, the city's social service answers.

    \b
    Try it, without any setting:
      sambung demo
    Run it for a city (docs/settings.md says what to set):
      sambung doctor
      sambung serve
    Add the first people:
      sambung staff --help
    """


for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main()
