"""Commands by which a library is shared with other computers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossator.cli.options import Failure, json_option, library_option
from glossator.cli.printing import print_json
from glossator.cli.running import run_on_library

_NAME = click.option("--name", default="", help="What this one is called there (default: its own).")
_CODE = click.option("--code", help="The code that stands on the other computer, under Devices.")
_FINGERPRINT = click.option(
    "--fingerprint", default="", help="Of the other computer's certificate, as it stands there."
)
_WITH = "[FOLDER|ADDRESS]"


@click.command()
@click.argument("shared", required=False, metavar=_WITH)
@_NAME
@_CODE
@_FINGERPRINT
@click.option("--off", is_flag=True, help="Share no longer; everything stays where it is.")
@library_option
@json_option
def share(
    shared: str | None,
    name: str,
    code: str | None,
    fingerprint: str,
    off: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Share the library by a folder that some program carries, or directly with a computer.

    FOLDER is one that a program such as Syncthing carries between computers,
    ADDRESS where another computer that has the library listens (https://…).
    """
    if shared is not None and _is_address(shared):
        reply = _share_directly(folder, shared, code, (name, fingerprint), off=off)
    else:
        wanted = str(Path(shared).expanduser().absolute()) if shared else None
        reply = run_on_library(folder, "share", {"folder": wanted, "name": name, "off": off})
    if as_json:
        print_json(reply)
    else:
        _say(reply)


@click.command()
@click.argument("shared", metavar=_WITH)
@_NAME
@_CODE
@_FINGERPRINT
@library_option
@json_option
def join(
    shared: str, name: str, code: str | None, fingerprint: str, folder: Path, as_json: bool
) -> None:
    """Begin a library on this computer as a part of one that another computer shares.

    FOLDER is the one that it is shared by, ADDRESS where the other computer listens.
    """
    from glossator.library.joined import join_directly, join_library  # only this command's

    if _is_address(shared):
        from glossator.web.peers import connect, pair_with  # only where it is spoken to

        peer = pair_with(shared, _required(code), name, fingerprint)
        reply = join_directly(folder, peer, connect)
    else:
        reply = join_library(folder, Path(shared).expanduser().absolute(), name)
    if as_json:
        print_json(reply)
    else:
        _say(reply)


@click.command()
@library_option
@json_option
def sync(folder: Path, as_json: bool) -> None:
    """Exchange with the shared folder, and with the other computers, what each lacks."""
    from glossator.library.sharing import sharing_of  # only this command's
    from glossator.web.peers import connect

    reply = run_on_library(
        folder, "sync", {}, prepare=lambda library: sharing_of(library).speak_by(connect)
    )
    if as_json:
        print_json(reply)
    else:
        _say(reply)


def _is_address(shared: str) -> bool:
    return "://" in shared


def _required(code: str | None) -> str:
    if not code:
        raise Failure(
            "Type the code that stands on the other computer, under Devices: --code 12345678."
        )
    return code


def _share_directly(
    folder: Path, address: str, code: str | None, called: tuple[str, str], *, off: bool
) -> Any:
    from glossator.library.sharing import sharing_of  # only where it is spoken to
    from glossator.web.peers import connect, pair_with

    asked: dict[str, Any] = {"address": address, "off": off}
    if not off:
        peer = pair_with(address, _required(code), *called)
        asked |= {"fingerprint": peer.fingerprint, "cookie": peer.cookie}
    return run_on_library(
        folder, "peer", asked, prepare=lambda library: sharing_of(library).speak_by(connect)
    )


def _say(reply: dict[str, Any]) -> None:
    if "folder" in reply:
        where = f"by {reply['folder']}, as “{reply['name']}”" if reply["folder"] else "by no folder"
        click.echo(f"The library is shared {where}.")
    if "received" in reply:
        _say_exchanged("", reply)
    for device in reply.get("devices", ()):
        click.echo(f"{device['name']}: here last {device['seen']}")
    for computer in reply.get("computers", ()):
        _say_exchanged(f"{computer['address']}: ", computer)
        if computer["problem"]:
            click.echo(computer["problem"], err=True)
    for problem in reply.get("problems", ()):
        click.echo(problem, err=True)


def _say_exchanged(who: str, reply: dict[str, Any]) -> None:
    click.echo(
        f"{who}Received {reply['received']} changes and {reply['books']} files of books, "
        f"sent {reply['sent']} changes."
    )


COMMANDS = (share, join, sync)
