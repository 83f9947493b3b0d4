"""`zhibu demo` served in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_SECONDS = 180
# A third of the demo's department.
DEMO = ["--units", "9"]


@contextmanager
def serve_demo(data: Path, *options: str) -> Iterator[str]:
    """Address of a demo site with this data directory, served until the block ends."""
    log = data / "site.log"
    port = free_port()
    environment = os.environ | {"PORT": str(port), "ZHIBU_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "zhibu.config.command", "demo", *DEMO, *options],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_served(process, url, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_served(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the demo site did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")
