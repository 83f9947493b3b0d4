"""Columns of drawn values as Arrow tables."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhibu.facts import schema

Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days since 1970, as Arrow counts them."""
    return (day - EPOCH).days


def days(numbers: Integers, empty: Flags | None = None) -> pa.Array:
    """A date column from days since 1970; `empty` marks the rows without a date."""
    return pa.array(numbers.astype(np.int32), pa.int32(), mask=empty).cast(pa.date32())


def words(places: Integers, vocabulary: Sequence[str], empty: Flags | None = None) -> pa.Array:
    """A text column from places in a list of words."""
    return pa.array(vocabulary).take(pa.array(places, mask=empty))


def numbered(table: str, count: int, /, **columns: object) -> pa.Table:
    """A table of the schema with ids from 1."""
    shape = schema.TABLES[table]
    given = {"id": np.arange(1, count + 1), **columns}
    return pa.table([pa.array(given[column.name], column.type) for column in shape], shape)
