"""Read how an EPUB is put together: its container and its package document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from glossator.model.errors import RefusedFileError
from glossator.sources.archive_paths import resolve_path
from glossator.sources.epub_parts import Parts

CONTAINER = "META-INF/container.xml"
_PACKAGE_TYPE = "application/oebps-package+xml"
_NO_PACKAGE = (
    "it says it is an EPUB book, but the list of its parts is missing or damaged. Fetch it again "
    "from where it came."
)
PAGES = frozenset(
    {
        "application/xhtml+xml",
        "text/html",
        "text/x-oeb1-document",
        "application/x-dtbook+xml",
        "application/xml",
        "text/xml",
    }
)
"""Media types of the documents that hold text."""

DRAWINGS = "image/svg+xml"
_CORE = frozenset({"application/xhtml+xml", "application/x-dtbook+xml", DRAWINGS})


@dataclass(frozen=True, slots=True)
class Item:
    """A file that the package lists.

    Attributes:
        path: inside the archive; "" for one that lies elsewhere.
        media_type: as declared.
        properties: such as "nav", "cover-image".
        fallback: the id of the item to take instead; "" for none.
    """

    path: str
    media_type: str
    properties: frozenset[str]
    fallback: str


@dataclass(frozen=True, slots=True)
class Package:
    """What a package document says.

    Attributes:
        path: of the document itself.
        metadata: its element of that name; None where it has none.
        items: by id.
        spine: ids in reading order, those that are not part of it at the end.
        nav: path of the navigation document, "" for none.
        ncx: path of the contents of EPUB 2, "" for none.
    """

    path: str
    metadata: etree._Element | None
    items: Mapping[str, Item]
    spine: tuple[str, ...]
    nav: str
    ncx: str

    def readable(self, name: str) -> Item | None:
        """Find what to read for an item: itself, or what it names to fall back on.

        Of the chain the first that is a page of EPUB or a picture; XML of another
        vocabulary only where nothing else is to be had.

        Returns:
            None where neither it nor a fallback is of a kind that is read.
        """
        chain: list[Item] = []
        while (item := self.items.get(name)) is not None and item not in chain:
            chain.append(item)
            name = item.fallback
        held = [item for item in chain if item.path]
        sure = (item for item in held if item.media_type in _CORE or _is_picture(item.media_type))
        return next(sure, None) or next((item for item in held if is_page(item.media_type)), None)

    def media_type_of(self, path: str) -> str:
        """Give the media type that the package declares for a file, "" for none."""
        return next((item.media_type for item in self.items.values() if item.path == path), "")


def _is_picture(media_type: str) -> bool:
    return media_type.startswith("image/")


def is_page(media_type: str) -> bool:
    """Tell whether files of a media type are read as pages of text."""
    return media_type in PAGES or (media_type.endswith("+xml") and media_type != DRAWINGS)


def read_package(parts: Parts, file_name: str) -> Package:
    """Read the container and the first package that it names.

    Raises:
        RefusedFileError: there is no package document that can be read.
    """
    path = _find_package(parts)
    root = parts.read_xml(path) if path else None
    items = dict(_items(root, path)) if root is not None else {}
    if root is None or not items:
        raise RefusedFileError(file_name, _NO_PACKAGE)
    spine = root.find("{*}spine")
    return Package(
        path,
        root.find("{*}metadata"),
        items,
        _order(spine, items),
        next((item.path for item in items.values() if "nav" in item.properties), ""),
        _find_ncx(spine, items),
    )


def _find_package(parts: Parts) -> str:
    """Give the path of the package document, "" for none; without a container, the usual ones."""
    container = parts.read_xml(CONTAINER) if parts.find(CONTAINER) else None
    named = []
    for root_file in container.iter("{*}rootfile") if container is not None else ():
        place = resolve_path("", root_file.get("full-path") or "")
        if place and root_file.get("media-type", _PACKAGE_TYPE) == _PACKAGE_TYPE:
            named.append(place[0])
    usual = ("content.opf", "OEBPS/content.opf", "OPS/content.opf", "EPUB/package.opf")
    return next((found for path in (*named, *usual) if (found := parts.find(path))), "")


def _items(root: etree._Element, path: str) -> Iterator[tuple[str, Item]]:
    for item in root.iterfind("{*}manifest/{*}item"):
        place = resolve_path(path, item.get("href") or "")
        yield (
            item.get("id") or "",
            Item(
                place[0] if place else "",
                (item.get("media-type") or "").strip().lower(),
                frozenset((item.get("properties") or "").split()),
                item.get("fallback") or "",
            ),
        )


def _order(spine: etree._Element | None, items: Mapping[str, Item]) -> tuple[str, ...]:
    """Give the reading order, each item once; what is not linear comes last."""
    linear: dict[str, None] = {}
    beside: dict[str, None] = {}
    for reference in spine.iterfind("{*}itemref") if spine is not None else ():
        order = beside if reference.get("linear", "").lower() == "no" else linear
        order[reference.get("idref") or ""] = None
    if not linear and not beside:  # a book without an order: that of its list
        linear = {name: None for name, item in items.items() if is_page(item.media_type)}
    return tuple({**linear, **beside})


def _find_ncx(spine: etree._Element | None, items: Mapping[str, Item]) -> str:
    named = items.get(spine.get("toc") or "") if spine is not None else None
    if named is not None:
        return named.path
    ncx = (item.path for item in items.values() if item.media_type == "application/x-dtbncx+xml")
    return next(ncx, "")
