"""Spark, for what one machine cannot hold: the same SQL over the same Parquet. An optional extra."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhibu.facts import schema
from zhibu.facts.compiled.sql import Dialect
from zhibu.facts.errors import EngineError


class SparkEngine:
    dialect: Dialect = "pyspark"

    def __init__(self, master: str) -> None:
        self.name = master

    def run(self, sql: str, source: Path | Mapping[str, pa.Table]) -> pa.Table:
        if not isinstance(source, Path):
            raise EngineError("Spark 只能计算已关账的快照目录，页面上的即时数据请用 duckdb。")
        session = _session(self.name)
        for name in schema.TABLES:
            path = (source / f"{name}.parquet").absolute()
            # Without its file: a snapshot of an older version, in which the table had no rows.
            rows = (
                session.read.parquet(str(path))
                if path.exists()
                else session.createDataFrame(schema.empty(name))
            )
            rows.createOrReplaceTempView(name)
        return session.sql(sql).toArrow()

    def rows(
        self, questions: Sequence[str], source: Path | Mapping[str, pa.Table]
    ) -> list[list[dict[str, Any]]]:
        return [self.run(sql, source).to_pylist() for sql in questions]


def _session(master: str) -> Any:
    """A server needs the client alone, anything else Spark itself (py4j comes with it and with nothing else)."""
    try:
        if not master.startswith("sc://"):
            import_module("py4j")
        builder = import_module("pyspark.sql").SparkSession.builder
    except ImportError as error:
        raise EngineError("没有安装 Spark。请先按 README 安装可选部分 spark，或改用 duckdb。") from error
    if master.startswith("sc://"):
        return builder.remote(master).getOrCreate()
    builder = builder.master(master).appName("zhibu")
    for setting, value in _settings(master).items():
        builder = builder.config(setting, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _settings(master: str) -> dict[str, str]:
    """Quiet, and on one machine no more parts than it can work on at a time."""
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    return quiet | ({"spark.sql.shuffle.partitions": "4"} if master.startswith("local") else {})
