"""References as BibTeX, read and written (biblatex's names for what BibTeX has none for).

Read with bibtexparser; LaTeX's escapes become characters. Written in UTF-8, as
biber and today's BibTeX read it, with only the signs escaped that mean something.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry
from pylatexenc.latex2text import LatexNodes2Text

from glossator.exchange.references import (
    ReadReferences,
    Reference,
    fold_space,
    parse_date,
    with_keys,
)
from glossator.model.books import Bibliography, Caption, Name

_TYPES = {
    "book": "book",
    "chapter": "incollection",
    "article-journal": "article",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
    "document": "misc",
}
_KINDS = {
    **{entry_type: kind for kind, entry_type in _TYPES.items()},
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "collection": "book",
    "mvbook": "book",
    "proceedings": "book",
    "report": "report",
    "thesis": "thesis",
    "mastersthesis": "thesis",
    "electronic": "webpage",
    "unpublished": "manuscript",
}
_FIELDS = {
    "publisher": "publisher",
    "place": "address",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "isbn": "isbn",
    "language": "langid",
}
_ALSO = {"place": ("location",), "issue": ("issue",), "language": ("language",)}
_VERBATIM = {"doi": "doi", "url": "url"}
_CONTAINERS = ("journal", "journaltitle", "booktitle", "reporter")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_LIGATURE = re.compile(r"([-`'<>!?,])(?=[-`'<>,])")  # pairs that LaTeX sets as one sign
_CAPTION = tuple(field.name for field in fields(Caption))

CARRIED = frozenset(
    {field.name for field in fields(Bibliography)} | {f"caption.{name}" for name in _CAPTION}
)
"""The fields that BibTeX has a place for: all of them, some under names of our own."""

_to_text = LatexNodes2Text(keep_braced_groups=False)
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # our report tells of it


def write_bibtex(references: Sequence[Reference]) -> str:
    """Write references, each as an entry under its key or one that is made for it."""
    return "\n".join(_write_entry(key, reference) for key, reference in with_keys(references))


def read_bibtex(text: str) -> ReadReferences:
    """Read every entry that can be read; the others are told of."""
    library = parse_string(text)
    entries = [*library.entries, *_doubles(library.failed_blocks)]
    problems = [
        f"The entry at line {(block.start_line or 0) + 1} is no sound BibTeX and was left out."
        for block in library.failed_blocks
        if not isinstance(block, DuplicateBlockKeyBlock)
    ]
    return ReadReferences(tuple(_read_entry(entry) for entry in entries), tuple(problems))


def _doubles(blocks: Sequence[object]) -> Iterator[Entry]:
    """Give the entries whose key another has too; a key is not what makes a work."""
    for block in blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            entry = block.ignore_error_block
            if isinstance(entry, Entry):
                yield entry


def _write_entry(key: str, reference: Reference) -> str:
    known = reference.bibliography
    entry_type = _TYPES.get(known.kind, "misc")
    lines = [f"@{entry_type}{{{_clean_key(key)},"]
    lines += [f"  {name} = {{{value}}}," for name, value in _written(reference) if value]
    return "\n".join([*lines, "}", ""])


def _written(reference: Reference) -> Iterator[tuple[str, str]]:
    known = reference.bibliography
    if known.kind and known.kind not in _TYPES:
        yield "type", _escape(known.kind)
    yield "title", _escape(reference.title)
    yield "author", " and ".join(_write_name(name) for name in known.authors)
    yield "editor", " and ".join(_write_name(name) for name in known.editors)
    date = parse_date(known.issued)
    yield "date", _escape(known.issued)
    yield "year", str(date[0]) if date else ""
    yield _container_field(known.kind), _escape(known.container)
    for name, field in _FIELDS.items():
        yield field, _escape(getattr(known, name))
    yield "pages", _escape(known.pages)
    for name, field in _VERBATIM.items():
        yield field, _protect(getattr(known, name))
    for name in _CAPTION:
        yield name, _escape(getattr(reference.caption, name))


def _container_field(kind: str) -> str:
    if kind == "article-journal":
        return "journal"
    return "reporter" if kind == "legal_case" else "booktitle"


def _write_name(name: Name) -> str:
    if not name.given:
        return f"{{{_escape(name.family)}}}"
    return f"{{{_escape(name.family)}}}, {{{_escape(name.given)}}}"


def _escape(text: str) -> str:
    return _LIGATURE.sub(r"\1{}", "".join(_ESCAPES.get(char, char) for char in text))


def _protect(address: str) -> str:
    """Write what is read letter by letter; braces would end the field."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _clean_key(key: str) -> str:
    return re.sub(r"[\s,{}()=\"#%\\'~]+", "-", key) or "work"


def _read_entry(entry: Entry) -> Reference:
    raw = {field.key.casefold(): str(field.value) for field in entry.fields}
    said = {name: _plain(value) for name, value in raw.items()}
    known = {name: _first(said, (field, *_ALSO.get(name, ()))) for name, field in _FIELDS.items()}
    addresses = {name: _unprotect(raw.get(field, "")) for name, field in _VERBATIM.items()}
    kind = _KINDS.get(entry.entry_type.casefold(), "")
    return Reference(
        title=said.get("title", ""),
        bibliography=Bibliography(
            kind=said["type"] if kind == "document" and "type" in said else kind,
            authors=_read_names(raw.get("author", "")),
            editors=_read_names(raw.get("editor", "")),
            issued=_read_date(said),
            container=_first(said, _CONTAINERS),
            pages=re.sub(r"[-–]+", "-", said.get("pages", "")),
            key=entry.key,
            **known,
            **addresses,
        ),
        caption=Caption(**{name: said.get(name, "") for name in _CAPTION}),
    )


def _first(said: Mapping[str, str], names: Sequence[str]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _read_date(said: Mapping[str, str]) -> str:
    if said.get("date"):
        return said["date"]
    year, month = said.get("year", ""), said.get("month", "").casefold()[:3]
    if month in _MONTHS and parse_date(year):
        return f"{year}-{_MONTHS.index(month) + 1:02d}"
    return year


def _read_names(field: str) -> tuple[Name, ...]:
    names = split_multiple_persons_names(field) if field.strip() else []
    return tuple(_read_name(name) for name in names if name.strip())


def _read_name(text: str) -> Name:
    if re.fullmatch(r"\{.*\}", text.strip(), re.DOTALL) and _is_one_group(text.strip()):
        return Name(_plain(text))
    try:
        parts = parse_single_name_into_parts(text, strict=False)
    except InvalidNameError:
        return Name(_plain(text))
    family = " ".join([*parts.von, *parts.last])
    given = " ".join(parts.first)
    if parts.jr:
        given = f"{given}, {' '.join(parts.jr)}" if given else " ".join(parts.jr)
    return Name(_plain(family), _plain(given))


def _is_one_group(text: str) -> bool:
    """Tell whether the brace that opens a text is closed by its last."""
    depth = 0
    for at, char in enumerate(text):
        if char in "{}" and text[at - 1 : at] != "\\":
            depth += 1 if char == "{" else -1
            if depth == 0:
                return at == len(text) - 1
    return False


def _plain(value: str) -> str:
    """Give what LaTeX would print; an unescaped percent sign is meant as one."""
    text = _to_text.latex_to_text(re.sub(r"(?<!\\)%", r"\\%", value))
    return fold_space(text.replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^"))


def _unprotect(value: str) -> str:
    return fold_space(re.sub(r"\\([_%&#$~{}])", r"\1", value)).replace("{", "").replace("}", "")
