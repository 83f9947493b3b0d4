"""What a check found, as plain data: for the draft that keeps it and for `zhibu check-figures --json`."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.judging import as_written
from zhibu.domain.checking.queries.verifying import Checked, CheckedFigure
from zhibu.papers.payloads import figures_payload

_PAGES = {"activity": "record_page", "assignment": "assignment_page", "finding": "assignment_page"}


def checked_json(checked: Checked) -> dict[str, Any]:
    """{"figures": [...], "doubts": [...], "counts": {...}, "until": {"day", "why"} or null}.

    Each figure is as read-figures writes it, with key, verdict, reason, recorded (as a draft writes it, or null),
    measure and offered ({id, title}), organisation (`alone`: without those below), in_period and against (the
    earlier period of a change, or null; `recorded` is then the change); `parts` are the part and the whole of a
    share ({title, value, unit}), else empty. `until` is the day up to which a period that was not over was counted.
    """
    plain = figures_payload([one.meant.figure for one in checked.figures], checked.doubts)
    return {
        "figures": [
            {**figure, **_found(one)} for figure, one in zip(plain["figures"], checked.figures, strict=True)
        ],
        "doubts": plain["doubts"],
        "counts": _counts(checked),
        "until": checked.until and {"day": checked.until.day.isoformat(), "why": checked.until.why},
    }


def with_records(checked: Checked) -> dict[str, Any]:
    """As `checked_json`, and in each figure `records`: {"table", "ids", "links"} of the rows that were counted; in each
    of its `parts` "table" and "ids"."""
    plain = checked_json(checked)
    for figure, one in zip(plain["figures"], checked.figures, strict=True):
        table = one.meant.measure.table if one.meant.measure else ""
        page = _PAGES.get(table)
        links = [reverse(page, args=[pk]) for pk in one.records] if page else []
        figure["records"] = {"table": table, "ids": list(one.records), "links": links}
        for part, plain_part in zip(one.parts, figure["parts"], strict=True):
            plain_part |= {"table": part.fact.table, "ids": list(part.records)}
    return plain


def doubted(checked: Checked) -> set[int]:
    """The places of the figures that the text itself speaks against: inside a total, share or repetition that fails."""
    starts = [one.meant.figure.start for one in checked.figures]
    return {
        index
        for doubt in checked.doubts
        for index in range(bisect_left(starts, doubt.start), bisect_left(starts, doubt.end))
    }


def _counts(checked: Checked) -> dict[str, int]:
    """How many figures there are of each verdict, and `doubtful`: contradicted by the records or by the text itself."""
    verdicts = [one.judgement.verdict for one in checked.figures]
    against = doubted(checked) | {n for n, one in enumerate(verdicts) if one == Verdict.CONTRADICTED}
    return {
        "total": len(verdicts),
        "doubtful": len(against),
        **{one.value: verdicts.count(one) for one in Verdict},
    }


def _found(one: CheckedFigure) -> Mapping[str, Any]:
    meant = one.meant
    return {
        "key": meant.key,
        "verdict": one.judgement.verdict.value,
        "reason": one.judgement.reason,
        "recorded": None if one.recorded is None else as_written(one.recorded),
        "parts": [
            {
                "title": part.fact.title,
                "value": None if part.value is None else as_written(part.value),
                "unit": part.fact.unit,
            }
            for part in one.parts
        ],
        "measure": meant.measure and {"id": meant.measure.id, "title": meant.measure.title},
        "offered": [{"id": measure.id, "title": measure.title} for measure in meant.offered],
        "organisation": {"id": meant.place.pk, "name": meant.place.name},
        "alone": meant.place.alone,
        "in_period": str(meant.period) if meant.period else None,
        "against": str(meant.against) if meant.against else None,
    }
