"""The first load is what the page cannot run without."""

from __future__ import annotations

from pathlib import Path

import pytest

from script.check_bundle import list_first_load, main

INDEX = (
    '<script type="module" crossorigin src="/assets/index.js"></script>'
    '<link rel="modulepreload" crossorigin href="/assets/shared.js">'
    '<link rel="stylesheet" crossorigin href="/assets/index.css">'
)


def build(folder: Path, **scripts: str) -> Path:
    (folder / "assets").mkdir()
    (folder / "index.html").write_text(INDEX)
    for name, source in scripts.items():
        (folder / "assets" / f"{name}.js").write_text(source)
    return folder


def test_static_imports_count_and_imports_on_demand_do_not(tmp_path: Path) -> None:
    static = build(
        tmp_path,
        index='import{a as b}from"./shared.js";import"./effects.js";import("./later.js")',
        shared='export*from"./deep.js"',
        effects="",
        deep="export const a=1",
        later="",
    )
    names = [script.stem for script in list_first_load(static)]
    assert names == ["index", "shared", "effects", "deep"]


def test_scripts_that_import_each_other_count_once(tmp_path: Path) -> None:
    static = build(tmp_path, index='import"./shared.js"', shared='import"./index.js"')
    assert len(list_first_load(static)) == 2


def test_a_first_load_over_the_budget_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    incompressible = "".join(map(chr, range(0x4E00, 0x4E00 + 20_000)))
    static = build(tmp_path, index="", shared=f"// {incompressible}")
    assert main(static) == 0
    (static / "assets" / "index.js").write_text(f"// {incompressible[::-1]}" * 2)
    assert main(static) == 1
    assert "OVER the budget" in capsys.readouterr().out


def test_a_page_that_is_not_built_is_said_to_be_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path) == 1
    assert "Build the page first" in capsys.readouterr().out
