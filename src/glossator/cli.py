"""The command line: each command a thin shell around `library.commands`.

Imports stand inside the commands so that each loads only what it needs
(`glossator --help` must be quick).
"""

from __future__ import annotations

import base64
import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glossator import __version__
from glossator.model.errors import GlossatorError

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER = click.Path(path_type=Path)
# Whether a file is there and may be read is for the command to say, in its own words.
_FILE = click.Path(path_type=Path, readable=False)
_JSON_HELP = "Print the reply as JSON."


class Failure(click.ClickException):
    """What was asked for could not be done: one sentence on standard error, exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence."""
        click.echo(self.format_message(), file=file or sys.stderr)


class Commands(click.Group):
    """The group of commands: turns a GlossatorError into a sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GlossatorError as error:
            raise Failure(str(error)) from error


def _library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--library",
        "folder",
        type=_FOLDER,
        envvar="GLOSSATOR_LIBRARY",
        default=Path("~/Glossator"),
        show_default=True,
        help="The library's folder; also from the setting GLOSSATOR_LIBRARY.",
    )(command)


def _json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json; with it, a failure is printed as {"error": sentence} too."""

    @functools.wraps(command)
    def run(as_json: bool, **arguments: Any) -> Any:
        try:
            return command(as_json=as_json, **arguments)
        except (GlossatorError, Failure) as error:
            if as_json:
                _print_json({"error": str(error)})
            raise

    return click.option("--json", "as_json", is_flag=True, help=_JSON_HELP)(run)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="glossator")
def main() -> None:
    """Mark books with your own pens; get neat notes made from the marks."""


@main.command()
@_library_option
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


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_library_option
@click.option("--course", help="The course they belong to; else the first one.")
@click.option("--password", help="The password, for books that ask for one.")
@_json_option
def import_files(
    files: tuple[Path, ...], folder: Path, course: str | None, password: str | None, as_json: bool
) -> None:
    """Import books: PDF, HTML, Markdown, plain text."""
    arguments = {
        "files": [str(file.expanduser().absolute()) for file in files],
        "course": course,
        "password": password,
    }
    with _Progress() as progress:
        replies = _run(folder, "import", arguments, progress.show)
    for reply, file in zip(replies, files, strict=True):
        reply["file"] = str(file)
    if as_json:
        _print_json(replies)
    else:
        _print_imported(replies)
    if any(reply["status"] == "refused" for reply in replies):
        sys.exit(1)


@main.command()
@_library_option
@_json_option
def sources(folder: Path, as_json: bool) -> None:
    """List the sources."""
    replies = _run(folder, "sources", {})
    if as_json:
        _print_json(replies)
        return
    if not replies:
        click.echo("There are no sources yet. Import a book: glossator import FILE")
    for source in replies:
        click.echo(
            f"{source['title']}\n"
            f"    {source['kind'] or 'no file'}, {source['length']:,} characters, {source['id']}"
        )


@main.command()
@click.argument("source")
@_library_option
@_json_option
def text(source: str, folder: Path, as_json: bool) -> None:
    """Print the text of SOURCE; with --json also its blocks, pages and pinpoints."""
    reply = _run(folder, "text", {"source": source})
    if as_json:
        _print_json(reply)
    else:
        click.echo(reply["text"])


@main.command()
@_library_option
@click.option("--course", help="The course whose pens to list.")
@_json_option
def pens(folder: Path, course: str | None, as_json: bool) -> None:
    """List the pens of a course."""
    reply = _run(folder, "pens", {"course": course})
    if as_json:
        _print_json(reply)
        return
    click.echo(f"{reply['name']} ({reply['file']})")
    if reply["problem"]:
        click.echo(reply["problem"])
    for pen in reply["pens"]:
        retired = " (retired)" if pen["retired"] else ""
        click.echo(
            f"  {pen['key'] or '-'}  {pen['letter']:<2} {pen['name']}{retired}: {pen['meaning']}"
        )


@main.command()
@click.argument("source")
@click.option("--pen", required=True, help="The pen, by name or id.")
@click.option("--quote", required=True, help="The words to mark, as they stand in the text.")
@click.option(
    "--near",
    type=click.IntRange(0),
    help="Which occurrence: the one nearest to this offset, in code points.",
)
@click.option("--own-words", default="", help="The passage in your own words.")
@click.option("--comment", default="", help="What you think of it.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    help="A topic's path, 'Homicide > Murder'; made on the fly; repeatable.",
)
@_library_option
@_json_option
def mark(folder: Path, as_json: bool, **arguments: Any) -> None:
    """Mark a passage of SOURCE."""
    reply = _run(folder, "mark", {**arguments, "topics": list(arguments["topics"])})
    if as_json:
        _print_json(reply)
    else:
        click.echo(f"Marked characters {reply['start']} to {reply['end']} ({reply['id']}).")


@main.command("annotations")
@click.option("--source", help="Only the annotations of this source.")
@click.option("-o", "--output", type=_FILE, help="Write to this file.")
@_library_option
@_json_option
def print_annotations(source: str | None, output: Path | None, folder: Path, as_json: bool) -> None:
    """Print every annotation as W3C Web Annotation JSON-LD."""
    del as_json  # it is JSON either way
    _write_out(_run(folder, "annotations", {"source": source}).encode(), output)


