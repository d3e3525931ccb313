import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.sources.decoding import decode_text
from glossator.sources.foreign import is_binary
from tests.sources.making import open_bytes, open_text

_WRITTEN = {
    "cp1252": [
        "The naïve tenant was owed nothing.",
        "The tenant’s façade was – in part – “damaged” by the café’s owner. § 12 applies.",
        "La cour a jugé que le bail était résilié de plein droit, où qu’il fût.",
        "Der Schuldner haftet für grobe Fahrlässigkeit; § 276 gilt – immer.",
        "El tribunal señaló que el año pasado no se pagó; ¿qué más se podía hacer?",
        "A decisão não foi aplicada à obrigação; a ação é nula.",
        "Retten fandt, at lejeren ikke havde betalt på grund af ændringer i øvrige år.",
    ],
    "cp1250": [
        "Soud rozhodl, že nájemce nezaplatil nájemné včas; řízení bylo zastaveno kvůli tomu.",
        "Sąd orzekł, że najemca nie zapłacił czynszu; źródła prawa są różne.",
        "A bíróság úgy döntött, hogy a bérlő nem fizetett; különös részletek, őszinte bűnös.",
    ],
    "cp1254": ["Mahkeme, kiracının kirayı ödemediğine karar verdi; şu anda görüşülüyor."],
    "cp1251": ["Суд постановил, что арендатор не заплатил арендную плату вовремя. "],
    "mac_roman": ["The tenant’s façade was – in part – “damaged” by the café’s owner."],
    "cp850": ["Le locataire a été condamné à payer les loyers échus."],
}
_CASES = [(page, text) for page, texts in _WRITTEN.items() for text in texts]


@pytest.mark.parametrize(("page", "text"), _CASES)
def test_the_letters_of_a_language_tell_the_code_page(page: str, text: str) -> None:
    assert decode_text(text.encode(page))[0] == text


def test_a_guess_is_told_with_what_to_do_if_it_is_wrong(tmp_path: Path) -> None:
    (problem,) = open_bytes(tmp_path, "a.txt", "A naïve tenant".encode("cp1252")).problems
    assert "read as Windows-1252" in problem
    assert "If letters look wrong" in problem


@pytest.mark.parametrize("text", ["A naive tenant", "A naïve tenant"])
def test_utf_8_is_no_guess(tmp_path: Path, text: str) -> None:
    assert open_text(tmp_path, "a.txt", text).problems == ()


@pytest.mark.parametrize(
    "declaration", ['<meta charset="iso-8859-2">', '<?xml version="1.0" encoding="iso-8859-2"?>']
)
def test_what_a_page_declares_is_no_guess(tmp_path: Path, declaration: str) -> None:
    page = f"{declaration}<html><p>Źródła prawa".encode("iso-8859-2")
    extraction = open_bytes(tmp_path, "a.html", page)
    assert (extraction.content.text, extraction.problems) == ("Źródła prawa", ())


@given(
    st.text(alphabet=st.sampled_from("Суд tenant裁判所は、ελ\n é😀"), min_size=1),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
)
def test_a_text_behind_its_byte_order_mark_is_read_as_it_is(text: str, encoding: str) -> None:
    data = ("\ufeff" + text).encode(encoding)
    assert not is_binary(data)
    assert decode_text(data) == (text, ())


def test_a_utf_16_text_cut_in_the_middle_of_a_letter_is_read(tmp_path: Path) -> None:
    data = codecs.BOM_UTF16_LE + "Суд".encode("utf-16-le") + b"\x41"
    assert open_bytes(tmp_path, "a.txt", data).content.text.startswith("Суд")
