"""What a page may ask to have changed about sources: several at once, details, texts, the bin."""

from __future__ import annotations

from msgspec import Struct

from glossator.web.request_base import Asked
from glossator.web.wire import CaptionView


class NameView(Struct, frozen=True, omit_defaults=True):
    """A person's name; of a body all of it is `family`."""

    family: str
    given: str = ""


class BibliographyView(Struct, frozen=True, omit_defaults=True):
    """What is known of a work: `model.books.Bibliography` field by field."""

    kind: str = ""
    authors: list[NameView] = []
    editors: list[NameView] = []
    issued: str = ""
    publisher: str = ""
    place: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    isbn: str = ""
    doi: str = ""
    url: str = ""
    language: str = ""
    key: str = ""


class ChangeDetails(Asked, frozen=True, tag="change_details"):
    """Replace title, caption and bibliography of a source."""

    source: str
    title: str
    caption: CaptionView
    bibliography: BibliographyView


class MoveSources(Asked, frozen=True, tag="move_sources"):
    """Move sources to another course."""

    sources: list[str]
    course: str


class ArchiveSources(Asked, frozen=True, tag="archive_sources"):
    """Put sources out of the way, or back."""

    sources: list[str]
    archived: bool


class BinSources(Asked, frozen=True, tag="bin_sources"):
    """Put sources into the bin."""

    sources: list[str]


class RestoreSources(Asked, frozen=True, tag="restore_sources"):
    """Take sources out of the bin."""

    sources: list[str]


class EmptyBin(Asked, frozen=True, tag="empty_bin"):
    """Take the files of what is in the bin away for good."""


class ImportReferences(Asked, frozen=True, tag="import_references"):
    """Take in BibTeX, RIS or CSL JSON; `create_in` names the course for works that are not here."""

    text: str
    create_in: str | None = None


class JoinSources(Asked, frozen=True, tag="join_sources"):
    """Make `other` a further text of `source`."""

    source: str
    other: str
