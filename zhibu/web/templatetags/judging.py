"""Verdicts and exact values in the users' words. Built into every template (settings.TEMPLATES)."""

from collections.abc import Iterable

from django import template

from zhibu.rules import values
from zhibu.rules.model import Indicator

register = template.Library()


@register.filter
def verdict_title(verdict: values.Verdict) -> str:
    """达标, 未达标, 暂无数据 or 不适用."""
    return values.VERDICT_TITLES[verdict]


@register.filter
def in_words(value: values.Value | None) -> str:
    """3, 是, 2026年9月30日 or 暂无数据."""
    return values.in_words(value)


@register.filter
def indicator_title(id_: str, indicators: Iterable[Indicator]) -> str:
    """The Chinese title of an indicator among those shown."""
    return next((one.title for one in indicators if one.id == id_), id_)
