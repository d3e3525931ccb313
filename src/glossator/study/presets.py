"""The pen systems that come with the program, as texts of pen system files."""

from __future__ import annotations

from importlib.resources import files

PRESETS = (
    "case-brief-4",
    "case-brief-7",
    "case-brief-10",
    "statutes",
    "advocacy",
    "cornell",
    "research",
    "coding",
)
"""Ids of the presets, each the stem of its file's name."""


def load_preset(preset: str) -> str:
    """Give the text of a preset's file.

    Raises:
        ValueError: there is no such preset.
    """
    if preset not in PRESETS:
        raise ValueError(f"there is no preset “{preset}”; there are {', '.join(PRESETS)}")
    return (files("glossator.study") / "presets" / f"{preset}.toml").read_text(encoding="utf-8")


def load_more_forms() -> str:
    """Give the text of a pen system file with forms that belong to no preset."""
    return (files("glossator.study") / "forms.toml").read_text(encoding="utf-8")


def describe_preset(preset: str) -> str:
    """Say in a sentence what a preset is for: the comment that its file begins with.

    Raises:
        ValueError: there is no such preset.
    """
    return load_preset(preset).partition("\n")[0].removeprefix("# ")
