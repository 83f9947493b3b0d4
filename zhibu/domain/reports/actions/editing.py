"""Editing a report's words and their order, issuing it. Figures stay those of the closed quarter."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction

from zhibu.domain.accounts.models import User
from zhibu.domain.reports.actions.rights import journal, locked_draft
from zhibu.domain.reports.choices import ReportState
from zhibu.domain.reports.composing.figures import unknown_names
from zhibu.domain.reports.composing.layout import Layout, is_number
from zhibu.domain.reports.composing.merging import shifted
from zhibu.domain.reports.errors import EmptyText, NoSuchBlock, NoSuchFigure, NothingBeside, WrongNumber
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import figures_of, layout_of


@transaction.atomic
def edit_block(report: Report, block: str, text: str, *, actor: User, now: datetime) -> Report:
    """Put a person's words in place of a block's. Raises AlreadyIssued, EmptyText, NoSuchFigure, NoSuchBlock."""
    text = _checked_words(report, text)
    return _change(report, block, {"text": text, "dropped": False}, actor=actor, now=now)


@transaction.atomic
def drop_block(report: Report, block: str, *, actor: User, now: datetime) -> Report:
    """Leave a block out of the report; it can be restored. Raises AlreadyIssued, NoSuchBlock."""
    return _change(report, block, {"dropped": True}, actor=actor, now=now)


@transaction.atomic
def restore_block(report: Report, block: str, *, actor: User, now: datetime) -> Report:
    """Give a block the words that the system wrote. Raises AlreadyIssued, NoSuchBlock."""
    found = _found(report, block)
    generated = found["generated"] or found["text"]
    return _change(report, block, {"text": generated, "dropped": False}, actor=actor, now=now)


@transaction.atomic
def add_block(report: Report, after: str, text: str, *, actor: User, now: datetime) -> Report:
    """Add a paragraph of one's own after a block. Raises AlreadyIssued, EmptyText, NoSuchFigure, NoSuchBlock."""
    text = _checked_words(report, text)
    report = locked_draft(report, actor)
    place = report.blocks.index(_found(report, after)) + 1
    added = {"id": f"own-{token_hex(4)}", "kind": "paragraph", "level": 0, "rows": [], "text": text}
    report.blocks.insert(place, {**added, "generated": "", "dropped": False, "after": after})
    report.save(update_fields=["blocks"])
    journal("reports.add_block", report, actor, now, after=after, text=text)
    return report


@transaction.atomic
def move_block(report: Report, block: str, *, up: bool, actor: User, now: datetime) -> Report:
    """Move a block past the one beside it; a heading takes along what stands below it.

    Raises AlreadyIssued, NoSuchBlock, NothingBeside.
    """
    report = locked_draft(report, actor)
    _found(report, block)
    blocks = shifted(report.blocks, block, up=up)
    if blocks is None:
        raise NothingBeside
    report.blocks = blocks
    report.save(update_fields=["blocks"])
    journal("reports.move_block", report, actor, now, block=block, up=up)
    return report


@transaction.atomic
def set_layout(report: Report, layout: Layout, *, actor: User, now: datetime) -> Report:
    """Say how the report goes out. Raises AlreadyIssued, WrongNumber; Hidden or Forbidden."""
    report = locked_draft(report, actor)
    if layout.number and not is_number(layout.number):
        raise WrongNumber(layout.number)
    report.layout = layout.as_json()
    report.save(update_fields=["layout"])
    journal("reports.set_layout", report, actor, now, **report.layout)
    return report


@transaction.atomic
def issue_report(report: Report, *, actor: User, now: datetime) -> Report:
    """Issue the report: from then on its words stand. Raises AlreadyIssued; Hidden or Forbidden."""
    report = locked_draft(report, actor)
    report.state, report.issued_at, report.issued_by = ReportState.ISSUED, now, actor
    report.layout = layout_of(report).as_json()
    report.save(update_fields=["state", "issued_at", "issued_by", "layout"])
    journal("reports.issue_report", report, actor, now, title=report.title)
    return report


def _checked_words(report: Report, text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise EmptyText
    unknown = unknown_names(text, figures_of(report))
    if unknown:
        raise NoSuchFigure(unknown)
    return text


def _change(report: Report, block: str, values: dict[str, Any], *, actor: User, now: datetime) -> Report:
    report = locked_draft(report, actor)
    found = _found(report, block)
    before = found["text"]
    found.update(values)
    report.save(update_fields=["blocks"])
    journal("reports.edit_block", report, actor, now, block=block, before=before, **values)
    return report


def _found(report: Report, block: str) -> dict[str, Any]:
    for one in report.blocks:
        if one["id"] == block:
            found: dict[str, Any] = one
            return found
    raise NoSuchBlock
