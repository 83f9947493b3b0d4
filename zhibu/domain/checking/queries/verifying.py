"""Holding every figure of a text against the records."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.queries.records import Behind, records_behind
from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.judging import Counted, Judgement, difference, is_relative, judge, judge_change
from zhibu.domain.checking.measures import Measure, Recorded
from zhibu.domain.checking.queries.counting import Asked, Counting
from zhibu.domain.checking.queries.matching import Meant, Place, meanings
from zhibu.domain.checking.wording import Until, until_of, up_to
from zhibu.domain.organisations.models import Organisation
from zhibu.papers import Document
from zhibu.papers.figures import Doubt, find_doubts, read_figures
from zhibu.papers.figures.names import OTHERS
from zhibu.rules.periods import Period

_OF_RECORDS = re.compile("记录|纪实")
"""本季度记录活动3次 speaks of the records themselves: what was not reported is not meant."""


@dataclass(frozen=True)
class CheckedFigure:
    """A figure, what it speaks of, what is recorded and whether they agree.

    `records` are the ids of the rows that were counted, of the measure's table; empty unless they were asked for.
    """

    meant: Meant
    recorded: Fraction | None
    judgement: Judgement
    records: Sequence[int] = ()
    parts: Sequence["Part"] = ()


@dataclass(frozen=True)
class Part:
    """The part or the whole of a share: what was counted, what it came to, and the rows behind it where asked for."""

    fact: Recorded
    value: Fraction | None
    records: Sequence[int] = ()


@dataclass(frozen=True)
class Checked:
    """The figures in order, what in the text contradicts itself, and up to when a period that was not over counts."""

    figures: Sequence[CheckedFigure]
    doubts: Sequence[Doubt]
    until: Until | None = None


def check(
    viewer: User | None,
    organisation: Organisation,
    period: Period,
    document: Document,
    *,
    chosen: Mapping[str, str],
    today: date,
    with_records: bool = False,
) -> Checked:
    """Hold every figure of the text against the records of `organisation` and below, or of the one that its words name.

    `chosen` maps keys of figures to measures that a person chose. A closed quarter is counted from its snapshot,
    the rest from the records as they are; a period that was not over when the text was written, up to that day. The
    number of queries does not grow with the text. Raises Hidden where the viewer may not check drafts of the
    organisation; `viewer` None is the machine's own command line.
    """
    place = organisation_for(viewer, organisation.pk, "checking.check") if viewer else organisation
    figures = read_figures(document)
    until = until_of(document.text, period, today)
    meant = meanings(document.text, figures, place, period, chosen, today=today, until=until)
    counting = Counting(place, up_to(period, until))
    counting.prepare(asked for one in meant for asked in _asked(one))
    found = [_checked(one, counting, chosen, today, with_records=with_records) for one in meant]
    return Checked(found, find_doubts(document, figures), until)


def _asked(one: Meant) -> Iterator[Asked]:
    """What must be counted for one figure: for a change, of both times."""
    if one.measure and not one.unnamed:
        for period in (one.period, one.against):
            if period:
                yield one.place, period, one.measure


def behind(
    viewer: User, organisation: Organisation, base: Period, pk: int, period: Period, measure: Measure
) -> list[Behind]:
    """The records that a measure counts of the organisation `pk` and period, in a document of `organisation` about
    `base`, as far as the viewer may see them: of a share its part and its whole. None where it counts no records."""
    if not measure.facts:
        return []
    whose = organisation_for(viewer, pk, "checking.check")
    place = Place(whose.pk, whose.path, whose.name)
    counting = Counting(organisation_for(viewer, organisation.pk, "checking.check"), base)
    counting.prepare([(place, period, measure)])
    values = counting.counted(place, period, measure).parts or (None,)
    found: list[Behind] = []
    for fact, value in zip(measure.facts, values, strict=True):
        ids = counting.rows_of_fact(place, period, fact)
        if fact.table != "organisation":
            found.append(
                records_behind(viewer, fact, value if value is not None else Fraction(len(ids)), ids)
            )
    return found


def _checked(
    one: Meant, counting: Counting, chosen: Mapping[str, str], today: date, *, with_records: bool
) -> CheckedFigure:
    refused = _refused(one, today, is_chosen=one.key in chosen)
    if refused or one.measure is None or one.period is None:
        return CheckedFigure(one, None, refused or Judgement(Verdict.CANNOT, "没有写明是什么时候的"))
    if one.words.change and one.against:
        return _checked_change(one, counting, with_records=with_records)
    if one.measure.of_verdicts:
        return _checked_verdicts(one, one.measure, one.period, counting, with_records=with_records)
    counted = counting.counted(one.place, one.period, one.measure)
    if _OF_RECORDS.search(one.words.beside):
        counted = replace(counted, silent=0)
    ids = counting.lineage(one.place, one.period, one.measure) if with_records else ()
    parts = _parts(one, counting, counted, with_records=with_records)
    return CheckedFigure(one, counted.value, judge(one.figure, counted, some=one.words.some), ids, parts)


def _checked_verdicts(
    one: Meant, measure: Measure, asked: Period, counting: Counting, *, with_records: bool
) -> CheckedFigure:
    """By the results of the last quarter closed where the time asked ends within one, and it says so."""
    judged = counting.judged_in(one.place, asked)
    if judged is None:
        return CheckedFigure(
            one, None, Judgement(Verdict.NO_RECORD, f"{asked.label}还没有结账，没有考核结果")
        )
    counted = counting.counted(one.place, judged, measure)
    judgement = judge(one.figure, counted)
    if judged != asked:
        said = f"{judgement.reason}（考核结果以最近结账的{judged.label}为准）"
        judgement = replace(judgement, reason=said)
    ids = counting.lineage(one.place, judged, measure) if with_records else ()
    return CheckedFigure(replace(one, period=judged), counted.value, judgement, ids)


def _checked_change(one: Meant, counting: Counting, *, with_records: bool) -> CheckedFigure:
    """`recorded` is the change in the direction that the words tell; the records are those of both times."""
    change, asked = one.words.change, list(_asked(one))
    assert change is not None and one.against is not None and one.measure is not None
    now, before = (counting.counted(*each) for each in asked)
    relative = is_relative(one.figure, of_share="%" in one.measure.units)
    judged = judge_change(one.figure, change, now, before, one.against.label, relative=relative)
    went = difference(now, before, relative=relative)
    recorded = went if went is None or change.rises else -went
    ids = [pk for each in asked for pk in counting.lineage(*each)] if with_records else []
    return CheckedFigure(one, recorded, judged, ids)


def _parts(one: Meant, counting: Counting, counted: Counted, *, with_records: bool) -> list[Part]:
    if counted.parts is None or one.measure is None or one.period is None:
        return []
    return [
        Part(fact, value, counting.rows_of_fact(one.place, one.period, fact) if with_records else ())
        for fact, value in zip(one.measure.facts, counted.parts, strict=True)
    ]


def _refused(one: Meant, today: date, *, is_chosen: bool) -> Judgement | None:
    """Why a figure cannot be held against anything; None where it can."""
    if one.figure.value is None:
        return Judgement(Verdict.CANNOT, "文中隐去了数字")
    if one.measure is None and not one.offered:
        return Judgement(Verdict.NO_RECORD, "系统里没有这方面的记录")
    if OTHERS.match(one.unnamed):
        return Judgement(Verdict.CANNOT, f"没有写明“{one.unnamed}”是哪个组织")
    if one.unnamed:
        return Judgement(Verdict.CANNOT, f"没有认出“{one.unnamed}”是哪个组织")
    if one.words.owed and not is_chosen:
        return Judgement(Verdict.CANNOT, "说的是要求或打算，不是已经做了的")
    if one.period is None:
        return Judgement(Verdict.CANNOT, "没有写明是哪个期间的数字")
    if one.period.start > today:
        return Judgement(Verdict.NO_RECORD, f"{one.period.label}还没有到")
    if one.words.change and one.against is None:
        return Judgement(Verdict.CANNOT, "说的是增减，没有写明是和系统里哪个期间比")
    if one.measure is None:
        titles = "、".join(f"“{measure.title}”" for measure in one.offered[:3])
        return Judgement(Verdict.CANNOT, f"可能说的是{titles}，请选定一个")
    return None
