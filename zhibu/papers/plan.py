"""Reads a plan: title, outline, proposed tasks, warnings. Proposals only: a person confirms them."""

from dataclasses import dataclass, replace
from datetime import date

from zhibu.papers.document import Document, Notice
from zhibu.papers.lines import lines_of
from zhibu.papers.nesting import Heading
from zhibu.papers.noise import clean
from zhibu.papers.numerals import narrow
from zhibu.papers.outline import read_outline
from zhibu.papers.plan_tasks import Task, task_of_row, tasks_of
from zhibu.papers.relative import counted_from, day_of
from zhibu.papers.scopes import scopes_of
from zhibu.papers.signature import without_signature
from zhibu.papers.table_tasks import read_tables, table_title
from zhibu.papers.titles import paper_title
from zhibu.papers.years import likely_year, plan_year, year_after_review, year_conflicts

__all__ = ["Plan", "Task", "read_plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """`year` is the year used to date deadlines, None where none is known."""

    title: str
    year: int | None
    outline: tuple[Heading, ...]
    tasks: tuple[Task, ...]
    warnings: tuple[Notice, ...]

    def path(self, heading: int | None) -> str:
        """The numbers from the outermost heading to this one: 四、/（一）/一是."""
        numbers: list[str] = []
        while heading is not None:
            one = self.outline[heading]
            numbers.append(one.number or one.title)
            heading = one.parent
        return "/".join(reversed(numbers))


def read_plan(document: Document, *, year: int | None = None, today: date | None = None) -> Plan:
    """Read title, outline, tasks and warnings.

    `year` dates deadlines that state no year; without it the document's own year does. Where it names several or none,
    the likeliest does and a warning says so. With none at all such deadlines keep their words and no date.
    """
    cleaned = clean(document)
    text = cleaned.text
    lines = lines_of(document, text)
    title, title_stop = paper_title([(line.start, line.end) for line in lines], text)
    title = title or table_title(document)
    body = without_signature([line for line in lines if line.end > title_stop], text)
    outline = read_outline(body, text, title=title)
    notices = [*document.notices, *cleaned.notices, *year_conflicts(text, title, outline, year)]
    day = day_of(narrow(text))
    used = year or plan_year(narrow(title), outline, narrow(text)) or (day.year if day else None)
    if used is None and (used := likely_year(title, narrow(text), today.year if today else None)) is not None:
        notices.append(Notice("year_assumed", f"{used}年", 0, 0))
    running = _without_tables(document, text)
    reach = (title_stop, body[-1].end if body else title_stop)
    rows = [task_of_row(row, used) for row in read_tables(document)]
    opening = min((row.start for row in rows), default=None)
    scopes = scopes_of(outline, title, reach, running, following=year_after_review(title), opening=opening)
    tasks = [*rows, *(task for scope in scopes for task in tasks_of(scope, running, used))]
    tasks = [replace(task, deadline=counted_from(task.deadline, day)) for task in tasks]
    tasks.sort(key=lambda task: task.start)
    return Plan(title, used, outline, tuple(tasks), tuple(sorted(notices, key=lambda notice: notice.start)))


def _without_tables(document: Document, text: str) -> str:
    """The text with the tables blanked: what stands in them is read by rows."""
    for table in document.tables:
        spans = sorted({(cell.start, cell.end) for row in table.rows for cell in row})
        if spans:
            start, end = spans[0][0], spans[-1][1]
            text = text[:start] + "\n" * (end - start) + text[end:]
    return text
