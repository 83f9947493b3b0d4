"""The grammar of score sheets: groups of items, what people state, shared caps, sanctions and bands."""

from typing import Final, get_args

from zhibu.rules.facts import Subject
from zhibu.rules.packs.shapes import Choice, Formula, ListOf, MapOf, NameOr, One, Record, Shape, Variant
from zhibu.rules.periods import MONTHS_IN
from zhibu.rules.sheets.model import Counts, IfNotApplicable

CATEGORIES: Final = ("organ", "institution", "enterprise")

_TEXT: Final = One("text")
_TITLE: Final = One("text", "一个简短的中文名称")
CLAUSE_REF: Final = One("text", "依据的条款，写作“文件/条款”，例如 branch-work/BR-06")
_NUMBER: Final = One("number")
_BOUND: Final = One(None, "一个数，或者 none 表示不设限")
_POINTS: Final = One("number", "分值")

_WHEN_BECAUSE: Final = Record("清零条件", {"when": Formula("条件"), "because": One("text", "理由")})
APPLIES: Final = ListOf(
    NameOr(
        Record(
            "适用条件",
            {"when": Formula("条件"), "otherwise": One("text", "条件不成立时，为什么不适用")},
        ),
        "conditions/ 里的名称，或者直接写",
    )
)
_NOTE: Final = Record(
    "备注", {"when": Formula("条件"), "points": Formula("改得几分"), "text": One("text", "备注原文")}
)
_LINE: Final = Record(
    "加扣分行",
    {
        "count": Formula("发生几次"),
        "each": One("number", "每次几分：扣分行、加分行写正数；per_occurrence 里扣分写负数"),
    },
    {
        "free": One("number", "前几次不算"),
        "most": One("number", "这一行最多几分"),
        "title": _TEXT,
    },
)
_STEP: Final = Record("分档", {"at_least": One("number", "达到多少"), "points": _POINTS})

_COMMON: Final[dict[str, Shape]] = {
    "requirement": _TEXT,
    "clause": CLAUSE_REF,
    "applies": APPLIES,
    "if_not_applicable": Choice(get_args(IfNotApplicable), "不适用时得满分、零分，还是按组内其余各项折算"),
    "least": _BOUND,
    "most": _BOUND,
    "weight": _NUMBER,
    "zero_when": _WHEN_BECAUSE,
    "notes": ListOf(_NOTE),
}
_ID_TITLE: Final[dict[str, Shape]] = {
    "id": One("text", "英文名称"),
    "title": _TITLE,
    "type": One("text", "评分方式"),
}
_OWN: Final[dict[str, dict[str, Shape]]] = {
    "base": {"points": _POINTS, "when": Formula("得分条件")},
    "constraint": {"points": One("number", "起始分"), "lines": ListOf(_LINE, 1, "扣分行")},
    "incentive": {"lines": ListOf(_LINE, 1, "加分行")},
    "per_occurrence": {"lines": ListOf(_LINE, 1, "按次计分行")},
    "ratio": {"points": One("number", "满分"), "ratio": Formula("比例")},
    "thresholds": {"value": Formula("分档依据的数"), "steps": ListOf(_STEP, 1, "各档")},
    "panel": {"given": One("text", "评议结果填在哪一项填报内容")},
    "manual": {"given": One("text", "人工评分填在哪一项填报内容")},
    "formula": {"points": Formula("得分公式")},
}
ITEM: Final = Variant(
    "评分项",
    "type",
    {name: Record("评分项", {**_ID_TITLE, **own}, _COMMON) for name, own in _OWN.items()},
)
INPUT: Final = Record(
    "填报内容",
    {"title": _TITLE},
    {
        "yes_no": One("boolean"),
        "least": _NUMBER,
        "most": _NUMBER,
        "evidence": One("boolean"),
        "reason": One("boolean"),
        "panel": Record(
            "评议方式",
            {
                "grades": MapOf(_NUMBER, ids=False, about="各等次折合几分"),
                "raters": MapOf(_NUMBER, ids=False, about="各类评议人的权重，合计为1"),
            },
        ),
    },
)
GROUP: Final = Record(
    "评分组",
    {"id": One("text", "英文名称"), "title": _TITLE, "items": ListOf(ITEM, 1, "评分项")},
    {
        "counts": Choice(get_args(Counts), "各项相加，还是只计最高的一项"),
        "least": _BOUND,
        "most": _BOUND,
        "weight": _NUMBER,
        "zero_when": _WHEN_BECAUSE,
    },
)
SANCTION: Final = Record(
    "降等条件",
    {
        "id": One("text", "英文名称"),
        "title": _TITLE,
        "when": Formula("条件"),
        "bands": One(None, "降几等，或者 lowest 表示定为最低等次"),
    },
    {"total_at_most": _NUMBER},
)
SHEET: Final = Record(
    "评分表",
    {
        "title": _TITLE,
        "subject": Choice(get_args(Subject), "对谁评分：organisation（组织）或 person（党员）"),
        "period": Choice(tuple(MONTHS_IN), "按什么期间评分"),
        "groups": ListOf(GROUP, 1, "评分组"),
        "clause": CLAUSE_REF,
    },
    {
        "kinds": ListOf(Choice(("committee", "general_branch", "branch", "group")), 1),
        "categories": ListOf(Choice(CATEGORIES), 1),
        "start": _NUMBER,
        "least": _BOUND,
        "most": _BOUND,
        "round": Record("取整", {}, {"items": _NUMBER, "total": _NUMBER}),
        "inputs": MapOf(INPUT, partial=True),
        "caps": ListOf(
            Record(
                "合计上限",
                {"title": _TITLE, "items": ListOf(_TEXT, 2, "评分项名称"), "most": One("number", "上限")},
            )
        ),
        "sanctions": ListOf(SANCTION),
        "bands": ListOf(Record("等次", {"title": _TITLE}, {"at_least": One("number", "不低于多少分")}), 1),
    },
)
