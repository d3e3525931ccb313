"""Commands on the library as a whole: check, fold anew, the sample."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.cli.options import json_option, library_option
from glossator.cli.printing import marks_in_words, print_json
from glossator.cli.running import run_on_library


@click.command()
@click.option(
    "--deep", is_flag=True, help="Also read every original and edition and compare hashes."
)
@library_option
@json_option
def check(deep: bool, folder: Path, as_json: bool) -> None:
    """Tell whether the library is sound."""
    from glossator.library.checking import check_library  # only this command's

    findings = check_library(folder, deep=deep)
    if as_json:
        print_json({"sound": not findings, "findings": findings})
    else:
        click.echo("The library is sound." if not findings else "\n".join(findings))
    if findings:
        sys.exit(1)


@click.command()
@library_option
@json_option
def refold(folder: Path, as_json: bool) -> None:
    """Make all that is derived from the journal anew, and say whether it was the same."""
    reply = run_on_library(folder, "refold", {})
    if as_json:
        print_json(reply)
    elif reply["differing"]:
        click.echo(f"{reply['differing']} derived rows differed from the journal and are mended.")
    else:
        click.echo(f"{reply['operations']} operations folded anew give the same.")


@click.command()
@library_option
@json_option
def sample(folder: Path, as_json: bool) -> None:
    """Add the sample course, when the library is empty."""
    reply = run_on_library(folder, "sample", {})
    if as_json:
        print_json(reply)
    elif reply["added"]:
        click.echo(f"Added the sample course with {marks_in_words(reply['added'])}.")
    else:
        click.echo("The library has a course already, so the sample was not added.")


@click.command()
@click.argument("thing", metavar="ID")
@click.option("--yes", is_flag=True, help="Do it; else only say what would be erased.")
@library_option
@json_option
def erase(thing: str, yes: bool, folder: Path, as_json: bool) -> None:
    """Erase a mark, a text in the notes or a source for good, backups included.

    ID is its id, as `annotations --json` and `list --json` give it. Unlike deleting,
    this cannot be undone: the words go from the journal, the files, the backups and,
    as they meet this one, from the other devices.
    """
    reply = run_on_library(folder, "erase", {"thing": thing, "yes": yes})
    if as_json:
        print_json(reply)
    elif yes:
        click.echo(f"Erased for good: {reply['words']}.")
    else:
        click.echo(f"This would erase for good: {reply['words']}. Add --yes to do it.")
    if not yes:
        sys.exit(1)


COMMANDS = (check, refold, sample, erase)
