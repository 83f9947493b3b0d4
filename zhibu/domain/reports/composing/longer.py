"""The longer reports: half-year and yearly work report, yearly summary, a secretary's review statement."""

from collections.abc import Callable

from zhibu.domain.reports.choices import ReportKind
from zhibu.domain.reports.composing import parts
from zhibu.domain.reports.composing.figures import Composed, Pen
from zhibu.domain.reports.composing.statistics import compose_statistics
from zhibu.domain.reports.composing.story import Story, Writer


def compose_work(story: Story) -> Composed:
    """工作报告: 基本情况, 存在问题, 原因分析, 下步打算."""
    writer = Writer(Pen(), story)
    pen = writer.pen
    pen.heading("basics", "基本情况")
    pen.heading("basics-census", "组织和党员", level=2)
    parts.census(writer)
    pen.heading("basics-life", "组织生活", level=2)
    parts.life(writer)
    pen.heading("basics-work", "重点任务", level=2)
    parts.work(writer)
    pen.blank("basics-own", "请补写重点工作的做法和成效。")
    pen.heading("basics-results", "考核结果", level=2)
    parts.results(writer)
    parts.trend(writer)
    pen.heading("problems", "存在问题")
    parts.problems(writer)
    pen.heading("reasons", "原因分析")
    parts.reasons(writer)
    pen.heading("next", "下步打算")
    pen.blank("next-own", "请补写下步打算。")
    return _composed(f"{story.name}{story.period.label}党建工作情况报告", pen)


def compose_annual(story: Story) -> Composed:
    """年度工作总结: 工作回顾 by field, then 工作安排."""
    writer = Writer(Pen(), story)
    pen = writer.pen
    pen.heading("review", f"{story.period.label}工作回顾")
    pen.heading("duty", "落实党建工作责任", level=2)
    parts.census(writer)
    parts.work(writer)
    pen.blank("duty-own", "请补写落实责任的做法。")
    pen.heading("study", "理论学习和党员教育", level=2)
    pen.blank("study-own", "请补写学习教育的内容和成效。")
    pen.heading("life", "组织生活", level=2)
    parts.life(writer)
    pen.heading("basis", "基层基础工作", level=2)
    parts.results(writer)
    parts.trend(writer)
    pen.heading("mending", "督查和整改", level=2)
    parts.mending(writer)
    parts.problems(writer)
    pen.heading("plan", "下一年工作安排")
    for field, title in (
        ("study", "学习教育"),
        ("basis", "基层基础"),
        ("discipline", "作风纪律"),
        ("support", "工作保障"),
    ):
        pen.heading(f"plan-{field}", title, level=2)
        pen.blank(f"plan-{field}-own", f"请补写{title}方面的安排。")
    return _composed(f"{story.name}{story.period.label}党建工作总结", pen)


def compose_statement(story: Story) -> Composed:
    """书记述职报告: 履职情况, 存在问题, 改进措施."""
    writer = Writer(Pen(), story)
    pen = writer.pen
    pen.heading("done", "履职情况")
    parts.census(writer)
    pen.heading("done-life", "组织生活", level=2)
    parts.life(writer)
    pen.heading("done-work", "重点任务", level=2)
    parts.work(writer)
    pen.blank("done-own", "请补写本人抓党建的主要做法。")
    pen.heading("results", "考核结果", level=2)
    parts.results(writer)
    parts.scores(writer)
    pen.heading("problems", "存在问题")
    parts.problems(writer)
    parts.mending(writer)
    parts.reasons(writer)
    pen.heading("next", "改进措施")
    pen.blank("next-own", "请补写改进措施。")
    return _composed(f"{story.name}书记{story.period.label}抓党建工作述职报告", pen)


COMPOSERS: dict[str, Callable[[Story], Composed]] = {
    ReportKind.WORK: compose_work,
    ReportKind.ANNUAL: compose_annual,
    ReportKind.STATEMENT: compose_statement,
    ReportKind.STATISTICS: compose_statistics,
}
"""How each kind of report but the bulletin is written from a story."""


def _composed(title: str, pen: Pen) -> Composed:
    return Composed(title, tuple(pen.blocks), pen.figures)
