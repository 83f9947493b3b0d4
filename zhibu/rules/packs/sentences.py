"""Formulas of the common shapes as what is chosen for them: a number, perhaps reckoned with another, perhaps compared.

{at_least: [{divide: [{fact: a}, {fact: b}]}, 0.8]}
first {fact: a}, how divide, second {fact: b}, op at_least, bound 0.8
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from zhibu.rules.packs.formulas import LEAVES
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import One
from zhibu.rules.packs.trees import Entries, Items, Scalar, Tree, read_tree
from zhibu.rules.packs.written.dumping import scalar

HOW: Final = ("divide", "subtract", "add", "days_between", "add_months")
COMPARED: Final = ("at_least", "at_most", "more_than", "less_than", "equals", "before", "not_after")
NOT: Final = "not"
JOINED: Final = ("all", "any")


@dataclass(frozen=True)
class Sentence:
    """What is chosen. Operands are YAML of one thing, {fact: visits} or 2; what is not chosen yet is empty.

    A condition may be joined with one more, `also`.
    """

    first: str = ""
    how: str = ""
    second: str = ""
    op: str = ""
    bound: str = ""
    join: str = ""
    also: "Sentence | None" = None


def sentence_of(text: str, *, condition: bool) -> Sentence | None:
    """The choices that a formula is, None where it has another shape; only a condition compares."""
    if not text.strip():
        return Sentence()
    issues = Issues()
    tree = read_tree(text, "", issues)
    if tree is None or len(issues):
        return None
    found = _joined(tree) if condition else _amount(tree)
    return found if found is not None and written(found) != "" else None


def written(sentence: Sentence) -> str:
    """The formula that the choices are."""
    if sentence.join and sentence.also is not None:
        parts = (replace(sentence, join="", also=None), sentence.also)
        return _applied(sentence.join, *(written(one) for one in parts))
    amount = sentence.first
    if sentence.how:
        amount = _applied(sentence.how, sentence.first, sentence.second)
    if not sentence.op:
        return amount
    return _applied(sentence.op, amount, "" if sentence.op == NOT else sentence.bound)


def operand(chosen: str, typed: str) -> str:
    """What was chosen, else the number that was typed."""
    return chosen or (scalar(typed.strip(), One("number")) if typed.strip() else "")


def _applied(name: str, *operands: str) -> str:
    return f"{{{name}: [{', '.join(one for one in operands if one)}]}}"


def _joined(tree: Tree) -> Sentence | None:
    name, parts = _operation(tree)
    if name not in JOINED:
        return _condition(tree)
    found = [_condition(part) for part in parts]
    if len(found) > 2 or found[0] is None or found[-1] is None:
        return None
    return replace(found[0], join=name, also=found[1] if len(found) == 2 else Sentence())


def _condition(tree: Tree) -> Sentence | None:
    name, parts = _operation(tree)
    if name == NOT and len(parts) == 1:
        inner = _amount(parts[0])
        return None if inner is None else Sentence(inner.first, inner.how, inner.second, NOT)
    if name not in COMPARED or not 1 <= len(parts) <= 2:
        return _amount(tree)
    inner, bound = _amount(parts[0]), _operand(parts[1]) if len(parts) == 2 else ""
    if inner is None or bound is None:
        return None
    return Sentence(inner.first, inner.how, inner.second, name, bound)


def _amount(tree: Tree) -> Sentence | None:
    name, parts = _operation(tree)
    if name in HOW and 1 <= len(parts) <= 2:
        operands = [_operand(part) for part in parts]
        first, second = (*operands, "")[:2]
        return None if first is None or second is None else Sentence(first, name, second)
    one = _operand(tree)
    return None if one is None else Sentence(one)


def _operation(tree: Tree) -> tuple[str, Sequence[Tree]]:
    if isinstance(tree, Entries) and len(tree.entries) == 1:
        (name, content), *_ = tree.entries.items()
        return name, content.items if isinstance(content, Items) else (content,)
    return "", ()


def _operand(tree: Tree) -> str | None:
    """One thing or one number as YAML, None where it is anything else."""
    if isinstance(tree, Scalar):
        return scalar(tree.text, One("number")) if tree.value is not None else None
    name, parts = _operation(tree)
    named = parts[0] if len(parts) == 1 else None
    if name in LEAVES and name != "choose" and isinstance(named, Scalar):
        return f"{{{name}: {named.text}}}"
    return None
