"""Commands on the library as a whole: check, fold anew, the sample."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glossator.cli.options import json_option, library_option
from glossator.cli.printing import ProgressLine, marks_in_words, print_json
from glossator.cli.running import run_on_library
from glossator.model.errors import GlossatorError

if TYPE_CHECKING:
    from glossator.library.checking import Report


_MENDED = {
    "derived": "What is shown was made anew from the log (the table {}).",
    "original": "The original {} lay under another name and has its own again.",
    "edition": "The text of a book, editions/{}, was read from its original again.",
    "folder": "The folder {}/ was made.",
    "left-over": "{}, left by a write that was broken off, was deleted.",
}


@click.command()
@click.option(
    "--deep",
    is_flag=True,
    help="Also read every original, edition and copy and compare hashes.",
)
@click.option("--mend", is_flag=True, help="Mend what can be made anew from what is sound.")
@library_option
@json_option
def check(deep: bool, mend: bool, folder: Path, as_json: bool) -> None:
    """Tell whether the library is sound."""
    from glossator.library.checking import examine_library  # only this command's

    with ProgressLine("Checking") as line:
        report = examine_library(folder, deep=deep, on_progress=line.show)
        mended: list[str] = []
        problems: list[str] = []
        if mend and any(finding.is_mendable for finding in report.findings):
            problems = _mend(folder, line, deep=deep)
            before, report = report, examine_library(folder, deep=deep, on_progress=line.show)
            mended = _vanished(before, report)
    if as_json:
        print_json(_as_json(report) | ({"mended": mended, "problems": problems} if mend else {}))
    else:
        _print(report, mended, problems)
    if report.findings:
        sys.exit(1)


def _mend(folder: Path, line: ProgressLine, *, deep: bool) -> list[str]:
    """Mend a library, here or in its owner; give why what was not."""
    try:
        problems: list[str] = run_on_library(folder, "mend", {"deep": deep}, line.show)["problems"]
    except GlossatorError as error:  # too damaged to be opened
        return [f"Nothing was mended. {error}"]
    return problems


def _vanished(before: Report, after: Report) -> list[str]:
    left = {(finding.kind, finding.thing) for finding in after.findings}
    gone = (one for one in before.findings if (one.kind, one.thing) not in left)
    return [_MENDED[one.kind].format(one.thing) for one in gone if one.kind in _MENDED]


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "sound": not report.findings,
        "findings": [finding.sentence for finding in report.findings],
        "details": [
            {
                "kind": finding.kind,
                "thing": finding.thing,
                "sentence": finding.sentence,
                "mendable": finding.is_mendable,
            }
            for finding in report.findings
        ],
        "notes": list(report.notes),
    }


def _print(report: Report, mended: Sequence[str], problems: Sequence[str]) -> None:
    for sentence in mended:
        click.echo(f"Mended: {sentence}")
    for finding in report.findings:
        click.echo(finding.sentence)
    for sentence in problems:
        click.echo(f"Not mended: {sentence}")
    if not report.findings:
        click.echo("The library is sound.")
    for note in report.notes:
        click.echo(note)


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
