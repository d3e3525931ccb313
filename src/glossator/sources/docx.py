"""Read DOCX: the text with Word's computed numbers, notes, comments, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.archives import Archive
from glossator.sources.docx_body import Body
from glossator.sources.docx_comments import read_comments
from glossator.sources.docx_metadata import language_tag, read_metadata
from glossator.sources.docx_names import W, value
from glossator.sources.docx_package import Package
from glossator.sources.docx_story import Story
from glossator.sources.extract import Opened
from glossator.sources.office_book import OfficeText, build_text, make_note
from glossator.sources.office_caption import case_bibliography, choose_title, read_caption
from glossator.sources.office_drafts import Draft, ForeignDraft

EXTRACTOR = Extractor("docx", 2)
_EMPTY = "it holds no text to read. Open it in Word or LibreOffice to see whether it should."
_EVERY = 500  # paragraphs between two reports of progress


def read_book(opened: Opened) -> Extraction:
    """Read a document; raises RefusedFileError where it is damaged or holds no text."""
    with Archive(opened.path, opened.file_name) as archive:
        package = Package(archive, opened.file_name)
        story = Story(package)
        office = _read_text(story, opened)
        metadata = read_metadata(package.read_core())
    content = build_text(office)
    if not content.text:
        raise RefusedFileError(opened.file_name, _EMPTY)
    caption = read_caption(office.drafts)
    opened.on_progress(1000, 1000)
    return Extraction(
        EXTRACTOR,
        content,
        title=choose_title(metadata.title, caption, office.drafts, opened.file_name),
        caption=caption,
        problems=(*package.problems, *story.changes.problems(), *story.shelf.problems()),
        bibliography=case_bibliography(metadata.bibliography, caption, office.language),
        pictures=story.shelf.pictures,
    )


def _read_text(story: Story, opened: Opened) -> OfficeText:
    package = story.package
    comments = read_comments(package)
    root = package.read_main()
    body = root.find(f"{W}body")
    drafts = _read_body(story, body if body is not None else root, opened.on_progress)
    notes = _read_notes(story, "footnote") | _read_notes(story, "endnote")
    foreign: dict[str, ForeignDraft] = comments | story.foreign
    return OfficeText(
        drafts,
        notes,
        endnotes=story.called("endnote"),
        foreign=foreign,
        language=language_tag(story.language()),
    )


def _read_body(
    story: Story, element: etree._Element, on_progress: Callable[[int, int], None]
) -> list[Draft]:
    body = Body(story, story.package.main)
    drafts = []
    for draft in body.read(element):
        drafts.append(draft)
        if len(drafts) % _EVERY == 0:  # how many there will be is not known
            on_progress(1000 - 1_000_000 // (1000 + len(drafts)), 1000)
    return [*drafts, *body.rest()]


def _read_notes(story: Story, kind: str) -> dict[str, list[Draft]]:
    """Read the notes of a kind that the text calls."""
    called = story.called(kind)
    root = story.package.read_related(f"{kind}s") if called else None
    if root is None:
        return {}
    elements = {f"{kind}-{value(note, f'{W}id')}": note for note in root.iterchildren(W + kind)}
    body = Body(story, story.package.find_related(f"{kind}s"))
    return {
        name: make_note([*body.read(elements[name]), *body.rest()], name, story.label_of(name))
        for name in called
        if name in elements
    }
