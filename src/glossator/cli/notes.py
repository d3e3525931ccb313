"""The command that writes notes."""

from __future__ import annotations

import base64
from pathlib import Path

import click

from glossator.cli.files import write_out
from glossator.cli.options import FILE, json_option, library_option
from glossator.cli.printing import as_json_text, print_json
from glossator.cli.running import run_on_library
from glossator.cli.vaults import read_vault, write_vault


@click.command()
@click.argument("form")
@click.argument("scope", metavar="[SOURCE|COURSE]", required=False)
@click.option(
    "--to",
    type=click.Choice(["md", "text", "html", "pdf", "docx", "xlsx", "json", "vault"]),
    default="md",
    show_default=True,
    help="The format; vault is a folder of linked Markdown notes.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    help="The paper of a PDF or Word file; a4, or of an exam sheet what its form says.",
)
@click.option(
    "--ink",
    type=click.Choice(["colour", "grey", "none"]),
    default="colour",
    show_default=True,
    help="What of the pens' colours a PDF has.",
)
@click.option("--pages", type=click.IntRange(1, 100), help="How many pages an exam sheet has.")
@click.option("--columns", type=click.IntRange(1, 4), help="How many columns an exam sheet has.")
@click.option("-o", "--output", type=FILE, help="Write to this file or folder.")
@click.option("--force", is_flag=True, help="Write over files of a folder that were changed there.")
@library_option
@json_option
def notes(
    form: str,
    scope: str | None,
    to: str,
    paper: str | None,
    ink: str,
    pages: int | None,
    columns: int | None,
    output: Path | None,
    force: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Write the notes FORM (brief, outline, glossary …) of a source or a course.

    With --to vault, FORM may be "all": all notes of a course as a folder of files that
    link to one another, for Obsidian, Logseq or any editor.
    """
    if to == "vault":
        form_id = None if form == "all" else form
        reply = run_on_library(folder, "vault", {"form": form_id, "scope": scope})
        write_vault(reply, output, force=force)
        return
    kind = "json" if as_json else to
    wish = {"to": kind, "paper": paper, "ink": ink, "pages": pages, "columns": columns}
    reply = run_on_library(folder, "notes", {"form": form, "scope": scope, **wish})
    if kind == "json":
        write_out(as_json_text(reply["notes"]).encode(), output)
    else:
        write_out(base64.b64decode(reply["base64"]), output)
        for sentence in reply["left_out"]:
            click.echo(sentence, err=True)


@click.command("import-notes")
@click.argument("vault", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--take",
    type=click.Choice(["ask", "theirs"]),
    default="ask",
    show_default=True,
    help="Where words changed here and in the folder: tell, or take the folder's.",
)
@library_option
@json_option
def import_notes(vault: Path, take: str, folder: Path, as_json: bool) -> None:
    """Take home what was changed in a FOLDER written by `notes all --to vault`."""
    files, base = read_vault(vault)
    reply = run_on_library(folder, "import-notes", {"files": files, "base": base, "take": take})
    if as_json:
        print_json(reply)
        return
    for conflict in reply["conflicts"]:
        click.echo(
            f"Changed here and in {conflict['file']}, nothing was taken:\n"
            f"  here:  {conflict['here'] or '(no own words)'}\n  there: {conflict['there']}"
        )
    for remark in reply["remarks"]:
        click.echo(remark)
    taken, added = len(reply["taken"]), len(reply["added"])
    click.echo(f"{taken} changed and {added} new taken in, {len(reply['conflicts'])} conflicts.")


@click.command()
@click.argument("course", required=False)
@library_option
@json_option
def forms(course: str | None, folder: Path, as_json: bool) -> None:
    """List the forms of notes that COURSE has; they are defined in its pen file."""
    reply = run_on_library(folder, "forms", {"course": course})
    if as_json:
        print_json(reply)
        return
    click.echo(f"Forms of {reply['course']}, defined in pens/{reply['pen_system']}.toml:")
    for form in reply["forms"]:
        sections = ", ".join(form["sections"])
        click.echo(
            f"  {form['id']:<12} {form['title']} ({form['kind']} of a {form['of']}): {sections}"
        )


@click.command("check-notes")
@click.argument("form", required=False)
@click.argument("scope", metavar="[SOURCE|COURSE]", required=False)
@library_option
@json_option
def check_notes(form: str | None, scope: str | None, folder: Path, as_json: bool) -> None:
    """Tell what is missing from notes, or too long in them: of a FORM, or of a whole course."""
    reply = run_on_library(folder, "check-notes", {"form": form, "scope": scope})
    if as_json:
        print_json(reply)
        return
    count = 0
    for notes in reply["checked"]:
        for finding in notes["findings"]:
            click.echo(f"{notes['title']} ({notes['form']}): {finding['sentence']}")
        count += len(notes["findings"])
    click.echo(f"{count} to mend." if count else "Nothing to mend.")


COMMANDS = (notes, forms, import_notes, check_notes)
