"""YAML text to trees with line marks. Nothing is constructed but text, numbers, dates and booleans.

Stricter than YAML: no anchors, no tags, no repeated keys, one document, `true`/`false` only (yes and no are
text), numbers exact (0.8 is four fifths). Bounded: nesting, size. Events are read one by one, so no depth can
exhaust the stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import yaml

from zhibu.rules.marks import Mark
from zhibu.rules.packs.issues import Issues
from zhibu.rules.values import Value

DEEPEST: Final = 40
LARGEST: Final = 8_000_000
_NUMBER: Final = re.compile(r"[-+]?\d{1,18}(\.\d{1,12})?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NAME: Final = re.compile(r"^([A-Za-z_][\w-]{0,80})[ \t]*:", re.MULTILINE)
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    """A single value: as read, and as written."""

    value: Value | None
    text: str
    mark: Mark


@dataclass(frozen=True)
class Items:
    """A list."""

    items: "tuple[Tree, ...]"
    mark: Mark


@dataclass(frozen=True)
class Entries:
    """A mapping, in the order written."""

    entries: "dict[str, Tree]"
    mark: Mark


Tree = Scalar | Items | Entries


class _Refused(Exception):
    """Reading stops here; the message and the line are in the arguments."""


def read_tree(text: str, file: str, issues: Issues) -> Tree | None:
    """The tree of one YAML document, or None with the reason added to `issues`. An empty file is an empty mapping."""
    if len(text) > LARGEST:
        issues.add(Mark(file, 1), f"文件超过{LARGEST // 1_000_000}百万字，请拆成几个文件。")
        return None
    try:
        return _Builder(file, issues).build(yaml.parse(text, Loader=LOADER))
    except _Refused as refused:
        message, line = refused.args
        issues.add(Mark(file, line), message)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        issues.add(
            Mark(file, mark.line + 1 if mark else 1),
            f"不是正确的 YAML（{problem}）。请检查这一行前后的缩进、冒号后的空格和引号。",
        )
    return None


class _Open:
    """A list or mapping still being read."""

    def __init__(self, mark: Mark, is_mapping: bool) -> None:
        self.mark, self.is_mapping = mark, is_mapping
        self.items: list[Tree] = []
        self.entries: dict[str, Tree] = {}
        self.key: Scalar | None = None

    def closed(self) -> Tree:
        return Entries(self.entries, self.mark) if self.is_mapping else Items(tuple(self.items), self.mark)


class _Builder:
    """Turns the events of one document into a tree."""

    def __init__(self, file: str, issues: Issues) -> None:
        self.file, self.issues = file, issues
        self.open: list[_Open] = []
        self.root: Tree | None = None
        self.documents = 0

    def build(self, events: Iterator[yaml.Event]) -> Tree:
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Refused("这里用了锚点（& 或 *），规则包不支持。请把内容直接写出来。", line)
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise _Refused("一个文件只能有一份文档，请去掉多余的 ---。", line)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._start(event, line)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._put(self.open.pop().closed())
            elif isinstance(event, yaml.ScalarEvent):
                self._put(self._scalar(event, line))
        empty = self.root is None or (isinstance(self.root, Scalar) and self.root.value is None)
        return Entries({}, Mark(self.file, 1)) if empty or self.root is None else self.root

    def _start(self, event: yaml.CollectionStartEvent, line: int) -> None:
        _refuse_tag(event.tag, line)
        if len(self.open) >= DEEPEST:
            raise _Refused(f"嵌套超过{DEEPEST}层，无法读懂。请把公式拆开，或者用更少的层次来写。", line)
        self.open.append(_Open(Mark(self.file, line), isinstance(event, yaml.MappingStartEvent)))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        _refuse_tag(event.tag, line)
        mark = Mark(self.file, line)
        if event.style:
            return Scalar(event.value, event.value, mark)
        try:
            return Scalar(_plain(event.value), event.value, mark)
        except ValueError:
            raise _Refused(f"“{event.value}”不是存在的日期。", line) from None

    def _put(self, tree: Tree) -> None:
        if not self.open:
            self.root = tree
            return
        top = self.open[-1]
        if not top.is_mapping:
            top.items.append(tree)
        elif top.key is None:
            if not isinstance(tree, Scalar) or not tree.text:
                raise _Refused("冒号前面要写一个名称。", tree.mark.line)
            top.key = tree
        else:
            if top.key.text in top.entries:
                self.issues.add(top.key.mark, f"“{top.key.text}”写了两次。请删去其中一处，或者改名。")
            top.entries[top.key.text] = tree
            top.key = None


def names_in(text: str) -> list[str]:
    """The names at the margin of a text that may be no YAML: what its file means to define."""
    return _NAME.findall(text)


def _refuse_tag(tag: str | None, line: int) -> None:
    if tag is not None and tag != "!":
        raise _Refused(f"这里用了类型标记 {tag}，规则包不支持。请去掉它。", line)


def _plain(text: str) -> Value | None:
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    return date.fromisoformat(text) if _DAY.fullmatch(text) else text
