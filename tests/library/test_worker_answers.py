"""What the import worker says is believed only where it holds together."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from glossator.library.worker_answers import read_answer
from glossator.model.books import EditionText, Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.model.text import Block, BlockKind, Image, Page, Style, StyleKind

PICTURE = b"\x89PNG, say"
NAME = hashlib.sha256(PICTURE).hexdigest()
TEXT = EditionText(
    text="A heron.",
    blocks=(Block(BlockKind.PARAGRAPH, 0, 0, 8, page_index=0),),
    pages=(Page(0, "1", 0),),
    images=(Image(0, NAME, "image/png"),),
)
SOUND = Extraction(Extractor("pdf", 1), TEXT, boxes=(b"",), pictures={NAME: PICTURE})


def _read(tmp_path: Path, answer: object) -> Extraction:
    path = tmp_path / "answer"
    path.write_bytes(msgspec.msgpack.encode(answer))
    return read_answer(path, "crane.pdf")


def test_a_sound_answer_is_taken_as_it_is(tmp_path: Path) -> None:
    assert _read(tmp_path, (SOUND, "", False)) == SOUND


def test_a_refusal_is_passed_on_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="it is empty") as refused:
        _read(tmp_path, (None, "it is empty.", True))
    assert refused.value.needs_password


@pytest.mark.parametrize(
    "broken",
    [
        replace(SOUND, pictures={NAME: b"another"}),
        replace(SOUND, pictures={}),
        replace(SOUND, boxes=(b"", b"")),
        replace(SOUND, content=replace(TEXT, text="A")),
        replace(SOUND, content=replace(TEXT, blocks=(Block(BlockKind.PARAGRAPH, 0, 2, 8),))),
        replace(
            SOUND,
            content=replace(TEXT, blocks=(Block(BlockKind.PARAGRAPH, 0, 0, 8, page_index=9),)),
        ),
        replace(SOUND, content=replace(TEXT, styles=(Style(StyleKind.ITALIC, 3, 99),))),
    ],
)
def test_an_answer_that_contradicts_itself_is_a_damaged_book(
    tmp_path: Path, broken: Extraction
) -> None:
    with pytest.raises(RefusedFileError, match="may be damaged"):
        _read(tmp_path, (broken, "", False))


@pytest.mark.parametrize("answer", [b"", b"\xc1", b"\x93\x01\x02\x03"])
def test_an_answer_that_is_none_is_a_damaged_book(tmp_path: Path, answer: bytes) -> None:
    path = tmp_path / "answer"
    path.write_bytes(answer)
    with pytest.raises(RefusedFileError, match="may be damaged"):
        read_answer(path, "crane.pdf")
