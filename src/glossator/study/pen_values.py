"""Tables of a pen system file to pens and forms, with the line and cause of every error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count
from typing import TypeVar

from glossator.model.errors import PenSystemError
from glossator.model.ids import PenId
from glossator.model.marks import MOST_IMPORTANT
from glossator.model.pens import (
    MOST_COLUMNS,
    MOST_PAGES,
    Columns,
    Form,
    FormKind,
    FormSection,
    GroupBy,
    Layout,
    Only,
    Order,
    Pen,
    SheetSize,
    Show,
    Stroke,
)
from glossator.study.toml_pieces import Piece

KEYS = "1234567890"
"""The keys a pen may have, in the order of the keyboard."""

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file, and what an error in it has to name.

    Attributes:
        values: its keys as plain Python values.
        piece: where it stands.
        label: what the reader calls it: "the pen “Rule”".
        file_name: the file.
    """

    values: Mapping[str, object]
    piece: Piece
    label: str
    file_name: str

    def error(self, key: str, cause: str) -> PenSystemError:
        """Make the error that a key of this table causes; `cause` follows the label."""
        return PenSystemError(self.file_name, self.piece.line_of(key), f"{self.label} {cause}")

    def text(self, key: str) -> str:
        """Read a text, "" where it is absent.

        Raises:
            PenSystemError: it is something else.
        """
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.error(key, f"has a {key} that is not text: put it in quotation marks")
        return value

    def name(self, key: str) -> str:
        """Read a text that must be there and not be blank.

        Raises:
            PenSystemError: it is missing, blank or something else.
        """
        value = self.text(key)
        if not value.strip():
            raise self.error(key, f'has no {key}: add a line {key} = "…"')
        return value

    def flag(self, key: str) -> bool:
        """Read a yes or no, no where it is absent.

        Raises:
            PenSystemError: it is something else.
        """
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"has a {key} that is neither true nor false")
        return value

    def number(self, key: str, usual: float, least: float, most: float) -> float:
        """Read a number, the usual one where it is absent.

        Raises:
            PenSystemError: it is something else, or out of bounds.
        """
        value = self.values.get(key, usual)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:  # type: ignore[operator]  # a number here
            cause = f"has the {key} “{value}”: use a number from {least:g} to {most:g}"
            raise self.error(key, cause)
        return float(value)  # type: ignore[arg-type]  # likewise

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, empty where it is absent.

        Raises:
            PenSystemError: it is something else.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(key, f'has a {key} that is not a list of words such as ["rule"]')
        return tuple(value)

    def choice(self, key: str, kinds: type[_Choice], default: _Choice | None) -> _Choice:
        """Read one of a set of words.

        Args:
            key: where it stands.
            kinds: the words.
            default: what it is where it is absent; None where it must be there.

        Raises:
            PenSystemError: it is missing or none of them.
        """
        value = self.values.get(key, default)
        if value not in list(kinds):
            listed = ", ".join(kinds)
            said = f"has the {key} “{value}”" if key in self.values else f"has no {key}"
            raise self.error(key, f"{said}: use one of {listed}")
        return kinds(str(value))


def read_pens(tables: Sequence[Table]) -> tuple[Pen, ...]:
    """Read the pens in the order of the file.

    A pen without an id gets one made from its name, a pen without a letter the
    first free one of its name.

    Args:
        tables: one for each pen.

    Raises:
        PenSystemError: a pen is not complete, or two share what must be their own.
    """
    ids = _ids(tables)
    letters = _letters(tables)
    pens = tuple(
        _read_pen(table, PenId(id_), letter)
        for table, id_, letter in zip(tables, ids, letters, strict=True)
    )
    _refuse_twins(tables, "id", [pen.id for pen in pens])
    _refuse_twins(tables, "name", [pen.name for pen in pens])
    _refuse_twins(tables, "letter", [pen.letter for pen in pens])
    _refuse_twins(tables, "key", ["" if pen.retired else pen.key for pen in pens])
    return pens


def read_forms(tables: Sequence[tuple[Table, Sequence[Table]]]) -> tuple[Form, ...]:
    """Read the forms in the order of the file.

    Args:
        tables: for each form its table and those of its sections.

    Raises:
        PenSystemError: a form or a section is not complete or contradicts another.
    """
    heads = [head for head, _ in tables]
    ids = _ids(heads, name="title")
    forms = tuple(
        Form(
            id=id_,
            title=head.name("title"),
            kind=head.choice("kind", FormKind, None),
            sections=_read_sections(sections),
            columns=head.choice("columns", Columns, Columns.SECTIONS),
            size=_read_size(head),
        )
        for (head, sections), id_ in zip(tables, ids, strict=True)
    )
    _refuse_twins(heads, "id", ids)
    return forms


