"""Faults of the rules brought to the field that they mean; what a file and a place are called."""

import re
from collections.abc import Mapping
from itertools import pairwise

from zhibu.domain.rulebook.forms import Opened
from zhibu.rules.packs.issues import Issue
from zhibu.rules.packs.shapes import Record
from zhibu.rules.packs.titles import field_title
from zhibu.rules.packs.written import Data, place
from zhibu.rules.packs.written.dumping import resolved
from zhibu.web.rulebook.drawing import Errors, is_outline

_FILES = {
    "sheets": "评分表",
    "indicators": "指标",
    "duties": "应办事项",
    "facts": "事实",
    "conditions": "适用条件",
    "parameters": "数字",
    "kinds": "活动类别",
    "sources.yaml": "依据",
}
_NAME = re.compile(r"[a-z_]{2,}", re.ASCII)


def file_title(path: str) -> str:
    """评分表 for sheets/year.yaml."""
    return _FILES.get(path.partition("/")[0], path)


def at_fields(
    record: Record,
    data: Data,
    found: Mapping[tuple[str, ...], list[str]],
    above: tuple[str, ...],
    elsewhere: list[Issue],
) -> tuple[Errors, list[Issue]]:
    """Faults by the steps below the place `above`; those of other parts of the entry go to the others."""
    errors: dict[tuple[str, ...], list[str]] = {}
    others = list(elsewhere)
    for steps, messages in found.items():
        inside = steps[: len(above)] == above
        own = steps[len(above) :]
        if inside and not (own and _is_part(record, own[0])):
            for message in messages:
                here = _meant(record, data, own, message)
                errors.setdefault(here, []).append(_in_chinese(record, message))
        else:
            others += [
                Issue("", 0, f"{'、'.join(_spoken(steps)) or '整张表'}：{message}") for message in messages
            ]
    return errors, others


def title_of(data: Data) -> str:
    """What a record calls itself."""
    values = data if isinstance(data, dict) else {}
    return next((str(values[name]) for name in ("title", "otherwise", "quote") if values.get(name)), "")


def trail(found: Opened) -> list[tuple[str, str]]:
    """(title, at) of every record above a place, from the entry down."""
    above = []
    for length in range(1, len(found.steps)):
        steps = found.steps[1:length]
        data: Data = found.entry
        for step in steps:
            data = data[step] if isinstance(data, dict) else data[int(step)] if isinstance(data, list) else ""
        if isinstance(data, dict) and title_of(data):
            above.append((title_of(data), "/".join(found.steps[:length])))
    return above


def _is_part(record: Record, name: str) -> bool:
    known = {**record.required, **record.optional}
    return name in known and is_outline(known[name])


def _meant(record: Record, data: Data, own: tuple[str, ...], message: str) -> tuple[str, ...]:
    """A fault noted at a record as a whole belongs to the field that it names."""
    try:
        at = place(record, data, own)
    except LookupError:
        return own
    inner = resolved(at.shape, at.data)
    if isinstance(inner, Record):
        known = {**inner.required, **inner.optional}
        named = next((name for name in _NAME.findall(message) if name in known), None)
        if named and not is_outline(known[named]):
            return (*own, named)
    return own


def _in_chinese(record: Record, message: str) -> str:
    known = {**record.required, **record.optional}
    for name in known:
        message = message.replace(f"“{name}”", f"“{field_title(record.title, name)}”")
    return message


def _spoken(steps: tuple[str, ...]) -> list[str]:
    """第2组 第3项 for groups/1/items/2."""
    words = {
        "groups": "组",
        "items": "项",
        "bands": "个等次",
        "sanctions": "个降等条件",
        "caps": "个合计上限",
    }
    found = []
    for name, step in pairwise(steps):
        if step.isdecimal():
            found.append(f"第{int(step) + 1}{words.get(name, '行')}")
    return found
