"""The command that reads a source's file again in another way."""

from __future__ import annotations

from pathlib import Path

import click

from glossator.cli.options import json_option, library_option
from glossator.cli.printing import marks_in_words, print_json
from glossator.cli.running import run_on_library


@click.command("read-again")
@click.argument("source")
@click.option("--as", "way", type=click.Choice(["reader-view", "repair-encoding"]), required=True)
@library_option
@json_option
def read_again(source: str, way: str, folder: Path, as_json: bool) -> None:
    """Read the file of SOURCE again in a way that it offers.

    reader-view: the main part of a web page alone, without menus.
    repair-encoding: letters put right that were garbled by a wrong encoding.
    """
    reply = run_on_library(folder, "read-again", {"source": source, "way": way})
    if as_json:
        print_json(reply)
        return
    click.echo(f"{reply['title']} is read in a new text of {reply['length']:,} characters.")
    for sentence in reply["problems"]:
        click.echo(f"  {sentence}")
    if reply["lost"]:
        click.echo(f"{marks_in_words(reply['lost'])} have no place in it; they keep their words.")


COMMANDS = (read_again,)
