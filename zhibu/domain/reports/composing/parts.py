"""Passages that several reports share. Each says what is recorded, and says so where nothing is."""

from collections.abc import Sequence

from zhibu.domain.reports.composing.reading import Judged
from zhibu.domain.reports.composing.story import Writer
from zhibu.rules.periods import Period

NAMED = 3
CORE = ("member_assembly", "committee_meeting", "group_meeting", "party_lecture", "theme_day")
"""三会一课 and the theme day."""


def census(writer: Writer) -> None:
    """Organisations and members at the end of the period."""
    last = writer.story.last
    day = f"{last.period.end.year}年{last.period.end.month}月{last.period.end.day}日"
    groups = (
        f"党小组{writer.at_end('党小组数', last.groups, 'organisation', 'groups')}个" if last.groups else ""
    )
    if last.is_branch:
        places = f"设{groups}，" if groups else ""
    else:
        branches = writer.at_end("党支部数", last.branches, "organisation", "branches")
        places = f"共有党支部{branches}个{'、' if groups else ''}{groups}，"
    had = "有" if last.is_branch else ""
    writer.pen.paragraph(
        "census",
        f"截至{day}，{last.name}{places}{had}党员{writer.at_end('党员数', last.members, 'membership', 'members')}名，"
        f"其中正式党员{writer.at_end('正式党员数', last.full, 'membership', 'members:full')}名、"
        f"预备党员{writer.at_end('预备党员数', last.probationary, 'membership', 'members:probationary')}名。",
    )
    missing(writer)


def missing(writer: Writer) -> None:
    """Up to when the report counts, where its period goes on after that; the quarters that are not judged."""
    story = writer.story
    if story.last.period.end < story.period.end:
        end = story.last.period.end
        writer.pen.paragraph("until", f"数据截至{end.year}年{end.month}月{end.day}日。")
    between = [one for one in story.missing if one.end < story.last.period.end]
    if between:
        names = "、".join(one.label for one in between)
        writer.pen.paragraph(
            "missing",
            f"{names}没有结账，没有考核结果；这期间的活动、任务和问题按{story.last.period.label}结账时的记录计算。",
        )


def life(writer: Writer) -> None:
    """What was done, kind by kind: what every branch owes in one paragraph, all else in another."""
    found = list(writer.story.times())
    for block, kinds in (
        ("life", [one for one in found if one in CORE]),
        ("life-more", [one for one in found if one not in CORE]),
    ):
        if kinds:
            writer.pen.paragraph(block, f"{'；'.join(_done(writer, kind) for kind in kinds)}。")
    if not found:
        writer.pen.paragraph("life-none", "没有记录的活动，这方面暂无数据。")


def _done(writer: Writer, kind: str) -> str:
    """召开支委会9次，参加40人次."""
    title, times = writer.story.kinds[kind], writer.story.times()[kind]
    verb = "召开" if title.endswith("会") else "讲" if title == "党课" else "" if "讲" in title else "开展"
    held = writer.over(f"{title}次数", times.times, "activity", f"held:{kind}")
    came = writer.over(f"{title}参加人次", times.present, "activity", f"came:{kind}")
    return f"{verb}{title}{held}次{f'，参加{came}人次' if times.present else ''}"


def work(writer: Writer) -> None:
    """Tasks, as far as any fell due."""
    whole = writer.story.whole.work
    if not whole.due:
        writer.pen.paragraph("work-none", "没有到期的任务，这方面暂无数据。")
        return
    writer.pen.paragraph(
        "work",
        f"到期任务{writer.over('到期任务数', whole.due, 'assignment', 'due')}项，"
        f"已销号任务{writer.over('已销号任务数', whole.done, 'assignment', 'due:done')}项；"
        f"期末逾期未办结任务{writer.at_end('期末逾期未办结任务数', whole.overdue, 'assignment', 'overdue')}项。",
    )


def mending(writer: Writer) -> None:
    """Problems found and put right."""
    mended = writer.story.last.mended
    if not mended.raised:
        writer.pen.paragraph("mending-none", "没有下发过需要整改的问题。")
        return
    again = writer.at_end("再次出现数", mended.recurring, "finding", "recurring")
    writer.pen.paragraph(
        "mending",
        f"此前下发的问题，按责任组织计{writer.at_end('整改事项数', mended.raised, 'finding', 'raised')}项，"
        f"已销号{writer.at_end('已销号数', mended.closed, 'finding', 'closed')}项，"
        f"未销号{writer.at_end('未销号数', mended.open, 'finding', 'open')}项。"
        f"{writer.story.last.period.label}再次出现{again}项。",
    )


