"""The commands on pen systems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossator.cli.files import read_file, write_out
from glossator.cli.options import FILE, Failure, json_option, library_option
from glossator.cli.printing import print_json
from glossator.cli.running import run_on_library


@click.group(invoke_without_command=True)
@library_option
@click.option("--course", help="The course whose pens to list.")
@json_option
@click.pass_context
def pens(context: click.Context, folder: Path, course: str | None, as_json: bool) -> None:
    """List the pens of a course; or list, write and take in pen systems."""
    if context.invoked_subcommand is not None:
        return
    reply = run_on_library(folder, "pens", {"course": course})
    if as_json:
        print_json(reply)
        return
    click.echo(f"{reply['name']} ({reply['file']})")
    if reply["problem"]:
        click.echo(reply["problem"])
    for pen in reply["pens"]:
        retired = " (retired)" if pen["retired"] else ""
        click.echo(
            f"  {pen['key'] or '-'}  {pen['letter']:<2} {pen['name']}{retired}: {pen['meaning']}"
        )


@pens.command("list")
@library_option
@json_option
def list_systems(folder: Path, as_json: bool) -> None:
    """List the pen systems, the courses that use them, and their pens."""
    reply = run_on_library(folder, "pens-list", {})
    if as_json:
        print_json(reply)
        return
    if not reply["pen_systems"]:
        click.echo("There are no pens yet: they come with the first course.")
    for system in reply["pen_systems"]:
        click.echo(_described(system))


@pens.command("export")
@click.argument("system")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
@library_option
def export_system(system: str, output: Path | None, folder: Path) -> None:
    """Write the pens of SYSTEM (its id, its name or its course's) as a file to share."""
    reply = run_on_library(folder, "pens-export", {"system": system})
    write_out(reply["text"].encode(), output)


@pens.command("import")
@click.argument("file", type=FILE)
@library_option
@json_option
def import_system(file: Path, folder: Path, as_json: bool) -> None:
    """Take in the pen system in FILE; a course can then use it."""
    try:
        text = read_file(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{file.name} is not UTF-8 text, so no pens were imported.") from error
    reply = run_on_library(folder, "pens-import", {"file_name": file.name, "text": text})
    if as_json:
        print_json(reply)
    else:
        click.echo(f"Imported the pens {reply['name']} as {reply['id']}.")


def _described(system: dict[str, Any]) -> str:
    """Describe a system: "criminal-law: Case brief, 10 pens (Criminal Law)" and its pens."""
    courses = ", ".join(system["courses"]) or "no course"
    in_use = [pen for pen in system["pens"] if not pen["retired"]]
    lines = [f"  {pen['key'] or '-'} {pen['letter']:<2} {pen['name']}" for pen in in_use]
    return "\n".join([f"{system['id']}: {system['name']} ({courses})", *lines])


COMMANDS = (pens,)
