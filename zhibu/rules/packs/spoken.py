"""A formula as it is written, in plain Chinese: beside its YAML, for those who do not read YAML."""

from collections.abc import Mapping, Sequence
from typing import Final

from zhibu.rules.formula.evaluate import PERIOD_PARTS
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.titles import word_title
from zhibu.rules.packs.trees import Entries, Items, Scalar, Tree, read_tree
from zhibu.rules.values import in_words

Titles = Mapping[tuple[str, str], str]
"""(kind of thing, name) -> what it is called: ("fact", "visits") -> 走访慰问次数."""

SAID: Final[Mapping[str, str]] = {
    "add": "加",
    "subtract": "减去",
    "multiply": "乘以",
    "divide": "除以",
    "at_least": "不少于",
    "at_most": "不多于",
    "more_than": "多于",
    "less_than": "少于",
    "equals": "等于",
    "before": "早于",
    "not_after": "不晚于",
    "all": "，并且",
    "any": "，或者",
}
"""Operators that are said between what they stand with."""
_AROUND: Final[Mapping[str, tuple[str, str, str]]] = {
    "least": ("", "、", "中最小的"),
    "greatest": ("", "、", "中最大的"),
    "round_down": ("", "", "去掉小数"),
    "round_up": ("", "", "有小数就进一"),
    "not": ("", "", "不成立"),
    "how_many": ("“", "”“", "”中成立的项数"),
    "days_between": ("从", "到", "的天数"),
}
_LEAVES: Final[Mapping[str, str]] = {
    "fact": "“{}”",
    "parameter": "“{}”",
    "given": "填报的“{}”",
    "indicator": "“{}”达标",
    "points": "“{}”的得分",
    "condition": "没有“{}”的情形",
}
_THIS: Final = {"value": "实际", "required": "要求"}
_JOINS: Final = ("all", "any")
_CHAINED: Final = ("add", "multiply", "all", "any")
_MIXED: Final = (*SAID, "not", "how_many", "round", "round_down", "round_up", "add_months")


def spoken(text: str, titles: Titles) -> str:
    """What a formula says; empty where it is empty or cannot be read, a thing without a title by its name."""
    tree = read_tree(text, "", Issues()) if text.strip() else None
    return "" if tree is None else _said(tree, titles)


def _said(tree: Tree, titles: Titles) -> str:
    if isinstance(tree, Scalar):
        return "" if tree.value is None else word_title("", in_words(tree.value))
    if isinstance(tree, Items) or len(tree.entries) != 1:
        return ""
    (name, content), *_ = tree.entries.items()
    if name == "choose":
        return _choice(content, titles)
    if isinstance(content, Scalar) and name in (*_LEAVES, "this", "period"):
        return _leaf(name, content.text, titles)
    return _operation(name, content.items if isinstance(content, Items) else (content,), titles)


def _leaf(kind: str, name: str, titles: Titles) -> str:
    if kind == "this":
        return titles.get((kind, name), _THIS.get(name, name))
    if kind == "period":
        return PERIOD_PARTS.get(name, name)
    return _LEAVES[kind].format(titles.get((kind, name), name))


def _operation(name: str, parts: Sequence[Tree], titles: Titles) -> str:
    said = [_part(name, part, titles) for part in parts]
    if not all(said):
        return ""
    if name in SAID:
        return SAID[name].join(said)
    if name in _AROUND:
        before, between, after = _AROUND[name]
        return f"{before}{between.join(said)}{after}"
    match name, said:
        case "round", [number, places]:
            return f"{number}四舍五入到{places}位小数"
        case "add_months", [day, months]:
            return f"{day}之后{months}个月"
        case "one_of", [one, *others]:
            return f"{one}是{'、'.join(others)}之一"
    return ""


def _part(above: str, tree: Tree, titles: Titles) -> str:
    """In brackets where it could be read otherwise: a sum in a product, an 或者 within an 并且."""
    said = _said(tree, titles)
    inner = next(iter(tree.entries)) if isinstance(tree, Entries) and len(tree.entries) == 1 else ""
    plain = inner != "choose" and (
        inner not in SAID
        or (above in _JOINS and inner not in _JOINS)
        or (above == inner and above in _CHAINED)
    )
    return said if plain or above not in _MIXED or not said else f"（{said}）"


def _choice(content: Tree, titles: Titles) -> str:
    lines = (
        [line.entries for line in content.items if isinstance(line, Entries)]
        if isinstance(content, Items)
        else []
    )
    said = []
    for line in lines:
        if "otherwise" in line:
            said.append(f"其余情况为{_said(line['otherwise'], titles)}")
        elif "when" in line and "then" in line:
            said.append(f"{_said(line['when'], titles)}时，为{_said(line['then'], titles)}")
    return "；".join(said)
