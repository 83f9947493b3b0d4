"""Closing a quarter end to end while people work: `python -m bench.closing --organisations 8000`.

For SQLite, and for PostgreSQL where DATABASE_URL names a server (a database of its own is made and dropped): seconds,
CPU-seconds (a shared machine stretches the former), peak memory, how often progress was told, and what a page and a
write took before and meanwhile, in the same process.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.evaluation import ROOT, snapshot_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, nargs="+", default=[300, 8000])
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "bench")
    options = parser.parse_args()
    for size in options.organisations:
        directory = snapshot_of(size, options.data)
        with sqlite() as environment:
            tell(size, "SQLite", measured(directory, environment))
        if server := os.environ.get("DATABASE_URL"):
            with postgresql(server) as environment:
                tell(size, "PostgreSQL", measured(directory, environment))


@contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    """The environment of an empty site of its own."""
    with tempfile.TemporaryDirectory() as data:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        yield kept | {"ZHIBU_DATA": data, "DJANGO_SETTINGS_MODULE": "zhibu.config.settings"}


@contextmanager
def postgresql(server: str) -> Iterator[dict[str, str]]:
    """As `sqlite`, with a database of its own on the server."""
    name = f"zhibu_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection, sqlite() as environment:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield environment | {"DATABASE_URL": f"{server.rsplit('/', 1)[0]}/{name}"}
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def measured(directory: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Filled by one process and closed by another, so that the peak of memory is the closing's."""
    run("bench.site", str(directory), environment=environment)
    told: dict[str, Any] = json.loads(run("bench.within_site", "bench.visits", environment=environment))
    return told


def run(*way: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", *way]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def tell(size: int, database: str, told: dict[str, Any]) -> None:
    print(
        f"{size} organisations, {database}: closed in {told['seconds']:.1f}s ({told['cpu']:.1f} CPU-seconds), "
        f"peak {told['megabytes']:.0f} MiB, "
        f"{told['messages']} messages, longest silence {told['silence']:.1f}s"
    )
    for step, seconds in told["steps"].items():
        print(f"    {seconds:>7.2f}s {step}")
    for name in told["quiet"]:
        quiet, meanwhile = told["quiet"][name], told["meanwhile"].get(name)
        print(f"    {name}: {_spread(quiet)}" + (f"; meanwhile {_spread(meanwhile)}" if meanwhile else ""))
    sys.stdout.flush()


def _spread(taken: list[tuple[float, float]]) -> str:
    seconds, cpu = (sorted(1000 * one for one in column) for column in zip(*taken, strict=True))
    half = len(seconds) // 2
    return (
        f"median {seconds[half]:.0f} ms ({cpu[half]:.0f} CPU), longest {seconds[-1]:.0f} ms of {len(seconds)}"
    )


if __name__ == "__main__":
    main()
