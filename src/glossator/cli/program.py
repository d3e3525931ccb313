"""The program: the group of all commands."""

from __future__ import annotations

from typing import Any

import click

from glossator import __version__
from glossator.cli import (
    books,
    history,
    inbox,
    keeping,
    marking,
    notes,
    offers,
    packing,
    pens,
    salvaging,
    scans,
    serving,
    sharing,
    topics,
)
from glossator.cli.options import Failure
from glossator.model.errors import GlossatorError


class Commands(click.Group):
    """The group of commands: turns a GlossatorError into a sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GlossatorError as error:
            raise Failure(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="glossator")
def main() -> None:
    """Mark books with your own pens; get neat notes made from the marks."""


for _topic in (
    serving,
    books,
    scans,
    marking,
    history,
    inbox,
    offers,
    topics,
    notes,
    pens,
    keeping,
    sharing,
    packing,
    salvaging,
):
    for _command in _topic.COMMANDS:
        main.add_command(_command)
