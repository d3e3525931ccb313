"""A reference as citation managers exchange it, and what their formats have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from glossator.model.books import Bibliography, Caption

_ARTICLES = frozenset({"a", "an", "the", "der", "die", "das", "le", "la", "les"})


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation manager knows of a work.

    `caption` holds what only courts' decisions have; its `parties`, `judges` and
    the like have fields of their own in few formats.
    """

    title: str
    bibliography: Bibliography = field(default_factory=Bibliography)
    caption: Caption = field(default_factory=Caption)


@dataclass(frozen=True, slots=True)
class ReadReferences:
    """What a file of references held: them, and a sentence on each thing that could not be read."""

    references: tuple[Reference, ...]
    problems: tuple[str, ...] = ()


def with_keys(references: Sequence[Reference]) -> list[tuple[str, Reference]]:
    """Give each reference a key that no other has: its own, else made of author, year and title."""
    taken: set[str] = set()
    keyed = []
    for reference in references:
        stem = reference.bibliography.key or _make_key(reference)
        key, number = stem, 1
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        taken.add(key)
        keyed.append((key, reference))
    return keyed


def said_of(reference: Reference) -> set[str]:
    """Name the fields that say something: "doi", or "caption.court" for one of the caption."""
    known, caption = reference.bibliography, reference.caption
    return {one.name for one in fields(known) if getattr(known, one.name)} | {
        f"caption.{one.name}" for one in fields(caption) if getattr(caption, one.name)
    }


def report_losses(
    references: Iterable[Reference], format_name: str, carried: frozenset[str]
) -> list[str]:
    """Say which fields a format cannot carry, and of how many works.

    Args:
        references: what is to be written.
        format_name: as the reader knows it.
        carried: names of fields, as `said_of` gives them.
    """
    counts: dict[str, int] = {}
    for reference in references:
        for name in sorted(said_of(reference) - carried):
            counts[name] = counts.get(name, 0) + 1
    return [
        f"{format_name} has no field for {_in_words(name)}: left out of {_works(count)}."
        for name, count in counts.items()
    ]


def parse_date(issued: str) -> tuple[int, ...]:
    """Give year, month and day of "2010", "2010-03" or "2010-03-04"; () for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", issued)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def write_date(parts: Sequence[int]) -> str:
    """Write year, month and day, as many as there are."""
    return "-".join(f"{part:0{4 if at == 0 else 2}d}" for at, part in enumerate(parts))


def fold_space(text: str) -> str:
    """Fold white space, line ends among it."""
    return " ".join(text.split())


def _make_key(reference: Reference) -> str:
    known = reference.bibliography
    author = known.authors[0].family.split()[-1:] if known.authors else []
    words = [word for word in _ascii(reference.title).split() if word not in _ARTICLES]
    year = re.findall(r"\d{4}", known.issued or reference.caption.decided)[:1]
    family = [_ascii(name).replace(" ", "") for name in author]
    return "".join([*family, *year, *words[:1]]) or "work"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _in_words(name: str) -> str:
    return name.removeprefix("caption.")


def _works(count: int) -> str:
    return "1 work" if count == 1 else f"{count} works"
