"""统计表: the same counts for each organisation directly below, in the order of the tree, with the sum."""

from collections.abc import Callable, Sequence

from zhibu.domain.reports.composing.figures import Composed, Pen
from zhibu.domain.reports.composing.reading import Reading
from zhibu.domain.reports.composing.story import Story, Writer
from zhibu.papers.official import UNKNOWN

Column = tuple[str, str, Callable[[Reading], int | None]]
"""Heading with its unit, the table that it is counted from, the count (None: unknown)."""


def compose_statistics(story: Story) -> Composed:
    """Tables of organisations and members, of what was done, of tasks and problems, for the period's last quarter."""
    writer = Writer(Pen(), story)
    _table(writer, "places", "党组织和党员", [
        ("党支部（个）", "organisation", lambda one: one.branches),
        ("党小组（个）", "organisation", lambda one: one.groups),
        ("党员（名）", "membership", lambda one: one.members),
        ("正式党员（名）", "membership", lambda one: one.full),
        ("预备党员（名）", "membership", lambda one: one.probationary),
    ])  # fmt: skip
    done = list(story.last.kinds)
    if done:
        columns = [(f"{story.kinds.get(kind, kind)}（次）", "activity", _times(kind)) for kind in done]
        _table(writer, "life", f"{story.last.period.label}组织生活", columns)
    else:
        writer.pen.paragraph("life-none", f"{story.last.period.label}没有记录的活动，这方面暂无数据。")
    _work(writer)
    return Composed(
        f"{story.name}{story.period.label}党建工作统计表", tuple(writer.pen.blocks), writer.pen.figures
    )


def _work(writer: Writer) -> None:
    last = writer.story.last
    if not (last.rows["assignment"] or last.rows["finding"]):
        writer.pen.paragraph("work-none", "没有下发过任务，也没有下发过问题，这方面暂无数据。")
        return
    _table(writer, "work", f"{last.period.label}任务和问题", [
        ("到期任务（项）", "assignment", lambda one: one.work.due),
        ("已销号任务（项）", "assignment", lambda one: one.work.done),
        ("逾期未办结（项）", "assignment", lambda one: one.work.overdue),
        ("下发问题（个）", "finding", lambda one: one.work.found),
        ("销号问题（个）", "finding", lambda one: one.work.mended),
    ])  # fmt: skip


def _table(writer: Writer, id_: str, title: str, columns: Sequence[Column]) -> None:
    rows = [(one.name, *(_in_words(count(one)) for _, _, count in columns)) for one in writer.story.units]
    whole = (
        "合计",
        *(writer.at_end(head, count(writer.story.last), table) for head, table, count in columns),
    )
    writer.pen.table(id_, title, [("党组织", *(head for head, _, _ in columns)), *rows, whole])


def _times(kind: str) -> Callable[[Reading], int | None]:
    """Nothing recorded is no zero while a branch has neither recorded nor declared anything."""
    return lambda one: one.kinds[kind].times if kind in one.kinds else None if one.silent else 0


def _in_words(count: int | None) -> str:
    return UNKNOWN if count is None else str(count)
