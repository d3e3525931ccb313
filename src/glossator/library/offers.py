"""Take up what a file offers: read it again in another way, as a further text of its source."""

from __future__ import annotations

from glossator.library.editions import add_edition
from glossator.library.library import Library
from glossator.library.text_change import Moved, list_editions
from glossator.library.worker import NOBODY_WATCHES, Watch, extract_in_worker, limits_for
from glossator.model.books import Offer, Source
from glossator.model.errors import InvalidRequestError
from glossator.store.files import original_path

WAYS = (Offer.READER_VIEW, Offer.REPAIR_ENCODING)
"""The offers that reading the file again fulfils."""


def read_again(
    library: Library,
    step_id: str,
    source: Source,
    offer: Offer,
    watch: Watch = NOBODY_WATCHES,
) -> Moved:
    """Read a source's file again as it offers, and read the source in that text from now on.

    The text in use stays a text of the source. What it was itself told is told
    again, so that a page may be both repaired and shown in its main part alone.

    Args:
        library: the library.
        step_id: the client's id of the step.
        source: whose file it is.
        offer: one of `WAYS`.
        watch: who follows the reading, and may stop it.

    Raises:
        InvalidRequestError: its text in use does not offer this.
        RefusedFileError: the file cannot be read any more.
        NotSavedError: the text could not be written.
    """
    original = source.original
    if original is None or offer not in source.offers or offer not in WAYS:
        raise InvalidRequestError(
            f"{source.title} cannot be read so: its text does not offer “{offer}”. "
            "`glossator sources --json` lists what each source offers."
        )
    with library.importing.hold(original.hash):
        extraction = extract_in_worker(
            original_path(library.folder, original.hash),
            original.file_name,
            password=library.passwords.get(original.hash),
            watch=watch,
            limits=limits_for(original.size),
            output=library.folder / "editions" / f"reading-{library.new_id()}.tmp",
            parameters={**_told(source), str(offer): "yes"},
        )
    return add_edition(library, step_id, source.id, original, extraction, use=True)


def _told(source: Source) -> dict[str, str]:
    """Give what the extractor of the text in use was told (`editions.describe_extractor`)."""
    made_by = next(
        (text.made_by for text in list_editions(source) if text.edition == source.edition), ""
    )
    parameters = made_by.partition(", ")[2]
    pairs = (pair.partition("=") for pair in parameters.split("; ") if pair)
    return {name: value for name, _, value in pairs}
