"""The snapshot's tables (zhibu.facts.schema) read from the records, for the live page and the closed period alike.

What is read is the organisation's life as it stood on the last day of the period: rows that began later are left out,
an assignment finished later is still open. So a period closed again from the same records gives the same bytes.
Each table is one query, whatever the size of the tree, streamed in batches in order of id; of a whole tree the two
large ones are read in lots.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import pyarrow as pa
from django.db.models import Max, Model, QuerySet

from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.assessment.tables import whole
from zhibu.domain.assessment.tables.rows import BATCH, READERS, Row
from zhibu.domain.assessment.tables.scope import Scope, one_moment
from zhibu.facts import schema

__all__ = ["Scope", "last_id", "one_moment", "streams", "tables"]


def streams(scope: Scope, names: Iterable[str] = schema.TABLES) -> dict[str, pa.RecordBatchReader]:
    """Table name -> its rows, read while they are consumed, in order of id."""
    return {
        name: pa.RecordBatchReader.from_batches(schema.TABLES[name], _read(name, scope)) for name in names
    }


def last_id(name: str) -> int:
    """The highest id of a large table, to tell how far reading it is; 0 for the others and where there is none."""
    large: Mapping[str, type[Model]] = {"activity": Activity, "attendance": Attendance}
    found = large[name]._default_manager.aggregate(last=Max("pk"))["last"] if name in large else None
    return found or 0


def tables(scope: Scope, names: Iterable[str] = schema.TABLES) -> dict[str, pa.Table]:
    """Table name -> its rows in memory, for the live page; tables not named are empty and cost no query."""
    wanted = set(names)
    read = {name: reader.read_all() for name, reader in streams(scope, wanted).items()}
    return {name: read.get(name, schema.empty(name)) for name in schema.TABLES}


def _read(name: str, scope: Scope) -> Iterator[pa.RecordBatch]:
    """In a whole tree the two large tables are read in lots, as it would take Python a minute to see each row."""
    if scope.whole and name in _LARGE:
        return _LARGE[name](scope.held())
    return _batches(name, READERS[name](scope))


def _batches(name: str, rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    shape, iterator = schema.TABLES[name], iter(rows)
    while chunk := list(islice(iterator, BATCH)):
        columns = zip(*chunk, strict=True)
        yield pa.record_batch(
            [pa.array(column, field.type) for column, field in zip(columns, shape, strict=True)], schema=shape
        )


_LARGE: Mapping[str, Callable[[QuerySet[Activity, Activity]], Iterator[pa.RecordBatch]]] = {
    "activity": whole.activities,
    "attendance": whole.attendance,
}
