"""Where queries run. An engine takes the SQL text and the tables and gives the answer as an Arrow table."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import pyarrow as pa

from zhibu.facts.compiled.sql import Dialect
from zhibu.facts.engines.duck import DuckEngine
from zhibu.facts.engines.spark import SparkEngine
from zhibu.facts.errors import EngineError

Source: TypeAlias = Path | Mapping[str, pa.Table]
"""The directory of a snapshot, or the tables of the schema in memory."""


class Engine(Protocol):
    name: str
    dialect: Dialect

    def run(self, sql: str, source: Source) -> pa.Table:
        """The answer to one query over the tables of `source`. Raises EngineError where it cannot run."""
        ...

    def rows(self, questions: Sequence[str], source: Source) -> list[list[dict[str, Any]]]:
        """The answers to several queries over the same tables, each of few rows: column -> value."""
        ...


def engine(name: str = "duckdb") -> Engine:
    """`duckdb` in this process; `local[N]` or `spark://HOST:PORT` on Spark; `sc://HOST:PORT` on a server that
    speaks Spark's connect protocol. Raises EngineError for any other name."""
    if name == "duckdb":
        return DuckEngine()
    if name.startswith(("local", "spark://", "sc://")):
        return SparkEngine(name)
    raise EngineError(
        f"没有名为 {name} 的计算引擎。请用 duckdb（默认）、local[2]、spark://主机:端口 或 sc://主机:端口。"
    )
