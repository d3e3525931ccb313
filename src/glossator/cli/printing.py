"""What is printed, and where to."""

from __future__ import annotations

import json
import sys

import click


class ProgressLine:
    """A progress line on standard error; silent when that is no terminal."""

    def __init__(self, verb: str = "Reading") -> None:
        self._verb = verb
        self._is_shown = sys.stderr.isatty()
        self._last = ""

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._last:
            sys.stderr.write("\r" + " " * len(self._last) + "\r")

    def show(self, file: str, done: int, total: int) -> None:
        """Show how far a file is."""
        if not self._is_shown:
            return
        share = f"{100 * done // total:3d} %" if total else "…"
        line = f"{self._verb} {file} {share}"
        sys.stderr.write("\r" + line.ljust(len(self._last)))
        sys.stderr.flush()
        self._last = line


def marks_in_words(count: int) -> str:
    """Say how many marks: "1 mark", "2 marks"."""
    return "1 mark" if count == 1 else f"{count} marks"


def as_json_text(reply: object) -> str:
    """Write JSON as UTF-8 can hold it: a file name that is no UTF-8 stays as escapes."""
    text = json.dumps(reply, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode()


def print_json(reply: object) -> None:
    """Print a reply as JSON."""
    click.echo(as_json_text(reply))
