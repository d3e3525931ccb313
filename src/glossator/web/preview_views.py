"""From the beginning of a book that is still being read to what goes over HTTP."""

from __future__ import annotations

from glossator.model.books import Extraction
from glossator.web import views, wire_imports


def preview_view(beginning: Extraction) -> wire_imports.Preview:
    """Show the first pages of a book; its pictures come with the book itself."""
    content = beginning.content
    return wire_imports.Preview(
        title=beginning.title,
        pages=len(content.pages),
        language=content.language,
        direction=content.direction,
        sections=views.text_sections(content, 0, len(content.blocks)),
    )
