"""No page of the documentation leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])


def list_links(markdown: str) -> list[str]:
    """List the files that links and pictures point to, without what is on the net or in code."""
    prose = re.sub(r"```.*?```|`[^`\n]+`", "", markdown, flags=re.DOTALL)
    targets = re.findall(r"\]\(<?([^)#>\s]+)", prose)
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def test_links_to_the_net_and_within_a_page_and_in_code_are_left_alone() -> None:
    text = "[a](docs/a.md#top) ![b](<b.png>) [c](https://x.org) [d](#here) `[e](e.md)`"
    assert list_links(text) == ["docs/a.md", "b.png"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = list_links(page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
