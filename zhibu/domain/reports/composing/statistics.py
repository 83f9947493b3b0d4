"""统计表: the same counts for each organisation directly below, in the order of the tree, with the sum."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhibu.domain.reports.composing import parts
from zhibu.domain.reports.composing.figures import Composed, Pen
from zhibu.domain.reports.composing.reading import Reading
from zhibu.domain.reports.composing.story import Story, Writer


@dataclass(frozen=True)
class Column:
    """Heading with its unit, the table that it is counted from, which of its rows (`counted.ids_behind`), the count of
    an organisation (None: unknown); at the end of the period, or `over` all of it."""

    head: str
    table: str
    counts: str
    count: Callable[[Reading], int | None]
    over: bool = False


def compose_statistics(story: Story) -> Composed:
    """Tables of organisations and members at the end, of what was done, of tasks and problems, over the period."""
    writer = Writer(Pen(), story)
    parts.missing(writer)
    _table(writer, "places", "党组织和党员", [
        Column("党支部（个）", "organisation", "branches", lambda one: one.branches),
        Column("党小组（个）", "organisation", "groups", lambda one: one.groups),
        Column("党员（名）", "membership", "members", lambda one: one.members),
        Column("正式党员（名）", "membership", "members:full", lambda one: one.full),
        Column("预备党员（名）", "membership", "members:probationary", lambda one: one.probationary),
    ])  # fmt: skip
    label = story.period.label
    done = list(story.times())
    if done:
        columns = [
            Column(f"{story.kinds[kind]}（次）", "activity", f"held:{kind}", _times(kind), over=True)
            for kind in done
        ]
        _table(writer, "life", f"{label}组织生活", columns)
    else:
        writer.pen.paragraph("life-none", f"{label}没有记录的活动，这方面暂无数据。")
    _work(writer)
    return Composed(f"{story.name}{label}党建工作统计表", tuple(writer.pen.blocks), writer.pen.figures)


def _work(writer: Writer) -> None:
    last = writer.story.last
    if not (last.rows["assignment"] or last.rows["finding"]):
        writer.pen.paragraph("work-none", "没有下发过任务，也没有下发过问题，这方面暂无数据。")
        return
    _table(writer, "work", f"{writer.story.period.label}任务和问题", [
        Column("到期任务（项）", "assignment", "due", lambda one: one.work.due, over=True),
        Column("已销号任务（项）", "assignment", "due:done", lambda one: one.work.done, over=True),
        Column("逾期未办结（项）", "assignment", "overdue", lambda one: one.work.overdue),
        Column("下发问题（个）", "finding", "found", lambda one: one.work.found, over=True),
        Column("销号问题（个）", "finding", "mended", lambda one: one.work.mended, over=True),
    ])  # fmt: skip


def _table(writer: Writer, id_: str, title: str, columns: Sequence[Column]) -> None:
    rows = [
        (
            unit.name,
            *(
                writer.cell(
                    f"{id_}-{unit.place}-{number}", unit, one.head, one.count(unit), one.table, one.counts
                )
                for number, one in enumerate(columns)
            ),
        )
        for unit in writer.story.units
    ]
    whole = ("合计", *(_whole(writer, one) for one in columns))
    writer.pen.table(id_, title, [("党组织", *(one.head for one in columns)), *rows, whole])


def _whole(writer: Writer, column: Column) -> str:
    write = writer.over if column.over else writer.at_end
    return write(column.head, column.count(writer.story.whole), column.table, column.counts)


def _times(kind: str) -> Callable[[Reading], int | None]:
    return lambda one: one.times_of(kind)
