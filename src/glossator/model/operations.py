"""Operations: what the log holds, and what a change did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    """A new value of one register, not yet in the log.

    Attributes:
        entity: "annotation", "correction", "source", "course", "topic", "entry", "rule" or
            "pen-system"; of the log itself "replica" and "erasure".
        id: which one.
        field: which of its registers ("pen", "own_words", "deleted" …).
        value: any JSON value (None, bool, int, float, str, list, dict).
        settles: it is based on every head of the register, and so ends a conflict.
    """

    entity: str
    id: str
    field: str
    value: object
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What a reader did, as one named operation: its writes succeed or fail together.

    Attributes:
        id: made by the client; a step whose id is in the log already is not done again.
        name: what kind of step, "annotate".
        label: the sentence that undo and history show: "Marked “malice aforethought” as Rule".
        writes: at least one.
        undoes: the id of the step that this one undoes, else None.
    """

    id: str
    name: str
    label: str
    writes: tuple[Write, ...]
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition of a step: this register still shows this value.

    Attributes:
        entity: as in `Write`.
        id: which one.
        field: which of its registers.
        value: as it was read; None for no value.
    """

    entity: str
    id: str
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class IsNew:
    """A condition of a step: this thing has no value in any register.

    So it was never made, or its making was undone; one that was deleted is not new.
    """

    entity: str
    id: str


@dataclass(frozen=True, slots=True)
class StillAt:
    """A condition of a step: nothing at all was written since the log stood here.

    For a step made from many things at once, such as all marks of a source.
    """

    cursor: int


Condition = Holds | IsNew | StillAt


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the append-only log: one write to one register.

    The operations of a step follow one another without gaps, and share what
    is said of the step: space, replica, step, name, label and its hash, actor,
    undoes, schema.

    Attributes:
        space: whose library it belongs to.
        replica: which installation wrote it.
        seq: from 1, without gaps, in each replica.
        step: id of the step it belongs to.
        part: its place in the step, from 0.
        name: the step's name.
        label: the step's label; "" once erased.
        clock: hybrid logical clock: milliseconds since 1970 UTC, times 65,536, plus a counter.
        actor: who.
        entity: what kind of thing.
        entity_id: which thing.
        field: which register.
        value: canonical JSON (sorted keys, no spaces, UTF-8); None once erased.
        base: the operations whose values this one was based on, each as "replica:seq", with
            a space between; "" for none. More than one where it settles a conflict.
        undoes: id of the step it undoes, or "".
        schema: version of the operation format.
        salt: hex, random; "" once erased.
        value_hash: hex of hash(salt + value): what the chain covers.
        label_salt: hex; "" once erased.
        label_hash: hex of hash(label_salt + label): what the chain covers.
        hash: hex; covers the hash of the operation before it in its replica and all of the
            above but salt, value, label_salt and label: see `store.chain`.
    """

    space: str
    replica: str
    seq: int
    step: str
    part: int
    name: str
    label: str
    clock: int
    actor: str
    entity: str
    entity_id: str
    field: str
    value: str | None
    base: str
    undoes: str
    schema: int
    salt: str
    value_hash: str
    label_salt: str
    label_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class StepRecord:
    """An ordinary step as history tells it; one that undoes another is told with that one.

    Attributes:
        id: its id.
        position: in the log, from 1: later steps have higher ones.
        name: what kind of step.
        label: its sentence.
        made_ms: when, in milliseconds since 1970 UTC.
        actor: who did it.
        undone_ms: when it was undone, likewise; None while it stands.
    """

    id: str
    position: int
    name: str
    label: str
    made_ms: int
    actor: str
    undone_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a committed step altered.

    Attributes:
        cursor: the log's position after it (rises by at least 1 with each step).
        step: its id; "" of what was received from elsewhere.
        label: what undo and history show.
        touched: (entity, id) pairs, without duplicates, in order.
        repeated: the step was in the log already and nothing was done.
        note: a sentence on what could not be done of it; "" where all was.
    """

    cursor: int
    step: str
    label: str
    touched: tuple[tuple[str, str], ...]
    repeated: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of operations that came from elsewhere.

    Attributes:
        change: what they altered; None where nothing was new.
        added: how many were new.
        missing: replicas of which some in between have not come: by name the
            seq up to which all are here.
        forked: replicas of which another history came than the one that is here.
        erased: things that were erased elsewhere, as kind and id, and are so here now.
    """

    change: Change | None = None
    added: int = 0
    missing: tuple[tuple[str, int], ...] = ()
    forked: tuple[str, ...] = ()
    erased: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values between which nobody has decided.

    Attributes:
        operation: its operation, as "replica:seq".
        field: the register it was written to: of a deletion, what was changed meanwhile.
        value: any JSON value; None for no value, or for words that were erased.
        made_ms: when, in milliseconds since 1970 UTC.
        actor: who.
        replica: on which installation.
    """

    operation: str
    field: str
    value: object
    made_ms: int
    actor: str
    replica: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that was changed in two ways by people, or machines, that did not know of it.

    Attributes:
        entity: what kind of thing.
        id: which one.
        field: which of its registers.
        sides: its values, that which is shown first. Of a deletion the first side
            is the deletion, the others are what was changed without knowing of it.
    """

    entity: str
    id: str
    field: str
    sides: tuple[Side, ...]
