"""What rides along with the annotations of a dump: courses, topics, sources and pen systems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from glossator.exchange.jsonld_terms import as_list, is_count, safe_id, short
from glossator.model.books import Source
from glossator.model.courses import Course, Topic

Record = TypeVar("Record", Course, Topic, Source)

_IDS = ("id", "course", "parent")  # the fields of records that hold an id
_SYSTEM_ID = re.compile(r"\w[\w -]{0,59}")  # it names a file


def write_records(records: Iterable[Record]) -> list[Any]:
    """Write records as JSON values, sorted by id."""
    return [msgspec.to_builtins(record) for record in sorted(records, key=attrgetter("id"))]


def read_records(
    values: object, kind: type[Record], name: str, report: list[str]
) -> tuple[Record, ...]:
    """Read what can be read, in the order of the file; `name` is what a sentence calls one."""
    read = {}
    for number, value in enumerate(as_list(values), 1):
        shown = f"The {name} no. {number} of the file"
        try:
            record = msgspec.convert(_with_safe_ids(value), kind)
        except msgspec.ValidationError as error:
            report.append(f"{shown} was left out: {error}.")
            continue
        if not all(map(is_count, _counts(record))):
            report.append(f"{shown} was left out: no file has the size or length it tells.")
            continue
        if record.id != value["id"]:
            report.append(f"{shown} has got another id: its own is not a short line of text.")
        read[record.id] = record
    return tuple(read.values())


def _with_safe_ids(value: object) -> object:
    """Make every id safe in the same way, so that whatever names another still does."""
    if not isinstance(value, dict):
        return value
    ids = {key: safe_id(value[key]) for key in _IDS if isinstance(value.get(key), str)}
    return value | ids


def _counts(record: Course | Topic | Source) -> tuple[int, ...]:
    if not isinstance(record, Source):
        return ()
    return (record.length, record.original.size if record.original else 0)


def write_systems(systems: Iterable[tuple[str, str]]) -> list[Any]:
    """Write pen systems, each (id, text of its file), as JSON values, sorted by id."""
    return [{"id": id_, "toml": text} for id_, text in sorted(systems)]


def read_systems(
    values: object, courses: Sequence[Course], report: list[str]
) -> tuple[tuple[str, str], ...]:
    """Read the pen systems whose ids can name a file; say which courses have none then."""
    read: dict[str, str] = {}
    for number, value in enumerate(as_list(values), 1):
        record = value if isinstance(value, dict) else {}
        id_, toml = record.get("id"), record.get("toml")
        if not isinstance(id_, str) or not isinstance(toml, str) or not toml.strip():
            cause = "it is not a text" if not isinstance(toml, str) else "it is empty"
            report.append(f"The pen system no. {number} of the file was left out: {cause}.")
        elif not _SYSTEM_ID.fullmatch(id_):
            report.append(
                f"The pen system “{short(id_)}” was left out: the name of one is up to 60 letters, "
                "digits, hyphens and underscores. Rename its file, then export again."
            )
        else:
            read[id_] = toml
    report += [
        f"The pens of the course “{short(course.name)}” are not in the file: its marks keep the "
        "ids of theirs."
        for course in courses
        if course.pen_system not in read
    ]
    return tuple(read.items())
