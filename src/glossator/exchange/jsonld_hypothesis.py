"""Rows of a Hypothesis export or API answer as W3C annotations."""

from __future__ import annotations

from typing import Any

from glossator.exchange.jsonld_terms import Json, as_list

_PEN_PREFIX = "pen:"


def item_from_row(row: Json) -> Json:
    """Say a row in W3C words; what W3C has no word for stays as it is.

    Tags become tagging bodies, the one written `pen:…` first: it stands for the pen.
    """
    tags = sorted(
        map(str, as_list(row.get("tags"))), key=lambda tag: not tag.startswith(_PEN_PREFIX)
    )
    bodies = [_body("tagging", tag.removeprefix(_PEN_PREFIX)) for tag in tags]
    if row.get("text"):
        bodies.append(_body("commenting", row["text"]))
    source = {"id": row.get("uri", ""), "title": _title(row)}
    targets = [
        {"source": source, "selector": target.get("selector")}
        for target in as_list(row.get("target"))
        if isinstance(target, dict)
    ]
    said = {"tags", "text", "uri", "target", "user", "updated", "document", "links"}
    rest = {key: value for key, value in row.items() if key not in said}
    item = rest | {"type": "Annotation", "body": bodies, "target": targets or [{"source": source}]}
    times = {"creator": row.get("user"), "modified": row.get("updated")}
    return item | {key: value for key, value in times.items() if value}


def _title(row: Json) -> str:
    document = row.get("document")
    titles = as_list(document.get("title")) if isinstance(document, dict) else []
    return str(titles[0]) if titles else ""


def _body(purpose: str, value: Any) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value}
