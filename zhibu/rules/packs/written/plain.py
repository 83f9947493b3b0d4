"""From YAML text to plain data by a shape of the grammar: single values as text, formulas as they are written."""

import textwrap
from collections.abc import Iterable
from typing import TypeAlias, TypeGuard

import yaml

from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import (
    Choice,
    Conditions,
    Formula,
    ListOf,
    MapOf,
    Measured,
    NameOr,
    One,
    PeriodText,
    Record,
    Shape,
    Variant,
)
from zhibu.rules.packs.trees import LOADER, read_tree

Data: TypeAlias = str | dict[str, "Data"] | list["Data"]
Raw = Formula | Conditions | Measured
"""Shapes whose content a form shows as YAML."""


class NotPlain(ValueError):
    """A form cannot show what is written here; the sentence says where and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"第{line}行{why}，表单里显示不了。请在“文字”里改。")


def is_raw(shape: Shape) -> TypeGuard[Raw]:
    """Whether a form shows the content of the shape as YAML."""
    return isinstance(shape, Formula | Conditions | Measured)


def root_of(text: str) -> yaml.MappingNode | None:
    """The mapping that the text is, None where it is empty. Raises NotPlain where it cannot be read at all."""
    issues = Issues()
    if read_tree(text, "", issues) is None or len(issues):
        first = issues.sorted()[0]
        raise NotPlain(first.line, f"有问题：{first.message.rstrip('。')}")
    # The faster reader counts from behind a byte order mark.
    root = yaml.compose(text, Loader=yaml.SafeLoader if text.startswith("\ufeff") else LOADER)
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise NotPlain(1, "不是一组名称和值")
    return root


def entries_of(node: yaml.Node) -> dict[str, yaml.Node]:
    """The values of a mapping by name."""
    return {key.value: value for key, value in node.value}


def read_plain(text: str, shape: Shape) -> dict[str, Data | NotPlain]:
    """Each entry of a file by name: its data, or why a form cannot show it. Raises NotPlain for the file as a whole."""
    root = root_of(text)
    if root is None:
        return {}
    found: dict[str, Data | NotPlain] = {}
    for name, node in entries_of(root).items():
        try:
            found[name] = plain(text, node, under(shape, name))
        except NotPlain as error:
            found[name] = error
    return found


def under(shape: Shape, name: str) -> Shape:
    """The shape of one entry of a file."""
    if isinstance(shape, MapOf):
        return shape.value
    assert isinstance(shape, Record)
    return {**shape.required, **shape.optional}.get(name, One("text"))


def plain(text: str, node: yaml.Node, shape: Shape) -> Data:
    """The data of one node. Raises NotPlain where it has not the shape."""
    match shape:
        case Formula() | Conditions() | Measured():
            return written(text, node)
        case One() | Choice() | PeriodText():
            return _scalar(node)
        case ListOf():
            return [plain(text, item, shape.item) for item in _list(node)]
        case MapOf():
            return {name: plain(text, value, shape.value) for name, value in _mapping(node).items()}
        case Record():
            return _record(text, node, shape)
        case NameOr():
            return _scalar(node) if isinstance(node, yaml.ScalarNode) else _record(text, node, shape.record)
        case Variant():
            return _record(text, node, variant(shape, _mapping(node), node))


def variant(shape: Variant, mapping: dict[str, yaml.Node], node: yaml.Node) -> Record:
    """The record that the tag of a mapping names."""
    tag = mapping.get(shape.tag)
    if tag is None or tag.value not in shape.records:
        raise NotPlain(_line(node), f"没有写明{shape.tag}，或者写错了")
    return shape.records[tag.value]


def written(text: str, node: yaml.Node) -> str:
    """A node as it is written, its further lines moved to the left as far as it stands in the text."""
    first, _, rest = text[node.start_mark.index : end_of(text, node)].partition("\n")
    if not rest:
        return first.rstrip()
    indent = node.start_mark.column
    lines = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in rest.split("\n")]
    return "\n".join([first, *lines]).rstrip()


def end_of(text: str, node: yaml.Node) -> int:
    """Where the content of a node ends. What YAML calls the end of a block is where the next one begins."""
    if isinstance(node, yaml.ScalarNode):
        content = text[node.start_mark.index : node.end_mark.index].rstrip()
        return int(node.start_mark.index) + len(content)
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def is_flow(node: yaml.Node) -> bool:
    """Whether a list or mapping stands in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def formula_fault(text: str) -> str:
    """Why a text is not one piece of YAML that can stand where a formula stands; empty where nothing is wrong."""
    if not text.strip():
        return ""
    issues = Issues()
    read_tree(text, "", issues)
    found = issues.sorted()
    if found:
        return f"第{found[0].line}行：{found[0].message}"
    return "不能写 ---、... 和 %。" if _foreign(text.split("\n")) else ""


def _foreign(lines: Iterable[str]) -> bool:
    return any(line.startswith(("---", "...", "%")) or "\t" in line for line in lines)


def dedented(text: str) -> str:
    """A formula as it was typed, without what stands around it."""
    return textwrap.dedent(text.replace("\r\n", "\n").strip("\n")).rstrip()


def _record(text: str, node: yaml.Node, shape: Record) -> Data:
    known = {**shape.required, **shape.optional}
    mapping = _mapping(node)
    for name, value in mapping.items():
        if name not in known:
            raise NotPlain(_line(value), f"有{shape.title}没有的“{name}”")
    return {name: plain(text, value, known[name]) for name, value in mapping.items()}


def _scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise NotPlain(_line(node), "应是一个值，写的是一组")
    return "" if node.tag.endswith(":null") and not node.style else str(node.value)


def _list(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    raise NotPlain(_line(node), "应是一个列表")


def _mapping(node: yaml.Node) -> dict[str, yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return entries_of(node)
    raise NotPlain(_line(node), "应是一组名称和值")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
