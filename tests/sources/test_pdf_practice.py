"""How well the practice PDFs are read, judged by other programs and by their own running heads.

Skipped where the practice data are absent. Nothing here is known to the
program: what holds for these files must hold for any.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pypdfium2
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextContainer
from pdfminer.pdfparser import PDFSyntaxError

from glossator.model.books import Extraction
from glossator.model.text import FURNITURE, BlockKind, MarkerKind, StyleKind
from glossator.sources.boxes import unpack_boxes
from glossator.sources.extract import extract

pytestmark = pytest.mark.data

_SLIP = "us-scotus-19-1392-slip-213pp.pdf"
_NUMBER = re.compile(
    r"Cite as: \d+ U\. S\. ____ \(\d{4}\) (\d+)|(\d+) [A-Z].* v\. .*|.*TERM.* (\d)"
)


@pytest.fixture(scope="module")
def slip(data_dir: Path) -> Extraction:
    return extract(data_dir / "documents" / _SLIP, _SLIP)


def raw_pages(path: Path) -> list[list[str]]:
    """Give the rows of each page as PDFium has them."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    return [text.splitlines() for text in texts]


def printed_truth(path: Path) -> list[tuple[str, str]]:
    """Give part and number of each page of the slip opinion, as its two running heads have them.

    A part is called what stands below the head of its first page.
    """
    truth: list[tuple[str, str]] = []
    for page in raw_pages(path):
        rows = [row.strip() for row in page if row.strip()]
        at, found = next((at, m) for at, row in enumerate(rows) if (m := _NUMBER.fullmatch(row)))
        label = next(filter(None, found.groups()))
        truth.append((rows[at + 1] if label == "1" else truth[-1][0], label))
    return truth


def test_printed_pages_of_the_slip_opinion_are_right_and_never_wrong_and_sure(
    data_dir: Path, slip: Extraction
) -> None:
    pages = slip.content.pages
    rows = [row for row in slip.content.pinpoints if row.scheme == "printed-page"]
    truth = printed_truth(data_dir / "documents" / _SLIP)
    right, wrong = 0, []
    for page, (part, label) in zip(pages, truth, strict=True):
        first = next(b.start for b in unpack_boxes(slip.boxes[page.index], page.start) if b.y > 150)
        held = [row for row in rows if row.start <= first][-1:]
        right += any(row.label == label and row.part.startswith(part) for row in held)
        wrong += [row for row in held if row.label != label and row.confidence > 0.8]
    assert wrong == []
    assert right >= 0.98 * len(pages)


def test_running_heads_of_the_slip_opinion_are_nowhere_in_what_is_read(slip: Extraction) -> None:
    content = slip.content
    read = [b for b in content.blocks if b.kind not in FURNITURE]
    heads = re.compile(
        r"Cite as: 597|^\d+ DOBBS v\. JACKSON|DOBBS v\. JACKSON WOMEN’S HEALTH [^.]*$"
    )
    found = [content.text[b.start : b.end] for b in read if b.page_index]
    assert [text for text in found if heads.search(text) and len(text) < 100] == []
    assert not any("Cite as: 597" in text for text in found)


def test_footnotes_of_the_slip_opinion_are_tied_to_their_calls(slip: Extraction) -> None:
    content = slip.content
    notes = [b for b in content.blocks if b.kind is BlockKind.FOOTNOTE and b.label.isdecimal()]
    called = {m.target for m in content.markers if m.kind is MarkerKind.FOOTNOTE_CALL}
    assert len(notes) >= 140
    assert sum(note.start in called for note in notes) >= 0.97 * len(notes)


def test_names_of_cases_in_the_slip_opinion_are_in_italics(slip: Extraction) -> None:
    content = slip.content
    slanted = {
        at
        for style in content.styles
        if style.kind is StyleKind.ITALIC
        for at in range(style.start, style.end)
    }
    cited = list(re.finditer(r"\b(?:Roe|Casey|Glucksberg|Washington) v\. \w+", content.text))
    assert len(cited) > 20
    assert mean(found.start() in slanted for found in cited) > 0.95


def words(text: str) -> Counter[str]:
    """Count the words of a page, whatever its ligatures and hyphens."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"(?<=\w)[-\xad\u2010\ufffe]\s*\n\s*(?=\w)", "", text)
    text = re.sub(r"\(cid:\d+\)|[-\xad\u2010\ufffe’'‘]", "", text)
    return Counter(re.findall(r"[^\W_]+", text))


def letters(counted: Counter[str]) -> Counter[str]:
    return Counter("".join(counted.elements()))


def text_of_page(book: Extraction, index: int) -> str:
    """Put the words of a page together; the two halves of a broken word are one."""
    parts, end = [], -1
    for box in unpack_boxes(book.boxes[index], book.content.pages[index].start):
        parts += ["" if box.start == end else " ", book.content.text[box.start : box.end]]
        end = box.end
    return "".join(parts)


def mined_pages(path: Path) -> Iterator[str]:
    """Give each page as pdfminer.six reads it; nothing of a file that it cannot open."""
    try:
        for page in extract_pages(path, laparams=LAParams()):
            yield "".join(box.get_text() for box in page if isinstance(box, LTTextContainer))
    except PDFSyntaxError:
        return


@pytest.mark.long
def test_pdfminer_finds_no_word_that_is_not_there(data_dir: Path) -> None:
    """A word that the two programs cut differently ("for summary", "forsummary") is no loss."""
    lost, judged = [], 0
    for path in sorted((data_dir / "documents").glob("*.pdf")):
        book = extract(path, path.name)
        for index, text in enumerate(mined_pages(path)):
            theirs, ours = words(text), words(text_of_page(book, index))
            missing = letters(theirs - ours) - letters(ours - theirs)
            judged += 1
            if missing.total() > 0.005 * letters(theirs).total():
                lost.append((path.name, index, dict(theirs - ours)))
    assert lost == []
    assert judged >= 300


@pytest.mark.long
def test_nearly_all_pages_have_the_same_words_for_pdfminer(data_dir: Path) -> None:
    """Below are pages on which PDFium leaves out a space, or pdfminer.six adds or drops one."""
    recalls = []
    for path in sorted((data_dir / "documents").glob("*.pdf")):
        book = extract(path, path.name)
        for index, text in enumerate(mined_pages(path)):
            theirs = words(text)
            missing = (theirs - words(text_of_page(book, index))).total()
            recalls.append(1 - missing / max(1, theirs.total()))
    assert sum(recall >= 0.995 for recall in recalls) >= 0.97 * len(recalls)
    assert min(recalls) > 0.98
