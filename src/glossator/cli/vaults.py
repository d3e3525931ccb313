"""Folders of Markdown notes on the disk."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from glossator.cli.options import Failure

_BASE = Path(".glossator/base.json")
_LARGEST = 64 << 20  # bytes of all files: far more than notes ever are


def write_vault(reply: dict[str, Any], folder: Path | None, *, force: bool) -> None:
    """Write the files of a folder of notes, and what they were written with.

    Files that were changed since they were written are left alone, unless `force`.

    Raises:
        Failure: no folder was named, a file was changed there, or it cannot be written.
    """
    if folder is None:
        raise Failure("Say into which folder: --to vault -o FOLDER.")
    files: dict[str, str] = reply["files"]
    if not force:
        _refuse_changed(folder, files)
    try:
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_file() or file.read_bytes() != text.encode():
                file.write_bytes(text.encode())
        base = folder / _BASE
        base.parent.mkdir(exist_ok=True)
        base.write_text(json.dumps(reply["base"], ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise Failure(
            f"{folder} cannot be written ({error.strerror}). Choose another place."
        ) from error
    click.echo(f"Wrote {len(files)} files into {folder}.", err=True)


def read_vault(folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """Read the Markdown files of a folder, and what they were written with.

    Raises:
        Failure: it cannot be read, or is far too large.
    """
    if not folder.is_dir():
        raise Failure(f"There is no folder {folder}. Nothing was changed.")
    files: dict[str, str] = {}
    size = 0
    for file in sorted(folder.rglob("*.md")):
        relative = file.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or file.is_symlink():
            continue
        size += file.stat().st_size
        if size > _LARGEST:
            raise Failure(f"{folder} holds more than 64 MB of Markdown. Nothing was changed.")
        try:
            files[relative.as_posix()] = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            click.echo(f"{file} was passed over: it cannot be read as text ({error}).", err=True)
    return files, _read_base(folder)


def _read_base(folder: Path) -> dict[str, Any]:
    """Read what a folder was written with; {} where that is missing."""
    try:
        base = json.loads((folder / _BASE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        click.echo(
            f"{_BASE} is missing in {folder}: every difference is shown as a conflict.", err=True
        )
        return {}
    except (OSError, ValueError) as error:
        raise Failure(
            f"{folder / _BASE} cannot be read ({error}). Take it away to have every difference "
            "shown as a conflict. Nothing was changed."
        ) from error
    return base if isinstance(base, dict) else {}


def _refuse_changed(folder: Path, files: dict[str, str]) -> None:
    if not (folder / _BASE).is_file():
        there = [path for path in files if (folder / path).exists()]
        if there:
            raise Failure(
                f"{folder / there[0]} is there already and was not written by this program. "
                "Choose an empty folder, or write over it with --force. Nothing was written."
            )
        return
    known = _read_base(folder).get("files", {})
    changed = [
        path
        for path, text in files.items()
        if (folder / path).is_file() and _hash(folder / path) not in (known.get(path), _of(text))
    ]
    if changed:
        raise Failure(
            f"{len(changed)} of these files were changed since they were written, such as "
            f"{changed[0]}. Take the changes home first (glossator import-notes {folder}), or "
            "write over them with --force. Nothing was written."
        )


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
