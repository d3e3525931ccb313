"""Commands for when something is lost: salvage, find-originals."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from glossator.cli.options import FOLDER, json_option, library_option
from glossator.cli.printing import ProgressLine, print_json
from glossator.cli.running import run_on_library


@click.command()
@library_option
@click.option(
    "-o", "--output", type=FOLDER, required=True, help="The new library's folder: new, or empty."
)
@click.option(
    "--from",
    "others",
    type=FOLDER,
    multiple=True,
    metavar="FOLDER",
    help="Look there too, for copies of the journal, originals and texts; repeatable.",
)
@json_option
def salvage(folder: Path, output: Path, others: tuple[Path, ...], as_json: bool) -> None:
    """Make a sound library of all that can be read of a damaged one, which is left as it is."""
    from glossator.library.salvaging import salvage_library  # only this command's

    with ProgressLine() as line:
        done = salvage_library(folder, output, others, line.show)
    if as_json:
        print_json(asdict(done))
        return
    for sentence in done.report:
        click.echo(sentence)
    click.echo(f"The new library is {output}: `glossator serve --library {output}` opens it.")


@click.command("find-originals")
@click.argument("where", metavar="FOLDER", type=FOLDER)
@library_option
@json_option
def find_originals(where: Path, folder: Path, as_json: bool) -> None:
    """Look in FOLDER, and all folders in it, for originals that are missing, and put them back."""
    with ProgressLine("Looking at") as line:
        reply = run_on_library(
            folder, "find-originals", {"folder": str(where.expanduser().absolute())}, line.show
        )
    if as_json:
        print_json(reply)
    else:
        _tell(reply["found"], reply["missing"])
    if reply["missing"]:
        sys.exit(1)


def _tell(found: list[dict[str, str]], missing: list[dict[str, str]]) -> None:
    for one in found:
        click.echo(f"Found “{one['file']}” of {one['title']} and put it back.")
    for one in missing:
        click.echo(f"“{one['file']}” of {one['title']} was not found there.")
    if not (found or missing):
        click.echo("No original is missing.")


COMMANDS = (salvage, find_originals)
