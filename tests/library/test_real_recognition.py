"""Recognition with tesseract itself, where it is installed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

import glossator.library.sample
from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.library.recognition import recognition_of
from glossator.library.tesseract import find_engine
from glossator.model.text import BlockKind

pytestmark = pytest.mark.skipif(
    find_engine() is None,
    reason="tesseract is not installed: recognition is tested with an engine of our own only",
)

JUDGMENT = Path(glossator.library.sample.__path__[0]) / "judgment.pdf"


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def test_a_printed_page_that_was_scanned_comes_back_in_words(
    empty: Library, tmp_path: Path
) -> None:
    with pypdfium2.PdfDocument(JUDGMENT) as document:
        page = document[2]
        truth = _words(page.get_textpage().get_text_range().replace("\ufffe\r\n", ""))
        page.render(scale=200 / 72, grayscale=True).to_pil().save(
            tmp_path / "scan.tiff", dpi=(200, 200)
        )
    file = FileToImport(tmp_path / "scan.tiff", "scan.tiff", course_for_import(empty, None).id)
    source = import_file(empty, file).source
    assert source is not None
    queue = recognition_of(empty)
    assert queue.wait(queue.start(source).id, 120).state == "recognised"
    content = empty.content_of(empty.catalogue.get_source(source))
    assert content is not None
    found = _words(content.text)
    assert sum((truth & found).values()) / sum(truth.values()) > 0.97
    assert sum(block.kind is BlockKind.PARAGRAPH for block in content.blocks) < 15
    assert all(block.confidence > 0.8 for block in content.blocks)
