"""Books for the tests, written here and set by Typst or put together by pikepdf."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import typst

from glossator.model.books import EditionText, Extraction
from glossator.model.text import Block, BlockKind
from glossator.sources.extract import extract

_SETTING = """
#set text(font: "Libertinus Serif", size: 11pt, lang: "en", hyphenate: true)
#set par(justify: true, first-line-indent: 1.5em, leading: 0.6em, spacing: 0.6em)
#show heading: it => align(center, text(size: 11pt, weight: "bold", it.body))
#let head(name) = context {
  set par(first-line-indent: 0em)
  let page = counter(page).get().first()
  align(center, text(9pt)[Cite as: 12 Alders. \\_\\_\\_\\_ (2021) #h(6em) #page])
  align(center, text(9pt, name))
}
"""

OPINION = (
    _SETTING
    + """
#set page(width: 380pt, height: 420pt, margin: (x: 60pt, top: 70pt, bottom: 50pt),
  header: head[Opinion of the Court])
= I
The landlord covenanted to keep the staircase in repair. He did not, and in November the tenant
fell.#footnote[The fall was on the ninth; the complaint says the tenth.] Nothing in the lease
relieved him of that undertaking, and the notwithstanding clause has nothing to say about
extraordinary misrepresentations of responsibility or the counterproductive
industrialization of neighbourhoods, unconstitutionally or otherwise.

#quote(block: true)[A covenant to repair binds him who made it, whether or not he knows of the
want of repair, for the tenant has bargained for a sound house and not for a careful landlord.]

The tenant relied on that rule.#footnote[See also the lease, clause four.] """
    + "We find it plain that he was entitled to do so, whatever the custom of the town. " * 24
    + """

The judgment is affirmed.
#counter(page).update(0)
#set page(header: head[Brandt, J., dissenting])
= Dissent
I would reverse. """
    + "The staircase was not part of the house that was let, as the plan of it shows. " * 30
)
"""An opinion of the court and a dissent, each with pages counted from 1."""


@functools.cache
def set_pdf(source: str) -> bytes:
    """Set a Typst source as a PDF."""
    return typst.compile(source.encode())


def blank_pdf(pages: int, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """Make a PDF of empty pages."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, encryption=encryption)
    return out.getvalue()


Words = tuple[float, float, str] | tuple[float, float, str, float]
"""What is set on a page: x and y from its lower left, in points, text, size (10 by default)."""


def write_pdf(pages: Sequence[Sequence[Words]], drawing: str = "") -> bytes:
    """Write a PDF of Helvetica on paper of 612 by 792 points, in exactly this order.

    Args:
        pages: the words of each.
        drawing: operators of PDF that draw more on each page, before the words.
    """
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for words in pages:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = [_show(*one) for one in words]
        page.Contents = pdf.make_stream("\n".join([drawing, *shown]).encode("cp1252"))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _show(x: float, y: float, text: str, size: float = 10) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET"


def locked_pdf(password: str) -> bytes:
    """Make a PDF that opens with a password only."""
    return blank_pdf(1, encryption=pikepdf.Encryption(user=password, owner=password))


def open_bytes(folder: Path, name: str, data: bytes, password: str | None = None) -> Extraction:
    """Write a file and extract it."""
    path = folder / "book"
    path.write_bytes(data)
    return extract(path, name, password=password)


def open_text(folder: Path, name: str, text: str) -> Extraction:
    """Write a text file and extract it."""
    return open_bytes(folder, name, text.encode())


def words_of(content: EditionText, block: Block) -> str:
    """Give the text of a block."""
    return content.text[block.start : block.end]


def blocks_of(content: EditionText, kind: BlockKind) -> list[str]:
    """Give the texts of all blocks of a kind."""
    return [words_of(content, block) for block in content.blocks if block.kind is kind]


def outline(content: EditionText) -> list[tuple[str, str]]:
    """Give kind and text of every block."""
    return [(block.kind.value, words_of(content, block)) for block in content.blocks]
