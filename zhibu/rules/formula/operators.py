"""The closed list of operators. A new one is an entry here, a function in `evaluate`, one in the compiler, and a test.

An operator applies to its arguments in order. Arithmetic is exact. Unknown in, unknown out, except `all` and
`any` (see `nodes`). Comparison `at_least` is >=, `at_most` <=, `more_than` >, `less_than` <, so that 半数以上
and 超过半数 are told apart.
"""

from dataclasses import dataclass
from typing import Final

from zhibu.rules.values import Kind


@dataclass(frozen=True)
class Operator:
    """Name, words for the trace, kinds and number of arguments, kind of the result, one example with its result.

    `arguments` are the kinds in order; None means any one kind, the same for all of them. With `repeats` the
    last kind may be repeated, and at least `fewest` arguments are needed. `result` None means the arguments'
    kind.
    """

    name: str
    title: str
    arguments: tuple[Kind | None, ...]
    result: Kind | None
    meaning: str
    example: str
    gives: str
    repeats: bool = False
    fewest: int = 1


_LISTED: Final = (
    Operator("add", "相加", ("number",), "number", "所有数之和", "{add: [2, 3, 4]}", "9", True),
    Operator(
        "subtract", "相减", ("number", "number"), "number", "第一个数减第二个数", "{subtract: [5, 2]}", "3"
    ),
    Operator("multiply", "相乘", ("number",), "number", "所有数之积", "{multiply: [2, 3]}", "6", True),
    Operator(
        "divide",
        "相除",
        ("number", "number"),
        "number",
        "第一个数除以第二个数，除数为零时为暂无数据",
        "{divide: [1, 3]}",
        "1/3",
    ),
    Operator("least", "取最小", ("number",), "number", "各数中最小的", "{least: [3, 7]}", "3", True),
    Operator("greatest", "取最大", ("number",), "number", "各数中最大的", "{greatest: [3, 7]}", "7", True),
    Operator(
        "round",
        "四舍五入",
        ("number", "number"),
        "number",
        "按第二个数给的小数位数四舍五入（五入远离零）",
        "{round: [2.345, 2]}",
        "2.35",
    ),
    Operator("round_down", "去尾", ("number",), "number", "不大于它的最大整数", "{round_down: [2.9]}", "2"),
    Operator("round_up", "进一", ("number",), "number", "不小于它的最小整数", "{round_up: [2.1]}", "3"),
    Operator(
        "at_least",
        "不少于",
        ("number", "number"),
        "boolean",
        "第一个数大于或等于第二个数",
        "{at_least: [3, 3]}",
        "true",
    ),
    Operator(
        "at_most",
        "不多于",
        ("number", "number"),
        "boolean",
        "第一个数小于或等于第二个数",
        "{at_most: [3, 2]}",
        "false",
    ),
    Operator(
        "more_than",
        "多于",
        ("number", "number"),
        "boolean",
        "第一个数大于第二个数（超过，不含本数）",
        "{more_than: [3, 3]}",
        "false",
    ),
    Operator(
        "less_than",
        "少于",
        ("number", "number"),
        "boolean",
        "第一个数小于第二个数（不含本数）",
        "{less_than: [2, 3]}",
        "true",
    ),
    Operator("equals", "等于", (None, None), "boolean", "两个值相同", "{equals: [branch, branch]}", "true"),
    Operator(
        "one_of",
        "属于",
        (None,),
        "boolean",
        "第一个值与其后任一个值相同",
        "{one_of: [organ, organ, institution]}",
        "true",
        True,
        2,
    ),
    Operator(
        "all",
        "并且",
        ("boolean",),
        "boolean",
        "全部成立；有一个不成立即不成立",
        "{all: [true, false]}",
        "false",
        True,
    ),
    Operator(
        "any", "或者", ("boolean",), "boolean", "有一个成立即成立", "{any: [true, false]}", "true", True
    ),
    Operator("not", "不成立", ("boolean",), "boolean", "相反", "{not: [true]}", "false"),
    Operator(
        "how_many",
        "成立几项",
        ("boolean",),
        "number",
        "成立的条件有几个",
        "{how_many: [true, false, true]}",
        "2",
        True,
    ),
    Operator(
        "before",
        "早于",
        ("date", "date"),
        "boolean",
        "第一个日期在第二个之前（不含当日）",
        "{before: [2026-01-01, 2026-01-02]}",
        "true",
    ),
    Operator(
        "not_after",
        "不晚于",
        ("date", "date"),
        "boolean",
        "第一个日期在第二个之前或同一天",
        "{not_after: [2026-01-01, 2026-01-01]}",
        "true",
    ),
    Operator(
        "add_months",
        "加月数",
        ("date", "number"),
        "date",
        "若干个月之后的同一日，没有同一日的取月末",
        "{add_months: [2026-01-31, 1]}",
        "2026-02-28",
    ),
    Operator(
        "days_between",
        "相隔天数",
        ("date", "date"),
        "number",
        "从第一个日期到第二个日期的天数（起日不计）",
        "{days_between: [2026-01-01, 2026-01-31]}",
        "30",
    ),
)

OPERATORS: Final[dict[str, Operator]] = {operator.name: operator for operator in _LISTED}
