"""Notes as a folder of linked Markdown, and what was changed there taken home."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal
from urllib.parse import quote

import msgspec

from glossator.exchange.markdown import write_markdown
from glossator.exchange.shown import INVISIBLE, all_lines
from glossator.exchange.vault import (
    BASE,
    Base,
    Block,
    file_name,
    front_matter,
    line_words,
    notes_of,
    own_text,
    plain_words,
    read_blocks,
)
from glossator.exchange.zips import write_zip
from glossator.library.entries import Spot, find_place
from glossator.library.entry_shelf import entries_of, find_entry
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.library.notes import make_notes
from glossator.model.courses import Course
from glossator.model.entries import Entry, EntryKind
from glossator.model.errors import GlossatorError, InvalidRequestError
from glossator.model.ids import AnnotationId, EntryId, SourceId
from glossator.model.notes import Notes, NotesSection, walk_sections
from glossator.model.operations import Holds, Step, Write
from glossator.model.pens import FormKind
from glossator.store.entry_records import entry_writes

Take = Literal["ask", "theirs"]
"""What becomes of words that changed here and in the folder: told, or the folder's taken."""

_NAMES = uuid.UUID("5f6c3a53-6d0e-4a5c-9f7b-3a3c54b1d3c0")
"""Under which ids of entries are made that come from a folder: the same words, the same id."""

_DERIVED = frozenset({FormKind.READING, FormKind.SHEET})


