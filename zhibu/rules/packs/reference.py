"""The reference pages and schemas under docs/packs, made from the grammar, the tables and the operators themselves."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from zhibu.rules.citations import STATUS_TITLES, Citation
from zhibu.rules.facts import TABLES
from zhibu.rules.formula.operators import OPERATORS, Operator
from zhibu.rules.model import Pack
from zhibu.rules.packs.grammar import PACK, SECTIONS, SOURCES
from zhibu.rules.packs.schema import schemas
from zhibu.rules.packs.shapes import (
    Choice,
    Formula,
    ListOf,
    MapOf,
    NameOr,
    One,
    PeriodText,
    Record,
    Shape,
    Variant,
)
from zhibu.rules.parameters import DatedValue, Parameter
from zhibu.rules.periods import SIZE_TITLES
from zhibu.rules.values import KIND_TITLES, Kind, in_words

_GENERATED: Final = "<!-- 本页由 zhibu packs document 生成，请不要手改。 -->\n"


def pages(packs: Iterable[Pack]) -> dict[str, str]:
    """Every generated file by its path under docs/packs, with its text; `packs` are those that are shipped."""
    found = {
        "operators.md": operators_page(),
        "grammar.md": grammar_page(),
        "shipped.md": shipped_page(packs),
    }
    for name, schema in schemas().items():
        found[f"schema/{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return found


def operators_page() -> str:
    """One line and one example for each operator."""
    lines = [
        "# 公式里可以用的运算\n",
        _GENERATED,
        "公式是一个值，或者一个名称带内容。除下表的运算外，还有：`{fact: 事实}`、`{parameter: 参数}`、",
        "`{condition: 适用条件}`（该条件成立）、",
        "`{this: value}` 和 `{this: required}`（指标自己的值和要求，用在 met 里）、",
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
        lines += [f"## {name}\n", *dict.fromkeys(_tables(shape))]
    lines += ["## 核实程度（status）\n", *_statuses()]
    lines += ["## 事实可以从哪些表取\n", "| 表 | 列 | 算哪一天 | 从哪天到哪天 |", "|---|---|---|---|"]
    for name, table in TABLES.items():
        columns = "、".join(f"`{column}`（{KIND_TITLES[kind]}）" for column, kind in table.columns.items())
        interval = " 到 ".join(f"`{column}`" for column in table.interval or () if column) or "无"
        lines.append(f"| `{name}` | {columns} | `{table.date}` | {interval} |")
    return "\n".join(lines) + "\n"


def shipped_page(packs: Iterable[Pack]) -> str:
    """What the shipped packs judge and which numbers they use, each with its clause and how far that is verified.

    With the names by which a pack of one's own refers to them: indicators, parameters, conditions and facts.
    """
    known = {pack.id: pack for pack in packs}
    lines = ["# 随产品带的规则包\n", _GENERATED]
    for pack in known.values():
        below = [known[id_] for id_ in pack.depends_on if id_ in known]
        own = [found for found in pack.parameters.values() if found.mark.file.startswith(f"{pack.id}/")]
        lines += [f"## {pack.title}（`{pack.id}`，{pack.version}）\n"]
        if pack.indicators:
            lines += ["| 指标 | 名称 | 按 | 依据 | 核实程度 |", "|---|---|---|---|---|"]
            lines += [
                f"| {indicator.title} | `{indicator.id}` | {SIZE_TITLES[indicator.period]} "
                f"| {_cited(indicator.citation)} |"
                for indicator in pack.indicators.values()
            ]
            lines.append("")
        if own:
            lines += ["| 参数 | 名称 | 值 | 从哪天起 | 依据 | 核实程度 |", "|---|---|---|---|---|---|"]
            lines += [_parameter_line(found, dated) for found in own for dated in found.values]
            lines.append("")
        lines += [
            f"- 评分表：{sheet.title}（`{sheet.id}`，{sheet.citation.text}）\n"
            for sheet in pack.sheets.values()
        ]
        lines += [*_usable(pack, below), *_not_judged(pack)]
    return "\n".join(lines).rstrip() + "\n"


def _usable(pack: Pack, below: Iterable[Pack]) -> list[str]:
    """The pack's own conditions and facts, which other packs may name."""
    conditions = {id_ for one in below for id_ in one.conditions}
    facts = {id_ for one in below for id_ in one.facts}
    whose = {"organisation": "组织", "person": "党员"}
    lines = [
        f"| 适用条件 | `{id_}` | {whose[found.subject]} | 不成立时：{found.applies.otherwise} |"
        for id_, found in pack.conditions.items()
        if id_ not in conditions
    ]
    lines += [
        f"| 事实 | `{id_}` | {whose[fact.subject]} | {fact.title}{f'（{fact.unit}）' if fact.unit else ''} |"
        for id_, fact in pack.facts.items()
        if id_ not in facts
    ]
    return ["| 可以用的 | 名称 | 按 | 意思 |", "|---|---|---|---|", *lines, ""] if lines else []


def _not_judged(pack: Pack) -> list[str]:
    lines = [f"| {one.clause.quote} | {_cited(one)} | {one.clause.not_judged} |" for one in pack.not_judged]
    return ["| 没有判的条款 | 依据 | 核实程度 | 为什么 |", "|---|---|---|---|", *lines, ""] if lines else []


def _parameter_line(parameter: Parameter, dated: DatedValue) -> str:
    value = f"{in_words(dated.value)}{parameter.unit}"
    return f"| {parameter.title} | `{parameter.id}` | {value} | {dated.in_force_from} | {_cited(dated.citation)} |"


def _cited(citation: Citation) -> str:
    return f"{citation.text} | {STATUS_TITLES[citation.status]}"


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
        case NameOr():
            yield from _tables(shape.record)
        case Variant():
            for word, record in shape.records.items():
                yield _table(f"{shape.title}，{shape.tag}: {word}", record)
            for record in shape.records.values():
                for field in {**record.required, **record.optional}.values():
                    yield from _tables(field)
        case Record():
            yield _table(shape.title, shape)
            for field in {**shape.required, **shape.optional}.values():
                yield from _tables(field)


def _table(title: str, record: Record) -> str:
    lines = [f"**{title}**\n", "| 名称 | 必写 | 内容 |", "|---|---|---|"]
    for name, field in {**record.required, **record.optional}.items():
        needed = "是" if name in record.required else ""
        about = f"；{field.about}" if field.about else ""
        lines.append(f"| `{name}` | {needed} | {_words(field)}{about} |")
    return "\n".join([*lines, ""])


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
        case NameOr():
            return f"名称，或者{shape.record.title}"
        case Record() | Variant():
            return shape.title
        case _:
            return "见说明"
