"""Errors: one class a cause, each building its sentence from values.

A message says what could not be done and to which thing, why, and what to do
next. `web` maps a class to a status and `cli` to an exit code, in one table each.
"""

from __future__ import annotations


class GlossatorError(Exception):
    """What a reader asked for could not be done; `str()` is the sentence to show."""


class NotFoundError(GlossatorError):
    """A thing that was named does not exist (or no longer)."""

    def __init__(self, kind: str, name: str) -> None:
        self.kind, self.name = kind, name
        super().__init__(f"There is no {kind} “{name}” in this library. Nothing was changed.")


class AmbiguousNameError(GlossatorError):
    """A name fits several things."""

    def __init__(self, kind: str, name: str, candidates: tuple[str, ...]) -> None:
        self.kind, self.name, self.candidates = kind, name, candidates
        listed = "; ".join(candidates[:5])
        super().__init__(
            f"“{name}” could be any of {len(candidates)} {kind}s: {listed}. "
            "Give more of the title, or the id."
        )


class InvalidRequestError(GlossatorError):
    """A value a caller gave cannot be used; the message says which and why."""


class DamagedChangesError(InvalidRequestError):
    """Operations that came from elsewhere do not agree with their hashes; `fault` says which."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(
            f"Changes that came from elsewhere were damaged on the way ({fault}). Nothing of them "
            "was taken in; have them sent again."
        )


class RefusedFileError(GlossatorError):
    """A file cannot be imported.

    Attributes:
        file_name: as given, without folders.
        reason: why, and what to do next; one sentence or two.
        needs_password: the file opens with a password that was not given or is wrong.
    """

    def __init__(self, file_name: str, reason: str, *, needs_password: bool = False) -> None:
        self.file_name, self.reason, self.needs_password = file_name, reason, needs_password
        super().__init__(f"“{file_name}” was not imported: {reason}")


class QuoteNotFoundError(GlossatorError):
    """A quote does not occur in a source."""

    def __init__(self, quote: str, source_title: str) -> None:
        self.quote, self.source_title = quote, source_title
        super().__init__(
            f"“{_short(quote)}” does not occur in {source_title}. "
            "Nothing was marked: copy the words from its text."
        )


class AmbiguousQuoteError(GlossatorError):
    """A quote occurs several times; `places` are (start, context) pairs."""

    def __init__(self, quote: str, source_title: str, places: tuple[tuple[int, str], ...]) -> None:
        self.quote, self.source_title, self.places = quote, source_title, places
        listed = "; ".join(f"at {start}: “{context}”" for start, context in places[:10])
        super().__init__(
            f"“{_short(quote)}” occurs {len(places)} times in {source_title}, so nothing was "
            f"marked. Say which with --near OFFSET: {listed}."
        )


def _short(quote: str) -> str:
    """Show a quote on one line, its white space folded, up to 60 code points of it."""
    words = " ".join(quote[:1000].split())
    return words if len(words) <= 60 else words[:57] + "…"


class PenSystemError(GlossatorError):
    """A pen system file has an error; the last good version stays in force.

    Attributes:
        file_name: the file.
        line: from 1; 0 where the error belongs to no line.
        cause: what is wrong, as a clause.
    """

    def __init__(self, file_name: str, line: int, cause: str) -> None:
        self.file_name, self.line, self.cause = file_name, line, cause
        where = f", line {line}" if line else ""
        super().__init__(
            f"The pen system file {file_name}{where} was not read: {cause}. "
            "The pens as they were stay in force; mend the file and save it again."
        )


class StaleUndoError(GlossatorError):
    """An undo or redo ("done again") would overwrite somebody's later change."""

    def __init__(self, label: str, verb: str = "undone") -> None:
        self.label, self.verb = label, verb
        super().__init__(
            f"“{label}” was not {verb}: it has been changed since. "
            "Change it by hand instead; nothing was lost."
        )


class ErasedError(StaleUndoError):
    """An undo or redo ("done again") would need words that were erased for good."""

    def __init__(self, label: str, verb: str = "undone") -> None:
        super().__init__(label, verb)
        what = f"“{label}” was not {verb}" if label else f"The step was not {verb}"
        self.args = (f"{what}: its words were erased for good. Nothing was changed.",)


class NothingToUndoError(GlossatorError):
    """There is no step to undo or redo; `verb` is "undo" or "redo"."""

    def __init__(self, verb: str) -> None:
        self.verb = verb
        super().__init__(f"There is nothing to {verb}.")


class ChangedMeanwhileError(GlossatorError):
    """A change was made from something that is no longer so.

    Attributes:
        what: the change, by its label.
        reason: what is no longer so, as a clause.
    """

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(
            f"{what}: this was not saved, because {reason}. Load the page again and make the "
            "change once more if it is still wanted; everything saved before is kept."
        )


class LibraryInUseError(GlossatorError):
    """Another process owns the library."""

    def __init__(self, folder: str, owner: str) -> None:
        self.folder, self.owner = folder, owner
        super().__init__(
            f"The library {folder} is already open ({owner}). "
            "Use that program, or close it first; nothing was changed."
        )


class LibraryUnusableError(GlossatorError):
    """A library cannot be opened or written; `reason` says why and what to do."""

    def __init__(self, folder: str, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"The library {folder} cannot be used: {reason}")


class NotSavedError(GlossatorError):
    """A write to disk failed (full, read-only); what was acknowledged before is safe."""

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(
            f"{what} was not saved: {reason}. Everything saved before is safe; "
            "free some space or check the folder's permissions, then try again."
        )


class LibraryGoneError(NotSavedError):
    """An open library is no longer where it was; `reason` says so and what to do."""

    def __init__(self, what: str, folder: str, reason: str) -> None:
        super().__init__(what, reason)
        self.folder = folder
        self.args = (
            f"{what} was not saved: the library {folder} is gone, {reason}. "
            "Everything saved before is as it was left.",
        )


class ExportError(GlossatorError):
    """Notes or annotations could not be written in the form asked for."""

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(f"{what} was not written: {reason}")


class SheetTooSmallError(GlossatorError):
    """An outline does not fit an exam sheet, whatever is left out; `least` pages hold it."""

    def __init__(self, title: str, pages: int, least: int, smallest_type: float) -> None:
        self.title, self.pages, self.least = title, pages, least
        asked = "1 page" if pages == 1 else f"{pages} pages"
        super().__init__(
            f"“{title}” cannot be squeezed onto {asked}: its headings and the lines marked as "
            f"most important take {least} in {smallest_type:g} point type. Allow {least} pages, "
            "more columns or smaller type, or mark fewer lines as most important."
        )


class PageLockedError(GlossatorError):
    """A page cannot be shown without the password of its book; `title` names the source."""

    def __init__(self, title: str, *, wrong: bool = False) -> None:
        self.title = title
        reason = "This password does not open" if wrong else "Give the password of"
        super().__init__(
            f"{reason} “{title}”{'' if wrong else ' to see its pages'}. It is kept in memory until "
            "the program ends, nowhere else."
        )


class PageUnshownError(GlossatorError):
    """A page of a book cannot be shown as it was printed; its text is not touched."""

    def __init__(self, title: str, page: str, reason: str) -> None:
        self.title, self.page, self.reason = title, page, reason
        super().__init__(
            f"Page {page} of “{title}” cannot be shown: {reason}. Its text is here all the same."
        )
