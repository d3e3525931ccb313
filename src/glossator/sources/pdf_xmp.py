"""Read the XMP packet of a PDF: what its publisher says of the work, if anybody does.

Journals and presses give title, authors, journal, volume, pages and DOI there
(Dublin Core, PRISM), which the older fields of a PDF cannot hold. PDFium does
not give the packet, so pikepdf fetches it; it is parsed by our own safe parser,
not by `pikepdf.open_metadata`, whose lxml settings are none of ours to rely on
and which wants the whole stream unpacked first, however large it comes out.
After ISO 16684-1 (XMP) and PRISM 3.0.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree

from glossator.sources.blocks import clean_text
from glossator.sources.extract import Opened
from glossator.sources.xml_safety import parse_xml

Xmp = Mapping[str, tuple[str, ...]]
"""Values by property: "dc:title", "dc:creator", "prism:doi", "pdfx:doi"."""

_LARGEST = 1_000_000  # bytes of a packet, unpacked
_MOST_VALUES = 50
_LONGEST = 2_000  # characters of a value
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES = (
    (re.compile(r"http://purl\.org/dc/elements/1\.1/"), "dc"),
    (re.compile(r"http://prismstandard\.org/namespaces/.*"), "prism"),
    (re.compile(r"http://ns\.adobe\.com/pdfx/1\.3/"), "pdfx"),
    (re.compile(r"http://crossref\.org/crossmark/.*"), "crossmark"),
)
_NAME = re.compile(r"\{([^}]*)\}(.+)")


def read_xmp(opened: Opened) -> Xmp:
    """Read the packet of a file; empty where it has none, or none that can be read."""
    try:
        with pikepdf.open(opened.path, password=opened.password or "") as file:
            packet = _packet(file)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return {}  # PDFium has opened it; a packet is worth no refusal
    return parse_xmp(packet) if packet else {}


def _packet(file: pikepdf.Pdf) -> bytes:
    """Give the bytes of a file's packet, b"" for none or one that is packed unusually."""
    stream = file.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return b""
    data = bytes(stream.read_raw_bytes())
    filters = stream.get("/Filter")
    names = [
        str(name) for name in ([filters] if isinstance(filters, pikepdf.Name) else filters or ())
    ]
    if names == ["/FlateDecode"] and "/DecodeParms" not in stream:
        return _unpack(data)
    return data if not names and len(data) <= _LARGEST else b""


def _unpack(data: bytes) -> bytes:
    try:
        unpacked = zlib.decompressobj().decompress(data, _LARGEST + 1)
    except zlib.error:
        return b""
    return unpacked if len(unpacked) <= _LARGEST else b""


def parse_xmp(packet: bytes) -> Xmp:
    """Read a packet; of a text in several languages the default one comes first."""
    root = parse_xml(packet.strip(b"\0 \r\n\t"), forgiving=True)
    found: dict[str, tuple[str, ...]] = {}
    if root is None:
        return found
    for about in root.iter(f"{_RDF}Description"):
        for tag, value in about.attrib.items():
            if name := _short(str(tag)):
                found.setdefault(name, _kept([str(value)]))
        for element in about:
            if isinstance(element.tag, str) and (name := _short(element.tag)):
                found.setdefault(name, _kept(_values(element)))
    return {name: values for name, values in found.items() if values}


def _short(tag: str) -> str:
    """Give "dc:title" for the name of a property; "" where it is in no space that is read."""
    parts = _NAME.fullmatch(tag)
    if not parts:
        return ""
    space, name = parts.groups()
    return next((f"{short}:{name}" for form, short in _SPACES if form.fullmatch(space)), "")


def _values(element: etree._Element) -> Iterator[str]:
    items = list(element.iter(f"{_RDF}li"))
    items.sort(key=lambda item: item.get(_LANGUAGE) != "x-default")
    for item in items[:_MOST_VALUES] or [element]:
        yield "".join(item.itertext())


def _kept(values: Iterator[str] | list[str]) -> tuple[str, ...]:
    cleaned = (" ".join(clean_text(value[: 2 * _LONGEST]).split()) for value in values)
    return tuple(value[:_LONGEST] for value in cleaned if value)
