"""Read the comments of a DOCX, answers folded into what they answer."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from glossator.model.text import ForeignKind
from glossator.sources.docx_names import W14, W15, W, value
from glossator.sources.docx_package import Package
from glossator.sources.office_drafts import ForeignDraft
from glossator.sources.office_times import read_time

_LONGEST = 20_000  # code points of a comment


def read_comments(package: Package) -> dict[str, ForeignDraft]:
    """Give the comments by the name of their anchors ("comment-3"), in the file's order."""
    root = package.read_related("comments")
    if root is None:
        return {}
    elements = list(root.iterchildren(f"{W}comment"))
    parents = _parents(package.read_related("commentsExtended"), elements)
    drafts = {_name(element): _draft(element) for element in elements}
    for element in elements:
        name = _name(element)
        parent = _eldest(name, parents)
        if parent != name and parent in drafts:
            _fold(drafts[parent], drafts.pop(name))
    return drafts


def _draft(element: etree._Element) -> ForeignDraft:
    paragraphs = ["".join(_words(p)) for p in element.iter(f"{W}p")]
    return ForeignDraft(
        _name(element),
        ForeignKind.NOTE,
        author=" ".join(value(element, f"{W}author").split()),
        created=read_time(value(element, f"{W}date")),
        comment="\n".join(" ".join(text.split()) for text in paragraphs).strip()[:_LONGEST],
    )


def _words(paragraph: etree._Element) -> list[str]:
    return [
        (node.text or "") if node.tag == f"{W}t" else " "
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
    ]


def _fold(parent: ForeignDraft, answer: ForeignDraft) -> None:
    who = f"{answer.author}: " if answer.author else "– "
    parent.comment = f"{parent.comment}\n{who}{answer.comment}".strip()


def _name(element: etree._Element) -> str:
    return f"comment-{value(element, f'{W}id')}"


def _parents(extended: etree._Element | None, elements: list[etree._Element]) -> Mapping[str, str]:
    """Give for each comment that answers another one the one it answers."""
    by_paragraph = {
        value(paragraph, f"{W14}paraId"): _name(element)
        for element in elements
        for paragraph in element.iter(f"{W}p")
    }
    return {
        by_paragraph[own]: by_paragraph[parent]
        for row in (extended if extended is not None else ())
        if (own := value(row, f"{W15}paraId")) in by_paragraph
        and (parent := value(row, f"{W15}paraIdParent")) in by_paragraph
    }


def _eldest(name: str, parents: Mapping[str, str]) -> str:
    seen = {name}
    while (parent := parents.get(name)) is not None and parent not in seen:
        seen.add(parent)
        name = parent
    return name
