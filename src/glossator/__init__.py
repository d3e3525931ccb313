"""Glossator: mark books with pens that have meanings; the notes write themselves."""

__version__ = "0.1.0"
