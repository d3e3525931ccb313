"""Commands on books: import, list, print."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from glossator.cli.files import read_file, write_out
from glossator.cli.options import FILE, Failure, json_option, library_option
from glossator.cli.piles import list_books
from glossator.cli.printing import ProgressLine, print_json
from glossator.cli.running import run_on_library

ASK = "-ask-"
"""What stands for a password that is to be asked for."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@library_option
@click.option("--course", help="The course they belong to; else the first one.")
@click.option(
    "--as-edition-of",
    "edition_of",
    metavar="SOURCE",
    help="Make the file a further text of this source, not a source of its own.",
)
@click.option(
    "--password",
    is_flag=False,
    flag_value=ASK,
    help="The password, for books that ask for one; without a value it is asked for.",
)
@click.option("--password-file", type=FILE, help="Read the password from this file's first line.")
@json_option
def import_files(
    files: tuple[Path, ...],
    folder: Path,
    course: str | None,
    edition_of: str | None,
    password: str | None,
    password_file: Path | None,
    as_json: bool,
) -> None:
    """Import books: PDF, Word, ODT, RTF, HTML, text; of a folder, all that are in it."""
    books = list_books(files)
    if not books:
        raise Failure(f"There is no book in {', '.join(map(str, files))}: nothing was imported.")
    arguments = {
        "files": [str(book.absolute()) for book in books],
        "course": course,
        "password": _find_password(password, password_file),
        "edition_of": edition_of,
    }
    with ProgressLine() as progress:
        replies = run_on_library(folder, "import", arguments, progress.show)
    for reply, book in zip(replies, books, strict=True):
        reply["file"] = str(book)
    if as_json:
        print_json(replies)
    else:
        _print_imported(replies)
    if any(reply["status"] == "refused" for reply in replies):
        sys.exit(1)


def _find_password(given: str | None, file: Path | None) -> str | None:
    if file is not None:
        return read_file(file).decode("utf-8", "replace").split("\n")[0].rstrip("\r")
    if given == ASK:
        return str(click.prompt("Password", hide_input=True, err=True))
    return given


@click.command("add-book")
@click.argument("title")
@click.option("--author", "authors", multiple=True, help="'Family, Given'; repeatable.")
@click.option("--kind", default="book", help="What it is: book, chapter, legal_case …")
@click.option("--year", "issued", default="", help="When it came out.")
@click.option("--course", help="The course it belongs to; else the first one.")
@library_option
@json_option
def add_book(folder: Path, as_json: bool, **arguments: Any) -> None:
    """Add a book without a file, TITLE, to be marked by its printed pages."""
    reply = run_on_library(folder, "add-book", {**arguments, "authors": list(arguments["authors"])})
    if as_json:
        print_json(reply)
    else:
        click.echo(f"Added “{reply['title']}” ({reply['id']}).")


@click.command()
@click.option("--bibtex", "format_name", flag_value="bibtex", help="Write them as BibTeX.")
@click.option("--ris", "format_name", flag_value="ris", help="Write them as RIS.")
@click.option("--csl", "format_name", flag_value="csl", help="Write them as CSL JSON.")
@click.option("--course", help="Only the sources of this course.")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
@library_option
@json_option
def sources(
    folder: Path,
    format_name: str | None,
    course: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """List the sources, or write what is known of them for a citation manager."""
    if format_name is not None:
        asked = {"format": format_name, "course": course}
        reply = run_on_library(folder, "references", asked)
        write_out(reply["text"].encode(), output)
        for sentence in reply["report"]:
            click.echo(sentence, err=True)
        return
    replies = run_on_library(folder, "sources", {"course": course})
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


COMMANDS = (import_files, add_book, sources, text)
