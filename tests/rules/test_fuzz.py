"""Whatever text stands in a pack, the loader answers with issues: no crash, no code run, with bounded work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.conftest import PACKS, SMALL, WritePack
from zhibu.rules import packs
from zhibu.rules.facts import Fact, Measure
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.packs.formulas import LEAVES, Scope, read_formula
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.trees import DEEPEST, read_tree


class TooMuchWork(AssertionError):
    """More functions were called than the text can be worth: work that is cut off instead of waited for."""


@dataclass
class Work:
    """How many Python functions a block has called."""

    calls: int = 0


@contextmanager
def at_most(calls: int) -> Iterator[Work]:
    """Let the block call so many Python functions, and not one more. Counted, not timed: the same on any machine."""
    work = Work()

    def count(frame: FrameType, event: str, argument: object) -> None:
        work.calls += event == "call"
        if work.calls > calls:
            raise TooMuchWork(f"more than {calls} calls")

    sys.setprofile(count)
    try:
        yield work
    finally:
        sys.setprofile(None)


SCOPE = Scope(
    "organisation", {"lectures": Fact("lectures", "党课", "organisation", "activity", Measure("count"))}, {}
)
WORDS = st.sampled_from(
    [
        "1",
        "0.5",
        "true",
        "null",
        "~",
        "2026-09-30",
        "2026-13-40",
        "党课",
        "'x'",
        "!!python/name:os.system",
        "&a",
        "*a",
    ]
)
KEYS = st.sampled_from([*OPERATORS, *LEAVES, "when", "then", "otherwise", "nonsense"])
FORMULAS = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(KEYS, inner).map(lambda pair: f"{{{pair[0]}: {pair[1]}}}"),
        st.lists(st.tuples(KEYS, inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=20,
)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | FORMULAS)
def test_any_text_is_read_as_a_tree_or_refused(text: str) -> None:
    issues = Issues()
    assert read_tree(text, "any.yaml", issues) is not None or len(issues) > 0


@given(FORMULAS)
def test_any_formula_is_typed_or_refused_with_a_reason(text: str) -> None:
    issues = Issues()
    tree = read_tree(text, "any.yaml", issues)
    node = None if tree is None else read_formula(tree, None, SCOPE, issues)
    assert node is not None or len(issues) > 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(sorted(SMALL)), cut=st.integers(0, 400), junk=st.text(max_size=12) | WORDS)
def test_a_pack_damaged_anywhere_is_reported_not_crashed_on(
    write_pack: WritePack, path: str, cut: int, junk: str
) -> None:
    whole = SMALL[path]
    damaged = whole[: cut % len(whole)] + junk.encode("utf-8", "replace").decode() + whole[cut % len(whole) :]
    packs.check(write_pack({path: damaged}))


YEAR_SHEET = (PACKS / "branch-standardisation/sheets/year.yaml").read_text(encoding="utf-8")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, len(YEAR_SHEET) - 1), length=st.integers(0, 30), junk=WORDS | st.text(max_size=8))
def test_a_sheet_damaged_anywhere_is_reported_not_crashed_on(
    tmp_path: Path, cut: int, length: int, junk: str
) -> None:
    for name in ("branch-life", "branch-standardisation"):
        copytree(PACKS / name, tmp_path / name, dirs_exist_ok=True)
    damaged = YEAR_SHEET[:cut] + junk.encode("utf-8", "replace").decode() + YEAR_SHEET[cut + length :]
    (tmp_path / "branch-standardisation/sheets/year.yaml").write_text(damaged, encoding="utf-8")
    packs.check(tmp_path / "branch-standardisation")


@pytest.mark.parametrize("depth", [DEEPEST + 1, 1_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("{not: ", "}"), ("[", "]")])
def test_a_formula_nested_too_deep_is_refused_in_words(
    write_pack: WritePack, depth: int, opening: str, closing: str
) -> None:
    deep = SMALL["indicators/lecture.yaml"].replace(
        "{fact: lectures}", opening * depth + "true" + closing * depth
    )
    directory = write_pack({"indicators/lecture.yaml": deep})
    with at_most(20_000):  # However deep: nothing below DEEPEST is looked at.
        (issue,) = [i for i in packs.check(directory) if "嵌套" in i.message]
    assert issue.message == f"嵌套超过{DEEPEST}层，无法读懂。请把公式拆开，或者用更少的层次来写。"


CONDITION = "c{id}: {{subject: organisation, when: {when}, otherwise: 否}}\n"


@pytest.mark.parametrize(
    ("length", "references", "message"),
    [(5_000, 1, "适用条件一个引用一个"), (9, 20, "公式连同所引用的条件超过")],
)
def test_conditions_that_refer_to_one_another_too_often_are_refused_in_words(
    write_pack: WritePack, length: int, references: int, message: str
) -> None:
    lines = [CONDITION.format(id=0, when="true")]
    for id in range(1, length):
        inner = ", ".join([f"{{condition: c{id - 1}}}"] * references)
        lines.append(CONDITION.format(id=id, when=f"{{all: [{inner}]}}"))
    text = "".join(reversed(lines))
    directory = write_pack({"conditions/c.yaml": text})
    with at_most(20_000 + 10 * len(text)):
        found = packs.check(directory)
    assert any(issue.message.startswith(message) for issue in found)


def many_indicators(blocks: int) -> dict[str, str | None]:
    """The files of a pack with a hundred indicators a block, each with its three cases."""
    indicator, case = SMALL["indicators/lecture.yaml"], SMALL["cases/lecture.yaml"]
    files: dict[str, str | None] = {"indicators/lecture.yaml": None, "cases/lecture.yaml": None}
    for block in range(blocks):
        names = [f"lecture_{block}_{number}" for number in range(100)]
        files[f"indicators/i{block}.yaml"] = "".join(
            indicator.replace("lecture:", f"{name}:", 1) for name in names
        )
        files[f"cases/c{block}.yaml"] = "".join(case.replace("lecture:", f"{name}:", 1) for name in names)
    return files


def test_ten_thousand_indicators_are_checked(write_pack: WritePack) -> None:
    assert packs.report(write_pack(many_indicators(100))).cases == 30_000


def test_a_pack_twice_as_long_is_twice_the_work(write_pack: WritePack) -> None:
    directory = write_pack(many_indicators(2))
    with at_most(1_000_000) as once:
        assert packs.report(directory).cases == 600
    directory = write_pack(many_indicators(4))
    with at_most(once.calls * 21 // 10):
        assert packs.report(directory).cases == 1_200


def test_a_tag_in_a_pack_runs_nothing(write_pack: WritePack, capfd: pytest.CaptureFixture[str]) -> None:
    evil = 'lecture: {title: !!python/object/apply:os.system ["echo ran"]}\n'
    assert packs.check(write_pack({"kinds/kinds.yaml": evil}))
    assert "ran" not in capfd.readouterr().out
