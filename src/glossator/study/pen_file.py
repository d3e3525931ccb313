"""The pen system file: its text to a value and back, the reader's comments kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import takewhile
from operator import getitem
from pathlib import PurePath
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from glossator.model.errors import PenSystemError
from glossator.model.ids import PenSystemId
from glossator.model.pens import (
    Columns,
    Form,
    FormKind,
    FormSection,
    GroupBy,
    Layout,
    Only,
    Order,
    Pen,
    PenSystem,
    SheetSize,
)
from glossator.study.pen_values import Table, read_forms, read_pens
from glossator.study.toml_pieces import Group, Piece, group_pieces, split_pieces

_HEAD = """\
# A pen system: edit it here or on the Pens page; comments and keys of your own are kept.
# Leave each id as it is: by it a pen stays the same pen when you change its name.
# stroke: solid, dashed, double, dotted or wavy. key: 1 to 9 or 0.
# show: own-words, quote or both. group: a heading above pens.
# kind: brief, outline, matrix, list, reading or sheet. All about forms: the manual, "Forms".
"""
_PEN_FIELDS = [
    *("id", "name", "group", "colour", "stroke"),
    *("letter", "key", "meaning", "becomes", "retired"),
]
_FORM_FIELDS = ["id", "title", "kind", "columns"]
_SIZE_FIELDS = ["pages", "paper", "text_columns", "smallest_type"]
_SECTION_FIELDS = [
    *("id", "title", "text", "takes", "topics", "importance", "show"),
    *("numbered", "pairs_with", "order", "only", "group_by", "layout"),
]
_USUAL = {
    "order": Order.TEXT,
    "only": Only.ALL,
    "columns": Columns.SECTIONS,
    "group_by": GroupBy.NOTHING,
    "layout": Layout.LIST,
}
_MADE = {"id", "letter"}

_Value = str | bool | float | list[str]


def read_pen_system(text: str, *, file_name: str) -> PenSystem:
    """Read a pen system file.

    Keys it does not know are passed over. A pen (or form) without an id gets
    one made from its name, unique in the file; `write_pen_system` writes it down.

    Args:
        text: the file's text.
        file_name: its name without folders; its stem is the system's id, and
            its name where the file gives none.

    Raises:
        PenSystemError: the file is not a pen system; says line and cause.
    """
    text = text.removeprefix("\ufeff")
    values = _parse(text, file_name)
    pieces = split_pieces(text)
    stem = PurePath(file_name).stem
    head = Table({"name": stem, **values}, pieces[0], "the pen system", file_name)
    pens = _tables(head, "pen", [piece for piece in pieces if piece.heading == "pen"])
    if not pens:
        raise PenSystemError(file_name, 0, "it has no pen: begin one with a line [[pen]]")
    return PenSystem(
        id=PenSystemId(stem),
        name=head.name("name"),
        pens=read_pens(pens),
        forms=read_forms(_form_tables(head, pieces)),
        version=_version(head),
    )


def write_pen_system(system: PenSystem, previous: str | None = None) -> str:
    """Write a pen system as the text of its file: `read_pen_system` gives it again.

    Args:
        system: the pens and forms.
        previous: the text to edit: comments, unknown keys and layout stay, and
            what stands under a pen moves with it; None lays out a new file.

    Raises:
        PenSystemError: `previous` cannot be read, so it is not written over.
    """
    if previous is None:
        head = f"{_HEAD}\n{_settings({'name': system.name})}version = {system.version}"
        old, groups = replace(system, pens=(), forms=()), [Group("", head, "\n\n")]
    else:
        previous = previous.removeprefix("\ufeff")
        old = read_pen_system(previous, file_name=f"{system.id}.toml")
        groups = group_pieces(split_pieces(previous), ("pen", "form"))
        groups[0] = _edit_head(groups[0], old, system)
    groups = _fill(groups, "pen", _pen_bodies(groups, old, system))
    groups = _fill(groups, "form", _form_bodies(groups, old, system))
    return "".join(group.body + group.tail for group in groups).rstrip() + "\n"


def _parse(text: str, file_name: str) -> dict[str, Any]:
    """Parse TOML into plain Python values."""
    try:
        return tomlkit.parse(text).unwrap()
    except ParseError as error:
        cause = str(error).split(" at line ")[0]
        raise PenSystemError(file_name, error.line, f"it is not valid TOML ({cause})") from error
    except TOMLKitError as error:
        raise PenSystemError(file_name, 0, f"it is not valid TOML ({error})") from error


def _version(head: Table) -> int:
    value = head.values.get("version", 1)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise head.error("version", f"has the version “{value}”: use a whole number from 1")
    return value


def _form_tables(head: Table, pieces: Sequence[Piece]) -> list[tuple[Table, list[Table]]]:
    """Pair each form's table with those of its sections, which follow it directly."""
    begins = [number for number, piece in enumerate(pieces) if piece.heading == "form"]
    forms = _tables(head, "form", [pieces[number] for number in begins])
    pairs = []
    for form, begin in zip(forms, begins, strict=True):
        below = takewhile(lambda piece: piece.heading.startswith("form."), pieces[begin + 1 :])
        sections = [piece for piece in below if piece.heading == "form.section"]
        pairs.append((form, _tables(form, "section", sections)))
    return pairs


