"""The names that a stencil may hold, and what stands behind each in one closed quarter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhibu.domain.activities import kinds
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closings_over, snapshot_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.figures import Figure
from zhibu.domain.reports.composing.reading import Judged, Opened
from zhibu.domain.stencils.errors import NothingClosed
from zhibu.domain.stencils.longer import longer
from zhibu.domain.stencils.rows import groups_of
from zhibu.papers.official import FigureRef, Source
from zhibu.papers.stencils import Group, Values
from zhibu.rules.periods import Period

DIGITS = 12


@dataclass(frozen=True)
class Catalogue:
    """Names that stand for one value each, and groups of names for the rows of tables."""

    values: Values
    groups: Mapping[str, Group]

    @property
    def row_names(self) -> list[str]:
        return [name for group in self.groups.values() for name in group.names]


def known_names(organisation: Organisation) -> Catalogue:
    """What can be filled in for the organisation, of the newest closed quarter. Raises NothingClosed."""
    closing = closings_over(organisation).first()
    if closing is None:
        raise NothingClosed
    return catalogue_of(closing, organisation, with_units=False)


def catalogue_of(closing: Closing, organisation: Organisation, *, with_units: bool) -> Catalogue:
    """Name -> figure with its source, or words; of the organisation and all below it, from snapshots alone.

    Without `with_units` the names for the rows of organisations stand there, but no rows: they take longest.
    """
    period = Period.parse(closing.period)
    opened = Opened.of(snapshot_of(closing), organisation.pk)
    told = opened.judged()
    titles = {kind.id: kind.title for kind in kinds.catalogue().values()}
    words = {
        "组织名称": organisation.name,
        "期间": period.label,
        "期末日期": f"{period.end.year}年{period.end.month}月{period.end.day}日",
        "校验值": closing.digest,
    }
    figures = compose_bulletin(told).figures
    found = {
        name: _led(figure.value, _subject(figure), figure.rule, figure.records, closing)
        for name, figure in figures.items()
    }
    return Catalogue(
        {
            **words,
            **found,
            **dict(_tallies(told.judged, closing)),
            **longer(opened, titles),
        },
        groups_of(told, opened.units() if with_units else (), titles),
    )


def _subject(figure: Figure) -> str:
    """What the source is called: figures of one indicator share theirs."""
    return figure.what.partition("，")[0] if figure.indicator else figure.what


def missing(name: str, closing: Closing) -> FigureRef:
    """What stands for a known name of which the closed quarter says nothing: 暂无数据."""
    return _led(None, f"{name}，本期没有这项数字", "", None, closing)


def _tallies(judged: Iterable[Judged], closing: Closing) -> Iterator[tuple[str, FigureRef]]:
    """Each indicator's counts, those that the bulletin had no cause to name as well."""
    for one in judged:
        tally = one.tally
        counts = {
            "适用数": tally.judged,
            "达标数": tally.met,
            "未达标数": tally.not_met,
            "暂无数据数": tally.unknown,
            "不适用数": tally.not_applicable,
        }
        records = tally.judged + tally.not_applicable
        for what, count in counts.items():
            title = one.indicator.title
            yield f"{title}{what}", _led(str(count), title, one.rule, records, closing)


def _led(value: str | None, what: str, rule: str, records: int | None, closing: Closing) -> FigureRef:
    period = Period.parse(closing.period)
    return FigureRef(value, Source(what, period.label, rule or "计数", records, closing.digest[:DIGITS]))
