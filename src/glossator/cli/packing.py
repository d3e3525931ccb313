"""Commands that pack a library into one file, unpack it, and take a pack in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossator.cli.options import FILE, json_option, library_option
from glossator.cli.printing import ProgressLine, print_json
from glossator.cli.running import run_on_library


@click.command()
@click.argument("course", required=False)
@click.option("-o", "--output", type=FILE, required=True, help="The zip to write.")
@library_option
@json_option
def pack(course: str | None, output: Path, folder: Path, as_json: bool) -> None:
    """Pack the library, or one COURSE of it, into a zip that anybody can read."""
    asked = {"output": str(output.expanduser().absolute()), "course": course}
    with ProgressLine("Packing") as line:
        reply = run_on_library(folder, "pack", asked, line.show)
    if as_json:
        print_json(reply)
        return
    click.echo(
        f"Packed {reply['sources']} sources and {reply['operations']} operations into {output}."
    )
    if reply["missing"]:
        click.echo(f"{len(reply['missing'])} files of books are missing in this library.", err=True)


@click.command()
@click.argument("file", type=FILE)
@library_option
@json_option
def unpack(file: Path, folder: Path, as_json: bool) -> None:
    """Make a new library (--library DIR) from a packed one."""
    from glossator.library.unpacking import unpack as unpack_library  # only this command's

    with ProgressLine("Unpacking") as line:
        unpacked = unpack_library(file.expanduser().absolute(), folder, line.show)
    reply = {"name": unpacked.name, "operations": unpacked.added, **_books(unpacked)}
    if as_json:
        print_json({**reply, "same": unpacked.same})
        return
    click.echo(f"Unpacked “{unpacked.name}” into {folder}: {unpacked.added} operations.")
    if unpacked.same:
        click.echo("It is as it was when it was packed.")
    _say_missing(reply)


@click.command()
@click.argument("file", type=FILE)
@library_option
@json_option
def merge(file: Path, folder: Path, as_json: bool) -> None:
    """Take in what FILE, packed on another computer from the same library, has more."""
    with ProgressLine("Reading") as line:
        asked = {"file": str(file.expanduser().absolute())}
        reply = run_on_library(folder, "merge", asked, line.show)
    if as_json:
        print_json(reply)
        return
    click.echo(f"Received {reply['added']} operations and {reply['books']} files of books.")
    _say_missing(reply)


def _books(unpacked: Any) -> dict[str, int]:
    return {"books": unpacked.books, "missing": unpacked.missing}


def _say_missing(reply: dict[str, Any]) -> None:
    if reply["missing"]:
        click.echo(
            f"{reply['missing']} files of books were not in it. Marks and notes are all there.",
            err=True,
        )


COMMANDS = (pack, unpack, merge)
