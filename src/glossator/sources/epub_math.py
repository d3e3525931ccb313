"""Write formulas (MathML) in a line: "x" raised "2", "a/b", "√(c)"."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from glossator.model.text import StyleKind
from glossator.sources.xml_safety import local_name

Run = tuple[str, StyleKind | None]
"""Text, and how it is set."""

_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_DROPPED = frozenset({"annotation", "annotation-xml", "none", "mprescripts"})
_SUP, _SUB = StyleKind.SUPERSCRIPT, StyleKind.SUBSCRIPT
_SCRIPTS: dict[str, tuple[StyleKind | None, ...]] = {
    "msup": (None, _SUP),
    "msub": (None, _SUB),
    "msubsup": (None, _SUB, _SUP),
    "mover": (None, _SUP),
    "munder": (None, _SUB),
    "munderover": (None, _SUB, _SUP),
}


def math_runs(element: etree._Element, style: StyleKind | None = None) -> Iterator[Run]:
    """Give the text of a formula in runs; nothing of its tokens is left out.

    Recursive: a document is parsed 256 deep at most.
    """
    name = local_name(element)
    if name in _DROPPED:
        return
    if name in _TOKENS:
        yield " ".join("".join(element.itertext()).split()), style
    elif name in _SCRIPTS:
        for at, child in enumerate(element):
            set_as = _SCRIPTS[name][min(at, len(_SCRIPTS[name]) - 1)]
            yield from math_runs(child, set_as or style)
    elif name == "mfrac":
        yield from _parted(element, "/", style)
    elif name in {"msqrt", "mroot"}:
        yield "√(", style
        yield from _parted(element, "; ", style)
        yield ")", style
    elif name == "mtable":
        yield from _parted(element, "; ", style)
    elif name in {"mtr", "mlabeledtr"}:
        yield from _parted(element, " ", style)
    else:
        if (element.text or "").strip():
            yield " ".join((element.text or "").split()), style
        yield from _parted(element, "", style)


def _parted(element: etree._Element, sign: str, style: StyleKind | None) -> Iterator[Run]:
    """Give the children with a sign between; those of several parts in parentheses for "/"."""
    for at, child in enumerate(element):
        if at and sign:
            yield sign, style
        runs = [run for run in math_runs(child, style) if run[0]]
        whole = sign == "/" and len(runs) > 1
        if whole:
            yield "(", style
        yield from runs
        if whole:
            yield ")", style
        if (child.tail or "").strip():
            yield " ".join((child.tail or "").split()), style