def results(writer: Writer) -> None:
    """Each indicator in each closed quarter: met of those it applies to."""
    quarters = writer.story.quarters
    rows = []
    for one in writer.story.last.judged:
        cells = []
        for quarter in quarters:
            same = next((each for each in quarter.judged if each.indicator.id == one.indicator.id), None)
            cells.append(writer.met_of(quarter, same) if same else "不适用")
        rows.append((one.indicator.title, *cells))
    if not rows:
        writer.pen.paragraph("results-none", "没有适用的指标，这方面暂无数据。")
        return
    head = ("指标", *(one.period.label for one in quarters))
    single = all(one.tally.judged == 1 for one in writer.story.last.judged)
    writer.pen.table("results", f"各项指标达标情况{'' if single else '（达标数/适用数）'}", [head, *rows])


def scores(writer: Writer) -> None:
    """What the score sheets came to at the end: points and band, beside nobody else's."""
    found = writer.story.scores
    if found:
        rows = [
            (one.sheet, one.period, writer.score(one, "得分", one.total), writer.score(one, "档次", one.band))
            for one in found
        ]
        writer.pen.table(
            "scores",
            f"{writer.story.last.period.label}结账时的评分",
            [("评分表", "期间", "得分", "档次"), *rows],
        )


def trend(writer: Writer) -> None:
    """What all indicators came to, quarter by quarter; nothing before there are two."""
    if len(writer.story.quarters) < 2:
        return
    heads = {
        "适用": ("judged", ""),
        "达标": ("met", "met"),
        "未达标": ("not_met", "not_met"),
        "暂无数据": ("unknown", "unknown"),
    }
    rows = [
        (
            quarter.period.label,
            *(
                writer.of_quarter(
                    quarter,
                    f"{head}项次",
                    sum(getattr(one.tally, part) for one in quarter.judged),
                    verdict,
                )
                for head, (part, verdict) in heads.items()
            ),
        )
        for quarter in writer.story.quarters
    ]
    writer.pen.table("trend", "各季度考核情况", [("季度", *(f"{head}（项次）" for head in heads)), *rows])


def problems(writer: Writer) -> None:
    """What was not met in the last quarter, and for how long."""
    failing = writer.story.failing()
    for one, earlier in failing:
        writer.pen.paragraph(f"problem-{one.indicator.id}", _problem(writer, one, earlier))
    if not failing:
        writer.pen.paragraph("problems-none", f"{writer.story.last.period.label}没有未达标的指标。")


def _problem(writer: Writer, one: Judged, earlier: Sequence[Period]) -> str:
    """Who did not meet it; of a single organisation that it did not, since there is nobody to count."""
    every = len(earlier) > 1 and len(earlier) == len(writer.story.quarters) - 1
    when = "此前各季度" if every else "、".join(period.label for period in earlier)
    if one.tally.judged == 1:
        also = f"，{when}也未达标" if earlier else ""
        return f"{one.indicator.title}：{writer.story.last.period.label}未达标{also}。"
    names = "、".join(one.failing[:NAMED]) + ("等" if len(one.failing) > NAMED else "")
    often = f"，{when}也有未达标的" if earlier else ""
    return (
        f"{one.indicator.title}：适用{writer.judged(one, '适用数', one.tally.judged)}个党组织，"
        f"未达标{writer.judged(one, '未达标数', one.tally.not_met, 'not_met')}个{often}。未达标的是{names}。"
    )


def reasons(writer: Writer) -> None:
    """Facts that bear on the problems; the reasons themselves are for people to give."""
    last = writer.story.last
    if last.silent:
        silent = writer.at_end("没有记录的支部数", len(last.silent), "activity", "silent")
        writer.pen.paragraph(
            "reasons-silent", f"{last.period.label}{silent}个支部没有记录，也没有确认报全，情况不明。"
        )
    if last.mended.recurring:
        again = writer.at_end("再次出现的问题数", last.mended.recurring, "finding", "recurring")
        writer.pen.paragraph(
            "reasons-again", f"{last.period.label}再次出现的问题{again}项，原有整改措施没有管住。"
        )
    writer.pen.blank("reasons-own", "请补写原因分析。系统只列与问题有关的事实，不代写原因。")
