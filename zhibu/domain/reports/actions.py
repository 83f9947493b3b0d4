"""Drafting a report, editing its words, issuing it. Nothing here writes to another room."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closing_over, snapshot_of
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.choices import ReportKind, ReportState
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.figures import Composed, unknown_names
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.composing.reading import read, read_units
from zhibu.domain.reports.composing.story import Story
from zhibu.domain.reports.errors import (
    AlreadyIssued,
    EmptyText,
    NoSuchBlock,
    NoSuchFigure,
    NotClosed,
    UnknownKind,
)
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import figures_of
from zhibu.rules.periods import Period

_RIGHTS = {ReportKind.STATEMENT.value: "activities.record"}
"""A secretary writes the own statement; every other report is written by whoever closes quarters."""
_RIGHT, _VIEW = "assessment.close", "reports.view"


def draft_bulletin(closing: Closing, *, actor: User, now: datetime) -> Report:
    """Write the bulletin of a closing from its snapshot, or write it again: what people edited is kept.

    Raises AlreadyIssued, SnapshotError where the snapshot is gone; Hidden or Forbidden.
    """
    require(actor, _RIGHT, closing.organisation, view=_VIEW)
    composed = compose_bulletin(read(snapshot_of(closing)))
    about = Report(
        closing=closing, kind=ReportKind.BULLETIN, organisation=closing.organisation, period=closing.period
    )
    return _drafted(about, composed, actor, now)


def draft_report(
    kind: str, organisation: Organisation, period: Period, *, actor: User, now: datetime
) -> Report:
    """Write a report of another kind, or write it again; the last quarter of its period must be closed.

    Raises UnknownKind, NotClosed, AlreadyIssued, SnapshotError; Hidden or Forbidden.
    """
    if kind not in COMPOSERS:
        raise UnknownKind
    require(actor, right_for(kind), organisation, view=_VIEW)
    closings = {quarter: closing_over(organisation, quarter) for quarter in quarters_of(period)}
    last = list(closings.values())[-1]
    if last is None:
        raise NotClosed(list(closings)[-1].label)
    composed = COMPOSERS[kind](_story(organisation, period, closings, units=kind == ReportKind.STATISTICS))
    about = Report(closing=last, kind=kind, organisation=organisation, period=str(period))
    return _drafted(about, composed, actor, now)


def redraft(report: Report, *, actor: User, now: datetime) -> Report:
    """Write a report again from what is closed now. Raises as the act that first wrote it."""
    if report.kind == ReportKind.BULLETIN:
        return draft_bulletin(report.closing, actor=actor, now=now)
    return draft_report(report.kind, report.organisation, Period.parse(report.period), actor=actor, now=now)


def right_for(kind: str) -> str:
    """The permission that it takes to write a report of a kind."""
    return _RIGHTS.get(kind, _RIGHT)


def quarters_of(period: Period) -> list[Period]:
    """The quarters of a quarter, half-year or year, in order."""
    return list(dict.fromkeys(Period.containing(month.start, "quarter") for month in period.months()))


def _story(
    organisation: Organisation, period: Period, closings: Mapping[Period, Closing | None], *, units: bool
) -> Story:
    readings = [read(snapshot_of(one), organisation.pk) for one in closings.values() if one is not None]
    last = list(closings.values())[-1]
    return Story(
        period,
        readings,
        [quarter for quarter, one in closings.items() if one is None],
        {kind.id: kind.title for kind in kinds.catalogue().values()},
        read_units(snapshot_of(last), organisation.pk) if units and last is not None else (),
    )


@transaction.atomic
def _drafted(about: Report, composed: Composed, actor: User, now: datetime) -> Report:
    same = Report.objects.filter(kind=about.kind, organisation=about.organisation, period=about.period)
    if about.kind == ReportKind.BULLETIN:
        same = same.filter(closing=about.closing)
    report = same.select_for_update(of=("self",)).order_by("-drafted_at").first() or about
    if report.state == ReportState.ISSUED:
        raise AlreadyIssued
    report.closing = about.closing
    report.title = report.title or composed.title
    report.blocks = merged(report.blocks, composed)
    report.figures = {name: figure.as_json() for name, figure in composed.figures.items()}
    report.drafted_at, report.drafted_by = now, actor
    report.save()
    _journal("reports.draft_report", report, actor, now, kind=report.kind, digest=report.closing.digest)
    return report


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
    generated = _found(report, block)["generated"]
    return _change(report, block, {"text": generated, "dropped": False}, actor=actor, now=now)


@transaction.atomic
def add_block(report: Report, after: str, text: str, *, actor: User, now: datetime) -> Report:
    """Add a paragraph of one's own after a block. Raises AlreadyIssued, EmptyText, NoSuchFigure, NoSuchBlock."""
    text = _checked_words(report, text)
    report = _locked(report, actor)
    place = report.blocks.index(_found(report, after)) + 1
    added = {"id": f"own-{token_hex(4)}", "kind": "paragraph", "level": 0, "rows": [], "text": text}
    report.blocks.insert(place, {**added, "generated": "", "dropped": False, "after": after})
    report.save(update_fields=["blocks"])
    _journal("reports.add_block", report, actor, now, after=after, text=text)
    return report


