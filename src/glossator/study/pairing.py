"""Which answer belongs to which question: by the reader's links, else by their order."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.study.rules import Mark

Pair = tuple[Mark | None, Mark | None]
"""A question and its answer; one of the two may be missing."""


def pair_up(asking: Sequence[Mark], answering: Sequence[Mark]) -> list[Pair]:
    """Pair marks one by one.

    A link between a question and an answer, in either direction, joins the two; of several
    answers linked to one question the first counts. What is not joined so is paired in order:
    the first answer that is left with the first question that has none.

    Args:
        asking: in the order in which they are shown.
        answering: likewise.

    Returns:
        The questions in their order, each with its answer, then the answers that are over.
    """
    links = _linked(asking, answering)
    taken = set(links.values())
    left = iter([index for index in range(len(answering)) if index not in taken])
    pairs: list[Pair] = []
    for index, mark in enumerate(asking):
        answer = links[index] if index in links else next(left, None)
        pairs.append((mark, None if answer is None else answering[answer]))
    pairs += ((None, answering[index]) for index in left)
    return pairs


def _linked(asking: Sequence[Mark], answering: Sequence[Mark]) -> dict[int, int]:
    """Give for questions by their index the answer that a link joins them to."""
    questions = {mark.id: index for index, (mark, _) in enumerate(asking)}
    answers = {mark.id: index for index, (mark, _) in enumerate(answering)}
    found = [
        (questions[link.to], index)
        for index, (mark, _) in enumerate(answering)
        for link in mark.links
        if link.to in questions
    ]
    found += [
        (index, answers[link.to])
        for index, (mark, _) in enumerate(asking)
        for link in mark.links
        if link.to in answers
    ]
    joined: dict[int, int] = {}
    for question, answer in sorted(found):
        if question not in joined and answer not in joined.values():
            joined[question] = answer
    return joined
