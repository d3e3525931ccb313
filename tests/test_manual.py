"""The manual leaves nothing out: every command, option and setting of the program is in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from glossator.model.pens import ROLES, Show, Stroke

ROOT = Path(__file__).parents[1]
MANUAL = "\n".join(page.read_text() for page in sorted((ROOT / "docs" / "manual").glob("*.md")))

Commands = dict[str, click.Command]


@pytest.fixture(scope="module")
def program() -> click.Group:
    """Give the whole command line."""
    # Here, so that a fault in the command line fails these tests and not every other's collection.
    from glossator.cli import main

    return main


@pytest.fixture(scope="module")
def commands(program: click.Group) -> Commands:
    """Give every command a reader can type, by its whole name: "glossator import"."""
    return dict(_walk(program, "glossator"))


def _walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, child in command.commands.items():
            yield from _walk(child, f"{name} {part}")
    elif not command.hidden:
        yield name, command


def _chapter(manual: str, words: str) -> str:
    """Give what stands below the heading with these words, its own sub-headings included."""
    headings = list(re.finditer(r"^(#+) (.*)$", manual, re.MULTILINE))
    for index, heading in enumerate(headings):
        if re.search(rf"{re.escape(words)}(?![\w-])", heading[2]):
            later = (h.start() for h in headings[index + 1 :] if len(h[1]) <= len(heading[1]))
            return manual[heading.end() : next(later, len(manual))]
    return ""


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def _code(manual: str) -> str:
    """Give what the manual sets as code, between backticks or fences."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", manual, re.DOTALL))


def _options(command: click.Command) -> Iterator[str]:
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            yield max(option.opts, key=len)


def _choices(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            yield from map(str, parameter.type.choices)


def _common(commands: Commands) -> set[str]:
    """List the options that most commands take: the manual may explain those once for all."""
    taken = [option for command in commands.values() for option in _options(command)]
    return {option for option in taken if taken.count(option) > len(commands) / 2}


def test_every_command_has_a_heading_in_the_manual(commands: Commands) -> None:
    assert commands
    assert [name for name in commands if not _chapter(MANUAL, name)] == []


def test_every_option_is_explained_below_its_command(
    program: click.Group, commands: Commands
) -> None:
    common = _common(commands) | set(_options(program))
    assert [option for option in sorted(common) if not _names(MANUAL, option)] == []
    assert [
        f"{name} {option}"
        for name, command in commands.items()
        for option in _options(command)
        if option not in common and not _names(_chapter(MANUAL, name), option)
    ] == []


def test_every_choice_of_an_option_is_named_below_its_command(commands: Commands) -> None:
    assert [
        f"{name}: {choice}"
        for name, command in commands.items()
        for choice in _choices(command)
        if not _names(_chapter(MANUAL, name), choice)
    ] == []


def test_every_environment_variable_is_in_the_documentation() -> None:
    programs = [
        *ROOT.glob("src/glossator/**/*.py"),
        *ROOT.glob("script/*"),
        ROOT / "hatch_build.py",
    ]
    text = "\n".join(file.read_text() for file in programs if file.is_file())
    found = set(re.findall(r"\bGLOSSATOR_[A-Z_]+", text))
    documentation = MANUAL + "".join(p.read_text() for p in ROOT.glob("docs/developing/*.md"))
    assert found
    assert sorted(name for name in found if not _names(documentation, name)) == []


def test_every_key_and_value_of_a_pen_system_file_is_in_the_manual() -> None:
    presets = list(ROOT.glob("src/glossator/**/presets/*.toml"))
    assert presets
    keys = {key for preset in presets for key in _keys(tomllib.loads(preset.read_text()))}
    words = [*sorted(keys), *ROLES, *Stroke, *Show]
    assert [word for word in words if not _names(_code(MANUAL), word)] == []


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _keys(item)


def test_every_colour_scheme_of_the_page_is_in_the_manual() -> None:
    strings = (ROOT / "frontend" / "src" / "ui" / "strings.ts").read_text()
    block = re.search(r"\bthemes: \{(.*?)\}", strings, re.DOTALL)
    assert block
    assert [
        label for label in re.findall(r"'([^']+)'", block[1]) if not _names(MANUAL, label)
    ] == []


@pytest.mark.parametrize(
    ("command", "inside", "outside"),
    [("glossator text", "--pages", "--to"), ("glossator notes", "--to", "--pages")],
)
def test_a_chapter_ends_where_the_next_begins(command: str, inside: str, outside: str) -> None:
    manual = "## `glossator text`\n### Pages\n`--pages`\n## `glossator notes FORM`\n`--to FORMAT`\n"
    assert _names(_chapter(manual, command), inside)
    assert not _names(_chapter(manual, command), outside)


def test_a_word_within_a_longer_one_is_not_named() -> None:
    assert not _names("`--json-lines`, serves", "--json")
    assert not _chapter("## `glossator serves`\nx", "glossator serve")
    assert _chapter("## `glossator serve`\nx", "glossator serve")
