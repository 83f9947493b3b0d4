"""The whole grammar of a rule pack: which files there are and what may stand in each."""

from typing import Final, get_args

from zhibu.rules.citations import STATUS_TITLES
from zhibu.rules.facts import TABLES, Over, Subject, Window
from zhibu.rules.packs.shapes import (
    Choice,
    Conditions,
    Formula,
    ListOf,
    MapOf,
    Measured,
    One,
    PeriodText,
    Record,
    Shape,
)
from zhibu.rules.packs.sheet_grammar import APPLIES, CLAUSE_REF, SHEET
from zhibu.rules.periods import Size

KINDS: Final = ("committee", "general_branch", "branch", "group")

TEXT: Final = One("text")
TITLE: Final = One("text", "一个简短的中文名称")
SUBJECT: Final = Choice(get_args(Subject), "对谁计算：organisation（组织）或 person（党员）")
SIZE: Final = Choice(get_args(Size), "按什么期间：month、quarter、half、year，或者 term（本届任期）")
KIND_LIST: Final = ListOf(Choice(KINDS), 1, "对哪几种组织：committee、general_branch、branch、group")

PACK: Final = Record(
    "规则包",
    {
        "id": One("text", "与文件夹同名的英文名称"),
        "title": TITLE,
        "version": One("text", "版本，例如 2026.1"),
    },
    {"depends_on": ListOf(TEXT), "about": TEXT},
)
CLAUSE: Final = Record(
    "条款",
    {"quote": One("text", "条款的要点"), "status": Choice(tuple(STATUS_TITLES), "核实程度")},
    {
        "number": One("text", "条号；不知道就不写"),
        "not_judged": One("text", "没有规则用到这一条时，写明为什么不判，例如缺少哪种记录"),
    },
)
SOURCE: Final = Record(
    "文件",
    {
        "title": TITLE,
        "issuer": One("text", "发文机关"),
        "clauses": MapOf(CLAUSE, ids=False, about="各条款", partial=True),
    },
    {"number": One("text", "文号"), "issued_on": One("date", "印发日期"), "note": TEXT},
)
DATED_VALUE: Final = Record(
    "参数的值",
    {"in_force_from": One("date", "从哪一天起生效"), "value": One(None, "值"), "clause": CLAUSE_REF},
    {
        "in_force_to": One("date", "到哪一天为止（含当日）"),
        "last_reviewed_on": One("date", "最近一次核对的日期"),
    },
)
PARAMETER: Final = Record(
    "参数",
    {"title": TITLE, "values": ListOf(DATED_VALUE, 1, "带生效日期的值")},
    {"unit": TEXT, "local": One("boolean", "是否为单位惯例")},
)
ACTIVITY_KIND: Final = Record("活动类别", {"title": TITLE}, {"meaning": TEXT})
FACT: Final = Record(
    "事实",
    {
        "title": TITLE,
        "subject": SUBJECT,
        "table": Choice(tuple(TABLES), "从哪张表取"),
        "measure": Measured("取什么，例如 count、exists 或 {distinct: person_id}"),
    },
    {
        "where": Conditions("哪些行，例如 {kind: party_lecture}"),
        "over": Choice(get_args(Over), "谁的行"),
        "window": Choice(get_args(Window), "什么时候的行"),
        "date": TEXT,
        "interval": ListOf(TEXT, 2),
        "by": Record("人员条件", {}, {"posts": ListOf(TEXT, 1), "members": One("boolean")}),
        "unit": TEXT,
    },
)
CONDITION: Final = Record(
    "适用条件",
    {
        "subject": SUBJECT,
        "when": Formula("条件"),
        "otherwise": One("text", "条件不成立时，为什么不适用"),
    },
)
DUTY: Final = Record(
    "应办事项",
    {
        "title": TITLE,
        "subject": SUBJECT,
        "every": SIZE,
        "activity_kind": One("text", "活动类别"),
        "times": Formula("应办几次"),
        "done": Formula("已办几次"),
        "text": One("text", "工作台上怎么说，例如“本月应召开支委会{times}次”"),
        "clause": CLAUSE_REF,
    },
    {
        "kinds": KIND_LIST,
        "applies": APPLIES,
        "ahead": Formula("到期前几个月起提醒，只用数和参数；不写，从期间第一天起提醒"),
    },
)
INDICATOR: Final = Record(
    "指标",
    {
        "title": TITLE,
        "subject": SUBJECT,
        "period": SIZE,
        "value": Formula("指标的值"),
        "clause": CLAUSE_REF,
    },
    {
        "kinds": KIND_LIST,
        "applies": APPLIES,
        "required": Formula("要求"),
        "met": Formula("不填时，实际不少于要求就是达标"),
        "unit": TEXT,
    },
)
GIVEN: Final = Record(
    "填报内容",
    {},
    {
        "value": One(None),
        "grades": MapOf(MapOf(One("number"), ids=False), ids=False),
        "evidence": ListOf(TEXT),
        "reason": TEXT,
    },
)
FACT_VALUES: Final = MapOf(One(None, nullable=True), about="事实的值，不知道的不写或写 unknown")
FACTS_FILE: Final = Record(
    "事实文件", {"period": PeriodText("期间，例如 2026Q3"), "facts": FACT_VALUES}, {"given": MapOf(GIVEN)}
)
CASE: Final = Record(
    "用例",
    {"case": One("text", "这个用例说明什么"), "period": PeriodText("期间"), "facts": FACT_VALUES},
    {
        "verdict": Choice(("met", "not_met", "unknown", "not_applicable")),
        "value": One("number"),
        "because": One("text", "不适用的理由"),
        "given": MapOf(GIVEN),
        "total": One(None, "总分；不知道时写 unknown"),
        "band": TEXT,
    },
)
JUDGED_CASE: Final = Record(
    CASE.title,
    {
        "case": One("text"),
        "period": PeriodText(),
        "facts": FACT_VALUES,
        "verdict": CASE.optional["verdict"],
    },
    {"value": One("number"), "because": One("text")},
)
"""The case of an indicator."""
SCORED_CASE: Final = Record(
    CASE.title,
    {"case": One("text"), "period": PeriodText(), "facts": FACT_VALUES},
    {"given": CASE.optional["given"], "total": One(None), "band": TEXT},
)
"""The case of a score sheet, which also holds what people stated."""

SECTIONS: Final[dict[str, Shape]] = {
    "parameters": MapOf(PARAMETER, partial=True),
    "kinds": MapOf(ACTIVITY_KIND, partial=True),
    "facts": MapOf(FACT, partial=True),
    "conditions": MapOf(CONDITION, partial=True),
    "duties": MapOf(DUTY, partial=True),
    "indicators": MapOf(INDICATOR, partial=True),
    "sheets": MapOf(SHEET, partial=True),
    "cases": MapOf(ListOf(CASE, 1), partial=True),
}
SOURCES: Final = MapOf(SOURCE, partial=True)
