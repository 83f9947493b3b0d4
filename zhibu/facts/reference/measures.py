"""What is made of the rows (point 6 of `zhibu.rules.facts`): the value of one fact for one subject."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from zhibu.facts.asked import Parameters
from zhibu.facts.reference.counting import Counting
from zhibu.facts.reference.records import Row
from zhibu.rules.facts import Fact, Measure, ParameterValue
from zhibu.rules.periods import Period
from zhibu.rules.values import Value


def value(fact: Fact, subject: int, counting: Counting) -> Value | None:
    """None where it is unknown: nothing is recorded and nobody said that there is nothing."""
    if fact.needs_coverage and not counting.covers(fact, subject):
        return None
    rows = counting.rows(fact, subject)
    match fact.measure.name:
        case "count":
            return Fraction(len(rows))
        case "exists":
            return bool(rows)
        case "value_of":
            return _picked(fact, rows)
        case "own_months" | "own_quarters":
            return _own(fact, rows, counting)
        case "full_months" | "full_quarters":
            parts = counting.period.parts(fact.measure.full or "month")
            return Fraction(sum(_existed(row, part) for row in rows for part in parts))
        case "months":
            return Fraction(len({(day.year, day.month) for day in _days(fact, rows)}))
        case "quarters":
            return Fraction(len({(day.year, (day.month + 2) // 3) for day in _days(fact, rows)}))
    return _of_cells(fact.measure, [row[_column(fact)] for row in rows])


def _of_cells(measure: Measure, cells: Sequence[Any]) -> Value | None:
    known = [cell for cell in cells if cell is not None]
    match measure.name:
        case "distinct":
            each = measure.each_at_least
            least = each if isinstance(each, int) else 1
            return Fraction(sum(times >= least for times in Counter(known).values()))
        case "sum":
            return None if len(known) < len(cells) else Fraction(sum(known))
        case "earliest":
            return min(known, default=None)
        case "latest":
            return max(known, default=None)
    raise ValueError(f"measure {measure.name} is not made of the cells of a column")


def _column(fact: Fact) -> str:
    if fact.measure.column is None:
        raise ValueError(f"fact {fact.id}: measure {fact.measure.name} needs a column")
    return fact.measure.column


def _days(fact: Fact, rows: Sequence[Row]) -> list[date]:
    if fact.day is None:
        raise ValueError(f"fact {fact.id}: measure {fact.measure.name} needs a date column")
    return [row[fact.day] for row in rows if row[fact.day] is not None]


def _picked(fact: Fact, rows: Sequence[Row]) -> Value | None:
    """Of the row with the latest interval start, then the greatest id; one without a start comes before all."""
    since = fact.days[0] if fact.days else "id"
    last = max(rows, key=lambda row: (row[since] is not None, row[since], row["id"]), default=None)
    cell = None if last is None else last[_column(fact)]
    return Fraction(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def _own(fact: Fact, rows: Sequence[Row], counting: Counting) -> Value | None:
    least = _least(fact.measure, counting.parameters)
    if least is None:
        return None
    size = fact.measure.own or "month"
    times = Counter(
        (row["organisation_id"], Period.containing(row[fact.day or "held_on"], size)) for row in rows
    )
    organisations = counting.records.organisations
    return Fraction(
        sum(found >= least and _existed(organisations[one], part) for (one, part), found in times.items())
    )


def _least(measure: Measure, parameters: Parameters) -> int | Fraction | None:
    each = measure.each_at_least
    least = parameters[each.parameter] if isinstance(each, ParameterValue) else each
    return least if isinstance(least, int | Fraction) else None


def _existed(row: Row, part: Period) -> bool:
    """Whether an organisation existed during the whole of a month or quarter."""
    begun: bool = row["established_on"] <= part.start
    return begun and (row["dissolved_on"] is None or row["dissolved_on"] > part.end)
