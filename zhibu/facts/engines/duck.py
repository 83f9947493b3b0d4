"""DuckDB in this process: the default engine, for the live page as for a closed quarter."""

import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from zhibu.facts import schema
from zhibu.facts.compiled.questions import Dialect

_FUNCTIONS = (
    "CREATE MACRO div(top, bottom) AS top // bottom",
    "CREATE MACRO add_months(day, months) AS CAST(day + to_months(months) AS DATE)",
)
"""What Spark has under these names."""


class DuckEngine:
    """One empty database a process; each question has a cursor of its own, whose tables no other question sees."""

    name = "duckdb"
    dialect: Dialect = "duckdb"

    def run(self, sql: str, source: Path | Mapping[str, pa.Table]) -> pa.Table:
        with _process().cursor() as connection:
            if isinstance(source, Path):
                for name in schema.TABLES:
                    path = source / f"{name}.parquet"
                    if not path.exists():  # A snapshot of an older version: the table had no rows then.
                        connection.register(name, schema.empty(name))
                        continue
                    quoted = str(path).replace("'", "''")
                    connection.execute(f"CREATE TEMP VIEW {name} AS FROM read_parquet('{quoted}')")
            else:
                for name, table in source.items():
                    connection.register(name, table)
            return connection.sql(sql).to_arrow_table()


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
