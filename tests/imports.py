"""Reads which module imports which, from the source text alone."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module.

    Attributes:
        module: who imports, "glossator.store.journal".
        target: what is imported: a module, or a package where the name taken from it is no module.
        name: the name taken from `target`; "" where all of it is taken.
        line: from 1.
        inside: whether it stands in a function.
        has_reason: whether a comment stands on its line or on the one above.
    """

    module: str
    target: str
    name: str
    line: int
    inside: bool
    has_reason: bool

    def __str__(self) -> str:
        """Say where it stands, for a message."""
        return f"{self.module}:{self.line} imports {self.target}{self.name and '.' + self.name}"


def read_package(package: Path) -> dict[str, str]:
    """Read the source of every module of a package, keyed by its dotted name."""
    return {_dotted(file, package): file.read_text() for file in sorted(package.rglob("*.py"))}


def list_imports(modules: Mapping[str, str]) -> list[Import]:
    """List the imports of all modules, in functions and for type checking too."""
    return [
        found
        for module, source in modules.items()
        for found in _Reader(module, source, modules).read()
    ]


def find_cycle(edges: Mapping[str, set[str]]) -> list[str]:
    """Find a way from a module back to itself; empty when there is none."""
    done: set[str] = set()

    def follow(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for target in sorted(edges.get(module, ())):
            if cycle := follow(target, [*way, module]):
                return cycle
        done.add(module)
        return []

    return next((cycle for module in sorted(edges) if (cycle := follow(module, []))), [])


def _dotted(file: Path, package: Path) -> str:
    parts = file.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class _Reader:
    """Walks one module's tree."""

    def __init__(self, module: str, source: str, modules: Mapping[str, str]) -> None:
        self._module, self._source, self._modules = module, source, modules
        self._commented = {
            token.start[0]
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type == tokenize.COMMENT and not token.string.startswith("# noqa")
        }

    def read(self) -> Iterator[Import]:
        yield from self._walk(ast.parse(self._source), inside=False)

    def _walk(self, node: ast.AST, *, inside: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            for target, name in self._targets(child):
                line = child.lineno  # type: ignore[attr-defined]  # imports and calls have one
                reason = not self._commented.isdisjoint({line - 1, line})
                yield Import(self._module, target, name, line, inside, reason)
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from self._walk(child, inside=inside or function)

    def _targets(self, node: ast.AST) -> list[tuple[str, str]]:
        match node:
            case ast.Import(names=names):
                return [(alias.name, "") for alias in names]
            case ast.ImportFrom(module=base, names=names, level=level):
                return [
                    self._taken(self._absolute(base or "", level), alias.name) for alias in names
                ]
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(target)), *_],
            ):
                return [(target, "")]
        return []

    def _taken(self, base: str, name: str) -> tuple[str, str]:
        whole = f"{base}.{name}"
        return (whole, "") if whole in self._modules else (base, name)

    def _absolute(self, base: str, level: int) -> str:
        if level == 0:
            return base
        package = self._module.split(".")
        return ".".join([*package[: len(package) - level], *filter(None, [base])])
