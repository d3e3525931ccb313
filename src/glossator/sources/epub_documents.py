"""The documents of an EPUB in reading order, each parsed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from glossator.sources.epub_package import DRAWINGS, Item, Package, is_page
from glossator.sources.epub_parts import Parts
from glossator.sources.xml_safety import local_name

_ANCHORS = etree.XPath("//*[@id or (@name and local-name() = 'a')]")


@dataclass(slots=True)
class Document:
    """A part of the reading order.

    Attributes:
        path: inside the archive.
        root: of its markup; None for one that is only a picture.
        media_type: as declared.
    """

    path: str
    root: etree._Element | None
    media_type: str
    _ids: dict[str, etree._Element] | None = None

    def find(self, own: str) -> etree._Element | None:
        """Find the first element of an id or, for an anchor, a name."""
        if self._ids is None:
            self._ids = {}
            for element in _ANCHORS(self.root) if self.root is not None else ():
                for name in (element.get("id"), element.get("name")):
                    if name:
                        self._ids.setdefault(name, element)
        return self._ids.get(own)

    @property
    def body(self) -> etree._Element | None:
        """What of it is read: the body of a page, else all."""
        if self.root is None:
            return None
        body = self.root.find("{*}body")
        return body if body is not None else self.root


def load_documents(parts: Parts, package: Package) -> list[Document]:
    """Parse what the spine lists, in its order; what cannot be read is left out and noted."""
    documents: list[Document] = []
    seen: set[str] = set()
    for name in package.spine:
        item = package.readable(name)
        listed = package.items.get(name)
        if item is None:
            path = listed.path if listed is not None else name
            parts.miss(path or name, "is not there, or of a kind that is not read")
        elif item.path not in seen:
            seen.add(item.path)
            documents += _load(parts, item)
    return documents


def load_notes_beside(
    parts: Parts, package: Package, paths: Sequence[str], documents: Sequence[Document]
) -> list[Document]:
    """Parse pages that hold notes and stand in no reading order, though they should."""
    known = {document.path for document in documents}
    items = {item.path: item for item in package.items.values() if is_page(item.media_type)}
    wanted = [items[path] for path in dict.fromkeys(paths) if path in items and path not in known]
    return [document for item in wanted for document in _load(parts, item)]


def _load(parts: Parts, item: Item) -> Iterator[Document]:
    if item.media_type.startswith("image/") and item.media_type != DRAWINGS:
        yield Document(item.path, None, item.media_type)
        return
    root = parts.read_page(item.path)
    if root is not None:
        yield Document(item.path, root, item.media_type)


def is_drawing(document: Document) -> bool:
    """Tell whether a document is a drawing (SVG) as a whole."""
    return document.root is not None and local_name(document.root) == "svg"
