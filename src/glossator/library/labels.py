"""What a mark is called in the labels of steps."""

from __future__ import annotations

from glossator.library.library import Library
from glossator.model.marks import Annotation
from glossator.study.places import make_place

_WORDS = 8
_LENGTH = 60


def name_mark(library: Library, annotation: Annotation) -> str:
    """Say which mark it is, as the label of a step does: its words, or "an area of p. 215"."""
    if annotation.exact:
        return f"“{shorten(annotation.exact)}”"
    source = library.catalogue.get_source(annotation.target.source)
    area = make_place(source, library.content_of(source), annotation).area
    return f"an {area.words[:1].lower()}{area.words[1:]}" if area else "“”"


def shorten(words: str) -> str:
    """Cut a passage down to a few words for a label."""
    folded = words.split()
    short = " ".join(folded[:_WORDS])[:_LENGTH]
    return short if short == " ".join(folded) else short.rstrip(" ,;:") + "…"
