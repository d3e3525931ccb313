"""The practice cases in HTML: their own markup is the truth. Skipped where they are absent."""

import re
from pathlib import Path

import pytest

from glossator.model.books import Extraction
from glossator.model.text import BlockKind, MarkerKind, PinpointOrigin
from glossator.sources.blocks import check_invariants
from glossator.sources.extract import extract
from tests.sources.making import blocks_of


@pytest.fixture(scope="module")
def cases(data_dir: Path) -> dict[str, tuple[str, Extraction]]:
    paths = sorted((data_dir / "interop" / "cap-fastcase").glob("*.html"))
    assert len(paths) == 20
    return {path.name: (path.read_text(), extract(path, path.name)) for path in paths}


def test_every_case_keeps_the_invariants(cases: dict[str, tuple[str, Extraction]]) -> None:
    assert [check_invariants(read.content) for _, read in cases.values()] == [[]] * 20


def test_every_star_page_is_found_and_none_invented(
    cases: dict[str, tuple[str, Extraction]],
) -> None:
    for name, (markup, read) in cases.items():
        given = re.findall(r'data-label="(\d+)"[^>]*class="page-label"', markup)
        starred = [p for p in read.content.pinpoints if p.scheme.startswith("star-page")]
        starred.sort(key=lambda pinpoint: pinpoint.start)
        marked = [p.label for p in starred if p.origin is PinpointOrigin.MARKUP]
        assert marked == given, name
        declared = [p.label for p in starred if p.origin is PinpointOrigin.DECLARED]
        assert set(declared) <= set(re.findall(r'data-firstpage="(\d+)"', markup)), name


def test_every_footnote_is_one_and_every_call_leads_to_its_note(
    cases: dict[str, tuple[str, Extraction]],
) -> None:
    notes = calls = 0
    for name, (markup, read) in cases.items():
        content = read.content
        called = [m for m in content.markers if m.kind is MarkerKind.FOOTNOTE_CALL]
        assert len(called) == markup.count('class="footnotemark"'), name
        assert all(marker.target is not None for marker in called), name
        begun = sum(
            block.kind is BlockKind.FOOTNOTE and (at == 0 or _is_new(content.blocks, at))
            for at, block in enumerate(content.blocks)
        )
        assert begun <= markup.count('class="footnote"'), name
        calls += len(called)
        notes += markup.count('class="footnote"')
    assert (notes, calls) == (172, 118)


def _is_new(blocks: tuple[object, ...], at: int) -> bool:
    before, here = blocks[at - 1], blocks[at]
    return (getattr(before, "kind", ""), getattr(before, "label", "")) != (
        getattr(here, "kind", ""),
        getattr(here, "label", ""),
    )


def test_typed_opinions_begin_with_a_heading(cases: dict[str, tuple[str, Extraction]]) -> None:
    for name, (markup, read) in cases.items():
        authors = re.findall(r'<p class="author"[^>]*>(.*?)</p>', markup, re.DOTALL)
        named = [" ".join(re.sub(r"<[^>]+>", "", author).split()) for author in authors]
        heads = [
            re.sub(r"\*?\d+$", "", head) for head in blocks_of(read.content, BlockKind.HEADING)
        ]
        assert [author for author in named if author[:12] not in " ".join(heads)] == [], name


def test_a_case_knows_its_caption(cases: dict[str, tuple[str, Extraction]]) -> None:
    assert all(read.caption.parties and read.caption.court for _, read in cases.values())
