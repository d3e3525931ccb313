"""Parse XML and XHTML of unknown origin: no entity, DTD or address is followed.

Beyond what lxml's settings forbid, libxml2 itself ends a parse whose entities
grow (billion laughs), that nests 256 deep or holds a run of 10 MB.
"""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from glossator.sources.decoding import decode_text
from glossator.sources.html_excess import trim_markup

_DEEPEST = 120  # of libxml2's 256, which it counts with the elements that trimming leaves
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_LONGEST_ENTITY = 1000


def parse_xml(data: bytes, *, forgiving: bool = False) -> etree._Element | None:
    """Parse a document of XML.

    Comments and processing instructions are left out. The names of characters
    that HTML has (“&nbsp;”) are understood though no DTD is read, and so are
    short entities that the document declares itself; others stay as written.

    Args:
        data: the document, in whatever encoding it declares.
        forgiving: whether to take what can be had of one that is not well-formed.

    Returns:
        The root element; None where there is none to be had.
    """
    parser = _FORGIVING if forgiving else _STRICT
    try:
        root: etree._Element | None = etree.fromstring(_name_characters(data), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None
    if root is not None and b"&" in data:  # a parser that recovered nothing gives None
        _write_out_entities(root)
    return root


def parse_html(data: bytes) -> etree._Element | None:
    """Parse a page of XHTML that is not well-formed as HTML, which forgives everything.

    Returns:
        The root; its tags and attributes ("epub:type") are plain names, without
        namespaces. None where there is none to be had.
    """
    text = _DECLARATION.sub("", decode_text(data, html=True)[0], count=1).replace("\0", "")
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(trim_markup(text, deepest=_DEEPEST), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """Give the name of an element without namespace, in lower case; "" for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        recover=recover,
    )


def _name_characters(data: bytes) -> bytes:
    """Write HTML's named characters as numbers, which need no DTD."""
    if b"&" not in data:
        return data
    return _NAMED.sub(_numbered, data)


def _numbered(found: re.Match[bytes]) -> bytes:
    name = found[1]
    characters = None if name in _OF_XML else html5.get(name.decode("ascii") + ";")
    return "".join(f"&#{ord(char)};" for char in characters).encode() if characters else found[0]


def _write_out_entities(root: etree._Element) -> None:
    """Put the text of entities that the document declares in their place, if it is plain."""
    nodes = list(root.iter(etree.Entity))
    document_type = root.getroottree().docinfo.internalDTD if nodes else None
    plain = {
        entity.name: entity.content
        for entity in (document_type.iterentities() if document_type is not None else ())
        if entity.content and len(entity.content) <= _LONGEST_ENTITY
    }
    for node in nodes:
        content = plain.get((node.text or "").strip("&;"), "")
        replace_node(
            node, content if content and not set(content) & {"<", "&"} else node.text or ""
        )


def replace_node(node: etree._Element, words: str) -> None:
    """Take a node out of its tree and put words in its place; what follows it stays."""
    parent, before = node.getparent(), node.getprevious()
    words += node.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    node.tail = None
    parent.remove(node)


_STRICT, _FORGIVING = _parser(recover=False), _parser(recover=True)