@dataclass(frozen=True, slots=True)
class Vault:
    """A folder of notes: the text of each file by its path, and what it was written with."""

    files: Mapping[str, str]
    base: Base


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that changed here and in the folder."""

    file: str
    here: str
    there: str


@dataclass
class Report:
    """What became of a folder's changes.

    Attributes:
        taken: the words that came home, as they read now.
        added: new pieces of the reader's own writing.
        conflicts: words changed in both places; nothing of them was taken.
        remarks: sentences on what could not be taken.
    """

    taken: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def make_vault(library: Library, course: Course, form: str | None = None) -> Vault:
    """Write the notes of a course as a folder of linked Markdown.

    Args:
        library: whose notes.
        course: which course; its folder bears its name.
        form: a form of its pen system; None for all of them.

    Raises:
        InvalidRequestError: the course has no such form.
    """
    sheets = list(_sheets(library, course, form))
    homes = {
        line.annotation: path
        for path, notes in reversed(sheets)
        for line in all_lines(notes.sections)
    }
    files = {
        path: front_matter(notes.form, notes.scope)
        + write_markdown(notes, link=_links_from(path, homes))
        for path, notes in sheets
    }
    return Vault(files, _base_of(files, _pen_names(library)))


def vault_as_zip(vault: Vault) -> bytes:
    """Give a folder of notes as a zip archive; the same notes give the same bytes."""
    texts = ((path, text.encode()) for path, text in vault.files.items())
    return write_zip((*texts, (BASE, msgspec.json.encode(vault.base))))


def read_base(given: Mapping[str, object]) -> Base:
    """Read what a folder says it was written with; nothing said is an empty one.

    Raises:
        InvalidRequestError: it cannot be read.
    """
    try:
        return msgspec.convert(given, Base)
    except msgspec.ValidationError as error:
        raise InvalidRequestError(
            f"The folder's {BASE} cannot be read ({error}). Take it away to have every "
            "difference shown as a conflict. Nothing was changed."
        ) from error


def take_in(library: Library, files: Mapping[str, str], base: Base, take: Take = "ask") -> Report:
    """Take home what was changed in a folder of notes: own words, own writing, new paragraphs.

    What is the same here, or was not touched there, changes nothing; so a second time does
    nothing more. What was deleted there stays here.

    Args:
        library: whose notes.
        files: the text of each Markdown file by its path; renamed and merged ones are
            known by the ids in them.
        base: what the folder was written with; without it every difference is a conflict.
        take: what to do where both changed.

    Raises:
        NotSavedError: it could not be written; nothing was changed.
    """
    taking = _Taking(library, base, take)
    for path, text in sorted(files.items()):
        taking.read(path, text)
    taking.tell_missing()
    taking.commit()
    return taking.report


def _links_from(path: str, homes: Mapping[AnnotationId, str]) -> Callable[[AnnotationId], str]:
    """Make the links of one file to where each line stands first; "" for lines of its own."""
    up = "../" * path.count("/")

    def link(mark: AnnotationId) -> str:
        home = homes.get(mark, path)
        return "" if home == path else f"{up}{quote(home, safe='/()')}#^{mark}"

    return link


def _sheets(library: Library, course: Course, form: str | None) -> Iterator[tuple[str, Notes]]:
    """Make all notes of a course with the path of each, briefs first."""
    system = library.catalogue.get_system(course.pen_system)
    forms = [each for each in system.forms if form in (None, each.id)]
    if form is None:  # these two show other notes' lines once more, and nothing is written in them
        forms = [each for each in forms if each.kind not in _DERIVED]
    if not forms:
        known = ", ".join(each.id for each in system.forms)
        raise InvalidRequestError(f"{course.name} has no form “{form}”. It has: {known}.")
    folder = file_name(course.name, set())
    names: set[str] = set()
    for each in sorted(forms, key=lambda each: each.kind is not FormKind.BRIEF):
        if each.kind is not FormKind.BRIEF:
            notes = make_notes(library, each.id, source=None, course=course.id)
            yield f"{folder}/{file_name(each.title, names)}.md", notes
            continue
        below, taken = file_name(each.title, names), set[str]()
        for source in library.catalogue.sources_of(course.id):
            notes = make_notes(library, each.id, source=source.id, course=None)
            if notes.written or any(_marked(section) for section in notes.sections):
                yield f"{folder}/{below}/{file_name(source.title, taken)}.md", notes


def _marked(section: NotesSection) -> bool:
    return bool(section.lines or section.pairs or section.written)


def _pen_names(library: Library) -> frozenset[str]:
    systems = library.catalogue.systems.values()
    return frozenset(pen.name for system in systems for pen in system.pens)


def _base_of(files: Mapping[str, str], pen_names: Collection[str]) -> Base:
    blocks: dict[str, list[str]] = {}
    plain: set[str] = set()
    for text in files.values():
        for block in read_blocks(text, pen_names):
            if block.id:
                known = blocks.setdefault(block.id, [])
                known.extend([block.words] * (block.words not in known))
            else:
                plain.add(block.words)
    hashes = {path: hash_text(text) for path, text in files.items()}
    return Base(blocks, sorted(plain), hashes)


def hash_text(text: str) -> str:
    """Give the hash by which a file is known to be as it was written."""
    return hashlib.sha256(text.encode()).hexdigest()


class _Taking:
    """The taking home of one folder."""

    def __init__(self, library: Library, base: Base, take: Take) -> None:
        self.report = Report()
        self._library, self._base, self._take = library, base, take
        self._pen_names = _pen_names(library)
        self._writes: list[Write] = []
        self._holds: list[Holds] = []
        self._done: dict[str, str] = {}
        self._new: list[Entry] = []
        self._here: dict[tuple[str, str], list[Block]] = {}
        self._seen: set[str] = set()
        self._told: set[str] = set()

    def read(self, path: str, text: str) -> None:
        """Look what is new in one file."""
        sheet = notes_of(text)
        here = self._blocks_of(path, sheet) if sheet else []
        plain = {block.words for block in here if not block.id} | set(self._base.plain)
        before: Block | None = None
        for block in _lists_joined(read_blocks(text, self._pen_names), plain):
            if block.id:
                before = block
                self._seen.add(block.id)
                self._compare(path, block)
            elif block.words and block.words not in plain:
                before = self._add(path, sheet, block, before) or before

    def tell_missing(self) -> None:
        """Say how much of what was written is not in the folder any more."""
        gone = [
            id_
            for id_ in self._base.blocks.keys() - self._seen
            if self._library.find_annotation(id_) or find_entry(self._library, id_)
        ]
        if gone:
            are = "line is" if len(gone) == 1 else "lines are"
            self.report.remarks.append(
                f"{len(gone)} {are} not in the folder any more. Nothing was deleted here: delete "
                "the marks or texts themselves if they are to go."
            )

    def commit(self) -> None:
        """Write all of it down, as one step."""
        writes = [*self._writes, *(write for entry in self._new for write in entry_writes(entry))]
        if not writes:
            return
        number = len(self.report.taken) + len(self.report.added)
        label = f"Took {number} change{'s' * (number > 1)} from a folder of notes"
        step = Step(self._library.new_id(), "import_notes", label, tuple(writes))
        self._library.commit(step, self._holds)

    def _blocks_of(self, path: str, sheet: tuple[str, str]) -> list[Block]:
        """Give the pieces of some notes as they would be written now."""
        if sheet not in self._here:
            try:
                notes = _notes(self._library, *sheet)
                text = write_markdown(notes, link=lambda mark: f"#^{mark}")
            except GlossatorError as error:
                self.report.remarks.append(f"{path}: {error}")
                text = ""
            self._here[sheet] = read_blocks(text, self._pen_names)
        return self._here[sheet]

    def _compare(self, path: str, block: Block) -> None:
        """Take a piece's words if they changed there alone."""
        mark = self._library.find_annotation(block.id)
        entry = None if mark else find_entry(self._library, block.id)
        if mark:
            self._take_words(path, block, _mark_words, _folded(mark.own_words), is_mark=True)
        elif entry:
            here = self._text_of(path, entry)
            self._take_words(path, block, own_text, here, is_mark=False)
        elif block.words not in self._base.blocks.get(block.id, ()):
            self.report.remarks.append(
                f"{path}: “{shorten(block.words)}” belongs to a mark that is gone here; "
                "nothing was taken of it."
            )

    def _take_words(
        self, path: str, block: Block, read: Callable[[str], str], here: str, *, is_mark: bool
    ) -> None:
        """Take what changed there alone; of what changed in both places tell both wordings.

        Args:
            path: the file.
            block: the piece in it.
            read: gives the words of a piece from its Markdown.
            here: how the words read here now.
            is_mark: they are the own words of a mark, else the text of an entry.
        """
        there = read(block.words)
        base = set(map(read, self._base.blocks.get(block.id, ())))
        if there in base or there == here or (is_mark and not base and _is_quoted(there)):
            return
        if self._done.setdefault(block.id, there) != there:
            self.report.conflicts.append(Conflict(path, self._done[block.id], there))
        elif self._take == "theirs" or _is_untouched(here, base):
            self._write(block, there, is_mark=is_mark)
        elif block.id not in self._told:
            self._told.add(block.id)
            self.report.conflicts.append(Conflict(path, here, there))

    def _text_of(self, path: str, entry: Entry) -> str:
        """Give an entry's text as a folder written now would give it back."""
        blocks = self._blocks_of(path, (entry.form, entry.scope))
        return next((own_text(each.words) for each in blocks if each.id == entry.id), entry.text)

    def _write(self, block: Block, words: str, *, is_mark: bool) -> None:
        entity, name = ("annotation", "own_words") if is_mark else ("entry", "text")
        if not is_mark and not words.strip():
            return
        known = self._library.store.read_fields(entity, block.id).get(name)
        write = Write(entity, block.id, name, words)
        if write not in self._writes:
            self._writes.append(write)
            self._holds.append(Holds(entity, block.id, name, known))
            self.report.taken.append(words)

    def _add(
        self, path: str, sheet: tuple[str, str] | None, block: Block, before: Block | None
    ) -> Block | None:
        """Make an entry of a piece without an id; gives the piece it is now."""
        if sheet is None or not self._blocks_of(path, sheet):
            self.report.remarks.append(
                f"{path}: “{shorten(block.words)}” was not taken: the file does not say of which "
                "notes it is (its first lines are gone)."
            )
            return None
        form, scope = sheet
        after = before.id if before else ""
        id_ = str(uuid.uuid5(_NAMES, "\n".join((form, scope, after, block.words))))
        made = Block(id_, block.kind, block.words)
        fields = self._library.store.read_fields("entry", id_)
        if fields or any(entry.id == id_ for entry in self._new):
            return made
        known = [*entries_of(self._library, form, scope), *self._new]
        section = self._section_of(sheet, after, known)
        under, order = find_place(
            [each for each in known if (each.form, each.scope) == sheet],
            Spot(section, after or None),
        )
        text = own_text(block.words)
        self._new.append(
            Entry(EntryId(id_), form, SourceId(scope), block.kind, section, under, order, text=text)
        )
        self.report.added.append(text)
        return made

    def _section_of(self, sheet: tuple[str, str], after: str, known: Sequence[Entry]) -> str:
        """Find the section of the piece that a new one follows; "" for the head of the notes."""
        entry = next((each for each in known if each.id == after), None)
        if entry:
            return entry.section
        notes = _notes(self._library, *sheet)
        return next((key for key, mark in _by_section(notes.sections) if mark == after), "")


