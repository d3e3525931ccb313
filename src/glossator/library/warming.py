"""Makes ready what a reader is likely to open next, while nothing else is asked for."""

from __future__ import annotations

import threading
from contextlib import suppress

from glossator.library.library import Library
from glossator.library.mark_shelf import marks_of
from glossator.library.notes import make_notes
from glossator.library.reading import last_read
from glossator.model.courses import Course
from glossator.model.errors import GlossatorError
from glossator.model.pens import FormKind

_AFTER_SECONDS = 1.0  # the page comes first
_PAUSE_SECONDS = 0.002  # between sources, for whoever asks for something meanwhile


class Warming:
    """Places the marks of the course read last, and makes its outline, in a thread of its own.

    At 100,000 marks that takes seconds, which the first reader of the notes need not wait.
    Nothing depends on it: what is not ready is made when it is asked for.
    """

    def __init__(self, library: Library, *, after: float = _AFTER_SECONDS) -> None:
        """Begin.

        Args:
            library: whose notes; it must stay open until `close`.
            after: how long to wait first, in seconds.
        """
        self._library = library
        self._after = after
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it, wherever it is."""
        self._ended.set()
        self._thread.join()

    def wait(self) -> None:
        """Wait until all is ready."""
        self._thread.join()

    def _run(self) -> None:
        if self._ended.wait(self._after):
            return
        # Whatever cannot be made ready says why when a reader asks for it.
        with suppress(GlossatorError):
            course = last_read(self._library)
            if course:
                self._warm(course)

    def _warm(self, course: Course) -> None:
        catalogue = self._library.catalogue
        for source in catalogue.sources_of(course.id):
            if self._ended.wait(_PAUSE_SECONDS):
                return
            marks_of(self._library, source)
        forms = catalogue.get_system(course.pen_system).forms
        outline = next((form.id for form in forms if form.kind is FormKind.OUTLINE), None)
        if outline:
            make_notes(self._library, outline, source=None, course=course.id)
