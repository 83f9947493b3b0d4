"""From checked fields to duties and indicators."""

from collections.abc import Mapping
from dataclasses import replace

from zhibu.rules.citations import Citation, Source
from zhibu.rules.formula.nodes import Node, Operation, facts_in
from zhibu.rules.marks import Mark
from zhibu.rules.model import ActivityKind, Duty, Indicator
from zhibu.rules.packs.build_basics import find_citation
from zhibu.rules.packs.build_conditions import read_applies
from zhibu.rules.packs.formulas import Scope, read_formula
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import Fields, perhaps


def build_duty(
    id: str,
    fields: Fields,
    scope: Scope,
    sources: Mapping[str, Source],
    kinds: Mapping[str, ActivityKind],
    issues: Issues,
) -> Duty | None:
    """A duty, or None after noting what is wrong."""
    scope = replace(scope, subject=fields["subject"])
    _check_kinds(fields, issues)
    if fields["activity_kind"] not in kinds and fields["activity_kind"] not in scope.broken:
        hint = perhaps(fields["activity_kind"], kinds)
        issues.add(fields.mark, f"没有活动类别“{fields['activity_kind']}”。{hint}")
    citation = find_citation(fields["clause"], sources, fields.mark, issues)
    applies = read_applies(fields.get("applies", []), scope, issues, fields)
    times = read_formula(fields["times"], "number", scope, issues)
    done = read_formula(fields["done"], "number", scope, issues)
    ahead = read_formula(fields["ahead"], "number", scope, issues) if "ahead" in fields else None
    if ahead is not None and facts_in(ahead):
        issues.add(fields.mark, "ahead 只能用数和参数：到期前几个月起提醒，先于记录。")
    if citation is None or applies is None or times is None or done is None:
        return None
    return Duty(
        id,
        fields["title"],
        fields["subject"],
        tuple(fields.get("kinds", ())),
        fields["every"],
        fields["activity_kind"],
        applies,
        times,
        done,
        fields["text"],
        citation,
        fields.mark,
        ahead,
    )


def build_indicator(
    id: str, fields: Fields, scope: Scope, sources: Mapping[str, Source], issues: Issues
) -> Indicator | None:
    """An indicator, or None after noting what is wrong. Without `met` it is met when `value` reaches `required`."""
    scope = replace(scope, subject=fields["subject"])
    _check_kinds(fields, issues)
    citation: Citation | None = find_citation(fields["clause"], sources, fields.mark, issues)
    applies = read_applies(fields.get("applies", []), scope, issues, fields)
    has_met = "met" in fields
    value = read_formula(fields["value"], None if has_met else "number", scope, issues)
    required: Node | None = None
    if "required" in fields:
        required = read_formula(fields["required"], None if has_met else "number", scope, issues)
        if required is None:
            return None
    elif not has_met:
        issues.add(fields.mark, "指标要写 required（值不少于它即达标），或者写 met（达标的条件）。")
        return None
    met = _met(fields, scope, value, required, fields.mark, issues)
    if citation is None or applies is None or value is None or met is None:
        return None
    return Indicator(
        id,
        fields["title"],
        fields["subject"],
        tuple(fields.get("kinds", ())),
        fields["period"],
        applies,
        value,
        required,
        met,
        fields.get("unit", ""),
        citation,
        fields.mark,
    )


def _met(
    fields: Fields, scope: Scope, value: Node | None, required: Node | None, mark: Mark, issues: Issues
) -> Node | None:
    if "met" in fields:
        own = {"value": value, "required": required}
        scope = replace(scope, this={name: node for name, node in own.items() if node is not None})
        return read_formula(fields["met"], "boolean", scope, issues)
    if value is None or required is None:
        return None
    return Operation("at_least", (value, required), "boolean", mark)


def _check_kinds(fields: Fields, issues: Issues) -> None:
    if fields["subject"] == "organisation" and "kinds" not in fields:
        issues.add(fields.mark, "请写上 kinds：对哪几种组织，例如 [branch]。")
    if fields["subject"] == "person" and "kinds" in fields:
        issues.add(fields.mark, "按党员计算时不写 kinds，请删去。")
