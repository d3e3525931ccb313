"""Commands on books: import, list, print."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from glossator.cli.options import FILE, json_option, library_option
from glossator.cli.printing import ProgressLine, print_json
from glossator.cli.running import run_on_library


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@library_option
@click.option("--course", help="The course they belong to; else the first one.")
@click.option("--password", help="The password, for books that ask for one.")
@json_option
def import_files(
    files: tuple[Path, ...], folder: Path, course: str | None, password: str | None, as_json: bool
) -> None:
    """Import books: PDF, Word, ODT, RTF, HTML, Markdown, plain text."""
    arguments = {
        "files": [str(file.expanduser().absolute()) for file in files],
        "course": course,
        "password": password,
    }
    with ProgressLine() as progress:
        replies = run_on_library(folder, "import", arguments, progress.show)
    for reply, file in zip(replies, files, strict=True):
        reply["file"] = str(file)
    if as_json:
        print_json(replies)
    else:
        _print_imported(replies)
    if any(reply["status"] == "refused" for reply in replies):
        sys.exit(1)


@click.command()
@library_option
@json_option
def sources(folder: Path, as_json: bool) -> None:
    """List the sources."""
    replies = run_on_library(folder, "sources", {})
    if as_json:
        print_json(replies)
        return
    if not replies:
        click.echo("There are no sources yet. Import a book: glossator import FILE")
    for source in replies:
        click.echo(
            f"{source['title']}\n"
            f"    {source['kind'] or 'no file'}, {source['length']:,} characters, {source['id']}"
        )


@click.command()
@click.argument("source")
@library_option
@json_option
def text(source: str, folder: Path, as_json: bool) -> None:
    """Print the text of SOURCE; with --json also its blocks, pages and pinpoints."""
    reply = run_on_library(folder, "text", {"source": source})
    if as_json:
        print_json(reply)
    else:
        click.echo(reply["text"])


def _print_imported(replies: Iterable[dict[str, Any]]) -> None:
    said = {"imported": "Imported “{title}”", "known": "“{title}” was here already"}
    for reply in replies:
        if reply["status"] in said:
            click.echo(said[reply["status"]].format(**reply) + ".")
        for problem in reply["problems"]:
            click.echo(problem if reply["status"] == "refused" else f"    {problem}", err=True)


COMMANDS = (import_files, sources, text)
