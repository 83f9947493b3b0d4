"""The JSON shapes of the command line; they are a contract, so that keys are only ever added."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zhibu.papers.figures import Doubt, Figure
from zhibu.papers.plan import Plan, Task


def plan_payload(plan: Plan) -> dict[str, Any]:
    """The plan as `zhibu read-plan --json` prints it; dates are ISO text, unknown values null."""
    return {
        "title": plan.title,
        "year": plan.year,
        "outline": [
            {"level": one.level, "number": one.number, "title": one.title, "start": one.start, "end": one.end}
            for one in plan.outline
        ],
        "tasks": [_task_payload(plan, task) for task in plan.tasks],
        "warnings": [
            {"kind": one.kind, "quote": one.quote, "start": one.start, "end": one.end}
            for one in plan.warnings
        ],
    }


def _task_payload(plan: Plan, task: Task) -> dict[str, Any]:
    deadline, quantity = task.deadline, task.quantity
    return {
        "text": task.text,
        "outline": plan.path(task.heading),
        "start": task.start,
        "end": task.end,
        "deadline": {
            "text": deadline.text if deadline else None,
            "date": deadline.date.isoformat() if deadline and deadline.date else None,
            "every": deadline.every if deadline else None,
        },
        "lead": list(task.lead),
        "responsible": list(task.responsible),
        "quantity": {
            "text": quantity.text,
            "value": quantity.value,
            "unit": quantity.unit,
            "bound": quantity.bound,
        }
        if quantity
        else None,
    }


def figures_payload(figures: Sequence[Figure], doubts: Sequence[Doubt]) -> dict[str, Any]:
    """The figures as `zhibu read-figures --json` prints them; a masked value is null, `high` ends a range.

    `approx` keeps to its four words; `bound` (at_least, at_most or empty) tells 不超过 from 约, which are about both.
    `period_start` and `period_end` are the days that `period` means, null where its words do not tell.
    """
    return {
        "figures": [
            {
                "quote": one.quote,
                "subject": one.subject,
                "measure": one.measure,
                "value": _number(one.value),
                "high": _number(one.high),
                "unit": one.unit,
                "approx": one.approx,
                "bound": one.bound,
                "period": one.period,
                "period_start": one.span[0].isoformat() if one.span else None,
                "period_end": one.span[1].isoformat() if one.span else None,
                "start": one.start,
                "end": one.end,
            }
            for one in figures
        ],
        "doubts": [
            {"kind": one.kind, "message": one.message, "start": one.start, "end": one.end} for one in doubts
        ],
    }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)
