"""Open a PDF, with its password or after a repair."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from glossator.model.errors import RefusedFileError
from glossator.sources.extract import Opened

_LOCKED = "it is locked with a password. Give the password and import it again."
_NOT_OPENED = "the password does not open it. Try another one."
_DAMAGED = "it is damaged or cut off and cannot be opened. Fetch it again from where it came."
_NO_PAGES = "it has no pages. Fetch it again from where it came."


@contextmanager
def open_document(opened: Opened) -> Iterator[tuple[pypdfium2.PdfDocument, bool]]:
    """Open with PDFium, or after a repair by qpdf; tells whether it was repaired.

    A file that only its owner's password locks opens without one.

    Raises:
        RefusedFileError: it is locked (`needs_password`), broken or has no pages.
    """
    try:
        document, repaired = pypdfium2.PdfDocument(opened.path, password=opened.password), False
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error):
            raise _locked(opened) from error
        document, repaired = _open_repaired(opened), True
    with closing(document):
        if len(document) == 0:
            raise RefusedFileError(opened.file_name, _NO_PAGES)
        yield document, repaired


def _locked(opened: Opened) -> RefusedFileError:
    reason = _NOT_OPENED if opened.password else _LOCKED
    return RefusedFileError(opened.file_name, reason, needs_password=True)


def _open_repaired(opened: Opened) -> pypdfium2.PdfDocument:
    """Open what qpdf makes of a broken file."""
    mended = io.BytesIO()
    try:
        with pikepdf.open(opened.path, password=opened.password or "") as broken:
            if not broken.pages:
                raise RefusedFileError(opened.file_name, _NO_PAGES)
            broken.save(mended)
        return pypdfium2.PdfDocument(mended, autoclose=True)
    except pikepdf.PasswordError as error:
        raise _locked(opened) from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        raise RefusedFileError(opened.file_name, _DAMAGED) from error
