"""The shapes that YAML may have, as values: one grammar that checks packs and writes the editors' JSON Schema.

`read(shape, tree, issues)` gives the plain value, or BROKEN after noting every reason. A Record gives
`Fields`.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from zhibu.rules.marks import Mark
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.trees import Entries, Items, Scalar, Tree
from zhibu.rules.periods import PeriodError
from zhibu.rules.terms import Term
from zhibu.rules.values import KIND_TITLES, Kind, kind_of

ID: Final = re.compile(r"[a-z][a-z0-9_-]{0,59}", re.ASCII)


class Broken:
    """Stands where something could not be read; the reason has been noted."""


BROKEN: Final = Broken()


@dataclass(frozen=True)
class One:
    """A single value of one kind, or of any kind; `nullable`: it may be left empty."""

    kind: Kind | None
    about: str = ""
    nullable: bool = False


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True)
class PeriodText:
    """A period such as 2026Q3."""

    about: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula; handed on unread, because it is typed against facts and parameters."""

    about: str = ""


@dataclass(frozen=True)
class Conditions:
    """Conditions on columns; handed on unread, because they are typed against the fact's table."""

    about: str = ""


@dataclass(frozen=True)
class Measured:
    """What a fact measures: a word, or one word with a column; handed on unread."""

    about: str = ""


@dataclass(frozen=True)
class ListOf:
    """A list of one shape."""

    item: "Shape"
    fewest: int = 0
    about: str = ""


@dataclass(frozen=True)
class MapOf:
    """A mapping from names to one shape; `ids`: the names are ids (small letters, digits, _ and -).

    `partial`: what cannot be read stands as BROKEN under its name, and does not spoil the others.
    """

    value: "Shape"
    ids: bool = True
    about: str = ""
    partial: bool = False


@dataclass(frozen=True)
class Record:
    """A mapping with known names. `title` is what a message calls it."""

    title: str
    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True)
class NameOr:
    """A name of something defined elsewhere, or that thing written out."""

    record: Record
    about: str = ""


@dataclass(frozen=True)
class Variant:
    """One of several records; the text under `tag` says which."""

    title: str
    tag: str
    records: Mapping[str, Record]
    about: str = ""


Shape = (
    One | Choice | PeriodText | Formula | Conditions | Measured | ListOf | MapOf | Record | NameOr | Variant
)


class Fields(dict[str, Any]):
    """What a Record held, by name, with the place it was written at."""

    def __init__(self, values: Mapping[str, Any], mark: Mark) -> None:
        super().__init__(values)
        self.mark = mark


def read(shape: Shape, tree: Tree, issues: Issues) -> Any:
    """The plain value of a tree that has the shape, else BROKEN; every difference is noted."""
    match shape:
        case One():
            return _one(shape, tree, issues)
        case Choice():
            return _choice(shape, tree, issues)
        case PeriodText():
            return _period(tree, issues)
        case Formula() | Conditions() | Measured():
            return tree
        case ListOf():
            return _list(shape, tree, issues)
        case MapOf():
            return _map(shape, tree, issues)
        case Record():
            return _record(shape, tree, issues)
        case NameOr():
            return tree.text if isinstance(tree, Scalar) and tree.text else read(shape.record, tree, issues)
        case Variant():
            return _variant(shape, tree, issues)


def _wrong(tree: Tree, expected: str, issues: Issues, hint: str = "") -> Broken:
    got = {"Items": "一个列表", "Entries": "一组名称和值"}.get(type(tree).__name__)
    if isinstance(tree, Scalar):
        got = f"{KIND_TITLES[kind_of(tree.value)]}“{tree.text}”" if tree.value is not None else "空白"
    issues.add(tree.mark, f"这里应写{expected}，写的却是{got}。{hint}")
    return BROKEN


