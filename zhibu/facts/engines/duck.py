"""DuckDB in this process: the default engine, for the live page as for a closed quarter."""

import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from zhibu.facts import schema
from zhibu.facts.compiled.sql import Dialect

Tables: TypeAlias = Path | Mapping[str, pa.Table]
Row: TypeAlias = dict[str, Any]

# An answer is copied once more for it, which costs less than planning the question again.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)

_FUNCTIONS = (
    "CREATE MACRO div(top, bottom) AS top // bottom",
    "CREATE MACRO add_months(day, months) AS CAST(day + to_months(months) AS DATE)",
)
"""What Spark has under these names."""


class DuckEngine:
    """One empty database a process; each question, or round of them, has a cursor of its own, whose tables no
    other sees. `execute` plans a question once, `sql` three times over; for few rows planning is all that takes time.
    """

    name = "duckdb"
    dialect: Dialect = "duckdb"

    def run(self, sql: str, source: Tables) -> pa.Table:
        with _knowing(source, [sql]) as connection:
            return connection.execute(sql).to_arrow_table()

    def rows(self, questions: Sequence[str], source: Tables) -> list[list[Row]]:
        with _knowing(source, questions) as connection:
            return [_rows(connection.execute(sql)) for sql in questions]


@contextmanager
def _knowing(source: Tables, questions: Sequence[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that knows the tables which the questions name; each takes time to make known."""
    with _process().cursor() as connection:
        for name in schema.TABLES:
            if not any(name in sql for sql in questions):
                continue
            if not isinstance(source, Path):
                connection.register(name, source[name])
            elif (path := source / f"{name}.parquet").exists():
                quoted = str(path).replace("'", "''")
                connection.execute(f"CREATE TEMP VIEW {name} AS FROM read_parquet('{quoted}')")
            else:  # A snapshot of an older version: the table had no rows then.
                connection.register(name, schema.empty(name))
        yield connection


def _rows(answered: duckdb.DuckDBPyConnection) -> list[Row]:
    names = [column[0] for column in answered.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answered.fetchall()]


@lru_cache(maxsize=1)
def _process() -> duckdb.DuckDBPyConnection:
    """Opening a database costs more than most questions, so it is done once."""
    connection = duckdb.connect(config=_settings())
    for function in _FUNCTIONS:
        connection.execute(function)
    return connection


def _settings() -> dict[str, str | bool | int | float | list[str]]:
    """Order is asked for where it matters; what does not fit into memory goes to the system's own place."""
    return {"preserve_insertion_order": False, "temp_directory": tempfile.gettempdir()}
