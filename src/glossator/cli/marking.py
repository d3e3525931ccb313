"""Commands on pens and marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossator.cli.files import read_file, write_out
from glossator.cli.options import FILE, json_option, library_option
from glossator.cli.printing import marks_in_words, print_json
from glossator.cli.running import run_on_library


@click.command()
@click.argument("source")
@click.option("--pen", required=True, help="The pen, by name or id.")
@click.option("--quote", required=True, help="The words to mark, as they stand in the text.")
@click.option(
    "--near",
    type=click.IntRange(0),
    help="Which occurrence: the one nearest to this offset, in code points.",
)
@click.option("--own-words", default="", help="The passage in your own words.")
@click.option("--comment", default="", help="What you think of it.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    help="A topic's path, 'Homicide > Murder'; made on the fly; repeatable.",
)
@click.option(
    "--more",
    multiple=True,
    help="The words of a further passage of the same mark; repeatable.",
)
@click.option(
    "--importance",
    type=click.IntRange(0, 3),
    default=0,
    help="How important it is, from 0 to 3.",
)
@click.option(
    "--page",
    help="Where it stands in the printed book: the page, or what --scheme says. Needs no file.",
)
@click.option(
    "--scheme",
    default="printed-page",
    help="What --page counts: printed-page, paragraph, star-page:REPORTER, footnote or line.",
)
@library_option
@json_option
def mark(folder: Path, as_json: bool, **arguments: Any) -> None:
    """Mark a passage of SOURCE."""
    lists = {"topics": list(arguments["topics"]), "more": list(arguments["more"])}
    reply = run_on_library(folder, "mark", {**arguments, **lists})
    if as_json:
        print_json(reply)
    elif reply["start"] is None:
        click.echo(
            f"Marked at {reply['place']} of the printed book, with no place in a text yet "
            f"({reply['id']})."
        )
    else:
        click.echo(f"Marked characters {reply['start']} to {reply['end']} ({reply['id']}).")


@click.command("annotations")
@click.option("--source", help="Only the annotations of this source.")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
@library_option
@json_option
def print_annotations(source: str | None, output: Path | None, folder: Path, as_json: bool) -> None:
    """Print every annotation as W3C Web Annotation JSON-LD."""
    del as_json  # it is JSON either way
    write_out(run_on_library(folder, "annotations", {"source": source}).encode(), output)


@click.command()
@click.option("--source", help="Only the annotations of this source.")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
@library_option
@json_option
def export(source: str | None, output: Path | None, folder: Path, as_json: bool) -> None:
    """Export all annotations with pens, topics and sources (JSON-LD, lossless)."""
    del as_json  # it is JSON either way
    write_out(run_on_library(folder, "annotations", {"source": source}).encode(), output)


@click.command("import-annotations")
@click.argument("file", type=FILE)
@library_option
@json_option
def import_annotations(file: Path, folder: Path, as_json: bool) -> None:
    """Import annotations from a JSON-LD FILE."""
    dump = read_file(file).decode("utf-8", "replace")
    reply = run_on_library(folder, "import-annotations", {"text": dump})
    if as_json:
        print_json(reply)
        return
    click.echo(f"Added {marks_in_words(reply['added'])}; {reply['known']} were here already.")
    for sentence in reply["report"]:
        click.echo(sentence)


COMMANDS = (mark, print_annotations, export, import_annotations)
