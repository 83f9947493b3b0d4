"""Duties: what an organisation or a person owes again and again. Derived from rules and records, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhibu.rules.facts import Subject
from zhibu.rules.formula.evaluate import Context, add_months, evaluate
from zhibu.rules.formula.nodes import facts_in
from zhibu.rules.indicators import applicability
from zhibu.rules.model import Duty, Pack
from zhibu.rules.periods import Period
from zhibu.rules.traces import Trace
from zhibu.rules.values import Value, Verdict, in_words


@dataclass(frozen=True)
class DutyState:
    """One duty of one subject in one period.

    `verdict`: met (done), not_met (still owed), unknown (no records yet: still owed as far as is known),
    not_applicable (nothing owed, `reason` says why). `deadline` is the period's last day. `text` is for the
    desk.
    """

    duty: Duty
    period: Period
    verdict: Verdict
    times: Fraction | None
    done: Fraction | None
    text: str
    reason: str
    deadline: date
    trace: Trace

    @property
    def is_open(self) -> bool:
        """Whether the desk lists it: it applies, or may apply, and is not known to be done."""
        return self.verdict in ("not_met", "unknown")


def owed(pack: Pack, period: Period, subject: Subject, kind: str = "") -> list[Duty]:
    """The duties asked of this kind of organisation (or of persons) once in every period of this size."""
    return [
        duty
        for duty in pack.duties.values()
        if duty.every == period.size
        and duty.subject == subject
        and (subject == "person" or kind in duty.kinds)
    ]


def asked_from(duty: Duty, pack: Pack, period: Period) -> date:
    """The day on which the duty is first asked: the period's first, or `ahead` months before its last."""
    if duty.ahead is None:
        return period.start
    months = evaluate(duty.ahead, Context(period, pack.parameters, {}, {})).value
    day = add_months(period.end, -months) if isinstance(months, Fraction) else None
    return period.start if day is None else max(day, period.start)


def facts_of(duty: Duty) -> frozenset[str]:
    """The ids of the facts that tell a duty's state."""
    nodes = (duty.times, duty.done, *(condition.when for condition in duty.applies))
    return frozenset().union(*(facts_in(node) for node in nodes))


def state(duty: Duty, pack: Pack, facts: Mapping[str, Value | None], period: Period) -> DutyState:
    """How a duty stands, from the subject's facts for the period (None or absent: unknown).

    The period must have the duty's size, else PeriodError says which size is right.
    """
    context = Context(period.require(duty.every), pack.parameters, pack.facts, facts)
    applies = applicability(duty.applies, context)
    times, done = evaluate(duty.times, context), evaluate(duty.done, context)
    verdict = _verdict(applies.value, times.value, done.value)
    trace = Trace(
        "rule",
        duty.id,
        duty.title,
        None,
        (*applies.traces, times, done),
        citation=duty.citation,
        note=applies.reason,
    )
    return DutyState(
        duty,
        period,
        verdict,
        times.value if isinstance(times.value, Fraction) else None,
        done.value if isinstance(done.value, Fraction) else None,
        duty.text.replace("{times}", in_words(times.value)),
        applies.reason,
        period.end,
        trace,
    )


def _verdict(applies: bool | None, times: Value | None, done: Value | None) -> Verdict:
    if applies is False or times == 0:
        return "not_applicable"
    if applies is None or not isinstance(times, Fraction) or not isinstance(done, Fraction):
        return "unknown"
    return "met" if done >= times else "not_met"
