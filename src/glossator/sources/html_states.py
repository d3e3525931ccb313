"""What the walk over a page knows of where it is: open elements and the kind of their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from selectolax.lexbor import LexborNode

from glossator.model.text import BlockKind, StyleKind
from glossator.model.values import small_value
from glossator.sources.html_tags import HEADINGS, STYLED, styles_of

Attributes: TypeAlias = Mapping[str, str | None]

FOOTNOTE, LIST_ITEM = BlockKind.FOOTNOTE, BlockKind.LIST_ITEM
LISTS = frozenset({"ol", "ul", "dl", "menu"})
# Only these elements are asked for their attributes, which takes a good part of the time.
ASKED = frozenset({"img", "svg", "ol", "li"})
TELLING = (
    "[hidden], [role], [style], [class*=pag i], [class*=caps i], [class=author], [epub\\:type], "
    "span[class*=lnum i], span[class*=line i], span.ln, [rowspan], [colspan]"
)
NOTHING: Mapping[str, str | None] = MappingProxyType({})


End: TypeAlias = Literal["inline", "block", "list", "table", "row", "cell", "caption", "in-cell"]
"""What is to be done where an element ends. (To name a member of an enum takes three times as long,
which in a page with a million elements can be felt.)"""


class Open(NamedTuple):
    """An element that the walk is inside of.

    Attributes:
        end: what is to be done at its end.
        styles: that end with it.
        tag: its name.
        attributes: its attributes.
    """

    end: End
    styles: Sequence[StyleKind] = ()
    tag: str = ""
    attributes: Attributes | None = None


@small_value(frozen=True, slots=True)
class Context:
    """What a block's text is, for as long as the walk is inside its element."""

    kind: BlockKind
    level: int = 0
    label: str = ""
    confidence: float = 1.0


PARAGRAPH = Context(BlockKind.PARAGRAPH)
INLINE = Open("inline")
BLOCK, LIST = Open("block"), Open("list")
IN_CELL, ROW = Open("in-cell"), Open("row")
CELLS = {tag: Open("cell", (), tag) for tag in ("td", "th")}
PLAIN = {
    **CELLS,
    "tr": ROW,
    **dict.fromkeys(("a", "span", "font", "u", "small", "q", "code", "abbr", "mark", "tt"), INLINE),
    **{tag: Open("inline", styles_of(tag, {})) for tag in STYLED},
    **dict.fromkeys(("p", "div", "section", "article", "main", "header", "center"), BLOCK),
    **dict.fromkeys(("thead", "tbody", "tfoot"), BLOCK),
}
"""Elements that need no closer look where nothing marks them."""


def heading_level(node: LexborNode, tag: str, attributes: Attributes) -> int:
    """Give the level of a heading: by its tag, its role, or as the head of an opinion; 0 for none.

    Opinions of a case bear their author as a paragraph of class "author" (Caselaw
    Access Project).
    """
    if tag in HEADINGS:
        return HEADINGS[tag]
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level") or "2"
        return int(level) if level in {"1", "2", "3", "4", "5"} else 6
    if attributes.get("class") == "author" and (opinion := node.parent) is not None:
        return 1 if "opinion" in (opinion.attributes.get("class") or "").split() else 0
    return 0
