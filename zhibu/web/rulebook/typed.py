"""From what a form sends to plain data, by the same grammar that drew it."""

import re

from django.http import QueryDict

from zhibu.rules.packs.shapes import ListOf, MapOf, NameOr, One, Record, Shape, Variant
from zhibu.rules.packs.written import Data
from zhibu.rules.packs.written.plain import dedented, is_raw
from zhibu.web.rulebook.choosing import formula, is_chosen
from zhibu.web.rulebook.drawing import is_outline

_EMPTY: tuple[Data, ...] = ("", [], {})
_WORDS = {"不设限": "none", "最低一等": "lowest", "不知道": "unknown"}


def typed(shape: Record, post: QueryDict, before: Data, prefix: str = "") -> dict[str, Data]:
    """One record as sent; what a form does not show stays as it was. What was left empty is left out, except what a
    record that says anything must have: a case of which no fact is known.
    """
    old = before if isinstance(before, dict) else {}
    known = {**shape.required, **shape.optional}
    found: dict[str, Data] = {}
    for name in _ordered(old, known):
        if is_outline(known[name]):
            value = old.get(name, "")
        else:
            value = _value(known[name], post, f"{prefix}{name}", old.get(name, ""))
        found[name] = value
    if all(value in _EMPTY for value in found.values()):
        return {}
    return {
        name: value for name, value in found.items() if value not in _EMPTY or _is_needed(shape, name, value)
    }


def _is_needed(shape: Record, name: str, value: Data) -> bool:
    return value == {} and isinstance(shape.required.get(name), Record)


def _ordered(old: dict[str, Data], known: dict[str, Shape]) -> list[str]:
    """As they stand; what is new comes before the first part that has a page of its own."""
    stands = [name for name in old if name in known]
    new = [name for name in known if name not in old]
    large = next((number for number, name in enumerate(stands) if is_outline(known[name])), len(stands))
    return [*stands[:large], *new, *stands[large:]]


def _value(shape: Shape, post: QueryDict, name: str, before: Data) -> Data:
    match shape:
        case ListOf() if isinstance(shape.item, Record | NameOr):
            return _rows(shape.item, post, name, before if isinstance(before, list) else [])
        case ListOf():
            sent = [
                line.strip() for value in post.getlist(name) for line in value.splitlines() if line.strip()
            ]
            old = [str(one) for one in before] if isinstance(before, list) else []
            return [*(one for one in old if one in sent), *(one for one in sent if one not in old)]
        case MapOf():
            return _pairs(post, name)
        case Record():
            return typed(shape, post, before, f"{name}.")
    value = post.get(name, "")
    if is_raw(shape):
        written = before if isinstance(before, str) else ""
        return formula(name, post, written) if is_chosen(name, post) else dedented(value)
    value = " ".join(value.split()) if not isinstance(shape, Variant) else value
    return _WORDS.get(value, value) if isinstance(shape, One) and shape.kind is None else value


def _rows(shape: Record | NameOr, post: QueryDict, name: str, before: list[Data]) -> list[Data]:
    found: list[Data] = []
    for number in _numbers(post, name):
        here = f"{name}.{number}"
        old = before[number] if number < len(before) else ""
        record = shape.record if isinstance(shape, NameOr) else shape
        named = isinstance(shape, NameOr) and here in post
        row: Data = post.get(here, "").strip() if named else typed(record, post, old, f"{here}.")
        if row or keeps_blank(post):
            found.append(row)
    return found


def keeps_blank(post: QueryDict) -> bool:
    """Whether rows that nothing was typed in stay: while somebody is filling in the form, until it is saved."""
    return post.get("do", "") != "save"


def _pairs(post: QueryDict, name: str) -> dict[str, Data]:
    pairs = [
        (post.get(f"{name}.{number}.name", "").strip(), post.get(f"{name}.{number}.value", "").strip())
        for number in _numbers(post, name)
    ]
    return {key: value for key, value in pairs if key or keeps_blank(post)}


def _numbers(post: QueryDict, name: str) -> list[int]:
    own = re.compile(re.escape(name) + r"\.(\d{1,3})(\.|$)")
    return sorted({int(found[1]) for key in post if (found := own.match(key))})
