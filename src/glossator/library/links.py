"""Links between marks: make, change and take them out; find what leads to a mark."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence

from glossator.library.labels import name_mark
from glossator.library.library import Library
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import AnnotationId, LinkId
from glossator.model.marks import Annotation, Link
from glossator.model.operations import Change, Holds, Step, Write
from glossator.store.records import LINK, encode_link

_LONGEST_KIND = 40


class IncomingLinks:
    """Which marks link to a mark; read from the library once and then kept in step with it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._to: Mapping[AnnotationId, Sequence[AnnotationId]] | None = None
        self._stop = library.subscribe(self._forget)

    def to(self, annotation: AnnotationId) -> Sequence[AnnotationId]:
        """Give the marks that link to this one, in the order of the library."""
        with self._lock:
            if self._to is None:
                found: defaultdict[AnnotationId, list[AnnotationId]] = defaultdict(list)
                for linking in self._library.store.list_linking():
                    for target in dict.fromkeys(link.to for link in linking.links):
                        found[target].append(linking.id)
                self._to = found
            return tuple(self._to.get(annotation, ()))

    def close(self) -> None:
        """Stop listening to the library."""
        self._stop()

    def _forget(self, happening: object) -> None:
        if isinstance(happening, Change) and any(e == "annotation" for e, _ in happening.touched):
            with self._lock:
                self._to = None


def links_to(library: Library, annotation: str) -> list[Annotation]:
    """List the marks that link to a mark."""
    incoming = library.service(IncomingLinks, lambda: IncomingLinks(library))
    found = map(library.find_annotation, incoming.to(AnnotationId(annotation)))
    return [linking for linking in found if linking is not None]


def add_link(library: Library, step_id: str, annotation: str, link: tuple[str, str, str]) -> Change:
    """Link a mark to another.

    Args:
        library: the library.
        step_id: the client's id for this step.
        annotation: the mark that says something about another.
        link: the link's id, made by the client; the other mark; the kind.

    Raises:
        NotFoundError: one of the marks does not exist.
        InvalidRequestError: the kind is empty or long, the marks are one and the
            same, or they are linked so already.
        ChangedMeanwhileError: there is a link of this id already.
        NotSavedError: it could not be written.
    """
    link_id, to, kind = link
    linking, linked = library.get_annotation(annotation), library.get_annotation(to)
    said = _check_kind(kind)
    if linking.id == linked.id:
        raise InvalidRequestError("A mark cannot be linked to itself. Choose another mark.")
    if any(known.to == linked.id and known.kind == said for known in linking.links):
        raise InvalidRequestError(f"These marks are linked so already: “{said}”.")
    made = Link(LinkId(link_id), linked.id, said)
    label = f"Linked {name_mark(library, linking)}: {said} {name_mark(library, linked)}"
    change = (linking, made.id, None, encode_link(made))
    return _write(library, step_id, ("add_link", label), change)


def change_link(library: Library, step_id: str, annotation: str, link: tuple[str, str]) -> Change:
    """Say another kind of a link; `link` is its id and the kind.

    Raises:
        NotFoundError: there is no such mark or link.
        InvalidRequestError: the kind is empty or long.
        NotSavedError: it could not be written.
    """
    linking, known = _find(library, annotation, link[0])
    made = Link(known.id, known.to, _check_kind(link[1]))
    label = f"Changed a link of {name_mark(library, linking)}: {made.kind}"
    change = (linking, known.id, encode_link(known), encode_link(made))
    return _write(library, step_id, ("change_link", label), change)


def remove_link(library: Library, step_id: str, annotation: str, link: str) -> Change:
    """Take a link out.

    Raises:
        NotFoundError: there is no such mark or link.
        NotSavedError: it could not be written.
    """
    linking, known = _find(library, annotation, link)
    label = f"Took a link out of {name_mark(library, linking)}"
    change = (linking, known.id, encode_link(known), None)
    return _write(library, step_id, ("remove_link", label), change)


def _find(library: Library, annotation: str, link: str) -> tuple[Annotation, Link]:
    linking = library.get_annotation(annotation)
    known = next((known for known in linking.links if known.id == link), None)
    if known is None:
        raise NotFoundError("link", link)
    return linking, known


def _check_kind(kind: str) -> str:
    said = " ".join(kind.split())
    if not 0 < len(said) <= _LONGEST_KIND:
        raise InvalidRequestError(
            f"Say in up to {_LONGEST_KIND} letters what the link means, such as “distinguishes”. "
            "Nothing was linked."
        )
    return said


def _write(
    library: Library,
    step_id: str,
    named: tuple[str, str],
    change: tuple[Annotation, LinkId, object, object],
) -> Change:
    """Write a link's register, which must hold what it held when it was read."""
    annotation, link, before, value = change
    write = Write("annotation", annotation.id, f"{LINK}{link}", value)
    expects = [Holds("annotation", annotation.id, f"{LINK}{link}", before)]
    return library.commit(Step(step_id, *named, (write,)), expects)
