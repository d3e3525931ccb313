"""What the elements of HTML are to a reader: dropped, blocks, styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from selectolax.lexbor import LexborNode

from glossator.model.text import StyleKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}

# fmt: off
DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "audio", "video",
    "canvas", "head", "title", "button", "input", "select", "textarea", "option",
    "datalist", "dialog", "map", "link", "meta", "annotation", "annotation-xml",
})
BLOCKS = frozenset({
    "p", "div", "section", "article", "header", "footer", "main", "aside", "li", "blockquote",
    "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "pre", "dl", "dt", "dd",
    "ul", "ol", "figure", "figcaption", "hr", "address", "center", "details", "summary", "body",
    "fieldset", "form", "nav", "hgroup", "menu", "search", *HEADINGS,
})
# fmt: on

_STYLES = {
    "i": StyleKind.ITALIC,
    "em": StyleKind.ITALIC,
    "cite": StyleKind.ITALIC,
    "var": StyleKind.ITALIC,
    "dfn": StyleKind.ITALIC,
    "b": StyleKind.BOLD,
    "strong": StyleKind.BOLD,
    "sup": StyleKind.SUPERSCRIPT,
    "sub": StyleKind.SUBSCRIPT,
}
_CSS_STYLES = (
    (re.compile(r"small-?caps", re.IGNORECASE), StyleKind.SMALL_CAPS),
    (re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE), StyleKind.ITALIC),
    (re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE), StyleKind.BOLD),
    (re.compile(r"vertical-align:\s*super", re.IGNORECASE), StyleKind.SUPERSCRIPT),
    (re.compile(r"vertical-align:\s*sub(?!\w)", re.IGNORECASE), StyleKind.SUBSCRIPT),
)
_NONE: tuple[StyleKind, ...] = ()
STYLED = tuple(_STYLES)
"""Elements that give their text a style by their name."""

_BY_TAG = {tag: (kind,) for tag, kind in _STYLES.items()}


def styles_of(tag: str, attributes: Mapping[str, str | None]) -> tuple[StyleKind, ...]:
    """List the styles that an element gives its text, by its name, style and class."""
    kinds = _BY_TAG.get(tag, _NONE)
    if attributes and ("style" in attributes or "class" in attributes):
        written = _css_styles(f"{attributes.get('style') or ''} {attributes.get('class') or ''}")
        if written:
            return (*kinds, *(kind for kind in written if kind not in kinds))
    return kinds


@lru_cache(maxsize=4096)  # the same few hundred come again and again
def _css_styles(css: str) -> tuple[StyleKind, ...]:
    return tuple(kind for form, kind in _CSS_STYLES if form.search(css))


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element is hidden, and not only until a search leads into it."""
    return "hidden" in attributes and attributes["hidden"] != "until-found"


def label_text(node: LexborNode) -> str:
    """Give the text of an element that is short enough for a label, "" for any other.

    Looks at a few nodes only: elements that nest deep would else be read again
    and again.
    """
    only = node.child
    if only is not None and only.is_text_node and only.next is None:  # as with most
        return " ".join((only.text_content or "").split())
    parts: list[str] = []
    waiting = [only]
    for _ in range(64):
        if not waiting:
            return " ".join("".join(parts).split())
        at = waiting.pop()
        if at is not None:
            waiting += [at.next, at.child]
            parts.append((at.text_content or "") if at.tag == "-text" else "")
    return ""
