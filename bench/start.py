"""How long the program takes to start, beside the bare parts it is made of.

    python bench/start.py

Prints medians over runs that take turns: wall time, CPU time, and the ratio to
the bare thing (an empty Python; uvicorn with a Starlette application of one
route). Needs the package installed.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROUNDS = 11

BARE_SERVER = """
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("ready at http://", flush=True)

app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))])
Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off")).run()
"""


def until_end(words: Sequence[str]) -> float:
    """Run a command to its end; gives wall milliseconds."""
    began = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - began)


def until_ready(words: Sequence[str]) -> float:
    """Run a server until it prints its address, then kill it; gives wall milliseconds."""
    began = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "http://" in line:
                break
        wall = 1000 * (time.perf_counter() - began)
        process.kill()
    return wall


def children_cpu() -> float:
    """CPU milliseconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (used.ru_utime + used.ru_stime)


def measure(runs: dict[str, Callable[[], float]]) -> dict[str, tuple[float, float]]:
    """Run everything in turns; gives the medians of wall and CPU milliseconds."""
    walls: dict[str, list[float]] = {name: [] for name in runs}
    cpus: dict[str, list[float]] = {name: [] for name in runs}
    for round_number in range(ROUNDS + 1):
        for name, run in runs.items():
            before = children_cpu()
            wall = run()
            if round_number:  # the first only warms the disk cache
                walls[name].append(wall)
                cpus[name].append(children_cpu() - before)
    return {n: (statistics.median(walls[n]), statistics.median(cpus[n])) for n in runs}


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        library = str(Path(folder) / "library")
        program = [sys.executable, "-m", "glossator.cli"]
        subprocess.run([*program, "sample", "--library", library], check=True, capture_output=True)
        serve = [*program, "serve", "--library", library]
        found = measure(
            {
                "python -c pass": lambda: until_end([sys.executable, "-c", "pass"]),
                "glossator --help": lambda: until_end([*program, "--help"]),
                "bare Starlette + uvicorn ready": lambda: until_ready(
                    [sys.executable, "-c", BARE_SERVER]
                ),
                "glossator serve ready (sample library)": lambda: until_ready(serve),
            }
        )
    base = {
        "glossator --help": "python -c pass",
        "glossator serve ready (sample library)": "bare Starlette + uvicorn ready",
    }
    print(f"| {'what':40} | wall ms | CPU ms | ratio of CPU |")
    print("|---|---|---|---|")
    for name, (wall, cpu) in found.items():
        ratio = f"{cpu / found[base[name]][1]:.1f} x" if name in base else ""
        print(f"| {name:40} | {wall:7.0f} | {cpu:6.0f} | {ratio} |")


if __name__ == "__main__":
    main()
