"""Faults of the rules brought to the field that they mean; what a file and a place are called."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from zhibu.domain.rulebook.forms import Opened
from zhibu.rules.packs.issues import Issue
from zhibu.rules.packs.shapes import Record, Shape
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
    "cases": "用例",
    "sources.yaml": "依据",
}
_EXAMPLE = re.compile(r"(?<=请写上)([^，：。]*)[，：][^。]*[a-z][^。]*(?=。)", re.ASCII)
"""What follows in a message that something is missing: how it is written in YAML, of no use beside a field."""
_WORDS = re.compile(r"（[a-z_]+）")
"""The word of the grammar behind a Chinese one: 未达标（not_met）."""
_TITLED = re.compile(r"\b(?:title|otherwise): ([^,}\n]+)")
_ENTRY = re.compile(r"^[a-z][\w-]*:", re.ASCII | re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9_]+", re.ASCII)


def file_title(path: str) -> str:
    """评分表 for sheets/year.yaml."""
    return _FILES.get(path.partition("/")[0], path)


def file_note(files: Mapping[str, str], path: str) -> str:
    """党员大会按季召开等6项, of a file as it is written; cases are told by the rules that they belong to."""
    beside = [path.replace("cases/", f"{folder}/", 1) for folder in ("indicators", "sheets")]
    text = next((files[one] for one in (beside if path.startswith("cases/") else [path]) if one in files), "")
    first = _TITLED.search(text)
    count = len(_ENTRY.findall(files.get(path, "")))
    return f"{first[1].strip()}{f'等{count}项' if count > 1 else ''}" if first else ""


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
                inner = _record_at(record, data, own)
                plain = _WORDS.sub("", message).replace("请在 cases/ 里补上", "请在“用例”里补上")
                here = _meant(inner, own, plain)
                errors.setdefault(here, []).append(_in_chinese(inner or record, plain))
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


def _record_at(record: Record, data: Data, own: tuple[str, ...]) -> Record | None:
    """The record that stands at the steps, None where something smaller does."""
    try:
        at = place(record, data, own)
    except LookupError:
        return None
    inner = resolved(at.shape, at.data)
    return inner if isinstance(inner, Record) else None


def _meant(inner: Record | None, own: tuple[str, ...], message: str) -> tuple[str, ...]:
    """A fault noted at a record as a whole belongs to the field that it names."""
    fields = list(_fields(inner)) if inner else []
    for name in _NAME.findall(message):
        for steps, shape in fields:
            if steps[-1] == name and not is_outline(shape):
                return (*own, *steps)
    return own


def _fields(record: Record) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """The fields of a record, then those of the records in it."""
    known = {**record.required, **record.optional}
    yield from (((name,), shape) for name, shape in known.items())
    for name, shape in known.items():
        if isinstance(shape, Record):
            yield from (((name, *steps), inner) for steps, inner in _fields(shape))


def _in_chinese(record: Record, message: str) -> str:
    known = {**record.required, **record.optional}
    for name in known:
        message = message.replace(f"“{name}”", f"“{field_title(record.title, name)}”")
    return _EXAMPLE.sub(r"\1", message)


def _spoken(steps: tuple[str, ...]) -> list[str]:
    """第2组 第3项 for groups/1/items/2."""
    words = {
        "groups": "组",
        "items": "项",
        "bands": "个等次",
        "sanctions": "个降等条件",
        "caps": "个合计上限",
        "cases": "个用例",
    }
    found = []
    for name, step in pairwise(steps):
        if step.isdecimal():
            found.append(f"第{int(step) + 1}{words.get(name, '行')}")
    return found
