"""A snapshot judged by its own rules: verdicts and scores of organisations, and what names those of persons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zhibu.domain.assessment import governing
from zhibu.facts import Results, Scores, evaluate, evaluate_sheets
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Judged:
    """What the rules say of one snapshot. `own` is each indicator's own period; `persons_digest` names what was found
    of persons, without saying it."""

    own: Mapping[str, str]
    results: Results
    scores: Scores
    persons_digest: str


def judge(
    snapshot: Path, rules: governing.Rules, period: Period, told: Callable[[str], None] = lambda step: None
) -> Judged:
    """Everything the rules say when the period is closed. Compiled and set-based, whatever the size of the tree.

    `told` is called with each step before it is taken.
    """
    told("按规则判定各组织")
    results = evaluate(snapshot, rules, period)
    told("计算各组织的评分")
    scores = evaluate_sheets(snapshot, rules, period)
    told("按规则判定党员")
    of_persons = evaluate(snapshot, rules, period, subject="person")
    told("计算党员的评分")
    points = evaluate_sheets(snapshot, rules, period, subject="person")
    told("核对计算结果")
    return Judged(
        {indicator.id: str(own) for indicator, _, own in governing.judged(rules, period)},
        results,
        scores,
        sha256(f"{of_persons.digest}{points.digest}".encode()).hexdigest(),
    )
