"""Dates, deadlines and kinds in the users' words. Built into every template (settings.TEMPLATES)."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from zhibu.domain.activities import kinds
from zhibu.rules.periods import Period, PeriodError

register = template.Library()

_WEEKDAYS = "一二三四五六日"


@register.filter
def long_date(day: date | None) -> str:
    """2025年9月30日（周二）; nothing for None."""
    if day is None:
        return ""
    day = _local_day(day)
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


@register.filter
def short_date(day: date | None) -> str:
    """9月30日（周二）, for lists whose year is plain; nothing for None."""
    if day is None:
        return ""
    day = _local_day(day)
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


@register.filter
def moment(at: datetime | None) -> str:
    """2025-09-30 14:05 in local time; nothing for None."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


@register.filter
def days_left(day: date | None, today: date) -> str:
    """还有3天, 今天到期 or 逾期2天; nothing without a deadline."""
    if day is None:
        return ""
    days = (day - today).days
    if days < 0:
        return f"逾期{-days}天"
    return f"还有{days}天" if days else "今天到期"


@register.filter
def kind_title(kind: str) -> str:
    """The Chinese title of an activity kind."""
    return kinds.title(kind)


@register.filter
def period_label(period: str | Period) -> str:
    """2026年第三季度 for 2026Q3; a text that is no period stays as it is."""
    if isinstance(period, Period):
        return period.label
    try:
        return Period.parse(period).label
    except PeriodError:
        return period


@register.filter
def megabytes(size: int) -> str:
    """3.2兆 or 40千字节, from bytes."""
    return f"{size / 2**20:.1f}兆" if size >= 2**20 else f"{max(1, round(size / 2**10))}千字节"


def _local_day(day: date) -> date:
    return timezone.localdate(day) if isinstance(day, datetime) else day
