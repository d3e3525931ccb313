"""Write notes as a PDF that can be handed out, set by Typst from `notes.typ`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pikepdf
import typst

from glossator.exchange.area_pictures import AreaPictures
from glossator.exchange.pdf_content import Extras, drawings_of, notes_content, one_line
from glossator.exchange.shown import LineLink
from glossator.exchange.typesetting import typeset, with_stand_ins
from glossator.model.errors import ExportError, InvalidRequestError
from glossator.model.notes import Notes

PAPERS = ("a4", "letter")
Ink = Literal["colour", "grey", "none"]
"""What of the pens' colours is printed: all, their brightness, nothing."""

_NOTES = Path(__file__).parent / "notes.typ"
_MORE_THAN_A_PAGE = 60_000  # characters of JSON: 130 short lines, or ten thousand letters


def write_pdf(
    notes: Notes,
    *,
    paper: str,
    printed_on: str,
    author: str = "",
    ink: Ink = "colour",
    link: LineLink | None = None,
    pictures: AreaPictures = MappingProxyType({}),
) -> bytes:
    """Write notes as a tagged PDF (PDF/UA-1).

    The same arguments give the same bytes, unless a font of the machine is
    needed. Characters that no font can have (private use, unassigned) are
    printed as U+FFFD; for emoji and symbols that no font here has stands
    their name in brackets.

    Args:
        notes: what `study` made.
        paper: "a4" or "letter".
        printed_on: the date in the foot, as shown.
        author: whose notes they are, for the file's properties; "" for nobody.
        ink: what of the pens' colours is printed; letters stand beside every line anyway.
        link: gives the address of a line's passage; with it every place is a link.
        pictures: of the areas among the lines; one that is missing is said to be.

    Raises:
        InvalidRequestError: `paper` is neither.
        ExportError: no font on this machine has some letter; it names the
            script and a font to install.
    """
    refuse_paper(paper)
    content = notes_content(notes, Extras(link, pictures))
    content |= {
        "paper": paper,
        "printed_on": one_line(printed_on),
        "author": one_line(author),
        "ink": ink,
        "may_fit_one_page": len(json.dumps(content["parts"])) < _MORE_THAN_A_PAGE,
    }
    text, needs_system_fonts = with_stand_ins(json.dumps(content, ensure_ascii=False), notes.title)
    try:
        drawings = json.dumps(drawings_of(notes.sections, pictures))
        return typeset(_NOTES, text, system_fonts=needs_system_fonts, pictures=drawings)
    except typst.TypstError as error:
        raise gave_up(notes, error) from error


def refuse_paper(paper: str) -> None:
    """Refuse a paper that cannot be printed on.

    Raises:
        InvalidRequestError: it is neither A4 nor Letter.
    """
    if paper not in PAPERS:
        raise InvalidRequestError(f"There is no paper “{paper}” to print on: choose a4 or letter.")


def gave_up(notes: Notes, error: typst.TypstError) -> ExportError:
    """Make the error that says that notes could not be typeset."""
    reason = f"the typesetter gave up ({error.message}). Save the notes as Markdown instead."
    return ExportError(f"The PDF of “{notes.title}”", reason)


def count_pages(pdf: bytes) -> int:
    """Count the pages of a PDF that was written here."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
