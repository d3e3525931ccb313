"""What the parents of both workers do to their child processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

_KEPT = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP"})


def child_environment() -> dict[str, str]:
    """Give a child our import path and nothing of the reader's environment it does not need."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**kept, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONUTF8": "1"}


def kill_child(child: subprocess.Popen[Any]) -> None:
    """Kill a child and whatever it started; one that has ended already is no matter.

    It must be the head of a session of its own.
    """
    if child.poll() is None:
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
