"""The names that a stencil may hold, and what stands behind each in one closed quarter."""

from collections.abc import Iterable, Iterator, Mapping

from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import closings_over, snapshot_of
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.reading import Judged, read
from zhibu.domain.stencils.errors import NothingClosed
from zhibu.papers.official import FigureRef, Source
from zhibu.rules.periods import Period

DIGITS = 12
Values = Mapping[str, FigureRef | str]


def known_names(organisation: Organisation) -> Values:
    """What can be filled in for the organisation, of the newest closed quarter. Raises NothingClosed."""
    closing = closings_over(organisation).first()
    if closing is None:
        raise NothingClosed
    return values_of(closing, organisation)


def values_of(closing: Closing, organisation: Organisation) -> Values:
    """Name -> figure with its source, or words; of the organisation and all below it, from the snapshot alone."""
    period = Period.parse(closing.period)
    reading = read(snapshot_of(closing), organisation.pk)
    words = {
        "组织名称": organisation.name,
        "期间": period.label,
        "期末日期": f"{period.end.year}年{period.end.month}月{period.end.day}日",
        "校验值": closing.digest,
    }
    figures = compose_bulletin(reading).figures
    found = {
        name: _led(figure.value, figure.what, figure.rule, figure.records, closing)
        for name, figure in figures.items()
    }
    return {**words, **found, **dict(_tallies(reading.judged, closing))}


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
            yield f"{title}{what}", _led(str(count), f"{title}，{what}", one.rule, records, closing)


def _led(value: str | None, what: str, rule: str, records: int | None, closing: Closing) -> FigureRef:
    period = Period.parse(closing.period)
    return FigureRef(value, Source(what, period.label, rule or "计数", records, closing.digest[:DIGITS]))
