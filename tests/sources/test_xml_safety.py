import time

import pytest

from glossator.sources.xml_safety import local_name, parse_html, parse_xml

BILLION_LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]>"
)


def words(data: bytes) -> str:
    root = parse_xml(data)
    assert root is not None
    return "".join(root.itertext())


def test_an_entity_that_names_a_file_is_never_read(tmp_path: object) -> None:
    secret = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>before &x; after</a>'
    assert words(secret) == "before &x; after"


def test_a_dtd_elsewhere_is_never_fetched() -> None:
    assert words(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>text</a>') == "text"
    parameter = b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/a"> %x;]><a>text</a>'
    assert words(parameter) == "text"


@pytest.mark.parametrize("use", [b"<a>&l11;</a>", b'<a b="&l11;">x</a>', b"<a>&l3;&l3;</a>"])
def test_entities_that_grow_cost_nothing(use: bytes) -> None:
    start = time.process_time()
    for root in (parse_xml(BILLION_LAUGHS + use), parse_html(BILLION_LAUGHS + use)):
        if root is not None:
            assert sum(len(text) for text in root.itertext()) < 10_000
    assert time.process_time() - start < 1


def test_characters_named_as_in_html_are_understood_without_a_dtd() -> None:
    assert words(b"<p>&sect;&nbsp;5 &amp; 6 &mdash; &lt;b&gt;</p>") == "§\N{NBSP}5 & 6 — <b>"


def test_a_plain_entity_of_the_documents_own_is_written_out() -> None:
    own = b'<!DOCTYPE a [<!ENTITY court "Court of Alder">]><a>The &court; held <b>&court;</b>.</a>'
    assert words(own) == "The Court of Alder held Court of Alder."


def test_comments_and_instructions_are_left_out() -> None:
    assert (
        words(b"<a>one<!-- not --><?php echo ?> two<![CDATA[ <three>]]></a>") == "one two <three>"
    )


def test_a_page_that_is_not_well_formed_is_read_as_html() -> None:
    broken = b'<?xml version="1.0"?><html><p>one<br>two &nbsp; <p>three'
    assert parse_xml(broken) is None
    root = parse_html(broken)
    assert root is not None
    assert "".join(root.itertext()) == "onetwo \N{NBSP} three"
    assert [local_name(element) for element in root.iter()] == ["html", "body", "p", "br", "p"]


def test_a_page_that_nests_too_deep_keeps_its_words() -> None:
    for depth in (300, 5_000):
        root = parse_html(b"<html><body>" + b"<div>" * depth + b"words</div></body></html>")
        assert root is not None
        assert "".join(root.itertext()) == "words"


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"no markup", b"<a", b"<?xml?>"])
def test_what_is_no_xml_gives_nothing(data: bytes) -> None:
    assert parse_xml(data) is None
    assert parse_xml(data, forgiving=True) is None or data == b"<a"


def test_what_can_be_had_of_a_broken_document_is_had() -> None:
    root = parse_xml(b"<a><b>one</b><b>two", forgiving=True)
    assert root is not None
    assert "".join(root.itertext()) == "onetwo"
