"""What goes over HTTP of a book's pictures and tables; see `web.wire` for what holds of all.

| method and path | request | reply |
|---|---|---|
| GET /api/sources/{id}/images/{name} | – | the picture's bytes, for ever the same |
"""

from __future__ import annotations

from msgspec import Struct


class AreaView(Struct, frozen=True, array_like=True):
    """A rectangle of a page: `model.text.Area`, points from the page's top left."""

    page_index: int
    x: float
    y: float
    width: float
    height: float


class ImageView(Struct, frozen=True, omit_defaults=True):
    """A picture where it stands in the text: `model.text.Image`.

    It has a `name` (see the table above) or, being part of a page, an `area`.
    `width` and `height` are pixels, 0 where not known. What it shows is the
    label of the marker at `start`.
    """

    start: int
    name: str = ""
    width: int = 0
    height: int = 0
    area: AreaView | None = None


class CellSpan(Struct, frozen=True, array_like=True):
    """A cell of a table that is larger than one."""

    row: int
    column: int
    rows: int
    columns: int


class TableView(Struct, frozen=True, omit_defaults=True):
    """What a table's text alone does not say: `model.text.Table`."""

    header_rows: int = 0
    spans: list[CellSpan] = []


class HeadingRank(Struct, frozen=True, array_like=True):
    """The level of a heading of the text, where the contents are other than the headings."""

    level: int
    start: int
