"""OpenDocument texts for the tests: the parts that a test is about, and the least around them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from glossator.model.books import Extraction
from tests.sources.making import open_bytes

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = (
    f'xmlns:office="{_BASE}office:1.0" xmlns:text="{_BASE}text:1.0" '
    f'xmlns:style="{_BASE}style:1.0" xmlns:table="{_BASE}table:1.0" '
    f'xmlns:draw="{_BASE}drawing:1.0" xmlns:fo="{_BASE}xsl-fo-compatible:1.0" '
    f'xmlns:svg="{_BASE}svg-compatible:1.0" xmlns:meta="{_BASE}meta:1.0" '
    f'xmlns:manifest="{_BASE}manifest:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt(
    text: str,
    styles: str = "",
    common: str = "",
    meta: str = "",
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Make a text.

    Args:
        text: what stands in `office:text`.
        styles: automatic styles.
        common: those of `styles.xml`.
        meta: what the file says of itself.
        files: pictures by their path.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:styles>{common}</office:styles>"
            "</office:document-styles>",
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {NAMES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        )
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def open_odt(
    folder: Path,
    text: str,
    styles: str = "",
    common: str = "",
    meta: str = "",
    files: Mapping[str, bytes] | None = None,
) -> Extraction:
    """Make a text and extract it."""
    return open_bytes(folder, "book.odt", odt(text, styles, common, meta, files))


def p(inside: str, style: str = "") -> str:
    """Give a paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def style(name: str, face: str = "", family: str = "text", more: str = "", parent: str = "") -> str:
    """Give a style: `face` are attributes of its letters, `more` stands inside it."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}"><style:text-properties {face}/>{more}</style:style>'
    )


def listed(name: str, *levels: tuple[str, str], more: str = "") -> str:
    """Give a list style: of each level its number format and suffix."""
    rows = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" {more}/>'
        for at, (form, suffix) in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{rows}</text:list-style>'


def items(*words: str, more: str = "") -> str:
    """Give a list of the style L."""
    inside = "".join(f"<text:list-item>{p(word)}</text:list-item>" for word in words)
    return f'<text:list text:style-name="L" {more}>{inside}</text:list>'
