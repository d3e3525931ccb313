"""What goes over HTTP of a book's pictures and tables; see `web.wire` for what holds of all.

| method and path | request | reply |
|---|---|---|
| GET /api/sources/{id}/images/{name} | – | the picture's bytes, for ever the same |
| GET /api/sources/{id}/pages?edition=E | – | PagesView |
| GET /api/sources/{id}/pages/{n}/picture?edition=E&scale=S | – | page n as PNG or JPEG |
| GET /api/sources/{id}/pages/{n}/words?edition=E | – | WordsView |
| POST /api/sources/{id}/password | wire.PasswordRequest | 204; 423 where it is not the password |

Pages count from 0; a picture has S pixels a point, and with `x`, `y`, `width` and
`height` (in points) shows that part of the page. Without `edition` they are of the
text in use; with it a picture may be kept for ever. A locked book whose password is
not known answers 423, kind "page-locked".
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


class PageSize(Struct, frozen=True, array_like=True):
    """How large a page is, in points."""

    width: float
    height: float


class PagesView(Struct, frozen=True):
    """The pages of an edition as they were printed, in order."""

    edition: str
    sizes: list[PageSize]


class WordView(Struct, frozen=True, array_like=True):
    """A word of a page: where its text starts, the text, and its box in points.

    A word that is broken over two lines comes as two.
    """

    start: int
    text: str
    x: float
    y: float
    width: float
    height: float


class WordsView(Struct, frozen=True):
    """The words of a page in the order of the text."""

    edition: str
    words: list[WordView]
