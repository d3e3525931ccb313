"""Commands by which a library is shared with other devices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossator.cli.options import FOLDER, json_option, library_option
from glossator.cli.printing import print_json
from glossator.cli.running import run_on_library


@click.command()
@click.argument("shared", type=FOLDER, required=False, metavar="[FOLDER]")
@click.option("--name", default="", help="What this device is called there (default: its own).")
@click.option("--off", is_flag=True, help="Share no longer; everything stays where it is.")
@library_option
@json_option
def share(shared: Path | None, name: str, off: bool, folder: Path, as_json: bool) -> None:
    """Share the library by a folder that a program such as Syncthing carries between devices."""
    wanted = str(shared.expanduser().absolute()) if shared else None
    reply = run_on_library(folder, "share", {"folder": wanted, "name": name, "off": off})
    if as_json:
        print_json(reply)
    elif not reply["folder"]:
        click.echo("The library is not shared by a folder.")
    else:
        click.echo(f"The library is shared by {reply['folder']}, as “{reply['name']}”.")
        _say_visit(reply)


@click.command()
@click.argument("shared", type=FOLDER, metavar="FOLDER")
@click.option("--name", default="", help="What this device is called there (default: its own).")
@library_option
@json_option
def join(shared: Path, name: str, folder: Path, as_json: bool) -> None:
    """Begin a library on this device as a part of one that is shared by FOLDER."""
    from glossator.library.joined import join_library  # only this command's

    reply = join_library(folder, shared.expanduser().absolute(), name)
    if as_json:
        print_json(reply)
    else:
        click.echo(f"The library {folder} is shared by {reply['folder']}, as “{reply['name']}”.")
        _say_visit(reply)


@click.command()
@library_option
@json_option
def sync(folder: Path, as_json: bool) -> None:
    """Take in what other devices have written to the shared folder, and write there what is new."""
    reply = run_on_library(folder, "sync", {})
    if as_json:
        print_json(reply)
    else:
        _say_visit(reply)


def _say_visit(reply: dict[str, Any]) -> None:
    if "received" not in reply:
        return
    click.echo(
        f"Received {reply['received']} changes and {reply['books']} files of books, "
        f"sent {reply['sent']} changes."
    )
    for device in reply["devices"]:
        click.echo(f"{device['name']}: here last {device['seen']}")
    for problem in reply["problems"]:
        click.echo(problem, err=True)


COMMANDS = (share, join, sync)