@transaction.atomic
def issue_report(report: Report, *, actor: User, now: datetime) -> Report:
    """Issue the report: from then on its words stand. Raises AlreadyIssued; Hidden or Forbidden."""
    report = _locked(report, actor)
    report.state, report.issued_at, report.issued_by = ReportState.ISSUED, now, actor
    report.save(update_fields=["state", "issued_at", "issued_by"])
    _journal("reports.issue_report", report, actor, now, title=report.title)
    return report


def merged(existing: list[dict[str, Any]], composed: Composed) -> list[dict[str, Any]]:
    """The composed blocks, with the words of people where they had edited or added any.

    A block that people added stays after the block that it follows; one whose block is no longer composed, and an
    edited block that is no longer composed, go to the end.
    """
    edited = {one["id"]: one for one in existing if one["dropped"] or one["text"] != one["generated"]}
    blocks: list[dict[str, Any]] = []
    for one in composed.blocks:
        kept = edited.pop(one.id, None)
        words = {"text": kept["text"], "dropped": kept["dropped"]} if kept else {"dropped": False}
        blocks.append({**asdict(one), "generated": one.text, **words})
    for orphan in edited.values():
        if not unknown_names(orphan["text"], composed.figures) and not orphan["dropped"]:
            places = [
                at
                for at, one in enumerate(blocks)
                if orphan.get("after") in (one["id"], one.get("after", ""))
            ]
            blocks.insert(places[-1] + 1 if places else len(blocks), {**orphan, "generated": ""})
    return blocks


def _checked_words(report: Report, text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise EmptyText
    unknown = unknown_names(text, figures_of(report))
    if unknown:
        raise NoSuchFigure(unknown)
    return text


def _change(report: Report, block: str, values: dict[str, Any], *, actor: User, now: datetime) -> Report:
    report = _locked(report, actor)
    found = _found(report, block)
    before = found["text"]
    found.update(values)
    report.save(update_fields=["blocks"])
    _journal("reports.edit_block", report, actor, now, block=block, before=before, **values)
    return report


def _locked(report: Report, actor: User) -> Report:
    require(actor, right_for(report.kind), report.organisation, view=_VIEW)
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("closing", "organisation")
        .get(pk=report.pk)
    )
    if locked.state == ReportState.ISSUED:
        raise AlreadyIssued
    return locked


def _found(report: Report, block: str) -> dict[str, Any]:
    for one in report.blocks:
        if one["id"] == block:
            found: dict[str, Any] = one
            return found
    raise NoSuchBlock


def _journal(act: str, report: Report, actor: User, now: datetime, **detail: Any) -> None:
    write(act, report, place=report.organisation.path, actor=actor, now=now, **detail)
