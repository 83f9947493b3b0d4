"""Documents are read as exactly and as fast as was promised, measured as `make bench-papers` does."""

from pathlib import Path

import pytest

from bench.figures import CLAIMS, score_claims
from bench.papers import (
    GENRE,
    LONG,
    LONG_SECONDS,
    WANTED,
    Scores,
    long_document,
    score_case,
    score_genre,
    score_seeds,
    seconds_for_long,
)

FIELDS_WANTED = {
    "recall": 0.99,
    "precision": 0.99,
    "recall, exact": 0.99,
    "precision, exact": 0.99,
    "measure": 0.98,
    "period": 0.98,
    "subject": 0.99,
}


def assert_good_enough(scores: Scores) -> None:
    for measure, value in scores.table().items():
        assert value >= WANTED[measure], (
            measure,
            scores.outline.misses,
            scores.tasks.misses,
            scores.figures.misses,
        )


def test_documents_of_our_own_are_read_well_enough() -> None:
    assert len(list(GENRE.glob("*.yaml"))) >= 10
    assert_good_enough(score_genre())


@pytest.mark.parametrize("path", sorted(GENRE.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_document_loses_nothing_that_it_once_gave(path: Path) -> None:
    """`known_misses` of a document says how many of its labels are missed or too many, each with its reason."""
    scores = Scores()
    case = score_case(path, scores)
    misses = [*scores.outline.misses, *scores.tasks.misses, *scores.figures.misses]
    assert len(misses) == case.get("known_misses", 0), misses


def test_figures_are_read_well_enough_field_by_field() -> None:
    paths = sorted(CLAIMS.glob("*.yaml"))
    assert len(paths) >= 38
    scores = score_claims(paths)
    table = scores.table()
    for name, wanted in FIELDS_WANTED.items():
        assert table[name] >= wanted, (name, table, scores.misses)


def test_the_real_documents_are_read_well_enough(seeds: Path) -> None:
    scores = score_seeds()
    assert scores is not None
    assert scores.outline.wanted == 127
    assert_good_enough(scores)


@pytest.mark.parametrize("reader", ["read_plan", "read_figures"])
def test_a_hundred_thousand_characters_are_read_in_time(reader: str) -> None:
    assert 0.99 * LONG < len(long_document().text) <= LONG  # a table drawn with bars loses its bars
    assert seconds_for_long()[reader] < LONG_SECONDS


def test_a_score_counts_what_is_missing_and_what_is_too_much() -> None:
    scores = Scores()
    scores.tasks.add("甲", ["a", "b"], ["b", "c", "d"])
    assert (scores.tasks.precision, scores.tasks.recall, scores.tasks.f1) == (1 / 2, 1 / 3, 2 / 5)
    assert sorted(scores.tasks.misses) == ["甲 多 a", "甲 缺 c", "甲 缺 d"]
