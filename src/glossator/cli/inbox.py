"""The command on marks of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossator.cli.options import json_option, library_option
from glossator.cli.printing import marks_in_words, print_json
from glossator.cli.running import run_on_library


@click.command()
@click.argument("source")
@click.option(
    "--adopt",
    multiple=True,
    metavar="COLOUR=PEN",
    help="Sort the marks of a colour in with a pen: yellow=Rule, '#ffff00=Rule', none=Rule.",
)
@library_option
@json_option
def inbox(source: str, adopt: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """List the marks that another program left in SOURCE, or sort them in."""
    reply = run_on_library(folder, "inbox", {"source": source, "adopt": list(adopt)})
    if as_json:
        print_json(reply)
        return
    if reply["sorted_in"]:
        click.echo(f"Sorted in {marks_in_words(reply['sorted_in'])}.")
    if not reply["waiting"]:
        click.echo(f"Nothing waits to be sorted in in {reply['title']}.")
    for group in reply["groups"]:
        click.echo(_described(group))


def _described(group: dict[str, Any]) -> str:
    """Describe a group: "  yellow (#ffff00) highlight by Ada: 14 marks, 3 with a comment"."""
    colour = f"{group['colour_name']} ({group['colour']})" if group["colour"] else "none"
    author = f" by {group['author']}" if group["author"] else ""
    comments = f", {group['comments']} with a comment" if group["comments"] else ""
    pen = f"; nearest pen: {group['pen']}" if group["pen"] else ""
    marks = marks_in_words(group["marks"])
    return f"  {colour} {group['kind']}{author}: {marks}{comments}{pen}"


COMMANDS = (inbox,)
