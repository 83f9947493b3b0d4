"""Pure changes of plain data: what stands at a place, put something there, move it, take it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zhibu.rules.packs.shapes import Shape
from zhibu.rules.packs.written.dumping import below
from zhibu.rules.packs.written.plain import Data

Steps = Sequence[str]
"""From the data of an entry down: names of fields and entries, numbers of items."""


@dataclass(frozen=True)
class Place:
    """What stands at a place below an entry, and the shape it must have."""

    shape: Shape
    data: Data


def place(shape: Shape, data: Data, steps: Steps) -> Place:
    """What stands at the end of `steps`. Raises LookupError where there is nothing."""
    for step in steps:
        shape, data = below(shape, data, step), _child(data, step)
    return Place(shape, data)


def put(data: Data, steps: Steps, new: Data) -> Data:
    """The data with `new` at a place; a name or number that is not there yet comes last. Raises LookupError."""
    if not steps:
        return new
    step, *rest = steps
    if isinstance(data, dict):
        return {**data, step: put(data[step], rest, new) if rest else new}
    if isinstance(data, list):
        number = int(step)
        inner = put(data[number], rest, new) if rest else new
        return [*data[:number], inner, *data[number + 1 :]]
    raise LookupError(step)


def removed(data: Data, steps: Steps) -> Data:
    """The data without what stands at a place. Raises LookupError where there is nothing."""
    *above, step = steps
    inner = _at(data, above)
    _child(inner, step)
    if isinstance(inner, dict):
        return put(data, above, {name: value for name, value in inner.items() if name != step})
    return put(data, above, [one for number, one in enumerate(inner) if number != int(step)])


def moved(data: Data, steps: Steps, way: Literal["up", "down"]) -> Data:
    """The data with an item of a list, or an entry of a mapping, changed with the one before or after it."""
    *above, step = steps
    inner = _at(data, above)
    _child(inner, step)
    order = list(inner) if isinstance(inner, dict) else [str(number) for number in range(len(inner))]
    here = order.index(step)
    there = here + (-1 if way == "up" else 1)
    if not 0 <= there < len(order):
        return data
    order[here], order[there] = order[there], order[here]
    if isinstance(inner, dict):
        return put(data, above, {name: inner[name] for name in order})
    return put(data, above, [inner[int(name)] for name in order])


def _at(data: Data, steps: Steps) -> "dict[str, Data] | list[Data]":
    for step in steps:
        data = _child(data, step)
    if isinstance(data, str):
        raise LookupError(steps)
    return data


def _child(data: Data, step: str) -> Data:
    if isinstance(data, dict):
        return data[step]
    if isinstance(data, list) and step.isdecimal() and int(step) < len(data):
        return data[int(step)]
    raise LookupError(step)
