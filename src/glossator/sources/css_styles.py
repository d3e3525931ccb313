"""Read from style sheets which classes set text in italics, bold, small capitals or raised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.model.text import StyleKind

ClassStyles = dict[tuple[str, str], tuple[StyleKind, ...]]
"""What a class gives its text, by (element's name or "", class)."""

_LONGEST = 2_000_000
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?\.([A-Za-z_\-\u0080-\uffff][\w\-]*)")
_DECLARED = (
    (re.compile(r"font-variant(?:-caps)?\s*:[^;]*small-caps", re.IGNORECASE), StyleKind.SMALL_CAPS),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), StyleKind.ITALIC),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), StyleKind.BOLD),
    (
        re.compile(r"vertical-align\s*:\s*(?:super|top|text-top)", re.IGNORECASE),
        StyleKind.SUPERSCRIPT,
    ),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), StyleKind.SUBSCRIPT),
)


def read_class_styles(css: str) -> ClassStyles:
    """Read the rules whose selector is one class, alone or with an element's name.

    Other selectors would need the cascade, and what they set is left aside.
    """
    found: ClassStyles = {}
    for selectors, declarations in _RULE.findall(_COMMENT.sub(" ", css[:_LONGEST])):
        styles = tuple(declared_styles(declarations))
        if styles:
            for key in _keys(selectors):
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), *styles)))
    return found


def declared_styles(declarations: str) -> Iterator[StyleKind]:
    """Give the styles that declarations such as "font-style: italic" set."""
    for form, kind in _DECLARED:
        if form.search(declarations):
            yield kind


def _keys(selectors: str) -> Iterator[tuple[str, str]]:
    for selector in selectors.rpartition(";")[2].split(","):
        if found := _SELECTOR.fullmatch(selector.strip()):
            yield (found[1] or "").lower(), found[2]
