"""Imports go one way: DESIGN's table of rooms, checked on the source text."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.imports import Import, find_cycle, list_imports, read_package

PACKAGE = Path(__file__).parents[1] / "src" / "glossator"

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "sources": {"model"},
    "anchors": {"model"},
    "law": {"model"},
    "study": {"model"},
    "suggest": {"model"},
    "store": {"model"},
    "exchange": {"model", "study"},
    "library": {
        "model",
        "sources",
        "anchors",
        "law",
        "study",
        "suggest",
        "store",
        "exchange",
    },
    "web": {"library", "model"},
    "cli": {"library", "model", "web"},
    "__main__": {"cli"},
}
"""Which rooms a room may import besides itself; ARCHITECTURE.md shows it as a picture."""

ONLY_IN: dict[str, set[str]] = {
    "apsw": {"store", "exchange"},
    "sqlite3": set(),  # a second SQLite on the same file loses data when either closes it
    "click": {"cli"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "typst": {"exchange"},
    "pypdfium2": {"sources"},
}
"""Effects at the edge: the rooms that may use a library."""

WORKER = "glossator.library.worker_child"
"""The import worker opens strangers' files: it loads as little of us as it can."""

WORKER_MAY_USE = sys.stdlib_module_names | {"msgspec"}

MAY_SAY = {
    "glossator": ["__version__"],
    "glossator/cli": ["from glossator.cli.program import main", "__all__"],
}
"""What a package may hold: the version, and the entry point `glossator.cli:main`."""


def breaches(modules: Mapping[str, str]) -> list[str]:
    """List every breach of the rules in a package, as sentences."""
    found = list_imports(modules)
    own = [one for one in found if one.target.split(".")[0] == "glossator"]
    foreign = [one for one in found if one not in own]
    return [
        *(f"{one}, against the order of rooms" for one in own if not _in_order(one)),
        *(
            f"{one}, a package instead of its module"
            for one in own
            if _takes_a_package(one, modules)
        ),
        *(f"{one} when it is loaded, not in a command" for one in own if _loads_web(one)),
        *(f"{one}, which is not for this room" for one in foreign if not _at_the_edge(one)),
        *(f"{one} in a function without a reason" for one in found if _lacks_reason(one)),
        *(f"{one}, though it is the import worker" for one in found if not _fit_for_worker(one)),
        *_cycles(own, modules),
    ]


def _room(module: str) -> str:
    return [*module.split("."), ""][1]


def _in_order(one: Import) -> bool:
    here, there = _room(one.module), _room(one.target)
    return there in {"", here} or there in MAY_IMPORT.get(here, set())


def _takes_a_package(one: Import, modules: Mapping[str, str]) -> bool:
    if (one.target, one.name) == ("glossator", "__version__"):
        return False
    return any(name.startswith(f"{one.target}.") for name in modules)


def _loads_web(one: Import) -> bool:
    return _room(one.module) == "cli" and _room(one.target) == "web" and not one.inside


def _at_the_edge(one: Import) -> bool:
    rooms = ONLY_IN.get(one.target.split(".")[0])
    return rooms is None or _room(one.module) in rooms


def _lacks_reason(one: Import) -> bool:
    return one.inside and not one.has_reason and _room(one.module) != "cli"


def _fit_for_worker(one: Import) -> bool:
    if one.module != WORKER:
        return True
    if one.target.split(".")[0] == "glossator":
        return _room(one.target) in {"sources", "model"}
    return one.target.split(".")[0] in WORKER_MAY_USE


def _cycles(own: list[Import], modules: Mapping[str, str]) -> list[str]:
    edges: dict[str, set[str]] = defaultdict(set)
    for one in own:
        if one.target in modules:
            edges[one.module].add(one.target)
    cycle = find_cycle(edges)
    return [" imports ".join(cycle)] if cycle else []


