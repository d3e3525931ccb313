from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.text import BlockKind
from glossator.sources.blocks import check_invariants
from glossator.sources.plain import read_text
from tests.sources.making import blocks_of, open_bytes, open_text, outline

_WRAPPED = """\
                         OPINION OF THE COURT

   The landlord covenanted to keep the staircase in repair, and for
many years he did so. In Novem-
ber the tenant fell on a step that had been loose since the spring.
   Nothing in the lease relieved him of that undertaking, as we held
in an earlier case of the same house.

I wandered
As lonely
As a cloud
"""


def test_hard_wrapped_lines_become_paragraphs_and_broken_words_whole() -> None:
    blocks = outline(read_text(_WRAPPED).content)
    assert blocks[0] == ("heading", "OPINION OF THE COURT")
    assert blocks[1][1].endswith(
        "In November the tenant fell on a step that had been loose since the spring."
    )
    assert blocks[2][1].startswith("Nothing in the lease")


def test_verse_keeps_its_lines() -> None:
    assert [text for _, text in outline(read_text(_WRAPPED).content)][-3:] == [
        "I wandered",
        "As lonely",
        "As a cloud",
    ]


def test_rows_of_a_table_that_run_on_for_pages_stand_each_for_itself() -> None:
    rows = [f"{at},Stone v. Ridge,{at % 7}" for at in range(400)]
    assert [text for _, text in outline(read_text("\n".join(rows)).content)] == rows


def test_prose_without_blank_lines_is_parted_where_a_sentence_ends_short() -> None:
    paragraph = "the court below had found that the staircase was let\n" * 9 + "with the house.\n"
    blocks = outline(read_text(paragraph * 40).content)
    assert len(blocks) == 40
    assert {kind for kind, _ in blocks} == {"paragraph"}


def test_a_soft_hyphen_stays_but_for_one_at_a_line_end() -> None:
    assert read_text("a mis\xadtake in Novem\xad\nber").content.text == "a mis\xadtake in November"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_soft_hyphens_are_alike_in_all_formats(tmp_path: Path, name: str) -> None:
    text = "a mis\xadtake in Novem\xad\nber"
    text = f"<p>{text}" if name == "a.html" else text
    assert open_text(tmp_path, name, text).content.text == "a mis\xadtake in November"


def page(number: int, body: str) -> str:
    return f"                  Cite as: 12 Alders. (2021)                 {number}\n\n{body}\n"


def test_running_heads_do_not_stand_inside_sentences_and_give_the_printed_pages() -> None:
    half = "The court below had found that the staircase was let with the house, and that the\n"
    text = "\f".join(page(number, half * 6) for number in (1, 2, 3))
    content = read_text(text).content
    assert len(blocks_of(content, BlockKind.RUNNING_HEAD)) == 3
    assert [p.label for p in content.pinpoints if p.scheme == "printed-page"] == ["1", "2", "3"]
    assert len(content.pages) == 3
    assert all("Cite as" not in text for text in blocks_of(content, BlockKind.PARAGRAPH))


def test_an_unmarked_utf_16_text_is_read(tmp_path: Path) -> None:
    data = "The tenant fell on the stairs.".encode("utf-16-le")
    assert open_bytes(tmp_path, "a.txt", data).content.text == "The tenant fell on the stairs."


def test_a_windows_text_is_read(tmp_path: Path) -> None:
    data = "Der Schuldner haftet für grobe Fahrlässigkeit; § 276 gilt – immer.".encode("cp1252")
    assert (
        "für grobe Fahrlässigkeit; § 276 gilt –" in open_bytes(tmp_path, "a.txt", data).content.text
    )


@given(st.text(alphabet=st.sampled_from("aB .\n\f-\t12*[]\x00\x85\u2028é😀"), max_size=200))
def test_whatever_the_text_the_invariants_hold(text: str) -> None:
    assert check_invariants(read_text(text).content) == []
