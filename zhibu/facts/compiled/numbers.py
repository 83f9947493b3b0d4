"""Exact arithmetic on columns: a number is a pair of integer columns, `top` over a positive `bottom`.

No division happens until a result is shown, so nothing is ever rounded by accident. Where a value is unknown
`top` is NULL. Integers that no longer fit make the engine stop with an error; they never wrap around.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import ibis
import ibis.expr.types as ir


@dataclass(frozen=True)
class Number:
    top: ir.IntegerValue
    bottom: int | ir.IntegerValue = 1

    @classmethod
    def of(cls, value: Fraction | None) -> "Number":
        """A number known when the query is compiled; None is unknown."""
        if value is None:
            return cls(ibis.null("int64"))
        return cls(ibis.literal(value.numerator, "int64"), value.denominator)


@ibis.udf.scalar.builtin
def div(top: int, bottom: int) -> int:  # type: ignore[empty-body]  # a function of the engine, declared to ibis
    """Integer division that drops the remainder; `DIV` in Spark, a macro of that name in DuckDB."""


def any_unknown(values: Sequence[ir.Value]) -> ir.BooleanValue:
    """Whether one of the values is unknown."""
    unknown = values[0].isnull()
    for value in values[1:]:
        unknown = unknown | value.isnull()
    return unknown


def over_one_bottom(numbers: Sequence[Number]) -> tuple[list[ir.IntegerValue], int | ir.IntegerValue]:
    """The tops of the numbers once all have the same bottom, and that bottom."""
    known = [number.bottom for number in numbers if isinstance(number.bottom, int)]
    if len(known) == len(numbers):
        shared = math.lcm(*known)
        return [
            number.top * (shared // bottom) for number, bottom in zip(numbers, known, strict=True)
        ], shared
    tops = []
    for place, number in enumerate(numbers):
        others = [other.bottom for at, other in enumerate(numbers) if at != place]
        tops.append(math.prod(others, start=number.top))
    return tops, math.prod(number.bottom for number in numbers)


def add(numbers: Sequence[Number]) -> Number:
    tops, bottom = over_one_bottom(numbers)
    return Number(sum(tops[1:], tops[0]), bottom)


def negative(number: Number) -> Number:
    return Number(-number.top, number.bottom)


def multiply(numbers: Sequence[Number]) -> Number:
    tops = [number.top for number in numbers]
    return Number(math.prod(tops[1:], start=tops[0]), math.prod(number.bottom for number in numbers))


def divide(first: Number, second: Number) -> Number:
    """Unknown where the second is zero; the sign moves to the top."""
    sign = ibis.cases((second.top > 0, 1), (second.top < 0, -1))
    bottom = ibis.cases((second.top != 0, second.top.abs()))
    return Number(first.top * second.bottom * sign, first.bottom * bottom)


def compare(
    first: Number, second: Number, how: Callable[[ir.Value, ir.Value], ir.BooleanValue]
) -> ir.BooleanValue:
    (left, right), _ = over_one_bottom([first, second])
    return how(left, right)


def pick(numbers: Sequence[Number], how: Callable[..., ir.IntegerValue]) -> Number:
    """`ibis.least` or `ibis.greatest`, which skip NULL in SQL: here one unknown makes the result unknown."""
    if len(numbers) == 1:
        return numbers[0]
    tops, bottom = over_one_bottom(numbers)
    return Number(ibis.cases((~any_unknown(tops), how(*tops))), bottom)


def round_down(number: Number) -> Number:
    """The greatest integer not above it. SQL's remainder has the sign of the top, hence twice."""
    if isinstance(number.bottom, int) and number.bottom == 1:
        return number
    remainder = (number.top % number.bottom + number.bottom) % number.bottom
    return Number(div(number.top - remainder, number.bottom))


def round_up(number: Number) -> Number:
    return negative(round_down(negative(number)))


def round_half_up(number: Number, places: int) -> Number:
    """To so many decimal places (tens where negative), a half away from zero."""
    finer, coarser = 10 ** max(places, 0), 10 ** max(-places, 0)
    bottom = number.bottom * coarser
    rounded = div(number.top.abs() * (2 * finer) + bottom, bottom * 2)
    sign = ibis.cases((number.top < 0, -1), else_=1)
    return Number(rounded * sign * coarser, finer)
