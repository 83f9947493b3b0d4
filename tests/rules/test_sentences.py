"""Formulas in plain Chinese, and those of the common shapes as what is chosen for them and back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.packs.sentences import Sentence, operand, sentence_of, written
from zhibu.rules.packs.spoken import spoken

TITLES = {
    ("fact", "visits"): "走访慰问次数",
    ("fact", "months"): "整月数",
    ("parameter", "least"): "每季度次数",
    ("given", "case"): "案件数",
    ("indicator", "lecture"): "党课",
    ("condition", "new"): "本期成立",
}


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("{fact: visits}", "“走访慰问次数”"),
        ("{at_least: [{fact: visits}, 2]}", "“走访慰问次数”不少于2"),
        ("{at_most: [{this: value}, {this: required}]}", "实际不多于要求"),
        ("{divide: [{fact: visits}, {fact: months}]}", "“走访慰问次数”除以“整月数”"),
        (
            "{more_than: [{divide: [{fact: visits}, {fact: months}]}, 0.8]}",
            "（“走访慰问次数”除以“整月数”）多于0.8",
        ),
        ("{multiply: [2, {add: [1, {fact: visits}, 3]}]}", "2乘以（1加“走访慰问次数”加3）"),
        ("{subtract: [5, {subtract: [3, 1]}]}", "5减去（3减去1）"),
        (
            "{all: [{indicator: lecture}, {any: [{condition: new}, {not: [{given: case}]}]}]}",
            "“党课”达标，并且（没有“本期成立”的情形，或者填报的“案件数”不成立）",
        ),
        ("{days_between: [{period: start}, 2026-03-01]}", "从期间第一天到2026年3月1日的天数"),
        ("{add_months: [{period: end}, {parameter: least}]}", "期间最后一天之后“每季度次数”个月"),
        ("{one_of: [branch, branch, group]}", "党支部是党支部、党小组之一"),
        ("{round: [{divide: [1, 3]}, 2]}", "（1除以3）四舍五入到2位小数"),
        (
            "{choose: [{when: {at_least: [{fact: visits}, 1]}, then: 4}, {otherwise: 0}]}",
            "“走访慰问次数”不少于1时，为4；其余情况为0",
        ),
        ("{fact: unheard_of}", "“unheard_of”"),
        ("", ""),
        ("{add: [", ""),
        ("{unheard_of: [1]}", ""),
    ],
)
def test_a_formula_is_said_in_plain_words(formula: str, said: str) -> None:
    assert spoken(formula, TITLES) == said


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_every_operator_can_be_said(operator) -> None:
    said = spoken(operator.example, {})
    assert said and not re.search("[a-z]{3}", said)


def shipped() -> Iterator[tuple[str, str]]:
    """(field, formula) of every formula in brackets on one line of the packs that come with the product."""
    for path in sorted(Path("packs").glob("*/*/*.yaml")):
        if path.parent.name not in ("cases", "facts", "parameters", "kinds"):
            text = path.read_text(encoding="utf-8")
            for found in re.finditer(r"\b(when|count|ratio|value|required|met|times|done): (?=\{)", text):
                yield found[1], braced(text[found.end() :])


def braced(text: str) -> str:
    depth = 0
    for number, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return text[: number + 1]
    return text


def test_nearly_every_formula_of_the_shipped_packs_can_be_chosen_and_reads_back_the_same() -> None:
    formulas = [(field, text) for field, text in shipped() if "\n" not in text]
    found = [(text, sentence_of(text, condition=field in ("when", "met"))) for field, text in formulas]
    chosen = [(text, sentence) for text, sentence in found if sentence is not None]
    assert len(chosen) > 100 and len(chosen) >= len(found) * 0.95
    assert [text for text, sentence in chosen if written(sentence) != text] == []


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("", Sentence()),
        ("{fact: a}", Sentence("{fact: a}")),
        (
            "{at_least: [{divide: [{fact: a}, {fact: b}]}, 0.80]}",
            Sentence("{fact: a}", "divide", "{fact: b}", "at_least", "0.80"),
        ),
        ("{not: [{fact: a}]}", Sentence("{fact: a}", op="not")),
        ("{at_least: [{fact: a}]}", Sentence("{fact: a}", op="at_least")),
        (
            "{all: [{at_least: [{fact: a}, 3]}, {at_most: [{fact: a}, 7]}]}",
            Sentence(
                "{fact: a}",
                op="at_least",
                bound="3",
                join="all",
                also=Sentence("{fact: a}", op="at_most", bound="7"),
            ),
        ),
        ("{any: [{fact: a}]}", Sentence("{fact: a}", join="any", also=Sentence())),
        ("{equals: [{fact: a}, organ]}", Sentence("{fact: a}", op="equals", bound="organ")),
    ],
)
def test_a_formula_is_the_choices_made_for_it(formula: str, sentence: Sentence) -> None:
    assert sentence_of(formula, condition=True) == sentence
    assert written(sentence) == formula


@pytest.mark.parametrize(
    "formula",
    [
        "{all: [{fact: a}, {fact: b}, {fact: c}]}",
        "{all: [{fact: a}, {any: [{fact: b}, {fact: c}]}]}",
        "{add: [1, 2, 3]}",
        "{divide: [{add: [1, 2]}, 3]}",
        "{at_least: [1, {add: [1, 2]}]}",
        "{choose: [{otherwise: 1}]}",
        "[1, 2]",
        "{at_least: [",
    ],
)
def test_a_formula_of_another_shape_is_left_to_be_written(formula: str) -> None:
    assert sentence_of(formula, condition=True) is None


def test_an_amount_does_not_compare() -> None:
    assert sentence_of("{at_least: [{fact: a}, 1]}", condition=False) is None


@pytest.mark.parametrize("typed", ["2]", "a: b", "两 次", '"', "#", "{"])
def test_whatever_is_typed_for_a_number_stays_one_value(typed: str) -> None:
    sentence = Sentence("{fact: a}", op="at_least", bound=operand("", typed))
    assert sentence_of(written(sentence), condition=True) == sentence