@main.command()
@click.option("--source", help="Only the annotations of this source.")
@click.option("-o", "--output", type=_FILE, help="Write to this file.")
@_library_option
@_json_option
def export(source: str | None, output: Path | None, folder: Path, as_json: bool) -> None:
    """Export all annotations with pens, topics and sources (JSON-LD, lossless)."""
    del as_json  # it is JSON either way
    _write_out(_run(folder, "annotations", {"source": source}).encode(), output)


@main.command("import-annotations")
@click.argument("file", type=_FILE)
@_library_option
@_json_option
def import_annotations(file: Path, folder: Path, as_json: bool) -> None:
    """Import annotations from a JSON-LD FILE."""
    dump = _read_file(file).decode("utf-8", "replace")
    reply = _run(folder, "import-annotations", {"text": dump})
    if as_json:
        _print_json(reply)
        return
    click.echo(f"Added {_marks(reply['added'])}; {reply['known']} were here already.")
    for sentence in reply["report"]:
        click.echo(sentence)


@main.command()
@click.argument("form")
@click.argument("scope", metavar="[SOURCE|COURSE]", required=False)
@click.option(
    "--to",
    type=click.Choice(["md", "pdf", "json"]),
    default="md",
    show_default=True,
    help="The format.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The paper of a PDF.",
)
@click.option("-o", "--output", type=_FILE, help="Write to this file.")
@_library_option
@_json_option
def notes(
    form: str,
    scope: str | None,
    to: str,
    paper: str,
    output: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Write the notes FORM (brief, outline) of a source or a course."""
    kind = "json" if as_json else to
    reply = _run(folder, "notes", {"form": form, "scope": scope, "to": kind, "paper": paper})
    if kind == "json":
        _write_out(_as_json(reply["notes"]).encode(), output)
    else:
        _write_out(base64.b64decode(reply["base64"]), output)


@main.command()
@click.option(
    "--deep", is_flag=True, help="Also read every original and edition and compare hashes."
)
@_library_option
@_json_option
def check(deep: bool, folder: Path, as_json: bool) -> None:
    """Tell whether the library is sound."""
    from glossator.library.checking import check_library  # only this command's

    findings = check_library(folder, deep=deep)
    if as_json:
        _print_json({"sound": not findings, "findings": findings})
    else:
        click.echo("The library is sound." if not findings else "\n".join(findings))
    if findings:
        sys.exit(1)


@main.command()
@_library_option
@_json_option
def refold(folder: Path, as_json: bool) -> None:
    """Make all that is derived from the journal anew, and say whether it was the same."""
    reply = _run(folder, "refold", {})
    if as_json:
        _print_json(reply)
    elif reply["differing"]:
        click.echo(f"{reply['differing']} derived rows differed from the journal and are mended.")
    else:
        click.echo(f"{reply['operations']} operations folded anew give the same.")


@main.command()
@_library_option
@_json_option
def sample(folder: Path, as_json: bool) -> None:
    """Add the sample course, when the library is empty."""
    reply = _run(folder, "sample", {})
    if as_json:
        _print_json(reply)
    elif reply["added"]:
        click.echo(f"Added the sample course with {_marks(reply['added'])}.")
    else:
        click.echo("The library has a course already, so the sample was not added.")


def _run(
    folder: Path,
    command: str,
    arguments: dict[str, Any],
    on_progress: Callable[[str, int, int], None] = lambda _file, _done, _total: None,
) -> Any:
    """Run a command on a library, here or in the program that has it open.

    Raises:
        GlossatorError: it could not be done.
    """
    from glossator.library.commands import run_command  # what the commands need
    from glossator.library.opening import find_owner, open_library
    from glossator.model.errors import LibraryInUseError

    try:
        with open_library(folder) as opened:
            return run_command(opened.library, command, arguments, on_progress)
    except LibraryInUseError:
        owner = find_owner(folder)
        if owner is None:
            raise
    from glossator.web.remote import ask_owner  # only when another program has it open

    return ask_owner(owner, command, arguments)


class _Progress:
    """A progress line on standard error; silent when that is no terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._last = ""

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._last:
            sys.stderr.write("\r" + " " * len(self._last) + "\r")

    def show(self, file: str, done: int, total: int) -> None:
        """Show how far the import of a file is."""
        if not self._is_shown:
            return
        share = f"{100 * done // total:3d} %" if total else "…"
        line = f"Reading {file} {share}"
        sys.stderr.write("\r" + line.ljust(len(self._last)))
        sys.stderr.flush()
        self._last = line


def _print_imported(replies: Iterable[dict[str, Any]]) -> None:
    said = {"imported": "Imported “{title}”", "known": "“{title}” was here already"}
    for reply in replies:
        if reply["status"] in said:
            click.echo(said[reply["status"]].format(**reply) + ".")
        for problem in reply["problems"]:
            click.echo(problem if reply["status"] == "refused" else f"    {problem}", err=True)


def _open_browser(address: str) -> None:
    import os  # only where a browser is wanted
    import webbrowser

    has_display = sys.platform in {"win32", "darwin"} or any(
        name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_display:
        webbrowser.open(address)


def _read_file(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Failure(f"{file} cannot be read ({error.strerror}). Nothing was changed.") from error


def _write_out(data: bytes, output: Path | None) -> None:
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


def _marks(count: int) -> str:
    return "1 mark" if count == 1 else f"{count} marks"


def _as_json(reply: object) -> str:
    """Write JSON as UTF-8 can hold it: a file name that is no UTF-8 stays as escapes."""
    text = json.dumps(reply, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode()


def _print_json(reply: object) -> None:
    click.echo(_as_json(reply))


if __name__ == "__main__":
    main()
