"""The page worker: it draws pages, and a page that does harm brings down nothing else."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from glossator.library.page_worker import DrawingLimits, PageWorker
from glossator.model.errors import RefusedFileError
from glossator.model.pictures import DrawnPage, PageToDraw, Rectangle
from tests.library.drawings import endless_pdf, pdf_of
from tests.sources.making import locked_pdf

BLACK_SQUARE = b"0 g 10 10 40 40 re f"
RED_SQUARE = b"1 0 0 rg 10 10 40 40 re f"


@pytest.fixture
def worker() -> Iterator[PageWorker]:
    """A worker with little patience."""
    made = PageWorker(DrawingLimits(cpu_seconds=20, wall_seconds=20))
    yield made
    made.close()


@pytest.fixture
def page(tmp_path: Path) -> PageToDraw:
    """A page of 200 by 100 points with a black square near its lower left corner."""
    return _page(tmp_path, pdf_of(BLACK_SQUARE))


def _page(folder: Path, pdf: bytes, name: str = "book.pdf") -> PageToDraw:
    path = folder / name
    path.write_bytes(pdf)
    return PageToDraw(str(path), "pdf", name, None, 0, 1.0)


def _pixels(drawn: DrawnPage) -> Image.Image:
    picture = Image.open(io.BytesIO(drawn.data))
    assert picture.size == (drawn.width, drawn.height)
    return picture.convert("RGB")


def test_a_page_is_drawn_as_large_as_asked_for(worker: PageWorker, page: PageToDraw) -> None:
    picture = _pixels(worker.draw(replace(page, scale=2.0)))
    assert picture.size == (400, 200)
    assert picture.getpixel((60, 140)) == (0, 0, 0)
    assert picture.getpixel((300, 20)) == (255, 255, 255)


def test_a_part_of_a_page_is_what_stands_there(worker: PageWorker, page: PageToDraw) -> None:
    part = Rectangle(x=5, y=45, width=20, height=30)  # the square: x 10 to 50, y 50 to 90
    picture = _pixels(worker.draw(replace(page, scale=2.0, part=part)))
    assert picture.size == (40, 60)
    assert picture.getpixel((4, 4)) == (255, 255, 255)
    assert picture.getpixel((30, 50)) == (0, 0, 0)


def test_type_is_drawn_in_greys_and_colour_in_colour(worker: PageWorker, tmp_path: Path) -> None:
    assert worker.draw(_page(tmp_path, pdf_of(BLACK_SQUARE))).media_type == "image/png"
    red = worker.draw(_page(tmp_path, pdf_of(RED_SQUARE), "red.pdf"))
    assert red.media_type == "image/jpeg"
    shade = _pixels(red).getpixel((30, 70))
    assert isinstance(shade, tuple)
    assert shade[0] > 220
    assert shade[1] < 40


def test_a_scan_is_drawn_too(worker: PageWorker, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    Image.new("L", (300, 150), 128).save(path, dpi=(150, 150))
    scan = PageToDraw(str(path), "image", "scan.png", None, 0, 2.0)
    assert _pixels(worker.draw(scan)).size == (288, 144)
    corner = worker.draw(replace(scan, part=Rectangle(100, 50, 44, 22)))
    assert _pixels(corner).size == (88, 44)


def test_one_process_draws_many_pages(worker: PageWorker, page: PageToDraw) -> None:
    worker.draw(page)
    first = worker.process_id
    worker.draw(replace(page, scale=3.0))
    assert worker.process_id == first


def test_a_page_that_hangs_is_given_up_and_the_next_one_is_drawn(
    tmp_path: Path, page: PageToDraw
) -> None:
    worker = PageWorker(DrawingLimits(cpu_seconds=60, wall_seconds=2.0))
    began = time.monotonic()
    with pytest.raises(RefusedFileError, match="took too long"):
        worker.draw(_page(tmp_path, endless_pdf(), "endless.pdf"))
    assert time.monotonic() - began < 15
    assert worker.draw(page).width == 200
    worker.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of computing time")
def test_a_page_that_computes_too_long_is_given_up(tmp_path: Path) -> None:
    worker = PageWorker(DrawingLimits(cpu_seconds=1, wall_seconds=60))
    with pytest.raises(RefusedFileError, match="drawing it failed"):
        worker.draw(_page(tmp_path, endless_pdf(), "endless.pdf"))
    worker.close()


def test_a_worker_that_was_killed_is_replaced_unnoticed(
    worker: PageWorker, page: PageToDraw
) -> None:
    worker.draw(page)
    process = worker.process_id
    assert process is not None
    os.kill(process, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert worker.draw(page).width == 200
    assert worker.process_id != process


def test_a_worker_ends_by_itself_after_a_rest(page: PageToDraw) -> None:
    worker = PageWorker(DrawingLimits(idle_seconds=0.2))
    worker.draw(page)
    process = worker.process_id
    time.sleep(1.0)
    assert worker.draw(page).width == 200
    assert worker.process_id != process
    worker.close()


def test_a_picture_that_would_fill_the_memory_is_not_drawn(
    worker: PageWorker, tmp_path: Path
) -> None:
    wide = _page(tmp_path, pdf_of(BLACK_SQUARE, size=(14_000, 14_000)), "wide.pdf")
    with pytest.raises(RefusedFileError, match="too large"):
        worker.draw(wide)
    assert worker.draw(replace(wide, scale=0.1)).width == 1400


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of memory")
def test_a_worker_out_of_memory_says_so_or_is_replaced(tmp_path: Path, page: PageToDraw) -> None:
    worker = PageWorker(DrawingLimits(memory_bytes=180 << 20))
    large = _page(tmp_path, pdf_of(RED_SQUARE, size=(4_800, 4_800)), "large.pdf")
    with pytest.raises(RefusedFileError):
        worker.draw(large)
    assert worker.draw(page).width == 200
    worker.close()


def test_a_locked_book_asks_for_its_password(worker: PageWorker, tmp_path: Path) -> None:
    locked = _page(tmp_path, locked_pdf("sesame"))
    for password in (None, "wrong"):
        with pytest.raises(RefusedFileError) as refused:
            worker.draw(replace(locked, password=password))
        assert refused.value.needs_password
    assert worker.draw(replace(locked, password="sesame")).width > 100


def test_no_page_is_drawn_that_is_not_there(worker: PageWorker, page: PageToDraw) -> None:
    with pytest.raises(RefusedFileError, match="no page 8"):
        worker.draw(replace(page, page_index=7))
    with pytest.raises(RefusedFileError):
        worker.draw(replace(page, path="/nowhere/book.pdf"))


def test_a_damaged_book_is_refused_and_the_worker_goes_on(
    worker: PageWorker, tmp_path: Path, page: PageToDraw
) -> None:
    broken = _page(tmp_path, b"%PDF-1.7\nnot much more", "broken.pdf")
    with pytest.raises(RefusedFileError, match="damaged"):
        worker.draw(broken)
    assert worker.draw(page).width == 200
