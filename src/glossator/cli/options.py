"""What many commands share: options, argument types, and how a failure is told."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from glossator.cli.printing import print_json
from glossator.model.errors import GlossatorError

FOLDER = click.Path(path_type=Path)
# Whether a file is there and may be read is for the command to say, in its own words.
FILE = click.Path(path_type=Path, readable=False)


class Failure(click.ClickException):
    """What was asked for could not be done: one sentence on standard error, exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence."""
        click.echo(self.format_message(), file=file or sys.stderr)


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --library."""
    return click.option(
        "--library",
        "folder",
        type=FOLDER,
        envvar="GLOSSATOR_LIBRARY",
        default=Path("~/Glossator"),
        show_default=True,
        help="The library's folder; also from the setting GLOSSATOR_LIBRARY.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json; with it, a failure is printed as {"error": sentence} too."""

    @functools.wraps(command)
    def run(as_json: bool, **arguments: Any) -> Any:
        try:
            return command(as_json=as_json, **arguments)
        except (GlossatorError, Failure) as error:
            if as_json:
                print_json({"error": str(error)})
            raise

    return click.option("--json", "as_json", is_flag=True, help="Print the reply as JSON.")(run)
