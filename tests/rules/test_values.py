from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibu.rules.values import Value, in_words, number_text, plain


@given(st.fractions())
def test_a_number_written_as_text_reads_back_as_the_same_number(number: Fraction) -> None:
    assert Fraction(number_text(number)) == number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "暂无数据"),
        (True, "是"),
        (Fraction(0), "0"),
        (Fraction(-5, 4), "-1.25"),
        (Fraction(1, 3), "1/3"),
        (date(2026, 9, 30), "2026年9月30日"),
        ("organ", "organ"),
    ],
)
def test_values_are_written_as_people_write_them(value: Value | None, words: str) -> None:
    assert in_words(value) == words


def test_values_for_json_stay_exact() -> None:
    assert [plain(Fraction(6, 2)), plain(Fraction(5, 2)), plain(Fraction(1, 3)), plain(None)] == [
        3,
        2.5,
        "1/3",
        None,
    ]
