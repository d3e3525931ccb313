"""PDFs for the tests of drawn pages, made here."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream


def pdf_of(content: bytes, size: tuple[int, int] = (200, 100)) -> bytes:
    """Make a PDF of one page that holds these drawing instructions."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=size)
    page = pdf.pages[0]
    page.Contents = Stream(pdf, content)
    return _saved(pdf)


def endless_pdf() -> bytes:
    """Make a PDF of 12 forms, each of which draws the one before a hundred times: 10²⁴ lines."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    form = _form(pdf, b"0 0 m 9 9 l S", Dictionary())
    for _ in range(12):
        form = _form(pdf, b"/F Do " * 100, Dictionary(XObject=Dictionary(F=form)))
    page = pdf.pages[0]
    page.Contents = Stream(pdf, b"/F Do")
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    return _saved(pdf)


def _form(pdf: Pdf, content: bytes, resources: Dictionary) -> Stream:
    form = Stream(pdf, content)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = [0, 0, 200, 100], resources
    made = pdf.make_indirect(form)
    assert isinstance(made, Stream)
    return made


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
