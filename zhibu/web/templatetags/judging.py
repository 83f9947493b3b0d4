"""Verdicts and exact values in the users' words. Built into every template (settings.TEMPLATES)."""

from collections.abc import Iterable
from datetime import date

from django import template

from zhibu.rules import citations, values
from zhibu.rules.indicators import Result
from zhibu.rules.model import Indicator
from zhibu.rules.traces import Trace

register = template.Library()

_COMPARING = ("at_least", "at_most", "more_than", "less_than", "equals", "before", "not_after")


@register.filter
def verdict_title(verdict: values.Verdict) -> str:
    """达标, 未达标, 暂无数据 or 不适用."""
    return values.VERDICT_TITLES[verdict]


@register.filter
def status_title(status: citations.Status) -> str:
    """How far a clause is verified, in words."""
    return citations.STATUS_TITLES[status]


@register.filter
def standing(result: Result, today: date) -> dict[str, str]:
    """State and words of a verdict: before its period is over, what is not met is not yet reached."""
    if result.verdict == "not_met" and result.period.end >= today:
        return {"value": "open", "text": "尚未达到"}
    return {"value": result.verdict, "text": values.VERDICT_TITLES[result.verdict]}


@register.filter
def in_words(value: values.Value | None) -> str:
    """3, 是, 2026年9月30日 or 暂无数据."""
    return values.in_words(value)


@register.filter
def holds(value: values.Value | None) -> str:
    """成立, 不成立 or 暂无数据: whether a condition holds."""
    return "暂无数据" if value is None else "成立" if value else "不成立"


@register.filter
def is_comparison(step: Trace) -> bool:
    """Whether a step of a reckoning compares two values, and so reads as one sentence."""
    return step.id in _COMPARING and len(step.parts) == 2


@register.filter
def indicator_title(id_: str, indicators: Iterable[Indicator]) -> str:
    """The Chinese title of an indicator among those shown."""
    return next((one.title for one in indicators if one.id == id_), id_)
