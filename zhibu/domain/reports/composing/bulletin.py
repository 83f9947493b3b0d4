"""The quarterly bulletin: plain short sentences around figures. Organisations are listed as the tree has them, never by
merit; what is unknown is said to be unknown; nobody is exhorted."""

from collections.abc import Sequence
from fractions import Fraction

from zhibu.domain.assessment.queries import scope_of
from zhibu.domain.reports.composing.annex import annex
from zhibu.domain.reports.composing.figures import Composed, Pen
from zhibu.domain.reports.composing.reading import Judged, Reading
from zhibu.domain.tasks.choices import Scope
from zhibu.rules.formula.evaluate import half_up
from zhibu.rules.values import number_text

GOOD_PERCENT = 90
"""From this share of met on, without an unknown majority, an indicator is named among what was done well."""
NAMED = 3
"""So many organisations are named in the text; more stand in the annex alone."""


def compose_bulletin(reading: Reading) -> Composed:
    """The bulletin of a closed quarter."""
    pen = Pen()
    _basics(pen, reading)
    _good(pen, reading)
    _problems(pen, reading)
    _mended(pen, reading)
    _next(pen, reading)
    annex(pen, reading.judged)
    return Composed(f"关于{reading.period.label}组织生活情况的通报", tuple(pen.blocks), pen.figures)


def _basics(pen: Pen, reading: Reading) -> None:
    def counted(name: str, value: int, table: str, counts: str) -> str:
        return pen.figure(name, value, what=name, records=reading.rows[table], counts=counts)

    end = f"{reading.period.end.month}月{reading.period.end.day}日"
    pen.heading("basics", "基本情况")
    pen.paragraph(
        "basics-census",
        f"截至{end}，{reading.name}共有党支部{counted('党支部数', reading.branches, 'organisation', 'branches')}个、"
        f"党小组{counted('党小组数', reading.groups, 'organisation', 'groups')}个，"
        f"党员{counted('党员数', reading.members, 'membership', 'members')}名。"
        f"本季度记录活动{counted('本季度纪实数', reading.activities, 'activity', 'held')}次。",
    )
    pen.paragraph(
        "basics-coverage",
        f"{counted('确认报全的支部数', reading.declared, 'declaration', 'declared')}个支部确认本季度记录已报全。"
        f"{counted('没有记录的支部数', len(reading.silent), 'activity', 'silent')}个支部没有记录，也没有确认报全，"
        "这些支部的有关指标为暂无数据，不作达标与否的判断。",
    )
    pen.paragraph("basics-results", _totals(pen, reading.judged, reading.all_met))


def _totals(pen: Pen, judged: Sequence[Judged], all_met: int) -> str:
    results = sum(one.tally.judged for one in judged)

    def counted(name: str, value: int, verdict: str = "", counts: str = "") -> str:
        return pen.figure(
            name, value, what=name, records=results, rule="全部指标", verdict=verdict, counts=counts
        )

    return (
        f"按{counted('指标数', len(judged))}项指标逐个组织计算，适用{counted('适用项次', results)}项次，"
        f"其中达标{counted('达标项次', sum(one.tally.met for one in judged), 'met')}项次，"
        f"未达标{counted('未达标项次', sum(one.tally.not_met for one in judged), 'not_met')}项次，"
        f"暂无数据{counted('暂无数据项次', sum(one.tally.unknown for one in judged), 'unknown')}项次。"
        f"适用的指标全部达标的支部有{counted('全部达标的支部数', all_met, counts='all_met')}个。"
    )


def _good(pen: Pen, reading: Reading) -> None:
    pen.heading("good", "做得好的方面")
    good = [one for one in reading.judged if one.tally.met * 100 >= one.tally.judged * GOOD_PERCENT]
    for one in good:
        pen.paragraph(f"good-{one.indicator.id}", f"{_spread(pen, one)}。")
    if not good:
        pen.paragraph("good-none", f"本季度没有达标面在{GOOD_PERCENT}%以上的指标。")


def _spread(pen: Pen, one: Judged) -> str:
    applies = f"{one.indicator.title}：适用{_count(pen, one, '适用数', one.tally.judged)}个党组织"
    if one.tally.met == one.tally.judged:
        return f"{applies}，全部达标"
    share = f"{number_text(half_up(Fraction(100 * one.tally.met, one.tally.judged), Fraction(1)))}%"
    met = _count(pen, one, "达标数", one.tally.met, "met")
    return f"{applies}，达标{met}个，占{_count(pen, one, '达标占比', share)}"


def _count(pen: Pen, one: Judged, what: str, value: int | str, verdict: str = "") -> str:
    return pen.figure(
        f"{one.indicator.title}{what}",
        value,
        what=f"{one.indicator.title}，{what}",
        records=one.tally.judged + one.tally.not_applicable,
        rule=one.rule,
        indicator=one.indicator.id,
        verdict=verdict,
    )


def _problems(pen: Pen, reading: Reading) -> None:
    pen.heading("problems", "存在的问题")
    failing = [one for one in reading.judged if one.tally.not_met]
    for scope in Scope:
        found = [one for one in failing if scope_of(one.tally.not_met, one.tally, reading.common) == scope]
        pen.heading(f"problems-{scope}", Scope(scope).label, level=2)
        for one in found:
            pen.paragraph(f"problem-{one.indicator.id}", _problem(pen, one))
        if not found:
            pen.paragraph(f"problems-{scope}-none", f"本季度没有发现{Scope(scope).label}。")


def _problem(pen: Pen, one: Judged) -> str:
    unknown = (
        f"，另有{_count(pen, one, '暂无数据数', one.tally.unknown, 'unknown')}个暂无数据"
        if one.tally.unknown
        else ""
    )
    return (
        f"{one.indicator.title}：适用{_count(pen, one, '适用数', one.tally.judged)}个党组织，"
        f"未达标{_count(pen, one, '未达标数', one.tally.not_met, 'not_met')}个{unknown}。"
        f"{_names(one)}"
    )


def _names(one: Judged) -> str:
    return f"未达标的是{'、'.join(one.failing)}。" if len(one.failing) <= NAMED else "名单见附件。"


def _mended(pen: Pen, reading: Reading) -> None:
    pen.heading("mended", "上季度问题整改情况")
    mended = reading.mended
    if not mended.raised:
        pen.paragraph("mended-none", "此前没有下发过需要整改的问题。")
        return

    def counted(name: str, value: int, counts: str) -> str:
        return pen.figure(name, value, what=name, records=reading.rows["finding"], counts=counts)

    pen.paragraph(
        "mended-state",
        f"此前下发的问题，按责任组织计{counted('整改事项数', mended.raised, 'raised')}项，"
        f"已销号{counted('已销号数', mended.closed, 'closed')}项，未销号{counted('未销号数', mended.open, 'open')}项。"
        f"本季度再次出现{counted('再次出现数', mended.recurring, 'recurring')}项。",
    )


def _next(pen: Pen, reading: Reading) -> None:
    pen.heading("next", "下步要求")
    pen.paragraph(
        "next-problems", "未达标的党组织按下发的整改任务办理，报送情况并关联纪实，由上级另一人验收销号。"
    )
    if reading.silent:
        pen.paragraph("next-silent", "没有记录的支部补记已开展的活动；确实没有开展的，确认本季度记录已报全。")
    if reading.mended.open or reading.mended.recurring:
        pen.paragraph("next-open", "未销号和再次出现的问题，列为下季度首先检查的内容。")
