"""What the elements of an EPUB's pages are to a reader: those of HTML, and a few more."""

from __future__ import annotations

from glossator.sources import html_tags

# DTBook, which EPUB 2 allows (Z39.86-2005), counts its headings by level.
HEADINGS = {**html_tags.HEADINGS, "hd": 2, "bridgehead": 3, "doctitle": 1}
LISTS = frozenset({"ol", "ul", "dl", "menu", "dir"})
# fmt: off
BLOCKS = html_tags.BLOCKS | HEADINGS.keys() | LISTS | frozenset({
    "noscript", "legend",
    "level", "linegroup", "line", "poem", "note", "docauthor", "prodnote", "sidebar", "bodymatter",
    "frontmatter", "rearmatter", "book", "byline", "dateline", "epigraph", "annotation", "imggroup",
    *(f"level{depth}" for depth in range(1, 7)),
})
DROPPED = frozenset({
    "script", "style", "template", "head", "link", "meta", "input", "select", "textarea",
    "option", "datalist", "map", "rt", "rp", "rtc", "case", "trigger",
})
"""Elements left out with all they hold: what runs, asks or sets, the reading beside ruby text."""
# fmt: on
PLAYED = frozenset({"audio", "video", "iframe", "embed", "canvas", "object"})
"""Elements that play or run; what they hold stands for them."""
