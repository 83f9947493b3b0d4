"""Tables of millions of rows, read in lots: the database writes the rows of a lot as CSV, Arrow reads them.

Python sees no single row, so neither does it hold up the requests that share its interpreter.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.csv as pv
from django.db.models import Aggregate, Func, Model, QuerySet, TextField

LOT = 100_000


def read(rows: QuerySet[Any, Model], columns: Mapping[str, pa.DataType]) -> Iterator[pa.Table]:
    """The rows in order of "id", which must be the first of the columns; nothing but numbers may be NULL.

    Each lot is a query of its own: read inside `one_moment`.
    """
    names, last = list(columns), 0
    texts = {name for name, kind in columns.items() if pa.types.is_string(kind)}
    while True:
        lot = rows.filter(pk__gt=last).order_by("pk").annotate(csv_line=_Line(names, texts))[:LOT]
        text = lot.aggregate(csv=_Lines("csv_line"))["csv"]
        if not text:
            return
        found = pv.read_csv(
            pa.py_buffer(text.encode()),
            pv.ReadOptions(column_names=names),
            pv.ParseOptions(newlines_in_values=True),
            pv.ConvertOptions(column_types=columns),
        ).sort_by("id")
        last = found["id"][-1].as_py()
        yield found


class _Line(Func):
    """One row as a line of CSV: texts in quotes, nothing for NULL."""

    output_field = TextField()

    def __init__(self, names: Sequence[str], texts: set[str], **extra: Any) -> None:
        super().__init__(*names, **extra)
        self.is_text = [name in texts for name in names]

    def as_sqlite(self, compiler: Any, *_: Any, **__: Any) -> Any:
        parts, parameters = self._parts(compiler)
        form = ",".join('"%%w"' if is_text else "%%s" for is_text in self.is_text)
        return f"printf('{form}', {', '.join(parts)})", parameters

    def as_postgresql(self, compiler: Any, *_: Any, **__: Any) -> Any:
        parts, parameters = self._parts(compiler)
        quoted = [
            f"""'"' || replace({part}::text, '"', '""') || '"'"""
            if is_text
            else f"coalesce({part}::text, '')"
            for part, is_text in zip(parts, self.is_text, strict=True)
        ]
        return f"concat_ws(',', {', '.join(quoted)})", parameters

    def _parts(self, compiler: Any) -> tuple[list[str], list[Any]]:
        compiled = [compiler.compile(part) for part in self.get_source_expressions()]
        return [sql for sql, _ in compiled], [one for _, parameters in compiled for one in parameters]


class _Lines(Aggregate):
    """All lines of a lot, one below the other."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="group_concat(%(expressions)s, char(10))", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="string_agg(%(expressions)s, chr(10))", **extra)
