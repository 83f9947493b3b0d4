"""A formula of a common shape as fields to choose from, and back into the formula: nobody need type YAML for it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from django.http import QueryDict

from zhibu.rules.packs.sentences import Sentence, operand, sentence_of, written
from zhibu.rules.packs.spoken import SAID
from zhibu.web.rulebook.field import Field
from zhibu.web.rulebook.naming import Things

CONDITIONS: Final = ("when", "met")
"""Fields whose formula holds or does not; that of any other is an amount or a day."""
_AMOUNTS: Final = ("fact", "parameter", "given", "period")
_HOW: Final[Mapping[str, str]] = {
    "divide": "除以",
    "subtract": "减去",
    "add": "加上",
    "days_between": "到另一天的天数，另一天是",
    "add_months": "之后几个月",
}
_OP: Final[Mapping[str, str]] = {
    "at_least": "不少于（≥）",
    "at_most": "不多于（≤）",
    "more_than": "多于（＞）",
    "less_than": "少于（＜）",
    "equals": SAID["equals"],
    "before": SAID["before"],
    "not_after": SAID["not_after"],
    "not": "不成立",
}
_JOIN: Final[Mapping[str, str]] = {"all": "并且（都要成立）", "any": "或者（有一条成立）"}


def is_condition(name: str) -> bool:
    """Whether the formula of a field, lines.0.when, holds or does not."""
    return name.rpartition(".")[2] in CONDITIONS


def fields_of(name: str, sentence: Sentence, things: list[Things]) -> list[Field]:
    """What a formula is chosen with: what, perhaps reckoned with what, and in a condition how it compares to what and
    whether one more is to hold."""
    if not is_condition(name):
        return _amount(name, sentence, things, _AMOUNTS)
    own = ("this", *_AMOUNTS) if name.rpartition(".")[2] == "met" else _AMOUNTS
    also = Field(
        f"{name}.also",
        "另一条",
        "also",
        True,
        fields=_compared(f"{name}.also", sentence.also or Sentence(), things, own),
    )
    join = _choice(f"{name}.join", "还有一条", sentence.join, _JOIN, "没有了")
    return [*_compared(name, sentence, things, own), join, also]


def _compared(name: str, sentence: Sentence, things: list[Things], own: tuple[str, ...]) -> list[Field]:
    """A condition of which nothing is chosen yet offers the comparison that most have."""
    op = sentence.op if sentence.first else "at_least"
    return [
        *_amount(name, sentence, things, own, "indicator", "condition", "points"),
        _choice(f"{name}.op", "怎么比", op, _OP, "成立"),
        *_operand(f"{name}.bound", "与什么比", sentence.bound, _only(things, (*own, "points", ""))),
    ]


def _amount(
    name: str, sentence: Sentence, things: list[Things], own: tuple[str, ...], *more: str
) -> list[Field]:
    return [
        *_operand(f"{name}.first", "什么", sentence.first, _only(things, (*own, *more))),
        _choice(f"{name}.how", "再算", sentence.how, _HOW, "不再算"),
        *_operand(f"{name}.second", "和什么", sentence.second, _only(things, own)),
    ]


def is_chosen(name: str, post: QueryDict) -> bool:
    """Whether a form sends a formula as what was chosen for it, not as text."""
    return name not in post and f"{name}.how" in post


def formula(name: str, post: QueryDict, before: str) -> str:
    """The formula that was chosen; as it was written before where that says the same."""
    sentence, join = _chosen(name, post), post.get(f"{name}.join", "")
    if join in _JOIN and is_condition(name):
        sentence = replace(sentence, join=join, also=_chosen(f"{name}.also", post))
    if sentence == Sentence():
        return ""
    same = sentence_of(before, condition=is_condition(name)) == sentence
    return before if same else written(sentence)


def _chosen(name: str, post: QueryDict) -> Sentence:
    """One comparison or amount; nothing where no operand is chosen."""

    def chosen(what: str) -> str:
        return operand(post.get(f"{name}.{what}", ""), post.get(f"{name}.{what}_number", ""))

    how, op = (post.get(f"{name}.{what}", "") for what in ("how", "op"))
    sentence = Sentence(
        chosen("first"),
        how if how in _HOW else "",
        chosen("second") if how in _HOW else "",
        op if op in _OP else "",
        chosen("bound") if op in _OP and op != "not" else "",
    )
    return sentence if sentence.first or sentence.second or sentence.bound else Sentence()


def _only(things: list[Things], kinds: Collection[str]) -> list[Things]:
    return [one for one in things if one.kind in kinds]


def _operand(name: str, title: str, value: str, things: list[Things]) -> list[Field]:
    groups = [(one.title, one.options) for one in things]
    known = any(value == yaml for _, options in groups for yaml, _ in options)
    if value.startswith("{") and not known:
        groups = [*groups, ("没有这一项", [(value, value)])]
    chosen = value if known or value.startswith("{") else ""
    return [
        Field(name, title, "choice", True, value=chosen, groups=groups, blank="写一个数"),
        Field(f"{name}_number", f"{title}：数", "number", True, value="" if chosen else value.strip('"')),
    ]


def _choice(name: str, title: str, value: str, words: Mapping[str, str], blank: str) -> Field:
    return Field(name, title, "choice", True, value=value, options=list(words.items()), blank=blank)
