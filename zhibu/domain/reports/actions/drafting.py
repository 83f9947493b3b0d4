"""Drafting a report from closed quarters, drafting it again, putting the former version back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.assessment.governing import find_sheet
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closing_over, packs_of, snapshot_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.actions.rights import VIEW, journal, locked_draft, right_for
from zhibu.domain.reports.choices import SIZES, ReportKind, ReportState
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.figures import Composed, Figure
from zhibu.domain.reports.composing.longer import COMPOSERS
from zhibu.domain.reports.composing.merging import figures_kept, merged, recomposed
from zhibu.domain.reports.composing.paper import SHORT
from zhibu.domain.reports.composing.reading import Opened, read
from zhibu.domain.reports.composing.story import Score, Story
from zhibu.domain.reports.errors import AlreadyIssued, NotClosed, NothingToUndo, UnknownKind, WrongPeriod
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import figures_of, version_before
from zhibu.rules.periods import SIZE_TITLES, Period


def draft_bulletin(closing: Closing, *, actor: User, now: datetime) -> Report:
    """Write the bulletin of a closing from its snapshot, or write it again: what people edited is kept.

    Raises AlreadyIssued, SnapshotError where the snapshot is gone; Hidden or Forbidden.
    """
    require(actor, right_for(ReportKind.BULLETIN), closing.organisation, view=VIEW)
    composed = compose_bulletin(read(snapshot_of(closing)))
    about = Report(
        closing=closing, kind=ReportKind.BULLETIN, organisation=closing.organisation, period=closing.period
    )
    return _drafted(about, composed, actor, now)


def draft_report(
    kind: str, organisation: Organisation, period: Period, *, actor: User, now: datetime
) -> Report:
    """Write a report of another kind, or write it again, from those quarters of its period that are closed.

    Raises UnknownKind, WrongPeriod, NotClosed, AlreadyIssued, SnapshotError; Hidden or Forbidden.
    """
    if kind not in COMPOSERS:
        raise UnknownKind
    require(actor, right_for(kind), organisation, view=VIEW)
    if period.size not in SIZES[kind]:
        raise WrongPeriod(ReportKind(kind).label, "、".join(SIZE_TITLES[size] for size in SIZES[kind]))
    quarters = quarters_of(period)
    closings = [
        one for one in (closing_over(organisation, quarter) for quarter in quarters) if one is not None
    ]
    if not closings:
        raise NotClosed(period.label)
    composed = COMPOSERS[kind](_story(kind, organisation, period, closings))
    about = Report(closing=closings[-1], kind=kind, organisation=organisation, period=str(period))
    return _drafted(about, composed, actor, now)


def redraft(report: Report, *, actor: User, now: datetime) -> Report:
    """Write a report again from what is closed now. Raises as the act that first wrote it."""
    if report.kind == ReportKind.BULLETIN:
        return draft_bulletin(_newest_closing(report), actor=actor, now=now)
    return draft_report(report.kind, report.organisation, Period.parse(report.period), actor=actor, now=now)


@transaction.atomic
def undo_redraft(report: Report, *, actor: User, now: datetime) -> Report:
    """Put back the version before the last writing; words and order that people gave either version stay.

    Raises NothingToUndo, AlreadyIssued; Hidden or Forbidden.
    """
    report = locked_draft(report, actor)
    former = version_before(report)
    if former is None or not former.is_own:
        raise NothingToUndo
    known = {one["id"] for one in report.blocks}
    composed = recomposed(former.blocks, former.figures, report.title)
    blocks = merged([*report.blocks, *(one for one in former.blocks if one["id"] not in known)], composed)
    report.figures = _stored(figures_kept(blocks, composed, _bound(report)))
    report.blocks, report.closing_id, report.former = blocks, former.closing, None
    report.save(update_fields=["blocks", "figures", "closing", "former"])
    journal("reports.undo_redraft", report, actor, now)
    return report


def quarters_of(period: Period) -> list[Period]:
    """The quarters of a quarter, half-year or year, in order."""
    return list(dict.fromkeys(Period.containing(month.start, "quarter") for month in period.months()))


def _story(kind: str, organisation: Organisation, period: Period, closings: Sequence[Closing]) -> Story:
    closed = {one.period for one in closings}
    directories = [snapshot_of(one) for one in closings]
    last, since = Opened.of(directories[-1], organisation.pk), period.start
    return Story(
        period,
        [*(read(one, organisation.pk) for one in directories[:-1]), last.judged()],
        [quarter for quarter in quarters_of(period) if str(quarter) not in closed],
        {one.id: one.title for one in kinds.catalogue().values()},
        last.counted(since),
        last.units(since) if kind == ReportKind.STATISTICS else (),
        _scores(organisation, closings[-1]) if kind == ReportKind.STATEMENT else (),
    )


def _scores(organisation: Organisation, closing: Closing) -> list[Score]:
    """The organisation's own scores as they were stored at the closing."""
    rules = packs_of(closing)
    found = []
    for one in closing.scores.filter(organisation=organisation).order_by("sheet"):
        sheet = find_sheet(rules, one.sheet)
        title = sheet[0].title if sheet else one.sheet
        rule = f"{sheet[1].title} {sheet[1].version}" if sheet else ""
        label = Period.parse(one.period).label
        found.append(Score(one.sheet, one.period, len(one.items), rule, title, label, one.total, one.band))
    return found


