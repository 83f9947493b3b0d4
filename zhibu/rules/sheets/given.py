"""What people state for a sheet: a number with its evidence and reason, or the grades that a panel gave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from zhibu.rules.sheets.model import Input, Panel
from zhibu.rules.traces import Trace
from zhibu.rules.values import Value, kind_of, number_text


class GivenError(ValueError):
    """A statement does not fit its input (`wanted`); the message says how."""

    def __init__(self, wanted: Input, message: str) -> None:
        super().__init__(f"“{wanted.title}”{message}")
        self.wanted = wanted


@dataclass(frozen=True)
class Given:
    """One statement: a number, yes or no, or for a panel the number of ballots by rater group and grade."""

    value: Value | None = None
    grades: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    reason: str = ""


def given_trace(wanted: Input, given: Given | None) -> Trace:
    """The step for an input: its number, or unknown with a note saying what is missing."""
    if given is None or (given.value is None and not given.grades):
        return _unknown(wanted, "尚未填报")
    if wanted.evidence and not given.evidence:
        return _unknown(wanted, "尚未写明佐证材料")
    if wanted.reason and not given.reason:
        return _unknown(wanted, "尚未写明理由")
    if wanted.panel:
        return _panel(wanted, wanted.panel, given)
    if given.value is None or kind_of(given.value) != wanted.kind:
        raise GivenError(
            wanted, f"要填{'数' if wanted.kind == 'number' else '是或否（true 或 false）'}，请改正。"
        )
    if isinstance(given.value, Fraction):
        _check_bounds(wanted, given.value)
    note = "；".join([*given.evidence, *([given.reason] if given.reason else [])])
    return Trace("given", wanted.id, wanted.title, given.value, note=note)


def _unknown(wanted: Input, note: str) -> Trace:
    return Trace("given", wanted.id, wanted.title, None, note=note)


def _check_bounds(wanted: Input, value: Fraction) -> None:
    below = wanted.least is not None and value < wanted.least
    above = wanted.most is not None and value > wanted.most
    if below or above:
        least = "不限" if wanted.least is None else number_text(wanted.least)
        most = "不限" if wanted.most is None else number_text(wanted.most)
        raise GivenError(wanted, f"填的是{number_text(value)}，应在{least}到{most}之间，请改正。")


def _panel(wanted: Input, panel: Panel, given: Given) -> Trace:
    """The weighted mean of the rater groups' mean points; unknown until every group has ballots."""
    _check_panel(wanted, panel, given)
    total, parts = Fraction(0), []
    for rater, weight in panel.raters.items():
        ballots = given.grades.get(rater, {})
        count = sum(ballots.values(), Fraction(0))
        if not count:
            return _unknown(wanted, f"“{rater}”尚无评议票")
        mean = sum((panel.grades[grade] * number for grade, number in ballots.items()), Fraction(0)) / count
        counted = "、".join(f"{grade}{number_text(number)}票" for grade, number in ballots.items())
        parts.append(Trace("given", rater, f"{rater}：{counted}", mean, note=f"权重{number_text(weight)}"))
        total += weight * mean
    return Trace("given", wanted.id, wanted.title, total, tuple(parts))


def _check_panel(wanted: Input, panel: Panel, given: Given) -> None:
    for rater, ballots in given.grades.items():
        if rater not in panel.raters:
            raise GivenError(wanted, f"没有评议人“{rater}”，可以写的有：{'、'.join(panel.raters)}。")
        for grade, number in ballots.items():
            if grade not in panel.grades:
                raise GivenError(wanted, f"没有等次“{grade}”，可以写的有：{'、'.join(panel.grades)}。")
            if number < 0 or number.denominator != 1:
                raise GivenError(wanted, f"中{rater}的“{grade}”票数要写成不小于0的整数。")
