"""A step can be made to depend on what its maker saw; of two who saw the same, one is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from glossator.model.errors import ChangedMeanwhileError
from glossator.model.operations import Holds, IsNew, Step, StillAt, Write
from glossator.store.protocol import Store
from glossator.store.records import deletion
from tests.store.making import ANNA, BEN, mark, marking

SEEN = Holds("pen-system", "briefs", "toml", "version = 1")


def saving(step: str, text: str) -> Step:
    """Make the step that saves the pens of a system."""
    write = Write("pen-system", "briefs", "toml", text)
    return Step(step, "save_pens", "Changed the pens of Case briefs", (write,))


def test_a_step_whose_conditions_hold_is_done(store: Store) -> None:
    store.commit(saving("s1", "version = 1"), ANNA, expects=[IsNew("pen-system", "briefs")])
    store.commit(saving("s2", "version = 2"), ANNA, expects=[SEEN])
    assert store.read_fields("pen-system", "briefs") == {"toml": "version = 2"}


def test_a_step_made_from_an_older_value_is_refused_whole(store: Store) -> None:
    store.commit(saving("s1", "version = 1"), ANNA)
    store.commit(saving("s2", "version = 2"), BEN)
    with pytest.raises(ChangedMeanwhileError) as refused:
        store.commit(saving("s3", "version = 2, mine"), ANNA, expects=[SEEN])
    assert str(refused.value) == (
        "Changed the pens of Case briefs: this was not saved, because what it is about has been "
        "changed elsewhere since it was loaded. Load the page again and make the change once more "
        "if it is still wanted; everything saved before is kept."
    )
    assert store.read_fields("pen-system", "briefs") == {"toml": "version = 2"}
    assert not store.has_step("s3")


def test_of_many_at_once_from_one_version_exactly_one_is_saved(store: Store) -> None:
    store.commit(saving("s1", "version = 1"), ANNA)

    def save(number: int) -> bool:
        try:
            store.commit(saving(f"t{number}", f"version = 2 by {number}"), ANNA, expects=[SEEN])
        except ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(save, range(24)))
    winner = saved.index(True)
    assert sum(saved) == 1
    assert store.read_fields("pen-system", "briefs") == {"toml": f"version = 2 by {winner}"}


def test_a_step_sent_again_is_repeated_though_its_condition_no_longer_holds(store: Store) -> None:
    store.commit(saving("s1", "version = 1"), ANNA)
    store.commit(saving("s2", "version = 2"), ANNA, expects=[SEEN])
    assert store.commit(saving("s2", "version = 2"), ANNA, expects=[SEEN]).repeated


def test_no_value_can_be_expected(store: Store) -> None:
    empty = Holds("annotation", "m1", "comment", None)
    store.commit(marking(mark("m1")), ANNA, expects=[empty])
    comment = Step("s2", "comment", "Commented", (Write("annotation", "m1", "comment", "cf."),))
    store.commit(comment, ANNA, expects=[empty])
    with pytest.raises(ChangedMeanwhileError):
        store.commit(marking(mark("m1"), "s3"), ANNA, expects=[empty])


def test_a_new_thing_may_not_take_the_place_of_one_that_is_there_or_was_deleted(
    store: Store,
) -> None:
    expects = [IsNew("annotation", "m1")]
    store.commit(marking(mark("m1"), "s1"), ANNA, expects=expects)
    with pytest.raises(ChangedMeanwhileError, match="there is one of this id already"):
        store.commit(marking(mark("m1", pen="facts"), "s2"), ANNA, expects=expects)
    store.commit(Step("s3", "delete", "Deleted", (deletion("annotation", "m1"),)), ANNA)
    with pytest.raises(ChangedMeanwhileError):
        store.commit(marking(mark("m1"), "s4"), ANNA, expects=expects)


def test_a_thing_whose_making_was_undone_is_new(store: Store) -> None:
    store.commit(marking(mark("m1"), "s1"), ANNA)
    store.undo("u1", ANNA)
    store.commit(marking(mark("m1"), "s2"), ANNA, expects=[IsNew("annotation", "m1")])
    assert [a.id for a in store.list_annotations()] == ["m1"]


def test_a_step_made_from_many_things_is_refused_after_any_other_step(store: Store) -> None:
    seen = StillAt(store.cursor())
    store.commit(saving("s1", "version = 1"), ANNA, expects=[seen])
    with pytest.raises(ChangedMeanwhileError, match="in the same moment"):
        store.commit(saving("s2", "version = 2"), ANNA, expects=[seen])
    assert not store.has_step("s2")
