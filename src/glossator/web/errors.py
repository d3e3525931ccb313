"""From an error's class to an HTTP status, in one table."""

from __future__ import annotations

import re

from glossator.model import errors
from glossator.web.devices import PairingError
from glossator.web.peers import PeerError

_STATUS: tuple[tuple[type[errors.GlossatorError], int], ...] = (
    (errors.NotFoundError, 404),
    (errors.AmbiguousNameError, 409),
    (errors.InvalidRequestError, 422),
    (errors.RefusedFileError, 422),
    (errors.QuoteNotFoundError, 422),
    (errors.AmbiguousQuoteError, 409),
    (errors.PenSystemError, 422),
    (errors.StaleUndoError, 409),
    (errors.ChangedMeanwhileError, 409),
    (errors.NothingToUndoError, 409),
    (errors.LibraryInUseError, 409),
    (errors.LibraryUnusableError, 500),
    (errors.NotSavedError, 507),
    (errors.ExportError, 422),
    (errors.SheetTooSmallError, 422),
    (errors.PageLockedError, 423),
    (errors.PageUnshownError, 422),
    (PairingError, 403),
    (PeerError, 422),
)


def status_of(error: errors.GlossatorError) -> int:
    """Give the status for an error: that of its class, 400 for one not in the table."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def kind_of(error: Exception) -> str:
    """Name an error's class for code: NotFoundError is "not-found"."""
    words = re.findall(r"[A-Z][a-z]+", type(error).__name__.removesuffix("Error"))
    return "-".join(words).lower() or "error"


def sentence_of(error: Exception) -> str:
    """Say what is wrong with a request that cannot be decoded."""
    return f"The request was not understood ({error}). Nothing was changed; load the page again."