def _read_size(table: Table) -> SheetSize:
    usual = SheetSize()
    paper = table.text("paper") or usual.paper
    if paper not in {"a4", "letter"}:
        raise table.error("paper", f"has the paper “{paper}”: use one of a4, letter")
    return SheetSize(
        pages=int(table.number("pages", usual.pages, 1, MOST_PAGES)),
        paper=paper,
        text_columns=int(table.number("text_columns", usual.text_columns, 1, MOST_COLUMNS)),
        smallest_type=table.number("smallest_type", usual.smallest_type, 4, 14),
    )


def _read_pen(table: Table, id_: PenId, letter: str) -> Pen:
    return Pen(
        id=id_,
        name=table.name("name"),
        colour=_colour(table),
        stroke=table.choice("stroke", Stroke, Stroke.SOLID),
        letter=letter,
        key=_key(table),
        meaning=table.text("meaning"),
        becomes=table.text("becomes") or "other",
        retired=table.flag("retired"),
        group=table.text("group"),
    )


def _read_sections(tables: Sequence[Table]) -> tuple[FormSection, ...]:
    sections = tuple(
        FormSection(
            title=table.name("title"),
            takes=table.words("takes"),
            show=table.choice("show", Show, Show.OWN_WORDS),
            numbered=table.flag("numbered"),
            pairs_with=table.text("pairs_with"),
            order=table.choice("order", Order, Order.TEXT),
            only=table.choice("only", Only, Only.ALL),
            topics=table.words("topics"),
            importance=int(table.number("importance", 0, 0, MOST_IMPORTANT)),
            group_by=table.choice("group_by", GroupBy, GroupBy.NOTHING),
            layout=table.choice("layout", Layout, Layout.LIST),
            text=table.text("text"),
            id=table.text("id"),
        )
        for table in tables
    )
    titles = [section.title for section in sections]
    _refuse_twins(tables, "title", titles)
    _refuse_twins(tables, "id", [section.id or section.title for section in sections])
    for table, section in zip(tables, sections, strict=True):
        if section.pairs_with and section.pairs_with not in set(titles) - {section.title}:
            cause = f"is paired with “{section.pairs_with}”, which is no other section of its form"
            raise table.error("pairs_with", cause)
    _refuse_twins(tables, "pairs_with", [section.pairs_with for section in sections])
    return sections


def _colour(table: Table) -> str:
    value = table.values.get("colour")
    if not isinstance(value, str) or not re.fullmatch("#[0-9A-Fa-f]{6}", value):
        said = f"has the colour “{value}”" if "colour" in table.values else "has no colour"
        raise table.error("colour", f'{said}: write it as six hexadecimal digits, "#0072b2"')
    return value.lower()


def _key(table: Table) -> str:
    value = str(table.values.get("key", ""))  # a hand-written key = 1 is meant well
    if value and (len(value) != 1 or value not in KEYS):
        raise table.error("key", f"has the key “{value}”: use one of 1 to 9, or 0")
    return value


def _ids(tables: Sequence[Table], name: str = "name") -> list[str]:
    """Give each table its id, making those that are missing from the names."""
    given = [table.text("id") for table in tables]
    taken, ids = set(given), []
    for table, id_ in zip(tables, given, strict=True):
        made = id_ or _free(_slug(table.name(name)), taken)
        taken.add(made)
        ids.append(made)
    return ids


def _free(word: str, taken: set[str]) -> str:
    """Give the word, with the first number that makes it unlike the others."""
    number, candidate = 1, word
    while candidate in taken:
        number += 1
        candidate = f"{word}-{number}"
    return candidate


def _slug(name: str) -> str:
    """Make a short word of a name: "Ratio (étroite)" gives "ratio-etroite"."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    )
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-") or "pen"


def _letters(tables: Sequence[Table]) -> list[str]:
    """Give each pen its letter; one without gets the first free sign of its name."""
    given = [_given_letter(table) for table in tables]
    taken, letters = set(given), []
    for table, letter in zip(tables, given, strict=True):
        made = letter or _free_letter(table.name("name"), taken)
        taken.add(made)
        letters.append(made)
    return letters


def _given_letter(table: Table) -> str:
    letter = table.text("letter").strip()
    if len(letter) > 2:
        raise table.error("letter", f"has the letter “{letter}”: use one or two characters")
    return letter


def _free_letter(name: str, taken: set[str]) -> str:
    """Find a sign of a name that no pen has; failing that, a number."""
    signs = [char.upper() for char in name if char.isalnum()]
    return next(sign for sign in chain(signs, map(str, count(1))) if sign not in taken)


def _refuse_twins(tables: Sequence[Table], key: str, values: Sequence[str]) -> None:
    """Refuse two tables with the same value; blank ones are no twins."""
    first: dict[str, Table] = {}
    for table, value in zip(tables, values, strict=True):
        if value and value in first:
            line = first[value].piece.line_of(key)
            raise table.error(key, f"has the same {key} “{value}” as another one (line {line})")
        first[value] = table
