"""Read OpenDocument texts: ODT, and flat ones (FODT)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from glossator.model.books import Bibliography, Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.archives import Archive, MemberError
from glossator.sources.blocks import clean_text
from glossator.sources.docx_changes import describe_changes
from glossator.sources.docx_metadata import language_tag, person
from glossator.sources.extract import Opened
from glossator.sources.odt_body import OdtBody
from glossator.sources.odt_names import DC, MANIFEST, META, OFFICE
from glossator.sources.odt_story import OdtStory
from glossator.sources.office_book import OfficeText, build_text, make_note
from glossator.sources.office_caption import case_bibliography, choose_title, read_caption
from glossator.sources.office_times import read_time
from glossator.sources.xml_safety import parse_xml

EXTRACTOR = Extractor("odt", 2)
_ANEW = "Open it in LibreOffice, save it anew, and import that."
_BROKEN = f"it is an OpenDocument file whose text is damaged. {_ANEW}"
_EMPTY = "it holds no text to read. Open it in LibreOffice to see whether it should."
_NO_TEXT = "it is an OpenDocument file without a text: a sheet, slides or a drawing, no book."
_LOCKED = (
    "it is locked by a password. Open it in LibreOffice, save it without one, and import that."
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a file: those with the text, with styles, and about the file."""

    content: etree._Element
    styles: Sequence[etree._Element]
    meta: etree._Element | None
    read_file: Callable[[str], bytes | None]


def read_book(opened: Opened) -> Extraction:
    """Read a text; raises RefusedFileError where it is damaged, locked or holds no text."""
    with opened.path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    if not is_zip:
        root = parse_xml(opened.path.read_bytes())
        if root is None:
            raise RefusedFileError(opened.file_name, _BROKEN)
        return _read(opened, _Parts(root, [root], root, lambda _: None))
    with Archive(opened.path, opened.file_name) as archive:
        return _read(opened, _open_parts(archive, opened.file_name))


def _open_parts(archive: Archive, file_name: str) -> _Parts:
    def read_file(name: str) -> bytes | None:
        try:
            return archive.read(name)
        except MemberError:
            return None
        except RefusedFileError:  # too large or packed too tightly to be shown
            return b""

    def part(name: str) -> etree._Element | None:
        return parse_xml(archive.read(name)) if archive.find(name) else None

    content = part("content.xml")
    if content is None:
        manifest = part("META-INF/manifest.xml")
        locked = manifest is not None and manifest.find(f".//{MANIFEST}encryption-data") is not None
        raise RefusedFileError(file_name, _LOCKED if locked else _BROKEN)
    styles = part("styles.xml")
    roots = [content] if styles is None else [styles, content]
    return _Parts(content, roots, part("meta.xml"), read_file)


def _read(opened: Opened, parts: _Parts) -> Extraction:
    text = parts.content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise RefusedFileError(opened.file_name, _NO_TEXT)
    story = OdtStory(parts.styles, text, parts.read_file)
    opened.on_progress(300, 1000)
    office = _read_text(story, text)
    content = build_text(office)
    if not content.text:
        raise RefusedFileError(opened.file_name, _EMPTY)
    opened.on_progress(1000, 1000)
    caption = read_caption(office.drafts)
    title, declared = _metadata(parts.meta)
    return Extraction(
        EXTRACTOR,
        content,
        title=choose_title(title, caption, office.drafts, opened.file_name),
        caption=caption,
        problems=(*describe_changes(story.changes), *story.shelf.problems()),
        bibliography=case_bibliography(declared, caption, office.language),
        pictures=story.shelf.pictures,
    )


def _read_text(story: OdtStory, text: etree._Element) -> OfficeText:
    body = OdtBody(story)
    drafts = list(body.read(text))
    notes = {
        name: make_note(list(body.read(element)), name, story.labels[name])
        for name, element in list(story.notes.items())
    }
    language = language_tag(story.styles.style("paragraph", "Standard").language)
    return OfficeText(drafts, notes, story.endnotes, story.foreign, language)


def _metadata(root: etree._Element | None) -> tuple[str, Bibliography]:
    """Give the title and what else the file says of itself."""
    meta = root.find(f"{OFFICE}meta") if root is not None else None
    if meta is None:
        return "", Bibliography()
    creator = _text(meta, f"{META}initial-creator") or _text(meta, f"{DC}creator")
    return _text(meta, f"{DC}title"), Bibliography(
        authors=(person(creator),) if creator else (),
        issued=read_time(_text(meta, f"{META}creation-date"))[:10],
        language=language_tag(_text(meta, f"{DC}language")),
    )


def _text(meta: etree._Element, name: str) -> str:
    return clean_text(" ".join((meta.findtext(name) or "").split()))[:300]