def _one(shape: One, tree: Tree, issues: Issues) -> Any:
    if shape.nullable and isinstance(tree, Scalar) and tree.value is None:
        return None
    if not isinstance(tree, Scalar) or tree.value is None or tree.value == "":
        return _wrong(tree, KIND_TITLES[shape.kind] if shape.kind else "一个值", issues)
    if shape.kind is None or kind_of(tree.value) == shape.kind:
        return tree.value
    if shape.kind == "text" and kind_of(tree.value) != "boolean":
        return tree.text
    return _wrong(
        tree,
        {"boolean": "true 或 false", "date": "日期（如 2026-09-30）"}.get(
            shape.kind, KIND_TITLES[shape.kind]
        ),
        issues,
    )


def _choice(shape: Choice, tree: Tree, issues: Issues) -> Any:
    if isinstance(tree, Scalar) and tree.text in shape.words:
        return tree.text
    hint = perhaps(tree.text, shape.words) if isinstance(tree, Scalar) else ""
    return _wrong(tree, "以下之一：" + "、".join(shape.words), issues, hint if "是不是" in hint else "")


def _period(tree: Tree, issues: Issues) -> Any:
    try:
        return Term.parse(tree.text if isinstance(tree, Scalar) else "")
    except PeriodError as error:
        issues.add(tree.mark, str(error))
        return BROKEN


def _list(shape: ListOf, tree: Tree, issues: Issues) -> Any:
    if not isinstance(tree, Items):
        return _wrong(tree, "一个列表（每行以 - 开头）", issues)
    if len(tree.items) < shape.fewest:
        issues.add(tree.mark, f"这个列表至少要有{shape.fewest}项。")
        return BROKEN
    values = [read(shape.item, item, issues) for item in tree.items]
    return BROKEN if any(value is BROKEN for value in values) else values


def _map(shape: MapOf, tree: Tree, issues: Issues) -> Any:
    if not isinstance(tree, Entries):
        return _wrong(tree, "一组名称和值", issues)
    for name, value in tree.entries.items():
        if shape.ids and not ID.fullmatch(name):
            issues.add(value.mark, f"名称“{name}”要用小写英文字母开头，只含小写字母、数字、_ 和 -。")
    values = {name: read(shape.value, value, issues) for name, value in tree.entries.items()}
    return values if shape.partial or BROKEN not in values.values() else BROKEN


def _record(shape: Record, tree: Tree, issues: Issues) -> Any:
    if not isinstance(tree, Entries):
        return _wrong(tree, f"{shape.title}的各项名称和值", issues)
    known = {**shape.required, **shape.optional}
    whole = True
    for name, value in tree.entries.items():
        if name not in known:
            issues.add(value.mark, f"{shape.title}没有“{name}”这一项。{perhaps(name, known)}")
            whole = False
    for name in shape.required:
        if name not in tree.entries:
            issues.add(tree.mark, f"{shape.title}缺少“{name}”。{_about(shape.required[name])}")
            whole = False
    values = {name: read(known[name], value, issues) for name, value in tree.entries.items() if name in known}
    return (
        BROKEN
        if not whole or any(value is BROKEN for value in values.values())
        else Fields(values, tree.mark)
    )


def _variant(shape: Variant, tree: Tree, issues: Issues) -> Any:
    if not isinstance(tree, Entries) or shape.tag not in tree.entries:
        return _wrong(tree, f"{shape.title}，其中要有“{shape.tag}”", issues)
    word = read(Choice(tuple(shape.records)), tree.entries[shape.tag], issues)
    return word if word is BROKEN else _record(shape.records[word], tree, issues)


def _about(shape: Shape) -> str:
    return f"请写上{shape.about}。" if shape.about else "请补上。"


def perhaps(name: str, known: Iterable[str]) -> str:
    """A hint which known name a wrong one may stand for, else the known names where they are few."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"是不是想写“{close[0]}”？"
    return "可以写的有：" + "、".join(names) + "。" if 0 < len(names) <= 30 else ""
