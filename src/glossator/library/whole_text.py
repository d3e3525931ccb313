"""All that is known of a source's text, as plain values."""

from __future__ import annotations

from typing import Any

import msgspec

from glossator.library.correction_words import describe_correction
from glossator.library.library import Library
from glossator.model.books import EditionText, Source
from glossator.model.corrections import correction_kind
from glossator.model.errors import InvalidRequestError
from glossator.model.text import MarkerKind


def whole_text(library: Library, source: Source) -> dict[str, Any]:
    """Give a text with its reader's corrections: every field of `EditionText` by its name.

    Returns:
        Beside those fields `edition`; `preferred_scheme`; `footnotes`: each call
        that leads to a note, with the note's beginning; `corrections`: what was
        corrected, in the order it applies.

    Raises:
        InvalidRequestError: the source has no file.
    """
    content = library.content_of(source)
    if content is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library, so there is no text. Import its file."
        )
    fields: dict[str, Any] = msgspec.to_builtins(content)
    return {
        **fields,
        "edition": source.edition,
        "preferred_scheme": source.preferred_scheme,
        "footnotes": _footnotes(content),
        "corrections": [
            {
                "id": correction.id,
                "kind": correction_kind(correction.what),
                "sentence": describe_correction(content, correction.what),
                **msgspec.to_builtins({"value": correction.what}),
            }
            for correction in library.corrections_of(source)
        ],
    }


def _footnotes(content: EditionText) -> list[dict[str, Any]]:
    return [
        {"label": marker.label, "call": marker.start, "note": marker.target}
        for marker in content.markers
        if marker.kind is MarkerKind.FOOTNOTE_CALL and marker.target is not None
    ]
