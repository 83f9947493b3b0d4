"""`make bench`: a quarter judged by the product, beside the floor and beside what is usual, in one run.

`python -m bench.evaluation --sizes 300 8000 80000`: ratios first, because seconds are the machine's. All ways must
give the same verdicts, or the run fails.
"""

import argparse
import hashlib
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

from zhibu.facts.snapshot import PackFiles
from zhibu.facts.synth import synthesise
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = ROOT / "packs"
PERIOD = Period.parse("2026Q3")
SEED = 1
SIZES = (300, 8000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "bench")
    options = parser.parse_args()
    print("organisations   compile    judge    floor   ratio   MiB judge   MiB floor   growth")
    before: tuple[int, float] | None = None
    for size in options.sizes:
        directory = snapshot_of(size, options.data)
        ours, floor = run("compiled", directory), run("floor", directory)
        require_same(ours, floor, f"floor at {size}")
        growth = "" if before is None else f"{_exponent(before, (size, ours['seconds'])):.2f}"
        before = size, ours["seconds"]
        print(
            f"{size:>13}  {ours['compiling']:>7.2f}s {ours['seconds']:>7.2f}s {floor['seconds']:>7.2f}s"
            f" {ours['seconds'] / floor['seconds']:>6.2f}x {ours['megabytes']:>10.0f} {floor['megabytes']:>11.0f}"
            f" {growth:>8}",
            flush=True,
        )


def snapshot_of(size: int, data: Path) -> Path:
    """The synthetic snapshot of that size with the shipped packs, made once as long as the packs stay the same."""
    packs = load_all(INSTALLED)
    rules = hashlib.sha256("".join(packs[id_].hash for id_ in sorted(packs)).encode()).hexdigest()[:12]
    directory = data / f"{PERIOD}-{size}-{SEED}-{rules}"
    if not directory.exists():
        files = [PackFiles.read(INSTALLED / pack.id, pack.version) for pack in packs.values()]
        synthesise(directory, size, SEED, PERIOD, files)
    return directory


def run(way: str, directory: Path) -> dict[str, Any]:
    """What one way found, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.runs", way, str(directory)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{way} failed on {directory}:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def require_same(ours: dict[str, Any], other: dict[str, Any], name: str) -> None:
    """Speed counts only where the verdicts are the same."""
    differing = {key for key in other["verdicts"] if ours["verdicts"].get(key) != other["verdicts"][key]}
    if differing:
        raise SystemExit(f"{name}: other verdicts than ours for {sorted(differing)}")


def _exponent(smaller: tuple[int, float], larger: tuple[int, float]) -> float:
    """How time grows with size: 1 is in proportion."""
    return math.log(larger[1] / smaller[1]) / math.log(larger[0] / smaller[0])


if __name__ == "__main__":
    main()
