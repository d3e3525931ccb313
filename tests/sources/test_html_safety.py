"""Nothing of a hostile page survives to ours: no script, handler, address or remote source."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import Extraction, Extractor
from glossator.sources.html import read_html
from tests.sources.making import open_bytes

_EVIL = "evil-1f3a"  # stands in every place that must not survive

HOSTILE = (
    f"<script>{_EVIL}()</script>",
    f"<script src=https://{_EVIL}.test/a.js></script>",
    f"<img src=https://{_EVIL}.test/a.gif onerror={_EVIL}()>",
    f"<img src=x alt=plan onerror={_EVIL}()>",
    f"<img alt=plan srcset='https://{_EVIL}.test/a.png 2x'>",
    f"<p onclick='{_EVIL}()' style='background:url(https://{_EVIL}.test)'>Text",
    f"<a href='javascript:{_EVIL}()'>Text</a>",
    f"<a href='data:text/html,{_EVIL}'>Text</a>",
    f"<iframe src=https://{_EVIL}.test></iframe>",
    f"<iframe srcdoc='<script>{_EVIL}()</script>'></iframe>",
    f"<object data=https://{_EVIL}.test><embed src=https://{_EVIL}.test></object>",
    f"<style>@import 'https://{_EVIL}.test'; p::after {{ content: '{_EVIL}' }}</style>",
    f"<link rel=stylesheet href=https://{_EVIL}.test/a.css>",
    f"<meta http-equiv=refresh content='0;url=https://{_EVIL}.test'>",
    f"<base href=https://{_EVIL}.test/>",
    f"<form action=https://{_EVIL}.test><input name=a value={_EVIL}><button>Go</button></form>",
    f"<svg viewBox='0 0 300 200' onload={_EVIL}()><script>{_EVIL}()</script><image href='https://"
    f"{_EVIL}.test/a.png'/><foreignObject><p>{_EVIL}</p></foreignObject><rect width='9'/></svg>",
    f"<math><annotation-xml encoding='text/html'><script>{_EVIL}()</script></math>",
    f"<video src=https://{_EVIL}.test poster=https://{_EVIL}.test/a.png></video>",
    f"<template><script>{_EVIL}()</script></template>",
    f"<noscript><img src=https://{_EVIL}.test/a.gif></noscript>",
    f"<!-- {_EVIL} --><![CDATA[{_EVIL}]]>",
    f"<p {_EVIL}='1' data-x='{_EVIL}' id='a' title='{_EVIL}' class='{_EVIL}'>Text",
    f"<table background=https://{_EVIL}.test><tr><td onmouseover={_EVIL}()>a<td>b</table>",
    f"<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 90' "
    f"onload='{_EVIL}()'><script>{_EVIL}()</script><rect width='9'/></svg>\" alt=plan>",
)


def all_of(read: Extraction) -> str:
    """Give everything that leaves the room, as text: JSON, and the pictures' bytes."""
    return msgspec.json.encode(read.content).decode() + "".join(
        data.decode("latin-1") for data in read.pictures.values()
    )


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_survives(html: str) -> None:
    read = read_html(f"<body><p>So.</p>{html}<p>End.", Extractor("html", 1))
    assert _EVIL not in all_of(read)
    assert "So." in read.content.text


@given(st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "<table>", "<svg>", "</svg>", "<td>"])))
def test_nothing_hostile_survives_next_to_anything(parts: list[str]) -> None:
    kept = all_of(read_html("<body>" + "".join(parts), Extractor("html", 1)))
    assert not re.search(rf"{_EVIL}(?:\(|\.test)|<script|onload|javascript:", kept)


def test_an_address_of_a_page_is_kept_only_to_cite_it(tmp_path: Path) -> None:
    for address, kept in (("https://a.test/1", "https://a.test/1"), ("javascript:go()", "")):
        page = f"<link rel=canonical href={address}><p>Text.".encode()
        assert open_bytes(tmp_path, "a.html", b"<html>" + page).bibliography.url == kept
