"""What an element of a book says that it is: its epub:type and role."""

from __future__ import annotations

from lxml import etree

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NOTES = frozenset({"footnote", "endnote", "rearnote", "annotation"})
CALLS = frozenset({"noteref", "annoref"})
BREAKS = frozenset({"pagebreak"})
RETURNS = frozenset({"backlink", "referrer"})
_NOTHING: frozenset[str] = frozenset()


def roles_of(element: etree._Element) -> frozenset[str]:
    """Give the words of an element's epub:type and role, those of ARIA without "doc-".

    An element of a page that was read as HTML has "epub:type" for a plain name.
    """
    said = element.get(EPUB_TYPE) or element.get("epub:type")
    role = element.get("role")
    if said is None and role is None:
        return _NOTHING
    words = f"{said or ''} {role or ''}".lower().split()
    return frozenset(word.removeprefix("doc-") for word in words)
