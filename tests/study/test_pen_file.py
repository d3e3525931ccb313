"""The pen system file: what it may say, what it may not, and what survives an edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.errors import PenSystemError
from glossator.model.ids import PenId, PenSystemId
from glossator.model.pens import Form, FormKind, FormSection, Pen, PenSystem, Show, Stroke
from glossator.study.pen_file import read_pen_system, write_pen_system
from glossator.study.pen_values import KEYS
from glossator.study.presets import load_preset

BY_HAND = """\
# Torts with Professor Gray
name = "Torts"   # spring term
mood = "hopeful"

# what I may use in another case
[[pen]]
id = "rule"
name = "Rule"
colour = "#0072B2"
key = 1
ink = "Diamine"  # bottle on the desk

[[pen]]
name = "Dicta"   # said in passing
colour = "#999999"
letter = "DI"

[[form]]
title = "Brief"
kind = "brief"

# the heart of it
[[form.section]]
title = "Rule"
takes = [
  "rule",
]
"""

GREY = 'colour = "#999999"'
ADDED_LETTER = """\
ink = "Diamine"  # bottle on the desk
letter = "R"
"""

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = words.filter(str.strip)
letters = st.text(st.characters(categories=["Lu", "Nd"]), min_size=1, max_size=2)
section_lists = st.lists(
    st.builds(
        FormSection,
        title=names,
        takes=st.lists(words, max_size=3).map(tuple),
        show=st.sampled_from(Show),
        numbered=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda section: section.title,
)


@st.composite
def pen_systems(draw: st.DrawFn) -> PenSystem:
    """A pen system as the Pens page could make it; with two sections or more, the first answer."""
    pens = draw(
        st.lists(
            st.builds(
                Pen,
                id=names.map(PenId),
                name=names,
                colour=st.from_regex("#[0-9a-f]{6}", fullmatch=True),
                stroke=st.sampled_from(Stroke),
                letter=letters,
                meaning=words,
                becomes=words.filter(bool),
                group=words,
                retired=st.booleans(),
            ),
            min_size=1,
            max_size=4,
            unique_by=(lambda pen: pen.id, lambda pen: pen.name, lambda pen: pen.letter),
        )
    )
    keys = draw(st.permutations(KEYS))
    forms = draw(
        st.lists(
            st.builds(
                Form,
                id=names,
                title=names,
                kind=st.sampled_from(FormKind),
                sections=section_lists.map(_paired),
            ),
            max_size=2,
            unique_by=lambda form: form.id,
        )
    )
    return PenSystem(
        id=PenSystemId("mine"),
        name=draw(names),
        pens=tuple(replace(pen, key=key) for pen, key in zip(pens, keys, strict=False)),
        forms=tuple(forms),
        version=draw(st.integers(1, 10**6)),
    )


def _paired(sections: list[FormSection]) -> tuple[FormSection, ...]:
    if len(sections) < 2:
        return tuple(sections)
    return (replace(sections[0], pairs_with=sections[1].title), *sections[1:])


def read(text: str) -> PenSystem:
    return read_pen_system(text, file_name="mine.toml")


def with_pen(*lines: str) -> str:
    """A sound file whose second pen has these lines; it begins on line 5."""
    return "\n".join(
        ["[[pen]]", 'name = "Rule"', 'colour = "#0072b2"', 'letter = "R"', "[[pen]]", *lines, ""]
    )


def test_a_file_written_by_hand_is_read() -> None:
    system = read(BY_HAND)
    assert (system.id, system.name, system.version) == ("mine", "Torts", 1)
    rule, _ = system.pens
    assert (rule.id, rule.colour, rule.key, rule.stroke) == ("rule", "#0072b2", "1", Stroke.SOLID)
    assert system.forms[0].sections == (FormSection("Rule", ("rule",)),)


def test_a_pen_without_an_id_gets_one_made_from_its_name() -> None:
    file = with_pen('name = "Größe & Maß"', 'colour = "#999999"')
    assert [pen.id for pen in read(file).pens] == ["rule", "grosse-mass"]


def test_a_made_id_differs_from_those_that_are_given() -> None:
    file = with_pen('id = "rule"', 'name = "Regel"', 'colour = "#999999"')
    assert [pen.id for pen in read(file).pens] == ["rule-2", "rule"]


def test_a_pen_without_a_letter_gets_the_first_free_one_of_its_name() -> None:
    file = with_pen('name = "Reasoning"', 'colour = "#999999"')
    assert [pen.letter for pen in read(file).pens] == ["R", "E"]


def test_a_system_without_a_name_is_called_like_its_file() -> None:
    assert read(with_pen('name = "Dicta"', 'colour = "#999999"')).name == "mine"


def test_a_byte_order_mark_of_an_editor_is_passed_over() -> None:
    assert read("\ufeff" + BY_HAND) == read(BY_HAND)


DICTA = ('name = "Dicta"', 'colour = "#999999"')


@pytest.mark.parametrize(
    ("second_pen", "line", "cause"),
    [
        ((*DICTA, 'stroke = "zigzag"'), 8, "the pen “Dicta” has the stroke “zigzag”: use one of"),
        (('name = "Dicta"', 'colour = "blue"'), 7, "has the colour “blue”"),
        (('name = "Dicta"',), 5, "the pen “Dicta” has no colour"),
        (('colour = "#999999"',), 5, "a pen has no name"),
        (('name = " "', 'colour = "#999999"'), 6, "has no name"),
        (("name = 4", 'colour = "#999999"'), 6, "has a name that is not text"),
        (('name = "Rule"', 'colour = "#999999"'), 6, "same name “Rule” as another one (line 2)"),
        ((*DICTA, 'id = "dicta"', "[[pen]]", 'id = "dicta"', 'name = "D"', GREY), 10, "same id"),
        ((*DICTA, 'letter = "R"'), 8, "the same letter “R”"),
        ((*DICTA, 'letter = "DIC"'), 8, "has the letter “DIC”"),
        ((*DICTA, 'key = "F1"'), 8, "has the key “F1”"),
        ((*DICTA, "key = true"), 8, "has the key “True”"),
        ((*DICTA, 'retired = "yes"'), 8, "has a retired that is neither true nor false"),
        ((*DICTA, "meaning = #", "key = 1"), 8, "it is not valid TOML"),
        ((*DICTA, "[[form]]", 'title = "B"', 'kind = "poem"'), 10, "has the kind “poem”"),
        ((*DICTA, "[[form]]", 'title = "B"'), 8, "the form “B” has no kind"),
    ],
)
def test_an_error_names_the_pen_the_cause_and_the_line(
    second_pen: tuple[str, ...], line: int, cause: str
) -> None:
    with pytest.raises(PenSystemError) as caught:
        read(with_pen(*second_pen))
    assert cause in str(caught.value)
    assert (caught.value.file_name, caught.value.line) == ("mine.toml", line)


@pytest.mark.parametrize(
    ("second_section", "line", "cause"),
    [
        (('title = "Facts"',), 14, "the section “Facts” has the same title"),
        (('title = "B"', "takes = 1"), 15, "has a takes that is not a list of words"),
        (('title = "B"', 'show = "all"'), 15, "has the show “all”"),
        (('title = "B"', 'pairs_with = "C"'), 15, "is paired with “C”, which is no other section"),
        (('title = "B"', 'pairs_with = "B"'), 15, "is paired with “B”, which is no other section"),
    ],
)
def test_an_error_in_a_form_names_the_section(
    second_section: tuple[str, ...], line: int, cause: str
) -> None:
    form = ("[[form]]", 'title = "Brief"', 'kind = "brief"', "[[form.section]]", 'title = "Facts"')
    with pytest.raises(PenSystemError) as caught:
        read(with_pen(*DICTA, *form, "[[form.section]]", *second_section))
    assert cause in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize("file", ["", 'name = "Empty"', "[[form]]\ntitle = 'B'\nkind = 'brief'"])
def test_a_system_without_a_pen_is_an_error(file: str) -> None:
    with pytest.raises(PenSystemError, match="it has no pen"):
        read(file)


@pytest.mark.parametrize("file", ["pen = [{name = 'Rule'}]", "[pen]\nname = 'Rule'", "pen = 1"])
def test_pens_stand_under_headings_of_their_own(file: str) -> None:
    with pytest.raises(PenSystemError, match=r"line 1 was not read.*heading \[\[pen\]\]"):
        read(file)


def test_sections_stand_right_below_their_form() -> None:
    form = ("[[form]]", 'title = "Brief"', 'kind = "brief"')
    with pytest.raises(PenSystemError, match="“Brief” has a section that does not stand under"):
        read("\n".join([*form, with_pen(*DICTA), "[[form.section]]", 'title = "Facts"']))


def test_an_error_says_that_the_old_pens_stay_and_what_to_do() -> None:
    with pytest.raises(PenSystemError, match="stay in force; mend the file and save it again"):
        read("[[pen")


def test_a_retired_pen_leaves_its_key_to_another() -> None:
    file = with_pen(
        *DICTA, 'key = "1"', "[[pen]]", 'name = "Old"', GREY, "key = 1", "retired = true"
    )
    assert [pen.key for pen in read(file).pens] == ["", "1", "1"]


def test_headings_in_strings_and_comments_are_none() -> None:
    meaning = 'meaning = """\n[[pen]]\n"""  # not a [[pen]]'
    system = read(with_pen(*DICTA, meaning, 'odd = [\n["pen"],\n]', "# [[pen]]", "retired = true"))
    assert [pen.name for pen in system.pens] == ["Rule", "Dicta"]
    assert system.pens[1].retired


def test_a_change_leaves_comments_unknown_keys_and_layout_alone() -> None:
    system = read(BY_HAND)
    rule, dicta = system.pens
    changed = replace(system, name="Delict", pens=(replace(rule, name="Law", key="2"), dicta))
    written = write_pen_system(changed, BY_HAND)
    expected = (
        BY_HAND.replace('name = "Torts"', 'name = "Delict"')
        .replace('name = "Rule"\ncolour', 'name = "Law"\ncolour')
        .replace("key = 1", 'key = "2"')
        .replace('ink = "Diamine"  # bottle on the desk\n', ADDED_LETTER)
        .replace('letter = "DI"\n', 'letter = "DI"\nid = "dicta"\n')
        .replace('kind = "brief"\n', 'kind = "brief"\nid = "brief"\n')
    )
    assert written == expected


def test_a_pen_takes_its_comments_along_when_it_moves() -> None:
    system = read(BY_HAND)
    written = write_pen_system(replace(system, pens=system.pens[::-1]), BY_HAND)
    assert written.index("said in passing") < written.index("# what I may use in another case")
    assert written.index("# what I may") < written.index('[[pen]]\nid = "rule"')
    assert read(written).pens == system.pens[::-1]


def test_a_new_pen_comes_after_the_last_one() -> None:
    system = read(BY_HAND)
    new = Pen(PenId("facts"), "Facts", "#009e73", letter="F")
    written = write_pen_system(replace(system, pens=(*system.pens, new)), BY_HAND)
    assert written.index('"Dicta"') < written.index('"Facts"') < written.index("[[form]]")


def test_a_pen_that_is_taken_out_goes_with_what_stands_under_it() -> None:
    system = read(BY_HAND)
    written = write_pen_system(replace(system, pens=system.pens[1:]), BY_HAND)
    assert read(written).pens == system.pens[1:]
    assert "Diamine" not in written
    assert "# the heart of it" in written


def test_a_file_with_line_ends_of_windows_is_read_and_edited() -> None:
    windows = BY_HAND.replace("\n", "\r\n")
    changed = replace(read(BY_HAND), name="Delict", version=2)
    assert read(windows) == read(BY_HAND)
    assert read(write_pen_system(changed, windows)) == changed


def test_an_id_once_made_is_written_down_so_that_a_rename_is_a_rename() -> None:
    written = write_pen_system(read(BY_HAND), BY_HAND)
    renamed = read(written.replace('name = "Dicta"', 'name = "Obiter"'))
    assert [(pen.id, pen.name) for pen in renamed.pens] == [("rule", "Rule"), ("dicta", "Obiter")]


def test_a_file_with_an_error_is_not_written_over() -> None:
    with pytest.raises(PenSystemError, match="line 3"):
        write_pen_system(read(BY_HAND), "[[pen]]\nname = 'Rule'\ncolour = 'blue'\n")


@given(system=pen_systems())
def test_what_is_written_is_read_again(system: PenSystem) -> None:
    assert read(write_pen_system(system)) == system


@settings(max_examples=40)
@given(before=pen_systems(), system=pen_systems())
def test_what_is_written_over_another_file_is_read_again(
    before: PenSystem, system: PenSystem
) -> None:
    written = write_pen_system(system, write_pen_system(before))
    assert read(written) == system
    assert write_pen_system(system, written) == written


@settings(max_examples=40)
@given(pens=st.permutations(read(load_preset("case-brief-4")).pens), data=st.data())
def test_comments_survive_every_change_of_the_pens(pens: list[Pen], data: st.DataObject) -> None:
    lines = load_preset("case-brief-4").splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines)))
    commented = "".join([*lines[:at], "# mine\n", *lines[at:]])
    system = replace(read(commented), pens=tuple(replace(pen, meaning="New.") for pen in pens))
    written = write_pen_system(system, commented)
    assert read(written) == system
    assert "# mine\n" in written