def _tables(parent: Table, key: str, pieces: Sequence[Piece]) -> list[Table]:
    """Join the tables of an array to the pieces of text they stand in."""
    values = parent.values.get(key, [])
    path = "form.section" if key == "section" else key
    if not isinstance(values, list) or len(values) != len(pieces):
        raise parent.error(key, f"has a {key} that does not stand under a heading [[{path}]]")
    tables = []
    for table, piece in zip(values, pieces, strict=True):
        name = table.get("name", table.get("title", ""))
        label = f"the {key} “{name}”" if name else f"a {key}"
        tables.append(Table(table, piece, label, parent.file_name))
    return tables


def _edit_head(head: Group, old: PenSystem, new: PenSystem) -> Group:
    """Bring name and version up to date in what stands before the first heading."""
    document = tomlkit.parse(head.body)
    if new.name != old.name:
        document["name"] = new.name
    if new.version != old.version:
        document["version"] = new.version
    body = tomlkit.dumps(document).rstrip()
    return replace(head, body=body, tail=head.tail or "\n\n" if body else "")


def _pen_bodies(groups: Sequence[Group], old: PenSystem, new: PenSystem) -> Iterator[str]:
    """Give the text of each pen, in the new order."""
    bodies = [group.body for group in groups if group.kind == "pen"]
    known = {pen.id: (pen, body) for pen, body in zip(old.pens, bodies, strict=True)}
    for pen in new.pens:
        fields = _fields(pen, _PEN_FIELDS)
        if pen.id in known:
            before, body = known[pen.id]
            yield _edit(body, ("pen",), _fields(before, _PEN_FIELDS), fields)
        else:
            yield f"[[pen]]\n{_settings(fields)}".rstrip()


def _form_bodies(groups: Sequence[Group], old: PenSystem, new: PenSystem) -> Iterator[str]:
    """Give the text of each form with its sections, in the new order."""
    bodies = [group.body for group in groups if group.kind == "form"]
    known = {form.id: (form, body) for form, body in zip(old.forms, bodies, strict=True)}
    for form in new.forms:
        fields = _form_fields(form)
        if form.id in known:
            before, body = known[form.id]
            body = _edit(body, ("form",), _form_fields(before), fields)
        else:
            before, body = replace(form, sections=()), f"[[form]]\n{_settings(fields)}"
        parts = group_pieces(split_pieces(body), ("form.section",))
        parts = _fill(parts, "form.section", _section_bodies(parts, before, form))
        yield "".join(part.body + part.tail for part in parts).rstrip()


def _section_bodies(groups: Sequence[Group], old: Form, new: Form) -> Iterator[str]:
    """Give the text of each section of a form, in the new order."""
    bodies = [group.body for group in groups if group.kind == "form.section"]
    pairs = zip(old.sections, bodies, strict=True)
    known = {section.key: (section, body) for section, body in pairs}
    for section in new.sections:
        fields = _fields(section, _SECTION_FIELDS)
        if section.key in known:
            before, body = known[section.key]
            yield _edit(body, ("form", "section"), _fields(before, _SECTION_FIELDS), fields)
        else:
            yield f"[[form.section]]\n{_settings(fields)}".rstrip()


def _fill(groups: Sequence[Group], kind: str, bodies: Iterator[str]) -> list[Group]:
    """Put texts where the groups of a kind stand, in order; what is over after the last one."""
    waiting = list(bodies)
    places = [number for number, group in enumerate(groups) if group.kind == kind]
    taken = dict(zip(places, waiting, strict=False))
    filled = [
        replace(group, body=taken.get(number, group.body))
        for number, group in enumerate(groups)
        if number in taken or group.kind != kind
    ]
    added = [Group(kind, body, "\n\n") for body in waiting[len(places) :]]
    if added:
        after = places[-1] if places else len(groups) - 1
        filled[after] = replace(filled[after], tail="\n\n")
        filled[after + 1 : after + 1] = added
    return filled


def _edit(
    body: str, path: Sequence[str], before: Mapping[str, _Value], after: Mapping[str, _Value]
) -> str:
    """Set in the table under a heading what differs, and what the file left to be made."""
    pieces = split_pieces(body)
    texts = [piece.text for piece in pieces]
    at = [piece.heading for piece in pieces].index(".".join(path))
    document: Any = tomlkit.parse(texts[at])
    table = reduce(getitem, path, document)[0]
    for key, value in after.items():
        if value != before.get(key, "") or (value and key in _MADE and key not in table):
            table[key] = value
    texts[at] = tomlkit.dumps(document)
    return "".join(texts).rstrip()


def _form_fields(form: Form) -> dict[str, _Value]:
    """Give the fields of a form itself; only an exam sheet has a size."""
    size = _fields(form.size, _SIZE_FIELDS) if form.kind is FormKind.SHEET else {}
    return _fields(form, _FORM_FIELDS) | size


def _fields(item: Pen | Form | FormSection | SheetSize, names: Sequence[str]) -> dict[str, _Value]:
    """Give the fields of an item as values of TOML."""
    values = [getattr(item, name) for name in names]
    plain = [list(value) if isinstance(value, tuple) else value for value in values]
    return dict(zip(names, plain, strict=True))


def _settings(fields: Mapping[str, _Value]) -> str:
    """Lay out the lines of a new table; what is empty, no or as usual is left out."""
    set_ = {key: value for key, value in fields.items() if value and value != _USUAL.get(key)}
    return "".join(f"{key} = {tomlkit.item(value).as_string()}\n" for key, value in set_.items())
