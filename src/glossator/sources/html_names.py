"""Which names a page's markup has at all, so that its tree is not searched for others."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode


class PageNames:
    """The names of elements and attributes that may occur in a page.

    Each selector of a tree is tried on each of its elements; to look for a
    name in the markup takes a tenth of that.
    """

    def __init__(self, markup: str) -> None:
        """Begin; `markup` is the page as it was written."""
        self._markup = markup.lower()

    def find(
        self, root: LexborHTMLParser | LexborNode, selectors: Mapping[str, str]
    ) -> list[LexborNode]:
        """Find what matches any of some selectors, in the order of the page.

        Args:
            root: where to look.
            selectors: each with a name in small letters, "role" or "<nav", without
                which the markup has nothing that matches.
        """
        possible = [each for each, name in selectors.items() if name in self._markup]
        return root.css(", ".join(possible)) if possible else []
