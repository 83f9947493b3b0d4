"""The two large tables of a whole tree as the snapshot has them, read in lots. What they mean stands in `rows`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import QuerySet
from django.utils import timezone

from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.assessment.tables import lots
from zhibu.facts import schema

_ID, _TEXT = pa.int64(), pa.string()
_MINUTE = len("2026-10-01 00:00")


def activities(held: QuerySet[Activity, Any]) -> Iterator[pa.RecordBatch]:
    """The activities `held`."""
    columns = {
        "id": _ID,
        "organisation_id": _ID,
        "kind": _TEXT,
        "held_on": pa.date32(),
        "minutes": _ID,
        "recorded_at": _TEXT,
    }
    for lot in lots.read(held, columns):
        days = _days(lot["recorded_at"].combine_chunks())
        yield from _shaped("activity", lot.append_column("recorded_on", days))


def attendance(held: QuerySet[Activity, Any]) -> Iterator[pa.RecordBatch]:
    """Who was at the activities `held`. The rows are read as they lie and those of other activities left out: a
    database that joins them to the activities sorts many millions of them afterwards."""
    places = pa.concat_tables([_PLACES, *lots.read(held, {"id": _ID, "organisation_id": _ID})])
    ids, organisations = (places[name].to_numpy() for name in _PLACES.schema.names)
    columns = {"id": _ID, "activity_id": _ID, "person_id": _ID, "status": _TEXT, "reason": _TEXT}
    for lot in lots.read(Attendance.objects.all(), columns) if len(ids) else ():
        asked = lot["activity_id"].to_numpy()
        found = np.searchsorted(ids, asked).clip(max=len(ids) - 1)
        reasons = pc.if_else(pc.equal(lot["reason"], ""), None, lot["reason"])
        lot = lot.drop(["reason"]).append_column("reason", reasons)
        lot = lot.append_column("organisation_id", pa.array(organisations[found]))
        yield from _shaped("attendance", lot.filter(pa.array(ids[found] == asked)))


_PLACES = pa.schema([("id", _ID), ("organisation_id", _ID)]).empty_table()


def _shaped(name: str, lot: pa.Table) -> Iterator[pa.RecordBatch]:
    shape = schema.TABLES[name]
    yield from lot.select(shape.names).cast(shape).combine_chunks().to_batches()


def _days(moments: pa.Array) -> pa.Array:
    """The days in the site's own time of moments that the database writes in UTC. Each minute is reckoned once."""
    minutes = pc.utf8_slice_codeunits(moments, 0, _MINUTE).dictionary_encode()
    zone = timezone.get_default_timezone()
    days = [
        datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(zone).date()
        for text in minutes.dictionary.to_pylist()
    ]
    return pa.array(days, pa.date32()).take(minutes.indices)
