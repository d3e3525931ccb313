"""The command that writes notes."""

from __future__ import annotations

import base64
from pathlib import Path

import click

from glossator.cli.files import write_out
from glossator.cli.options import FILE, json_option, library_option
from glossator.cli.printing import as_json_text
from glossator.cli.running import run_on_library


@click.command()
@click.argument("form")
@click.argument("scope", metavar="[SOURCE|COURSE]", required=False)
@click.option(
    "--to",
    type=click.Choice(["md", "html", "pdf", "json"]),
    default="md",
    show_default=True,
    help="The format.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The paper of a PDF.",
)
@click.option("-o", "--output", type=FILE, help="Write to this file.")
@library_option
@json_option
def notes(
    form: str,
    scope: str | None,
    to: str,
    paper: str,
    output: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Write the notes FORM (brief, outline, glossary …) of a source or a course."""
    kind = "json" if as_json else to
    reply = run_on_library(
        folder, "notes", {"form": form, "scope": scope, "to": kind, "paper": paper}
    )
    if kind == "json":
        write_out(as_json_text(reply["notes"]).encode(), output)
    else:
        write_out(base64.b64decode(reply["base64"]), output)


COMMANDS = (notes,)
