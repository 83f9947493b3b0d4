"""Run every test: the database tests on PostgreSQL where a server is reachable, then all of them on SQLite.

Takes DATABASE_URL, else a server on 127.0.0.1:5432. Stops at the first pass that fails, so that the summary
on the last line is always the verdict. With ZHIBU_REQUIRE_POSTGRESQL=1 (CI) an absent server is a failure.
Arguments are handed to pytest.
"""

import os
import subprocess
import sys

import psycopg

DATABASE_TESTS = ["tests/domain", "tests/web", "tests/api", "tests/jobs"]
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


def reachable(url: str) -> str | None:
    """The reason why no test can run there, or None where one can."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[0]
    return None if row and row[0] else "the user may not create databases"


def run_pytest(paths: list[str], database_url: str | None) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *paths, *sys.argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    url = os.environ.get("DATABASE_URL") or LOCAL_SERVER
    if not url.startswith("postgres"):
        url = LOCAL_SERVER
    reason = reachable(url)
    if reason is None:
        print("==> First pass: the database tests on PostgreSQL", flush=True)
        paths = [path for path in DATABASE_TESTS if os.path.isdir(path)]
        failed = run_pytest(paths, url)
        if failed:
            return failed
    elif os.environ.get("ZHIBU_REQUIRE_POSTGRESQL") == "1":
        print(f"PostgreSQL must be among what is tested, and is not reachable: {reason}", file=sys.stderr)
        return 1
    else:
        print(f"==> No PostgreSQL to test on ({reason}); set DATABASE_URL to name one", flush=True)
    print("==> Last pass: every test, on SQLite", flush=True)
    return run_pytest([], None)


if __name__ == "__main__":
    sys.exit(main())