def test_the_rooms_keep_to_the_order() -> None:
    modules = read_package(PACKAGE)
    assert "glossator.model.text" in modules
    found = breaches(modules)
    assert not found, "\n".join(found)


def test_every_room_is_in_the_table() -> None:
    rooms = {_room(module) for module in read_package(PACKAGE)} - {""}
    assert rooms <= MAY_IMPORT.keys()


def test_a_package_holds_only_what_it_says_of_itself() -> None:
    for init in PACKAGE.rglob("__init__.py"):
        docstring, *rest = ast.parse(init.read_text()).body
        assert isinstance(docstring, ast.Expr), f"{init} has no docstring"
        said = [ast.unparse(line).split(" = ")[0] for line in rest]
        assert said == MAY_SAY.get(init.parent.relative_to(PACKAGE.parent).as_posix(), []), init


SOUND = {
    "glossator": "",
    "glossator.cli": "",
    "glossator.cli.serving": "",
    "glossator.library": "",
    "glossator.library.marks": "",
    "glossator.library.worker_child": "",
    "glossator.model": "",
    "glossator.model.pens": "",
    "glossator.model.text": "",
    "glossator.sources": "",
    "glossator.sources.pdf": "",
    "glossator.store": "",
    "glossator.store.journal": "",
    "glossator.web": "",
    "glossator.web.app": "",
}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("glossator.library.marks", "from glossator.store.journal import append"),
        ("glossator.library.marks", "from glossator.store import journal"),
        ("glossator.library.worker_child", "import json\nfrom glossator.sources import pdf"),
        ("glossator.store.journal", "import apsw"),
        ("glossator.cli.serving", "def serve():\n    from glossator.web.app import run"),
        ("glossator.cli.program", "from glossator import __version__"),
        ("glossator.sources.pdf", "def read():\n    # optional\n    import tesserocr"),
    ],
)
def test_an_import_in_order_is_let_through(module: str, source: str) -> None:
    assert not breaches({**SOUND, module: source})


@pytest.mark.parametrize(
    ("module", "source", "breach"),
    [
        ("glossator.model.text", "import glossator.store.journal", "order of rooms"),
        ("glossator.store.journal", "from glossator.sources.pdf import read", "order of rooms"),
        ("glossator.store.journal", "from ..sources import pdf", "order of rooms"),
        ("glossator.web.app", "import_module('glossator.store.journal')", "order of rooms"),
        ("glossator.attic", "from glossator.model.text import Span", "order of rooms"),
        ("glossator.sources.pdf", "from glossator.model import Span", "instead of its module"),
        ("glossator.sources.pdf", "import glossator.model", "instead of its module"),
        ("glossator.cli.serving", "from glossator.web.app import run", "not in a command"),
        ("glossator.sources.pdf", "import apsw", "not for this room"),
        ("glossator.store.journal", "import sqlite3", "not for this room"),
        ("glossator.store.journal", "def f():\n    import zlib", "without a reason"),
        ("glossator.store.journal", "def f():\n    import zlib  # noqa: X", "without a reason"),
        (WORKER, "from glossator.library.marks import mark", "the import worker"),
        (WORKER, "import lxml.etree", "the import worker"),
        (
            "glossator.model.pens",
            "from glossator.model.pens import Pen",
            "imports glossator.model.pens",
        ),
    ],
)
def test_an_import_against_the_order_is_named(module: str, source: str, breach: str) -> None:
    found = breaches({**SOUND, module: source})
    assert len(found) == 1
    assert module in found[0]
    assert breach in found[0]


def test_a_cycle_through_a_function_is_a_cycle() -> None:
    there = "from glossator.model.text import Span"
    back = "def pens():\n    # late\n    from glossator.model.pens import Pen"
    assert breaches({**SOUND, "glossator.model.pens": there, "glossator.model.text": back}) == [
        "glossator.model.pens imports glossator.model.text imports glossator.model.pens"
    ]
