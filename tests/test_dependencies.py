"""No package comes in without its reason."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXPLAINED = (ROOT / "docs" / "dependencies.md").read_text()


def list_named(requirements: list[str]) -> list[str]:
    """List the names in requirements such as "lxml>=6.1,<7"."""
    return [re.split(r"[<>=~! \[;]", requirement)[0] for requirement in requirements]


def is_explained(package: str) -> bool:
    """Tell whether a row's first cell names the package, alone or with others."""
    return (
        re.search(rf"^\|[^|]*(?<![\w/-]){re.escape(package)}[ ,|]", EXPLAINED, re.MULTILINE)
        is not None
    )


@pytest.mark.parametrize(
    "requirements",
    [
        PYPROJECT["build-system"]["requires"],
        PYPROJECT["project"]["dependencies"],
        *PYPROJECT["project"]["optional-dependencies"].values(),
    ],
)
def test_every_package_from_pypi_is_explained(requirements: list[str]) -> None:
    assert [name for name in list_named(requirements) if not is_explained(name)] == []


@pytest.mark.parametrize("folder", ["frontend", "tests/browser"])
def test_every_package_from_npm_is_explained(folder: str) -> None:
    package = json.loads((ROOT / folder / "package.json").read_text())
    names = [*package.get("dependencies", {}), *package["devDependencies"]]
    assert [name for name in names if not is_explained(name)] == []


def test_the_page_is_built_and_checked_with_the_same_node() -> None:
    hook = re.search(r'^NODE = "(.+)"$', (ROOT / "hatch_build.py").read_text(), re.MULTILINE)
    assert hook
    assert hook[1] in PYPROJECT["project"]["optional-dependencies"]["dev"]
