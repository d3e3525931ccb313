"""The command that serves a library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from glossator.cli.options import library_option

PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@library_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Listen there; else the first free port from 8420 on.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--listen",
    metavar="ADDR",
    help="Let other devices in the house in, at this address of this machine (192.168.1.20, or "
    "0.0.0.0 for all), by a code and over TLS.",
)
@click.option(
    "--host", "hosts", multiple=True, help="A further name by which they find this machine."
)
@click.option("--certificate", type=PEM, help="A certificate of your own for them (PEM).")
@click.option("--key", type=PEM, help="The private key of that certificate.")
def serve(
    folder: Path,
    port: int | None,
    open_browser: bool,
    listen: str | None,
    hosts: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
) -> None:
    """Serve the library on this machine, until stopped with Ctrl+C."""
    from glossator.library.opening import find_owner, open_library  # only this command's
    from glossator.model.errors import LibraryInUseError
    from glossator.web.remote import ask_owner
    from glossator.web.server import ForDevices, Ready
    from glossator.web.server import serve as serve_library

    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key belong together.")
    own = (certificate, key) if certificate and key else None
    for_devices = ForDevices(listen, hosts, own) if listen else None
    if for_devices is None and (hosts or own):
        raise click.UsageError("--host, --certificate and --key are for --listen.")

    def say_ready(ready: Ready) -> None:
        if ready.household.addresses:
            code = ready.household.devices.code().digits
            _say_for_devices(ready.household.addresses, code, ready.household.fingerprint)
        say(ready.address)

    def say(address: str) -> None:
        click.echo(f"Glossator is open at {address}")
        click.echo("The address lets one browser in, once. Stop with Ctrl+C.")
        sys.stdout.flush()
        if open_browser:
            _open_browser(address)

    try:
        with open_library(folder) as opened:
            serve_library(opened, port, say_ready, for_devices)
    except LibraryInUseError:
        owner = find_owner(folder)
        if owner is None:
            raise
        token = ask_owner(owner, "launch", {})["token"]
        click.echo("This library is open already; here is another way in.")
        if for_devices:
            click.echo(
                "It was started without --listen, or with another: stop it (Ctrl+C where it "
                "runs) and start it again to let other devices in.",
                err=True,
            )
        say(f"{owner.address}/#launch={token}")


def _say_for_devices(addresses: Sequence[str], code: str, fingerprint: str) -> None:
    click.echo(f"Other devices find it at {' or '.join(addresses)}")
    click.echo(f"The code to type there, once, within five minutes: {code}")
    click.echo("Their browser will say that it does not know the certificate. Its fingerprint is")
    click.echo(f"  {fingerprint}")
    click.echo("More codes, and who is paired: on the page, under Devices.")


def _open_browser(address: str) -> None:
    import os  # only where a browser is wanted
    import webbrowser

    has_display = sys.platform in {"win32", "darwin"} or any(
        name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_display:
        webbrowser.open(address)


COMMANDS = (serve,)