@transaction.atomic
def _drafted(about: Report, composed: Composed, actor: User, now: datetime) -> Report:
    """Written over the draft there is; or beside an issued one of an earlier closing, with people's words from it."""
    last = _last_version(about)
    if last is not None and last.state == ReportState.ISSUED and last.closing == about.closing:
        raise AlreadyIssued
    report = last if last is not None and last.state == ReportState.DRAFT else about
    if last is not None:
        report.former = _version(last)
        report.title = report.title or last.title
    known = _bound(last) if last is not None else {}
    report.closing = about.closing
    report.title = report.title or composed.title
    report.blocks = merged(last.blocks if last is not None else [], composed)
    report.figures = _stored(figures_kept(report.blocks, composed, known))
    report.drafted_at, report.drafted_by = now, actor
    report.save()
    journal("reports.draft_report", report, actor, now, kind=report.kind, digest=report.closing.digest)
    return report


def _last_version(about: Report) -> Report | None:
    """The report to be written again: of the same closing, else of the one before."""
    closing = about.closing
    not_later = Q(closing__period__lt=closing.period) | Q(
        closing__period=closing.period, closing__number__lte=closing.number
    )
    return (
        Report.objects.filter(
            not_later, kind=about.kind, organisation=about.organisation, period=about.period
        )
        .select_for_update(of=("self",))
        .select_related("closing", "organisation")
        .order_by("-closing__period", "-closing__number", "-drafted_at")
        .first()
    )


def _newest_closing(bulletin: Report) -> Closing:
    """The last closing of the bulletin's own quarter and organisation."""
    closings = Closing.objects.filter(organisation=bulletin.organisation, period=bulletin.period)
    return closings.select_related("organisation").order_by("number").last() or bulletin.closing


def _version(report: Report) -> dict[str, Any]:
    kept = {"blocks": report.blocks, "figures": report.figures, "closing": report.closing_id}
    return {**kept, "number": report.closing.number, "report": report.pk}


def _bound(report: Report) -> dict[str, Figure]:
    """The report's figures, each with its own period and digest, so that they outlive a change of closing."""
    label, digest = Period.parse(report.period).label, report.closing.digest[:SHORT]
    return {
        name: replace(one, period=one.period or label, digest=one.digest or digest)
        for name, one in figures_of(report).items()
    }


def _stored(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: figure.as_json() for name, figure in figures.items()}
