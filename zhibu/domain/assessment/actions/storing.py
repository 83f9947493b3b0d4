"""Verdicts and scores as rows of their closing, written in bulk: by COPY on PostgreSQL, else in lots.

Rows go from Arrow to the database without models between: on SQLite nobody else writes meanwhile, so it must be short.
"""

import io
import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.csv as pv
from django.db import connection
from django.db.models import Model

from zhibu.domain.assessment.actions.judging import Judged
from zhibu.domain.assessment.models import Closing, Result, Score
from zhibu.facts import Score as FoundScore

_LOT = 10_000

Told = Callable[[int, int], None]
"""Called with how many rows are stored, of how many."""


def store(closing: Closing, judged: Judged, told: Told = lambda stored, of: None) -> None:
    """Store what was found of organisations; what was found of persons is made again when it is asked for."""
    found = {Result: _results(closing, judged), Score: _scores(closing, judged)}
    whole, stored = sum(rows.num_rows for rows in found.values()), 0
    for model, rows in found.items():
        for lot in rows.to_batches(max_chunksize=_LOT):
            _insert(model, lot)
            stored += lot.num_rows
            told(stored, whole)


def _insert(model: type[Model], rows: pa.RecordBatch) -> None:
    """`rows` has every column of the model's table but the key, which the database gives."""
    names = ", ".join(connection.ops.quote_name(name) for name in rows.schema.names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = io.BytesIO()
            pv.write_csv(rows, text, pv.WriteOptions(include_header=False, quoting_style="needed"))
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '\\N')") as copy:
                copy.write(text.getvalue())
        else:
            places = ", ".join(["%s"] * rows.num_columns)
            lines = list(zip(*(column.to_pylist() for column in rows.columns), strict=True))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", lines)


def _results(closing: Closing, judged: Judged) -> pa.Table:
    found = judged.results.table.combine_chunks()
    indicators = found["indicator"].combine_chunks().dictionary_encode()
    periods = pa.array([judged.own[name] for name in indicators.dictionary.to_pylist()], pa.string())
    return pa.table(
        {
            "closing_id": pa.repeat(closing.pk, len(found)),
            "organisation_id": found["subject"],
            "indicator": found["indicator"],
            "period": periods.take(indicators.indices),
            "verdict": found["verdict"],
            "value": found["value"].fill_null(""),
            "required": found["required"].fill_null(""),
        }
    )


def _scores(closing: Closing, judged: Judged) -> pa.Table:
    found = list(judged.scores)
    columns = {
        "closing_id": [closing.pk] * len(found),
        "organisation_id": [one.subject for one in found],
        "sheet": [one.sheet for one in found],
        "period": [one.period for one in found],
        "total": [one.total or "" for one in found],
        "band": [one.band or "" for one in found],
        "items": [_items(one) for one in found],
    }
    return pa.table(columns)


def _items(score: FoundScore) -> str:
    return json.dumps(
        [
            {"id": one.item, "points": one.points, "max": one.most, "verdict": one.verdict}
            for one in score.items
        ]
    )
