"""The pen systems that come with the program."""

from __future__ import annotations

import re
from itertools import combinations, groupby
from math import dist

import pytest

from glossator.model.pens import ROLES, FormKind
from glossator.study.pen_file import read_pen_system, write_pen_system
from glossator.study.presets import PRESETS, describe_preset, load_preset

# Linear RGB as seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1)
EYES = {
    "three cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8730))

every_preset = pytest.mark.parametrize("preset", PRESETS)


WITH_MATRIX = {"case-brief-7", "case-brief-10", "research"}


@every_preset
def test_a_preset_is_a_pen_system_with_a_brief_an_outline_and_lists(preset: str) -> None:
    system = read_pen_system(load_preset(preset), file_name=f"{preset}.toml")
    becomes = {pen.becomes for pen in system.pens}
    lists = [
        form
        for form, roles in (
            ("glossary", {"definition", "in-vivo"}),
            ("questions", {"question", "issue"}),
        )
        if roles & becomes
    ]
    assert [(form.id, form.kind) for form in system.forms] == [
        ("brief", FormKind.BRIEF),
        *[("long-brief", FormKind.BRIEF)] * (preset in {"case-brief-7", "case-brief-10"}),
        ("outline", FormKind.OUTLINE),
        *((form, FormKind.LIST) for form in lists),
        *[("matrix", FormKind.MATRIX)] * (preset in WITH_MATRIX),
        *[("timeline", FormKind.LIST)] * preset.startswith("case-brief-") * (preset in WITH_MATRIX),
        ("reading", FormKind.READING),
        ("sheet", FormKind.SHEET),
    ]


@every_preset
def test_the_pens_of_a_preset_can_be_told_apart_and_reached_by_a_key(preset: str) -> None:
    pens = read_pen_system(load_preset(preset), file_name=f"{preset}.toml").pens
    assert "".join(pen.key for pen in pens) == "1234567890"[: len(pens)]
    for looks in ({pen.colour for pen in pens}, {pen.letter for pen in pens}):
        assert len(looks) == len(pens)


@pytest.mark.parametrize("eye", EYES)
@every_preset
def test_the_colours_of_a_preset_differ_to_every_eye(preset: str, eye: str) -> None:
    pens = read_pen_system(load_preset(preset), file_name=f"{preset}.toml").pens
    seen = [seen_as(pen.colour, eye) for pen in pens]
    assert min(dist(one, other) for one, other in combinations(seen, 2)) > 15


@every_preset
def test_each_pen_of_a_preset_says_what_it_means_in_one_sentence(preset: str) -> None:
    for pen in read_pen_system(load_preset(preset), file_name=f"{preset}.toml").pens:
        assert pen.meaning.endswith(".")
        assert pen.meaning.count(". ") == 0


@every_preset
def test_every_form_of_a_preset_has_a_section_for_each_of_its_pens(preset: str) -> None:
    system = read_pen_system(load_preset(preset), file_name=f"{preset}.toml")
    for form in system.forms:
        if form.kind is FormKind.LIST or not form.sections:
            continue  # of what its sections name, and nothing else; of all that is marked
        taken = {word for section in form.sections for word in section.takes}
        becomes = {pen.becomes for pen in system.pens}
        assert becomes <= taken
        assert taken <= becomes.union(ROLES)


@every_preset
def test_a_preset_is_laid_out_as_the_program_writes(preset: str) -> None:
    text = load_preset(preset)
    system = read_pen_system(text, file_name=f"{preset}.toml")
    assert write_pen_system(system, text) == text
    settings = [line for line in text.splitlines() if not line.startswith("#")]
    written = write_pen_system(system).splitlines()
    assert [line for line in written if not line.startswith("#")] == settings


@every_preset
def test_a_preset_says_in_a_sentence_what_it_is_for(preset: str) -> None:
    about = describe_preset(preset)
    assert re.fullmatch(r"[A-Z][^.]+\.", about)


@every_preset
def test_the_pens_of_a_group_stand_together(preset: str) -> None:
    pens = read_pen_system(load_preset(preset), file_name=f"{preset}.toml").pens
    headings = [group for group, _ in groupby(pens, key=lambda pen: pen.group)]
    assert len(headings) == len(set(headings))


def test_the_pens_of_the_case_brief_keep_their_ids() -> None:
    ids = [
        [pen.id for pen in read_pen_system(load_preset(preset), file_name="any.toml").pens]
        for preset in ("case-brief-4", "case-brief-7", "case-brief-10")
    ]
    seven = ["facts", "procedure", "issue", "holding", "rule", "reasoning", "separate"]
    assert ids == [
        ["issue", "rule", "reasoning", "holding"],
        seven,
        [*seven, "definition", "policy", "question"],
    ]


def test_an_unknown_preset_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no preset “bar-exam”; there are case-brief-4, "):
        load_preset("bar-exam")


def seen_as(colour: str, eye: str) -> list[float]:
    """Where a colour lies in CIE L*a*b* to an eye; 2.3 apart is just noticeable."""
    signal = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in signal]
    x, y, z = (max(0, value) ** (1 / 3) for value in times(XYZ, times(EYES[eye], linear)))
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
