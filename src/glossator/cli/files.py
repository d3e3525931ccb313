"""Files that a command reads and writes for the reader."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.cli.options import Failure


def read_file(file: Path) -> bytes:
    """Read a file that the reader named.

    Raises:
        Failure: it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise Failure(f"{file} cannot be read ({error.strerror}). Nothing was changed.") from error


def write_out(data: bytes, output: Path | None) -> None:
    """Write to a file, or to standard output where none is named.

    Raises:
        Failure: it cannot be written.
    """
    if output is None:
        sys.stdout.buffer.write(data if data.endswith(b"\n") else data + b"\n")
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise Failure(
            f"{output} cannot be written ({error.strerror}). Choose another place."
        ) from error
    click.echo(f"Wrote {output}.", err=True)
