"""The figures of sharegen, medians of several runs: `make bench`.

    python figures.py [--runs N] [--json FILE]

Not a test: machines are noisy. PEERS_WORK and PEERS_SPEC name another work than the project's own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from work import write_work

HERE = Path(__file__).parent
ROOT = HERE.parent
VARIANTS = ("flat", "gradient", "photo")
SHAREGEN = [sys.executable, "-m", "sharegen"]


def timed(command: list[str], folder: Path, before: Callable[[], None] | None, runs: int) -> float:
    """The median wall time of a whole process, in s."""
    times = []
    for _ in range(runs):
        if before is not None:
            before()
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return median(times)


def peers(folder: Path, runs: int) -> dict[str, dict[str, float]]:
    """ms per image and mean kB of the 42 pictures, by variant and number of jobs."""
    if "PEERS_WORK" not in os.environ:
        write_work(folder)
        os.environ.update(PEERS_WORK=str(folder), PEERS_SPEC=str(folder))
    found: dict[str, dict[str, float]] = {}
    for variant in VARIANTS:
        out = folder / variant
        figures = {}
        for jobs in (1, 2):
            command = [sys.executable, str(HERE / "peer_sharegen.py"), "steady"]
            command += [variant, str(out), str(jobs), str(runs)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            figures[f"ms, {jobs} job{'s' * (jobs > 1)}"] = median(json.loads(done.stdout)["ms"])
        sizes = [path.stat().st_size / 1024 for path in out.glob("*.png")]
        figures["kB"] = sum(sizes) / len(sizes)
        found[variant] = figures
    return found


def commands(folder: Path, runs: int) -> dict[str, float]:
    """Whole commands from a cold start, in s; the cache of drawn art is empty for a cold build."""
    out, cache = folder / "dist", folder / "cache"
    os.environ["SHAREGEN_CACHE"] = str(cache)
    build = [*SHAREGEN, "build", "-q", "--project", str(ROOT), "--out", str(out)]

    def clean() -> None:
        subprocess.run(["rm", "-rf", str(out), str(cache)], check=True)

    words = "Children virtually always **know their traffickers.**"
    return {
        "card": timed([*SHAREGEN, "card", words, "-o", str(folder / "one")], folder, None, runs),
        "build, cold": timed(build, folder, clean, max(3, runs // 2)),
        "build, nothing changed": timed(build, folder, None, runs),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {"images": peers(folder / "work", given.runs), "s": commands(folder, given.runs)}
    for variant, row in figures["images"].items():
        print(f"{variant:<10}", *(f"{key} {value:8.2f}" for key, value in row.items()), sep="   ")
    for key, value in figures["s"].items():
        print(f"{key:<26}{value:6.2f} s")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
