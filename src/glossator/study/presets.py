"""The pen systems that come with the program, as texts of pen system files."""

from __future__ import annotations

from importlib.resources import files

PRESETS = ("case-brief-4", "case-brief-7", "case-brief-10", "statutes")
"""Ids of the presets, each the stem of its file's name."""


def load_preset(preset: str) -> str:
    """Give the text of a preset's file.

    Raises:
        ValueError: there is no such preset.
    """
    if preset not in PRESETS:
        raise ValueError(f"there is no preset “{preset}”; there are {', '.join(PRESETS)}")
    return (files("glossator.study") / "presets" / f"{preset}.toml").read_text(encoding="utf-8")
