"""A query as the text that an engine takes."""

from typing import Literal

import ibis.backends.sql.compilers as compilers
import ibis.expr.types as ir
from sqlglot.expressions import CTE

Dialect = Literal["duckdb", "pyspark"]


def sql_of(query: ir.Table, dialect: Dialect) -> str:
    """The query in the engine's dialect.

    What ibis writes out once under a name because it is read twice, DuckDB would keep in memory for all its readers
    with every row that any of them reads; it is faster when each reads the files for itself.
    """
    compiler = getattr(compilers, dialect).compiler
    written = compiler.to_sqlglot(query.unbind())
    if dialect == "duckdb":
        for shared in written.find_all(CTE):
            shared.set("materialized", False)
    return str(written.sql(dialect=compiler.dialect))
