"""The command that serves a library."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.cli.options import library_option


@click.command()
@library_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Listen there; else the first free port from 8420 on.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
def serve(folder: Path, port: int | None, open_browser: bool) -> None:
    """Serve the library on this machine, until stopped with Ctrl+C."""
    from glossator.library.opening import find_owner, open_library  # only this command's
    from glossator.model.errors import LibraryInUseError
    from glossator.web.remote import ask_owner
    from glossator.web.server import serve as serve_library

    def say(address: str) -> None:
        click.echo(f"Glossator is open at {address}")
        click.echo("The address lets one browser in, once. Stop with Ctrl+C.")
        sys.stdout.flush()
        if open_browser:
            _open_browser(address)

    try:
        with open_library(folder) as opened:
            serve_library(opened, port, say)
    except LibraryInUseError:
        owner = find_owner(folder)
        if owner is None:
            raise
        token = ask_owner(owner, "launch", {})["token"]
        click.echo("This library is open already; here is another way in.")
        say(f"{owner.address}/#launch={token}")


def _open_browser(address: str) -> None:
    import os  # only where a browser is wanted
    import webbrowser

    has_display = sys.platform in {"win32", "darwin"} or any(
        name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_display:
        webbrowser.open(address)


COMMANDS = (serve,)
