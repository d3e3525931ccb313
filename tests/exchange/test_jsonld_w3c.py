"""The dump against the W3C's own schemas (w3c/web-annotation-tests)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from glossator.exchange.jsonld import Dump, write_annotations
from tests.exchange.made_dumps import dumps

Failures = Callable[[Any], Iterator[str]]


@pytest.fixture(scope="module")
def failures(data_dir: Path) -> Failures:
    """Give a function that names the "must" schemas which an annotation does not pass."""
    folder = data_dir / "interop" / "w3c-web-annotation"
    files = [*folder.glob("annotations/**/*.json"), *folder.glob("definitions/*.json")]
    schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}
    registry = Registry[Any]().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT4))
        for name, schema in schemas.items()
    )
    musts = {
        name: Draft4Validator(schema, registry=registry, format_checker=FormatChecker())
        for name, schema in schemas.items()
        if schema.get("assertionType") == "must"
    }
    assert len(musts) == 54
    return lambda item: (name for name, must in musts.items() if not must.is_valid(item))


def test_the_schemas_refuse_an_annotation_without_a_target(failures: Failures) -> None:
    assert "3.1-targetKeyFound.json" in failures({"type": "Annotation", "body": "http://a.example"})


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(dump=dumps(foreign=False))
def test_every_item_passes_every_must_of_the_w3c(failures: Failures, dump: Dump) -> None:
    for item in json.loads(write_annotations(dump))["items"]:
        assert list(failures(item)) == []
