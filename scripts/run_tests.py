"""Run every test: the database tests on PostgreSQL where a server is reachable, then all of them on SQLite.

Takes DATABASE_URL, else a server on 127.0.0.1:5432. Stops at the first pass that fails, so that the summary
on the last line is always the verdict. With ZHIBU_REQUIRE_POSTGRESQL=1 (CI) an absent server is a failure.
Arguments are handed to pytest.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg

DATABASE_TESTS = [
    path for path in ("tests/domain", "tests/web", "tests/api", "tests/jobs") if Path(path).is_dir()
]
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


class NotReachable(Exception):
    """No tests can run on that server; the text says why."""


def server_version(url: str) -> str:
    """Version of the PostgreSQL server at `url`; raises NotReachable."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            number = connection.info.server_version
    except psycopg.OperationalError as error:
        raise NotReachable(str(error).strip().splitlines()[0]) from error
    if not (row and row[0]):
        raise NotReachable("its user may not create databases")
    return f"PostgreSQL {number // 10000}.{number % 10000}"


def run_pytest(paths: list[str], database_url: str | None) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    workers = ["-n", "2", "--no-loadscope-reorder"]  # Which runs what: tests/scheduling.py.
    command = [sys.executable, "-m", "pytest", *workers, *paths, *sys.argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    url = os.environ.get("DATABASE_URL", "")
    url = url if url.startswith("postgres") else LOCAL_SERVER
    try:
        server = server_version(url)
    except NotReachable as reason:
        if os.environ.get("ZHIBU_REQUIRE_POSTGRESQL") == "1":
            print(f"PostgreSQL must be among what is tested, but cannot be used: {reason}", file=sys.stderr)
            return 1
        also = f"not on PostgreSQL: {reason}; DATABASE_URL may name a server"
    else:
        print(f"==> First pass: the database tests, on {server}", flush=True)
        if failed := run_pytest(DATABASE_TESTS, url):
            return failed
        also = f"the database tests have passed on {server}"
    print(f"==> Last pass: every test, on SQLite {sqlite3.sqlite_version} ({also})", flush=True)
    return run_pytest([], None)


if __name__ == "__main__":
    sys.exit(main())
