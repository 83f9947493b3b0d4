"""DuckDB in this process: the default engine, for the live page as for a closed quarter."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from zhibu.facts import schema
from zhibu.facts.compiled.questions import Dialect

_FUNCTIONS = (
    "CREATE TEMP MACRO div(top, bottom) AS top // bottom",
    "CREATE TEMP MACRO add_months(day, months) AS CAST(day + to_months(months) AS DATE)",
)
"""What Spark has under these names."""


class DuckEngine:
    name = "duckdb"
    dialect: Dialect = "duckdb"

    def run(self, sql: str, source: Path | Mapping[str, pa.Table]) -> pa.Table:
        with duckdb.connect(config=_settings()) as connection:
            for function in _FUNCTIONS:
                connection.execute(function)
            if isinstance(source, Path):
                for name in schema.TABLES:
                    connection.read_parquet(str(source / f"{name}.parquet")).create_view(name)
            else:
                for name, table in source.items():
                    connection.register(name, table)
            return connection.sql(sql).to_arrow_table()


def _settings() -> dict[str, str | bool | int | float | list[str]]:
    """Order is asked for where it matters; what does not fit into memory goes to the system's own place."""
    return {"preserve_insertion_order": False, "temp_directory": tempfile.gettempdir()}
