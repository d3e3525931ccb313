"""The command on what was done in a library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from glossator.cli.options import json_option, library_option
from glossator.cli.printing import print_json
from glossator.cli.running import run_on_library


@click.command()
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="How many steps to list.",
)
@library_option
@json_option
def history(limit: int, folder: Path, as_json: bool) -> None:
    """List what was done, the latest step first."""
    reply = run_on_library(folder, "history", {"limit": limit})
    if as_json:
        print_json(reply)
        return
    for step in reply:
        undone = f" (undone {_local(step['undone'])})" if step["undone"] else ""
        click.echo(f"{_local(step['time'])}  {step['label']}{undone}")
    if not reply:
        click.echo("Nothing was done yet.")


def _local(time: str) -> str:
    """Give a time as the clock on the wall shows it: "2026-11-26 14:02"."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"


COMMANDS = (history,)
