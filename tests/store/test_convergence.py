"""Random histories of two to five replicas: all converge, and every value stays recoverable."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.errors import GlossatorError
from glossator.model.operations import Step, Write
from glossator.store.records import deletion
from glossator.store.sqlite import SqliteStore
from tests.store.making import NOON_MS, mark, marking, open_here
from tests.store.merging import copy_library, exchange

YEAR_MS = 365 * 24 * 60 * 60 * 1000
SKEWS = st.sampled_from([0, 0, 0, 1_000, -60_000, -56 * YEAR_MS, 73 * YEAR_MS])
MARKS = st.sampled_from(["m1", "m2", "m3"])
ACTIONS = st.one_of(
    st.tuples(st.just("mark"), MARKS),
    st.tuples(st.just("words"), MARKS),
    st.tuples(st.just("pen"), MARKS),
    st.tuples(st.just("delete"), MARKS),
    st.tuples(st.just("settle"), MARKS),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just("")),
)
SENDING = st.tuples(
    st.just("send"),
    st.integers(0, 4),  # to whom
    st.integers(1, 6),  # how many operations of each replica, about: the rest does not arrive
    st.booleans(),  # twice
    st.booleans(),  # the last replica first
)
HISTORIES = st.lists(st.tuples(st.integers(0, 4), st.one_of(ACTIONS, SENDING)), max_size=24)


def do(store: SqliteStore, action: tuple[str, str], number: int) -> str | None:
    """Do something on a replica; gives the value it wrote, or None."""
    what, name = action
    actor = f"actor-{store.replica}"
    value = f"{what} {number}"
    try:
        if what == "mark":
            store.commit(marking(mark(name, pen=value), f"s{number}"), actor)
        elif what in {"undo", "redo"}:
            (store.undo if what == "undo" else store.redo)(f"s{number}", actor)
            return None
        elif what == "delete":
            writes = (deletion("annotation", name),)
            store.commit(Step(f"s{number}", what, "Deleted", writes), actor)
            return None
        else:
            field = "pen" if what == "pen" else "own_words"
            write = Write("annotation", name, field, value, settles=what == "settle")
            store.commit(Step(f"s{number}", what, "Changed", (write,)), actor)
    except GlossatorError:
        return None  # nothing to undo, or changed since
    return value


def deliver(
    source: SqliteStore, target: SqliteStore, count: int, *, twice: bool, backwards: bool
) -> None:
    """Send some of what the other lacks: a part of it, doubled, in another order."""
    vector = target.read_vector()
    replicas = sorted(source.read_vector(), reverse=backwards)
    for replica in replicas * (1 + twice):
        known, _ = vector.get(replica, (0, ""))
        steps = source.read_chain(replica, known, count)
        target.receive([*steps, *steps] if twice else steps)


def written_on(store: SqliteStore) -> set[str]:
    """Give every value of own words and pens that is in a replica's log."""
    operations = itertools.chain.from_iterable(
        store.list_operations("annotation", name) for name in ("m1", "m2", "m3")
    )
    return {
        one.value.strip('"')
        for one in operations
        if one.value and one.field in {"own_words", "pen"} and not one.undoes
    }


def run_history(
    count: int, skews: list[int], history: list[tuple[int, tuple[object, ...]]], folder: Path
) -> None:
    """Let replicas live through a history, then bring them together."""
    open_here(folder / "first").close()
    with ExitStack() as stack:
        stores = [
            stack.enter_context(
                closing(copy_library(folder / "first", folder / f"r{n}", clock_of(skews[n])))
            )
            for n in range(count)
        ]
        written = set()
        for number, (who, action) in enumerate(history):
            store = stores[who % count]
            if action[0] == "send":
                _, whom, some, twice, backwards = action
                other = stores[whom % count]  # type: ignore[operator]
                if other is not store:
                    deliver(store, other, some, twice=twice, backwards=backwards)  # type: ignore[arg-type]
            else:
                written.add(do(store, action, number))  # type: ignore[arg-type]
        exchange(*stores)
        assert len({store.state_hash() for store in stores}) == 1
        # Whose own clock is wrong by years cannot tell wrong ones, until it is set right.
        sane = [store for store, skew in zip(stores, skews, strict=False) if abs(skew) < YEAR_MS]
        assert len({str(store.list_annotations()) for store in sane}) <= 1
        assert len({str(store.list_conflicts()) for store in sane}) <= 1
        for store in stores:
            assert written - {None} == written_on(store)
            assert store.refold() == 0


def clock_of(skew_ms: int) -> Callable[[], int]:
    """Make a clock that is wrong by so much."""
    ticks = itertools.count(max(0, NOON_MS + skew_ms), 1_000)
    return lambda: next(ticks)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    count=st.integers(2, 5),
    skews=st.lists(SKEWS, min_size=5, max_size=5),
    history=HISTORIES,
)
def test_replicas_that_have_received_the_same_show_the_same(
    count: int, skews: list[int], history: list[tuple[int, tuple[object, ...]]]
) -> None:
    with TemporaryDirectory() as folder:
        run_history(count, skews, history, Path(folder))


@pytest.mark.long
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    count=st.integers(2, 5),
    skews=st.lists(SKEWS, min_size=5, max_size=5),
    history=HISTORIES,
)
def test_ten_thousand_random_histories_converge(
    count: int, skews: list[int], history: list[tuple[int, tuple[object, ...]]]
) -> None:
    with TemporaryDirectory() as folder:
        run_history(count, skews, history, Path(folder))