def _lists_joined(blocks: Iterable[Block], plain: Collection[str]) -> Iterator[Block]:
    """Make one piece of new list items that follow one another."""

    def is_new_item(block: Block) -> bool:
        return not block.id and block.kind is EntryKind.LIST and block.words not in plain

    for is_list, some in groupby(blocks, is_new_item):
        if is_list:
            yield Block("", EntryKind.LIST, "\n".join(f"- {block.words}" for block in some))
        else:
            yield from some


def _folded(words: str) -> str:
    """Give own words as a folder would give them back: runs of white space are one space."""
    lines = (" ".join(INVISIBLE.sub(" ", line).split()) for line in words.splitlines())
    return re.sub(r"\n\n+", "\n\n", "\n".join(lines).strip("\n"))


def _mark_words(markdown: str) -> str:
    """Give the own words, or the passage in “…”, that a line's Markdown shows."""
    return plain_words(line_words(markdown))


def _is_untouched(here: str, base: Collection[str]) -> bool:
    """Tell whether words here are those the folder was written with.

    Where the folder showed the passage, there may be no own words here: it is not known
    whether it was those or the passage that was said otherwise there.
    """
    return not here if any(map(_is_quoted, base)) else here in base


def _is_quoted(words: str) -> bool:
    return words.startswith("“") and words.endswith("”")


def _by_section(sections: Iterable[NotesSection]) -> Iterator[tuple[str, str]]:
    for section in walk_sections(sections):
        yield from ((section.key, line.annotation) for line in section.own_lines())


def _notes(library: Library, form: str, scope: str) -> Notes:
    """Make notes of a form over what a file says it is of.

    Raises:
        GlossatorError: there is no such source or course, or no such form.
    """
    is_source = SourceId(scope) in library.catalogue.sources
    return make_notes(
        library, form, source=scope if is_source else None, course=None if is_source else scope
    )
