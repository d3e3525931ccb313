"""The command on topics."""

from __future__ import annotations

from pathlib import Path

import click

from glossator.cli.files import read_file
from glossator.cli.options import FILE, Failure, json_option, library_option
from glossator.cli.printing import print_json
from glossator.cli.running import run_on_library


@click.command()
@click.argument("course", required=False)
@click.option("--from-file", type=FILE, help="Add the topics of a syllabus in this text file.")
@click.option("--from-source", help="Add the headings of this source as topics.")
@click.option("--from-course", help="Add the topics of this course.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be added.")
@library_option
@json_option
def topics(
    course: str | None,
    from_file: Path | None,
    from_source: str | None,
    from_course: str | None,
    dry_run: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """List the topics of COURSE, or add those of a syllabus, a book or another course."""
    if sum(each is not None for each in (from_file, from_source, from_course)) > 1:
        raise Failure("Take topics from one place at a time. Nothing was added.")
    asked = {
        "course": course,
        "text": _text(from_file) if from_file else None,
        "source": from_source,
        "from_course": from_course,
        "dry_run": dry_run,
    }
    reply = run_on_library(folder, "topics", asked)
    if as_json:
        print_json(reply)
        return
    if from_file or from_source or from_course:
        for path in reply["added"]:
            click.echo(f"+ {path}")
        would = "would be " if dry_run else ""
        click.echo(f"{len(reply['added'])} topics {would}added to {reply['course']}.")
        return
    for topic in reply["topics"]:
        click.echo(f"{'  ' * (topic['level'] - 1)}{topic['name']}")


def _text(file: Path) -> str:
    try:
        return read_file(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{file.name} is not UTF-8 text, so no topics were added.") from error


COMMANDS = (topics,)
