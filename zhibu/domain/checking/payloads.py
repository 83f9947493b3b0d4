"""What a check found, as plain data: for the draft that keeps it and for `zhibu check-figures --json`."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from zhibu.domain.checking.judging import as_written
from zhibu.domain.checking.queries.verifying import Checked, CheckedFigure
from zhibu.papers.payloads import figures_payload

_PAGES = {"activity": "record_page", "assignment": "assignment_page", "finding": "assignment_page"}


def checked_json(checked: Checked) -> dict[str, Any]:
    """{"figures": [...], "doubts": [...]}: each figure as read-figures writes it, with key, verdict, reason,
    recorded (as a draft would write it, or null), measure and offered ({id, title}), organisation and in_period."""
    plain = figures_payload([one.meant.figure for one in checked.figures], checked.doubts)
    return {
        "figures": [
            {**figure, **_found(one)} for figure, one in zip(plain["figures"], checked.figures, strict=True)
        ],
        "doubts": plain["doubts"],
    }


def with_records(checked: Checked) -> dict[str, Any]:
    """As `checked_json`, and in each figure `records`: {"table", "ids", "links"} of the rows that were counted."""
    plain = checked_json(checked)
    for figure, one in zip(plain["figures"], checked.figures, strict=True):
        table = one.meant.measure.table if one.meant.measure else ""
        page = _PAGES.get(table)
        links = [reverse(page, args=[pk]) for pk in one.records] if page else []
        figure["records"] = {"table": table, "ids": list(one.records), "links": links}
    return plain


def _found(one: CheckedFigure) -> Mapping[str, Any]:
    meant = one.meant
    return {
        "key": meant.key,
        "verdict": one.judgement.verdict.value,
        "reason": one.judgement.reason,
        "recorded": None if one.recorded is None else as_written(one.recorded),
        "measure": meant.measure and {"id": meant.measure.id, "title": meant.measure.title},
        "offered": [{"id": measure.id, "title": measure.title} for measure in meant.offered],
        "organisation": {"id": meant.place.pk, "name": meant.place.name},
        "in_period": str(meant.period) if meant.period else None,
    }
