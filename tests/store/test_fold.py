"""The fold: the same operations give the same registers, in whatever order they arrive."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.operations import Operation
from glossator.store.chain import COUNTER_BITS
from glossator.store.fold import AHEAD_MS, Folded, Register, RegisterKey, fold, winner
from tests.store.making import NOON_MS

PEN = RegisterKey("annotation", "m1", "pen")


def operation(replica: str, seq: int, value: str, *, clock: int = 0, base: str = "") -> Operation:
    """Make an operation on the pen of one annotation; its hashes do not matter here."""
    return Operation(
        space="s",
        replica=replica,
        seq=seq,
        step=f"{replica}-{seq}",
        part=0,
        name="change",
        label="Set pen",
        clock=clock or seq,
        actor=replica,
        entity=PEN.entity,
        entity_id=PEN.entity_id,
        field=PEN.field,
        value=f'"{value}"',
        base=base,
        undoes="",
        schema=2,
        salt="",
        value_hash="",
        label_salt="",
        label_hash="",
        hash="",
    )


def values_of(folded: Folded, now_ms: int = NOON_MS) -> tuple[str, list[str]]:
    """Give the value that is shown, and those of all heads."""
    register = folded.registers[PEN]
    shown = winner(register, now_ms)
    return shown.value if shown else "", [head.value for head in register.heads]


def test_a_change_based_on_the_value_it_saw_replaces_it() -> None:
    folded = fold([operation("x", 1, "rule"), operation("y", 1, "facts", clock=2, base="x:1")])
    assert values_of(folded) == ('"facts"', ['"facts"'])


def test_two_changes_that_did_not_know_of_each_other_are_both_kept_and_the_later_shown() -> None:
    first = operation("x", 1, "rule")
    left = operation("x", 2, "facts", clock=20, base="x:1")
    right = operation("y", 1, "issue", clock=21, base="x:1")
    assert values_of(fold([first, left, right])) == ('"issue"', ['"issue"', '"facts"'])


def test_of_equal_clocks_the_greater_replica_wins_everywhere() -> None:
    left, right = operation("x", 1, "facts", clock=7), operation("y", 1, "issue", clock=7)
    assert values_of(fold([left, right]))[0] == values_of(fold([right, left]))[0] == '"issue"'


def test_a_change_on_one_of_two_heads_leaves_the_other_as_a_conflict() -> None:
    left, right = operation("x", 1, "facts", clock=7), operation("y", 1, "issue", clock=8)
    later = operation("x", 2, "rule", clock=9, base="y:1")
    assert values_of(fold([left, right, later])) == ('"rule"', ['"rule"', '"facts"'])


def test_a_change_that_arrives_after_its_successor_does_not_come_back() -> None:
    first, second = operation("x", 1, "rule"), operation("y", 1, "facts", clock=2, base="x:1")
    assert values_of(fold([second, first])) == ('"facts"', ['"facts"'])


def test_a_clock_a_day_ahead_is_kept_and_wins_over_nothing() -> None:
    absurd = operation("y", 1, "issue", clock=(NOON_MS + AHEAD_MS + 1) << COUNTER_BITS)
    sane = operation("x", 1, "rule", clock=NOON_MS << COUNTER_BITS)
    assert values_of(fold([absurd, sane])) == ('"rule"', ['"issue"', '"rule"'])
    assert values_of(fold([absurd])) == ('"issue"', ['"issue"'])


def test_an_erased_value_is_no_value() -> None:
    erased = replace(operation("x", 1, "rule"), value=None)
    assert values_of(fold([erased])) == ("null", ["null"])


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[Operation]]:
    """Make the logs of three replicas, each change based on something some replica has written."""
    logs: dict[str, list[Operation]] = {"x": [], "y": [], "z": []}
    names = [""]
    for _ in range(draw(st.integers(1, 12))):
        replica = draw(st.sampled_from("xyz"))
        seq = len(logs[replica]) + 1
        clock = draw(st.integers(1, 6))
        base = draw(st.sampled_from(names))
        logs[replica].append(operation(replica, seq, f"{replica}{seq}", clock=clock, base=base))
        names.append(f"{replica}:{seq}")
    return logs


def interleave(draw: st.DrawFn, logs: dict[str, list[Operation]]) -> list[Operation]:
    """Let the logs arrive in a drawn order, each in its own order, some of it twice."""
    order = draw(st.permutations([name for name, log in logs.items() for _ in log]))
    rest = {name: iter(log) for name, log in logs.items()}
    arrived: list[Operation] = []
    for name in order:
        arrived.append(next(rest[name]))
        arrived += draw(st.lists(st.sampled_from(arrived), max_size=2))
    return arrived


@given(data=st.data(), logs=histories())
def test_three_replicas_converge_in_whatever_order_and_however_often_operations_arrive(
    data: st.DataObject, logs: dict[str, list[Operation]]
) -> None:
    arrivals = [data.draw(st.composite(interleave)(logs)) for _ in range(3)]
    first, second, third = (fold(arrived).registers for arrived in arrivals)
    assert first == second == third


@given(logs=histories())
def test_no_value_is_lost_that_nobody_wrote_over(logs: dict[str, list[Operation]]) -> None:
    everything = [operation for log in logs.values() for operation in log]
    written_over = {operation.base for operation in everything}
    standing = {o.value for o in everything if f"{o.replica}:{o.seq}" not in written_over}
    register: Register = fold(everything).registers[PEN]
    assert {head.value for head in register.heads} == standing
