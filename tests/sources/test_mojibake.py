from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import Extraction, Offer
from glossator.sources.extract import extract
from glossator.sources.mojibake import find_garbled, repair_garbled

_MEANT = "The “hairy hand” – a café’s word – is naïve. § 12 of the Act says so: “no liability”."


def garbled(text: str, encoding: str = "cp1252") -> str:
    return text.encode().decode(encoding, "replace")


def opened(folder: Path, name: str, text: str, **parameters: str) -> Extraction:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    asked = {key.replace("_", "-"): value for key, value in parameters.items()}
    return extract(path, name, parameters=asked)


_WHOLE = _MEANT.replace("”", "’")  # Windows-1252 lacks a byte of the closing quotation mark


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_garbled_letters_are_shown_as_they_are_and_their_repair_is_offered(
    tmp_path: Path, name: str
) -> None:
    text = f"<html><p>{garbled(_WHOLE)}" if name == "a.html" else garbled(_WHOLE)
    read = opened(tmp_path, name, text)
    assert "â€" in read.content.text
    assert read.offers == (Offer.REPAIR_ENCODING,)
    assert "Letters are garbled in 9 places" in read.problems[0]
    assert read.extractor.parameters == ""
    repaired = opened(tmp_path, name, text, repair_encoding="yes")
    assert repaired.content.text == _WHOLE
    assert repaired.extractor.parameters == "repair-encoding=yes"
    assert "Garbled letters were repaired" in repaired.problems[0]
    assert repaired.offers == ()


def test_a_request_for_repair_changes_nothing_that_is_sound(tmp_path: Path) -> None:
    read = opened(tmp_path, "a.txt", _MEANT, repair_encoding="yes")
    assert (read.content.text, read.problems, read.extractor.parameters) == (_MEANT, (), "")


@pytest.mark.parametrize(
    "text",
    [
        "PREÇOS E CONDIÇÕES: «Não há»",
        "„MENÜ“ und „TUTTO È“ – Ä”",
        "SÃO PAULO – AVANÇÃO",
        "Ångström, Ø–Ø, Â",
        "10 × 20° and the “×”",
        "x² + √² = ©",
        "日本語のテキスト、“引用”。",
        "Ð and Þ are letters of Icelandic: Ðað.",
    ],
)
def test_meant_letters_are_not_taken_for_garbled_ones(text: str) -> None:
    assert find_garbled(text) is None


@given(st.text())
def test_what_is_not_found_garbled_in_plain_letters_stays(text: str) -> None:
    if text.isascii():
        assert find_garbled(text) is None
        assert repair_garbled(text) == text


def test_only_the_garbled_run_of_a_mixed_text_changes() -> None:
    text = f"“Sound” – é\n{garbled(_WHOLE)}\nfi ﬁ ½ \u00a0 … stay\n"
    assert repair_garbled(text) == text.replace(garbled(_WHOLE), _WHOLE)
