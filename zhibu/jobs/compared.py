"""What a comparison of rules found, as its page shows it: words and counts, which can be kept in a file."""

from typing import Final, TypedDict

from zhibu.domain.assessment.queries import Affected
from zhibu.domain.assessment.queries.affected import Change
from zhibu.domain.assessment.queries.shifts import SheetShifts, Shift
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import Score
from zhibu.rules.periods import Period

MOST: Final = 200
"""So many changes are listed, of each sheet and of all indicators; more are only counted."""


class Place(TypedDict):
    pk: int
    name: str


class Verdicts(TypedDict):
    """One verdict that would be another; None where the rule did not or would not exist."""

    organisation: Place
    indicator: str
    before: str | None
    after: str | None


class Total(TypedDict):
    total: str | None
    band: str | None


class Item(TypedDict):
    title: str
    before: str
    after: str


class Scores(TypedDict):
    """One organisation whose score would be another; None where the sheet did not or would not score it."""

    organisation: Place
    title: str
    before: Total | None
    after: Total | None
    items: list[Item]


class SheetScores(TypedDict):
    """What changed rules do to one sheet, as `SheetShifts`; `changed` counts what `shifts` lists the first of."""

    title: str
    of_persons: bool
    period: str
    closed: str
    whole: bool
    counted: list[tuple[str, str, int]]
    changed: int
    shifts: list[Scores]


class Compared(TypedDict):
    """Everything, as `Affected`; `closed` is the period in words, None when nothing was closed yet."""

    closed: str | None
    judged: int
    organisations: int
    changed: int
    changes: list[Verdicts]
    sheets: list[SheetScores]
    alike: list[str]


def compared(found: Affected) -> Compared:
    """What was found, as it is shown and kept."""
    return {
        "closed": _label(found.closing.period) if found.closing else None,
        "judged": found.judged,
        "organisations": found.organisations,
        "changed": len(found.changes),
        "changes": [_verdicts(one) for one in found.changes[:MOST]],
        "sheets": [_sheet(one) for one in found.sheets],
        "alike": list(found.alike),
    }


def _verdicts(change: Change) -> Verdicts:
    return {
        "organisation": _place(change.organisation),
        "indicator": change.indicator,
        "before": change.before,
        "after": change.after,
    }


def _sheet(found: SheetShifts) -> SheetScores:
    return {
        "title": found.sheet.title,
        "of_persons": found.sheet.subject == "person",
        "period": found.period.label,
        "closed": _label(found.closing.period),
        "whole": found.whole,
        "counted": [(str(kind), title, count) for kind, title, count in found.counted],
        "changed": len(found.shifts),
        "shifts": [_scores(one) for one in found.shifts[:MOST]],
    }


def _scores(shift: Shift) -> Scores:
    return {
        "organisation": _place(shift.organisation),
        "title": shift.title,
        "before": _total(shift.before),
        "after": _total(shift.after),
        "items": [{"title": one.title, "before": one.before, "after": one.after} for one in shift.items],
    }


def _total(score: Score | None) -> Total | None:
    return None if score is None else {"total": score.total, "band": score.band}


def _place(organisation: Organisation) -> Place:
    return {"pk": organisation.pk, "name": str(organisation)}


def _label(period: str) -> str:
    return Period.parse(period).label
