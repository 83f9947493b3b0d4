"""The reference pages and schemas under docs/packs, made from the grammar, the tables and the operators
themselves."""

import json
from collections.abc import Iterator
from typing import Final

from zhibu.rules.citations import STATUS_TITLES
from zhibu.rules.facts import TABLES
from zhibu.rules.formula.operators import OPERATORS, Operator
from zhibu.rules.packs.grammar import PACK, SECTIONS, SOURCES
from zhibu.rules.packs.schema import schemas
from zhibu.rules.packs.shapes import Choice, Formula, ListOf, MapOf, One, PeriodText, Record, Shape, Variant
from zhibu.rules.values import KIND_TITLES, Kind

_GENERATED: Final = "<!-- 本页由 zhibu packs document 生成，请不要手改。 -->\n"


def pages() -> dict[str, str]:
    """Every generated file by its path under docs/packs, with its text."""
    found = {"operators.md": operators_page(), "grammar.md": grammar_page()}
    for name, schema in schemas().items():
        found[f"schema/{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return found


def operators_page() -> str:
    """One line and one example for each operator."""
    lines = [
        "# 公式里可以用的运算\n",
        _GENERATED,
        "公式是一个值，或者一个名称带内容。除下表的运算外，还有：`{fact: 事实}`、`{parameter: 参数}`、",
        "`{period: start}`（期间第一天）、`{period: end}`（期间最后一天）、`{period: months}`（期间的月数）、",
        "`{choose: [{when: 条件, then: 值}, …, {otherwise: 值}]}`；评分表里还有 `{given: 填报内容}` 和",
        "`{indicator: 指标}`（该指标达标），降等条件里还有 `{points: 评分项或评分组}`（它的得分）。\n",
        "暂无数据会一直传下去：只要有一个值不知道，结果就是不知道。例外只有两个：`all` 有一个不成立即不成立，",
        "`any` 有一个成立即成立。没有把不知道变成零的运算。\n",
        f"共{len(OPERATORS)}个运算。\n",
        "| 运算 | 读作 | 要什么 | 给什么 | 意思 | 例子 | 结果 |",
        "|---|---|---|---|---|---|---|",
        *(_operator_line(operator) for operator in OPERATORS.values()),
    ]
    return "\n".join(lines) + "\n"


def _operator_line(operator: Operator) -> str:
    arguments = "、".join(_kind(kind) for kind in operator.arguments) + ("……" if operator.repeats else "")
    cells = (
        f"`{operator.name}`",
        operator.title,
        arguments,
        _kind(operator.result),
        operator.meaning,
        f"`{operator.example}`",
        f"`{operator.gives}`",
    )
    return f"| {' | '.join(cells)} |"


def _kind(kind: Kind | None) -> str:
    return KIND_TITLES[kind] if kind else "同类的值"


def grammar_page() -> str:
    """What may stand in each file of a pack, and the columns that facts count in."""
    lines = ["# 规则包里可以写什么\n", _GENERATED]
    for name, shape in {"pack.yaml": PACK, "sources.yaml": SOURCES, **_folders()}.items():
        lines += [f"## {name}\n", *_tables(shape)]
    lines += ["## 核实程度（status）\n", *_statuses()]
    lines += ["## 事实可以从哪些表取\n", "| 表 | 列 | 算哪一天 | 从哪天到哪天 |", "|---|---|---|---|"]
    for name, table in TABLES.items():
        columns = "、".join(f"`{column}`（{KIND_TITLES[kind]}）" for column, kind in table.columns.items())
        interval = " 到 ".join(f"`{column}`" for column in table.interval or () if column) or "无"
        lines.append(f"| `{name}` | {columns} | `{table.date}` | {interval} |")
    return "\n".join(lines) + "\n"


def _folders() -> dict[str, Shape]:
    return {f"{name}/*.yaml": shape for name, shape in SECTIONS.items()}


def _statuses() -> list[str]:
    return [*(f"- `{word}`：{title}" for word, title in STATUS_TITLES.items()), ""]


def _tables(shape: Shape) -> Iterator[str]:
    """A table for each record found in a shape, from the outside in."""
    match shape:
        case MapOf():
            yield from _tables(shape.value)
        case ListOf():
            yield from _tables(shape.item)
        case Variant():
            for word, record in shape.records.items():
                yield f"**{shape.title}，{shape.tag}: {word}**\n"
                yield from _rows(record)
            for field in next(iter(shape.records.values())).optional.values():
                yield from _tables(field)
        case Record():
            yield f"**{shape.title}**\n"
            yield from _rows(shape)
            for field in {**shape.required, **shape.optional}.values():
                yield from _tables(field)


def _rows(record: Record) -> Iterator[str]:
    yield "| 名称 | 必写 | 内容 |"
    yield "|---|---|---|"
    for name, field in {**record.required, **record.optional}.items():
        needed = "是" if name in record.required else ""
        about = f"；{field.about}" if field.about else ""
        yield f"| `{name}` | {needed} | {_words(field)}{about} |"
    yield ""


def _words(shape: Shape) -> str:
    match shape:
        case One():
            return KIND_TITLES[shape.kind] if shape.kind else "一个值"
        case Choice():
            return "以下之一：" + "、".join(f"`{word}`" for word in shape.words)
        case PeriodText():
            return "期间"
        case Formula():
            return "公式"
        case ListOf():
            return f"列表，每项是{_words(shape.item)}"
        case MapOf():
            return f"名称到{_words(shape.value)}"
        case Record() | Variant():
            return shape.title
        case _:
            return "见说明"
