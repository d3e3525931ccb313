"""Colours of other programs: what to call one, and which pen comes nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from glossator.model.pens import Pen

_GREY_BELOW = 0.04  # OKLab chroma that no eye calls a colour
_NAMES = {
    "red": "#e02020",
    "orange": "#ff8c00",
    "brown": "#8b4a1f",
    "yellow": "#ffff00",
    "green": "#22b14c",
    "blue": "#2a7fff",
    "purple": "#8a2be2",
    "pink": "#ff69b4",
}

_Lab = tuple[float, float, float]


def name_colour(colour: str) -> str:
    """Call "#rrggbb" by a plain word ("yellow", "grey"); "" for no colour."""
    if not colour:
        return ""
    lightness, a, b = _oklab(colour)
    if hypot(a, b) < _GREY_BELOW:
        return "black" if lightness < 0.3 else "white" if lightness > 0.97 else "grey"
    return min(_NAMES, key=lambda name: _distance(_oklab(_NAMES[name]), (lightness, a, b)))


def nearest_pen(pens: Sequence[Pen], colour: str) -> Pen | None:
    """Choose the pen in use whose colour comes nearest; the first one where there is no colour.

    The hue decides before the lightness, since highlighters are pale and pens are not.

    Returns:
        None where no pen is in use.
    """
    offered = [pen for pen in pens if not pen.retired]
    if not colour or not offered:
        return offered[0] if offered else None
    wanted = _oklab(colour)
    return min(offered, key=lambda pen: _distance(_oklab(pen.colour), wanted))


def _distance(one: _Lab, other: _Lab) -> float:
    """Measure how unlike two colours are: by hue, then saturation, then lightness."""
    (a1, b1), (a2, b2) = _direction(one), _direction(other)
    return hypot(a1 - a2, b1 - b2) + 0.3 * abs(one[0] - other[0])


def _direction(colour: _Lab) -> tuple[float, float]:
    """Give the hue as a point near the unit circle; greys come near its centre."""
    reach = hypot(colour[1], colour[2]) + _GREY_BELOW
    return colour[1] / reach, colour[2] / reach


def _oklab(colour: str) -> _Lab:
    """Convert "#rrggbb" to OKLab (B. Ottosson 2020, "A perceptual color space")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    """Undo the sRGB transfer function (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
