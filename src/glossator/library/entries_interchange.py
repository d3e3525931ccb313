"""Entries of notes in the dump: which ones go out, and which of those that come are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from glossator.exchange.jsonld import Dump
from glossator.exchange.jsonld_adopting import SOURCELESS
from glossator.exchange.jsonld_terms import short
from glossator.library.dump_ground import Ground
from glossator.library.library import Library
from glossator.model.books import Source
from glossator.model.entries import WRITING, Entry, EntryKind
from glossator.model.ids import SourceId
from glossator.model.operations import Write
from glossator.model.pens import Form, FormKind
from glossator.store.entry_records import decode_entry, entry_return_writes, entry_writes
from glossator.store.records import source_writes

_ROW, _GROUP = "source:", "/group:"  # what stands before a source's id in the key of a part


@dataclass(frozen=True, slots=True)
class _Settled:
    """An entry as it will stand here, the source made for it, and what is to be told of it."""

    entry: Entry
    source: Source | None = None
    told: str = ""


def list_entries(library: Library, scopes: Collection[str]) -> Iterator[Entry]:
    """Give the entries of all notes over some sources and courses."""
    for id_, fields in library.store.list_entities("entry").items():
        with suppress(ValueError):  # of a newer program: its words are not ours to tell
            entry = decode_entry(id_, fields)
            if entry.scope in scopes:
                yield entry


def new_entries(library: Library, dump: Dump, ground: Ground) -> tuple[list[Write], list[str]]:
    """Give the writes that bring the entries of a dump that are not here.

    One that was deleted here comes again. None is left out: what it names and is
    not here is told, and where its source or course is not known it gets another.

    Returns:
        The writes, and a sentence on each thing that is not as it was.
    """
    standing = library.store.list_entities("entry")
    deleted = library.store.list_deleted("entry")
    settled = [_settle(entry, ground) for entry in dump.entries if entry.id not in standing]
    made = {each.source.id: each.source for each in settled if each.source}
    writes = [write for source in made.values() for write in source_writes(source)]
    for each in settled:
        is_back = each.entry.id in deleted
        writes += entry_return_writes(each.entry) if is_back else entry_writes(each.entry)
    told = Counter(lack for each in settled for lack in _lacks(each, ground))
    return writes, [f"{count} × {lack}." for lack, count in sorted(told.items())]


def _settle(entry: Entry, ground: Ground) -> _Settled:
    """Put an entry into the notes that it is of, or into others where there are none."""
    scope = ground.same.get(SourceId(entry.scope), entry.scope)
    if scope in ground.deleted:
        return _Settled(
            entry,
            told="in notes over a source or course that was deleted here: it is kept, and shows "
            "when that is brought back",
        )
    if scope not in ground.sources and scope not in ground.courses:
        return _house(entry, ground)
    here = replace(entry, scope=scope, section=_section_here(entry.section, ground))
    return _Settled(here, told=_lack_of_form(here, ground))


def _section_here(section: str, ground: Ground) -> str:
    """Give the key of a part as it is here: that of a row or group of one source has its id."""
    if section.startswith(_ROW):
        theirs, slash, rest = section.removeprefix(_ROW).partition("/")
        return f"{_ROW}{_source_here(theirs, ground)}{slash}{rest}"
    part, mark, theirs = section.rpartition(_GROUP)
    return f"{part}{mark}{_source_here(theirs, ground)}" if mark else section


def _source_here(source: str, ground: Ground) -> str:
    return ground.same.get(SourceId(source), SourceId(source))


def _lack_of_form(entry: Entry, ground: Ground) -> str:
    """Say that the pens of an entry's course have no such form; "" where they have it."""
    course = ground.course_of(entry.scope)
    system = ground.systems.get(course.id) if course else None
    is_of_source = entry.scope in ground.sources
    for form in system.forms if system else ():
        if form.id == entry.form and (form.kind is FormKind.BRIEF) == is_of_source:
            return ""
    whose = f"the pens of “{short(course.name)}”" if course else "its pens"
    return (
        f"in the form “{short(entry.form)}”, which {whose} do not have: it is kept, and shows "
        "once they have it"
    )


def _house(entry: Entry, ground: Ground) -> _Settled:
    """Find a home for an entry of unknown notes: in those of a course, or of a made source."""
    home = next(iter(ground.courses.values()))
    system = ground.systems.get(home.id)
    form = _nearest_form(entry, system.forms if system else ())
    told = "whose source or course is neither here nor in the file: it stands in "
    if form and form.kind is not FormKind.BRIEF:
        where = f"“{short(form.title)}” of “{short(home.name)}” now"
        return _Settled(replace(entry, form=form.id, scope=home.id), told=told + where)
    source = Source(SourceId(entry.scope), SOURCELESS, home.id)
    where = f"the notes of “{SOURCELESS}” in “{short(home.name)}” now"
    return _Settled(replace(entry, form=form.id if form else entry.form), source, told + where)


def _nearest_form(entry: Entry, forms: Sequence[Form]) -> Form | None:
    """Choose the form of an entry, else one of a source, else any."""
    same = (form for form in forms if form.id == entry.form)
    briefs = (form for form in forms if form.kind is FormKind.BRIEF)
    return next(same, None) or next(briefs, None) or next(iter(forms), None)


def _lacks(settled: _Settled, ground: Ground) -> Iterator[str]:
    """Say what an entry names that is not here; each fits behind a number of entries."""
    entry = settled.entry
    what = "a piece of your own writing" if entry.kind in WRITING else "a moved or hidden line"
    gone = "a mark that is neither here nor in the file"
    if settled.told:
        yield f"{what} {settled.told}"
    if entry.under and entry.under not in ground.marks:
        yield f"{what} under {gone}: it stands at the end of its part"
    if entry.mark and entry.mark not in ground.marks:
        is_picture = entry.kind is EntryKind.PICTURE
        then = "its words are kept" if is_picture else "it waits for the mark"
        yield f"{'a picture' if is_picture else what} of {gone}: {then}"
