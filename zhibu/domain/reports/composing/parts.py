"""Passages that several reports share. Each says what is recorded, and says so where nothing is."""

from zhibu.domain.reports.composing.story import Writer
from zhibu.papers.official import UNKNOWN

NAMED = 3


def census(writer: Writer) -> None:
    """Organisations and members at the end of the period."""
    last = writer.story.last
    day = f"{last.period.end.year}年{last.period.end.month}月{last.period.end.day}日"
    places = f"共有党支部{writer.at_end('党支部数', last.branches, 'organisation')}个"
    if last.groups:
        places += f"、党小组{writer.at_end('党小组数', last.groups, 'organisation')}个"
    writer.pen.paragraph(
        "census",
        f"截至{day}，{last.name}{places}，党员{writer.at_end('党员数', last.members, 'membership')}名，"
        f"其中正式党员{writer.at_end('正式党员数', last.full, 'membership')}名、"
        f"预备党员{writer.at_end('预备党员数', last.probationary, 'membership')}名。",
    )
    missing(writer)


def missing(writer: Writer) -> None:
    """The quarters that are not counted, because they are not closed."""
    if writer.story.missing:
        names = "、".join(one.label for one in writer.story.missing)
        writer.pen.paragraph("missing", f"{names}没有结账，这些季度暂无数据，下面的累计数不含它们。")


def life(writer: Writer) -> None:
    """What was done, by kind of activity."""
    found = writer.story.times()
    for kind, one in found.items():
        title = writer.story.kinds[kind]
        came = f"，参加{writer.summed(f'{title}参加人次', one.present)}人次" if one.present else ""
        writer.pen.paragraph(
            f"life-{kind}",
            f"{title}：开展{title}{writer.summed(f'{title}次数', one.times)}次{came}。",
        )
    if not found:
        writer.pen.paragraph("life-none", "没有记录的活动，这方面暂无数据。")


def work(writer: Writer) -> None:
    """Tasks, as far as any fell due."""
    quarters = writer.story.quarters
    due, done = sum(one.work.due for one in quarters), sum(one.work.done for one in quarters)
    if not due:
        writer.pen.paragraph("work-none", "没有到期的任务，这方面暂无数据。")
        return
    overdue = writer.at_end("期末逾期未办结任务数", writer.story.last.work.overdue, "assignment")
    writer.pen.paragraph(
        "work",
        f"到期任务{writer.summed('到期任务数', due)}项，"
        f"已销号任务{writer.summed('已销号任务数', done)}项；期末逾期未办结任务{overdue}项。",
    )


def mending(writer: Writer) -> None:
    """Problems found and put right."""
    mended = writer.story.last.mended
    if not mended.raised:
        writer.pen.paragraph("mending-none", "没有下发过需要整改的问题。")
        return
    writer.pen.paragraph(
        "mending",
        f"此前下发的问题，按责任组织计{writer.at_end('整改事项数', mended.raised, 'finding')}项，"
        f"已销号{writer.at_end('已销号数', mended.closed, 'finding')}项，"
        f"未销号{writer.at_end('未销号数', mended.open, 'finding')}项。"
        f"{writer.story.last.period.label}再次出现{writer.at_end('再次出现数', mended.recurring, 'finding')}项。",
    )


def results(writer: Writer) -> None:
    """Each indicator in each closed quarter: met of those it applies to."""
    quarters = writer.story.quarters
    rows = []
    for one in writer.story.last.judged:
        cells = []
        for quarter in quarters:
            same = next((each for each in quarter.judged if each.indicator.id == one.indicator.id), None)
            cells.append(f"{same.tally.met} / {same.tally.judged}" if same else "暂无数据")
        rows.append((one.indicator.title, *cells))
    if not rows:
        writer.pen.paragraph("results-none", "没有适用的指标，这方面暂无数据。")
        return
    head = ("指标", *(one.period.label for one in quarters))
    writer.pen.table("results", "各项指标达标情况（达标数/适用数）", [head, *rows])


def scores(writer: Writer) -> None:
    """What the score sheets came to at the end: points and band, beside nobody else's."""
    found = writer.story.scores
    if found:
        rows = [(one.sheet, one.period, one.total or UNKNOWN, one.band or UNKNOWN) for one in found]
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
        names = "、".join(one.failing[:NAMED]) + ("等" if len(one.failing) > NAMED else "")
        often = f"，{'、'.join(period.label for period in earlier)}也有未达标的" if earlier else ""
        writer.pen.paragraph(
            f"problem-{one.indicator.id}",
            f"{one.indicator.title}：适用{writer.judged(one, '适用数', one.tally.judged)}个党组织，"
            f"未达标{writer.judged(one, '未达标数', one.tally.not_met, 'not_met')}个{often}。未达标的是{names}。",
        )
    if not failing:
        writer.pen.paragraph("problems-none", f"{writer.story.last.period.label}没有未达标的指标。")


def reasons(writer: Writer) -> None:
    """Facts that bear on the problems; the reasons themselves are for people to give."""
    last = writer.story.last
    if last.silent:
        silent = writer.at_end("没有记录的支部数", len(last.silent), "activity")
        writer.pen.paragraph("reasons-silent", f"{silent}个支部没有记录，也没有确认报全，情况不明。")
    if last.mended.recurring:
        again = writer.at_end("再次出现的问题数", last.mended.recurring, "finding")
        writer.pen.paragraph("reasons-again", f"再次出现的问题{again}项，原有整改措施没有管住。")
    writer.pen.blank("reasons-own", "请补写原因分析。系统只列与问题有关的事实，不代写原因。")
