"""The scores of a closed period as a table: organisations down in tree order, the items of one sheet across.

Never ordered by points: bands tell how things stand, a place among others is nobody's business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing, Score
from zhibu.domain.assessment.queries.closings import packs_of
from zhibu.domain.organisations.models import Organisation, Unit
from zhibu.domain.organisations.queries import subtree
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Item, Sheet

_EXTRA = ("incentive", "manual")

UNKNOWN = "unknown"
"""The band filter for scores without a band because something in them is unknown."""


@dataclass(frozen=True)
class ScoreFilters:
    """What of a closing's scores is looked at; empty values leave all in."""

    organisation: Organisation
    sheet: str
    band: str = ""
    unit: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Cell:
    """One item of one organisation as stored; `most` is None where nothing is gained up to a cap."""

    item: Item
    points: str | None
    most: str | None
    verdict: str

    @property
    def state(self) -> str:
        """The verdict for colours: what is only added, or only given by people, lacks nothing where it is not there."""
        if self.verdict == Verdict.NOT_MET and self.item.type in _EXTRA:
            return "extra"
        return self.verdict


@dataclass(frozen=True)
class ScoreLine:
    """One organisation's score; `cells` are its items in the sheet's order, None where it was not scored by one."""

    score: Score
    cells: Sequence[Cell | None]


def scored_sheets(viewer: User, closing: Closing, organisation: Organisation) -> list[tuple[Sheet, Period]]:
    """The sheets that have scores here, each with its own period, in the packs' order. One query."""
    found = dict(_scores(viewer, closing, organisation).values_list("sheet", "period").distinct())
    return [
        (sheet, Period.parse(found[sheet.id]))
        for sheet, _ in governing.sheets(packs_of(closing))
        if sheet.id in found
    ]


def scores_of(viewer: User, closing: Closing, filters: ScoreFilters) -> QuerySet[Score]:
    """The scores that `viewer` may see, by unit and place in the tree."""
    rows = _narrowed(viewer, closing, filters)
    if filters.band == UNKNOWN:
        rows = rows.filter(band="")
    elif filters.band:
        rows = rows.filter(band=filters.band)
    return rows.select_related("organisation__unit").order_by("organisation__unit__pk", "organisation__path")


def score_lines(sheet: Sheet, shown: Sequence[Score]) -> list[ScoreLine]:
    """Scores as lines of the table; an item that a line does not have is left empty."""
    items = items_of(sheet)
    return [ScoreLine(score, _cells(items, score)) for score in shown]


def _cells(items: Sequence[Item], score: Score) -> list[Cell | None]:
    stored = {one["id"]: one for one in score.items}
    return [_cell(item, stored.get(item.id)) for item in items]


def _cell(item: Item, stored: Mapping[str, str | None] | None) -> Cell | None:
    if stored is None:
        return None
    most = stored["max"] if item.most is not None and item.most > 0 else None
    return Cell(item, stored["points"], most, stored["verdict"] or "")


def items_of(sheet: Sheet) -> list[Item]:
    """The items of a sheet across its groups."""
    return [item for group in sheet.groups for item in group.items]


def count_bands(
    viewer: User, closing: Closing, sheet: Sheet, filters: ScoreFilters
) -> list[tuple[str, str, int]]:
    """(filter value, band, how many) from the highest band down, then those unknown. One query."""
    rows = _narrowed(viewer, closing, filters).order_by().values_list("band").annotate(Count("pk"))
    counts: dict[str, int] = dict(rows)
    known = [(band.title, band.title, counts.get(band.title, 0)) for band in sheet.bands]
    return [*known, (UNKNOWN, "暂无数据", counts.get("", 0))]


def scored_units(viewer: User, closing: Closing, organisation: Organisation) -> QuerySet[Unit]:
    """The units that have scores here, for the filter."""
    rows = _scores(viewer, closing, organisation)
    return Unit.objects.filter(pk__in=rows.values("organisation__unit")).order_by("pk")


def _narrowed(viewer: User, closing: Closing, filters: ScoreFilters) -> QuerySet[Score]:
    rows = _scores(viewer, closing, filters.organisation).filter(sheet=filters.sheet)
    if filters.unit is not None:
        rows = rows.filter(organisation__unit=filters.unit)
    if filters.text:
        named = Q(organisation__name__contains=filters.text)
        rows = rows.filter(named | Q(organisation__short_name__contains=filters.text))
    return rows


def _scores(viewer: User, closing: Closing, organisation: Organisation) -> QuerySet[Score]:
    return closing.scores.filter(
        within(viewer, "assessment.view"), subtree(organisation.path, "organisation__path")
    )
