"""The command on scans."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from glossator.cli.options import Failure, json_option, library_option
from glossator.cli.printing import ProgressLine, print_json
from glossator.cli.running import run_on_library

_UNDER_WAY = frozenset({"waiting", "reading"})
_LOOK_EVERY_SECONDS = 2.0


@click.command()
@click.argument("source")
@click.option(
    "--pages", default="", metavar="A-B", help="Which pages of the file; else all without text."
)
@click.option("--language", help="What tesseract calls it: eng, deu+lat; else that of the source.")
@click.option("--password", help="The password, for a book that asks for one.")
@library_option
@json_option
def recognise(folder: Path, as_json: bool, **arguments: Any) -> None:
    """Recognise the text of SOURCE, a scan; stopped with Ctrl+C it goes on next time."""
    from glossator.library.opening import find_owner  # only this command's

    is_served = find_owner(folder) is not None
    arguments["wait_seconds"] = _LOOK_EVERY_SECONDS if is_served else None
    with ProgressLine("Recognising") as line:
        while True:
            reply = run_on_library(folder, "recognise", arguments, line.show)
            if reply["state"] not in _UNDER_WAY:
                break
            line.show(reply["title"], reply["done"], reply["total"])
    _tell(reply, as_json=as_json)


def _tell(reply: dict[str, Any], *, as_json: bool) -> None:
    is_done = reply["state"] == "recognised"
    if as_json:
        print_json(reply)
    elif is_done:
        pages = "1 page" if reply["done"] == 1 else f"{reply['done']} pages"
        click.echo(f"Recognised {pages} of {reply['title']}.")
        for problem in reply["problems"]:
            click.echo(problem, err=True)
    else:
        said = " ".join(reply["problems"]) or "It was paused."
        raise Failure(f"{reply['done']} of {reply['total']} pages are recognised. {said}")
    if not is_done:
        sys.exit(1)


COMMANDS = (recognise,)
