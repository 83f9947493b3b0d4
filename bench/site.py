"""A site of any size: the rows of a synthetic snapshot as rows of the domain's own models, written in bulk.

`python -m bench.site DIRECTORY` fills the database that the environment names (ZHIBU_DATA, DATABASE_URL).
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import django
import duckdb

_LOTS = 50_000
_AT = "'2026-10-01 00:00:00+00:00' AS"
_ROWS = {
    "organisations.Organisation": """
        SELECT o.id, o.path, len(o.path) // 4 AS depth, count(below.id) AS numchild, o.name, o.name AS short_name,
            o.kind, o.category, o.is_joint, o.established_on, o.dissolved_on
        FROM organisation AS o LEFT JOIN organisation AS below ON below.parent_id = o.id GROUP BY ALL ORDER BY o.id""",
    "people.Person": """
        SELECT person_id AS id, '党员' || person_id AS name, 'male' AS gender, min(since) AS joined_on
        FROM membership GROUP BY person_id ORDER BY id""",
    "people.Membership": "SELECT * REPLACE (CAST(until - INTERVAL 1 DAY AS DATE) AS until) FROM membership",
    "people.Post": "SELECT * REPLACE (CAST(until - INTERVAL 1 DAY AS DATE) AS until) FROM post",
    "organisations.Term": "SELECT * FROM term",
    "activities.Activity": f"""
        SELECT id, format('{{:032x}}', id) AS token, organisation_id, kind, kind AS title, held_on, minutes,
            1 AS recorded_by_id, {_AT} recorded_at FROM activity""",
    "activities.Attendance": """
        SELECT id, activity_id, person_id, status, coalesce(reason, '') AS reason FROM attendance""",
    "activities.Declaration": f"""
        SELECT id, organisation_id, period, 1 AS declared_by_id, {_AT} declared_at
        FROM declaration""",
    "tasks.Task": f"""
        SELECT DISTINCT task_id AS id, 1 AS organisation_id, '任务' AS title, 'plan' AS origin,
            {_AT} issued_at, 1 AS issued_by_id FROM assignment ORDER BY id""",
    "tasks.Assignment": """
        SELECT id, task_id, organisation_id, due_on, state, submitted_on AS submitted_at, done_on AS checked_at,
            CASE WHEN submitted_on IS NOT NULL THEN 2 END AS submitted_by_id,
            CASE WHEN done_on IS NOT NULL THEN 1 END AS checked_by_id
        FROM assignment""",
    "assessment.Statement": f"""
        SELECT id, organisation_id, person_id, sheet, input, period, CAST(top AS VARCHAR) AS value,
            1 AS stated_by_id, {_AT} stated_at FROM statement""",
}
"""Model -> its rows; columns that are not named get the empty value of the model. Problems are left out."""


def load(directory: Path) -> None:
    """Fill an empty, migrated database with the snapshot in `directory`, and two users: an office and a secretary."""
    from django.db import connection  # There is none before Django is set up.

    _users()
    with duckdb.connect() as rows, connection.cursor() as cursor:
        for path in directory.glob("*.parquet"):
            rows.read_parquet(str(path)).create_view(path.stem)
        _hurry(cursor, connection.vendor)
        for name, select in _ROWS.items():
            _copy(rows, _complete(name, select, rows), name, cursor, connection.vendor)
        _grants()
        if connection.vendor == "postgresql":
            _number_on(connection, cursor)
        cursor.execute("ANALYZE")


def branch() -> Any:
    """The branch whose secretary visits: one with groups, so that its pages have the most to show."""
    return (
        _model("organisations.Organisation")
        .objects.filter(kind="branch", numchild__gt=0)
        .order_by("id")
        .first()
    )


def _users() -> None:
    users = _model("accounts.User").objects
    for number, name in enumerate(("bench-office", "bench-secretary"), 1):
        users.create(id=number, username=name)


def _grants() -> None:
    grants = _model("access.Grant").objects
    grants.create(user_id=1, role="office", organisation_id=1, since=date(2020, 1, 1))
    grants.create(user_id=2, role="secretary", organisation=branch(), since=date(2020, 1, 1))


def _model(name: str) -> Any:
    return django.apps.apps.get_model(name)


def _complete(name: str, select: str, rows: duckdb.DuckDBPyConnection) -> tuple[list[str], str]:
    """(columns of the model's table, the query that gives them in that order)."""
    given = set(rows.sql(select).columns)
    fields = [one for one in _model(name)._meta.concrete_fields if one.column in given or not one.null]
    values = [one.column if one.column in given else _empty(one) for one in fields]
    return [one.column for one in fields], f"SELECT {', '.join(values)} FROM ({select})"


def _empty(field: Any) -> str:
    value = field.get_default()
    return f"'{ {} if value == {} else value }'" if value not in (None, False) else "''"


def _hurry(cursor: Any, vendor: str) -> None:
    """What is filled here is thrown away: no care for a power cut."""
    if vendor == "sqlite":
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-1000000"):
            cursor.execute(f"PRAGMA {pragma}")
    else:
        cursor.execute("SET session_replication_role = replica")


def _copy(
    rows: duckdb.DuckDBPyConnection, found: tuple[list[str], str], name: str, cursor: Any, vendor: str
) -> None:
    columns, select = found
    table = _model(name)._meta.db_table
    if vendor == "postgresql":
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "rows.csv"
            rows.execute(f"COPY ({select}) TO '{file}' (HEADER false, NULLSTR '\\N')")
            with (
                file.open("rb") as lots,
                cursor.copy(
                    f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv, NULL '\\N')"
                ) as copy,
            ):
                while part := lots.read(1 << 20):
                    copy.write(part)
        return
    texts = ", ".join(
        f"CAST({column} AS VARCHAR)" if kind == "DATE" else column
        for column, kind in ((one[0], str(one[1])) for one in rows.sql(select).description)
    )
    answer = rows.cursor().execute(f"SELECT {texts} FROM ({select})")
    places = ", ".join(["%s"] * len(columns))
    cursor.execute("BEGIN")
    while lot := answer.fetchmany(_LOTS):
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", lot)
    cursor.execute("COMMIT")


def _number_on(connection: Any, cursor: Any) -> None:
    """The next row of each table gets the next number."""
    from django.core.management.color import no_style

    for statement in connection.ops.sequence_reset_sql(no_style(), list(django.apps.apps.get_models())):
        cursor.execute(statement)


def main(directory: Path) -> None:
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    load(directory)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
