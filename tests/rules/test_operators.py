"""Every operator does what its example in the catalogue says, and lets unknown through as said there."""

import pytest

from zhibu.rules.formula.evaluate import Context, apply, evaluate
from zhibu.rules.formula.operators import OPERATORS, Operator
from zhibu.rules.packs.formulas import Scope, read_formula
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.trees import Scalar, read_tree
from zhibu.rules.periods import Period
from zhibu.rules.values import Value

NOTHING = Context(Period.parse("2026"), {}, {}, {})


def value_of(formula: str) -> Value | None:
    issues = Issues()
    tree = read_tree(formula, "formula.yaml", issues)
    assert tree is not None
    node = read_formula(tree, None, Scope("organisation", {}, {}), issues)
    assert node is not None, issues.sorted()
    return evaluate(node, NOTHING).value


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_the_example_of_an_operator_gives_its_result(operator: Operator) -> None:
    wanted = read_tree(operator.gives, "gives.yaml", Issues())
    assert isinstance(wanted, Scalar)
    found = value_of(operator.example)
    if operator.gives == "1/3":
        assert found is not None
        assert str(found) == "1/3"
    else:
        assert found == wanted.value


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_unknown_makes_every_result_unknown(operator: Operator) -> None:
    count = max(operator.fewest, len(operator.arguments))
    assert apply(operator.name, [None] * count) is None


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("{all: [false, {equals: [{divide: [1, 0]}, 1]}]}", False),
        ("{all: [true, {equals: [{divide: [1, 0]}, 1]}]}", None),
        ("{any: [true, {equals: [{divide: [1, 0]}, 1]}]}", True),
        ("{any: [false, {equals: [{divide: [1, 0]}, 1]}]}", None),
        ("{not: {equals: [{divide: [1, 0]}, 1]}}", None),
    ],
)
def test_only_what_is_certain_survives_an_unknown(formula: str, result: bool | None) -> None:
    assert value_of(formula) is result


def test_a_choice_stops_at_the_first_true_case() -> None:
    formula = (
        "{choose: [{when: false, then: 1}, {when: true, then: 2}, {when: true, then: 3}, {otherwise: 4}]}"
    )
    assert value_of(formula) == 2


def test_a_choice_is_unknown_when_a_condition_before_the_answer_is() -> None:
    unknown = "{equals: [{divide: [1, 0]}, 1]}"
    assert value_of(f"{{choose: [{{when: {unknown}, then: 1}}, {{otherwise: 1}}]}}") is None


def test_a_half_is_rounded_away_from_zero() -> None:
    assert [value_of("{round: [0.125, 2]}"), value_of("{round: [-0.125, 2]}")] == [
        value_of("{divide: [13, 100]}"),
        value_of("{divide: [-13, 100]}"),
    ]
