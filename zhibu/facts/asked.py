"""What is asked of records: the rules of some packs for one period, and what facts share. For both ways to count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from zhibu.facts.errors import FactsError
from zhibu.rules.facts import By, Fact, Over, Subject, Window
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.parameters import Parameter
from zhibu.rules.periods import Period
from zhibu.rules.values import Value

Parameters = Mapping[str, Value | None]
"""Parameter id -> its value in force on the period's first day, None where none is in force."""


@dataclass(frozen=True)
class RowSource:
    """What facts must share to be computed in one pass over the same rows."""

    subject: Subject
    table: str
    over: Over
    window: Window
    day: str | None
    days: tuple[str, str | None] | None
    by: By | None

    @classmethod
    def of(cls, fact: Fact) -> "RowSource":
        """Existing months and quarters are counted of all organisations, not only of those founded in the period."""
        window = "to_date" if fact.measure.full else fact.window
        return cls(fact.subject, fact.table, fact.over, window, fact.day, fact.days, fact.by)


def window_start(window: Window, period: Period) -> date:
    """The first day of the window; the window's last day is always the period's."""
    return date(period.end.year, 1, 1) if window == "year_to_date" else period.start


@dataclass(frozen=True)
class Question:
    """The rules of some packs asked for one period; equal when the packs are the same to the byte."""

    packs: tuple[Pack, ...] = field(compare=False)
    period: Period
    subject: Subject = "organisation"
    hashes: tuple[str, ...] = ()

    @classmethod
    def of(cls, packs: Sequence[Pack], period: Period, subject: Subject = "organisation") -> "Question":
        return cls(tuple(packs), period, subject, tuple(pack.hash for pack in packs))

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All facts about the kind of subject."""
        return {id_: fact for id_, fact in self._all("facts").items() if fact.subject == self.subject}

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that are judged for periods of this size, in order of their ids."""
        indicators = self._all("indicators").values()
        asked = [one for one in indicators if (one.subject, one.period) == (self.subject, self.period.size)]
        return tuple(sorted(asked, key=lambda indicator: indicator.id))

    @cached_property
    def all_parameters(self) -> dict[str, Parameter]:
        """Every parameter with all its dated values."""
        return self._all("parameters")

    @cached_property
    def parameters(self) -> Parameters:
        """Every parameter's value in force on the period's first day."""
        dated = {id_: parameter.on(self.period.start) for id_, parameter in self.all_parameters.items()}
        return {id_: None if value is None else value.value for id_, value in dated.items()}

    def _all(self, what: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for pack in self.packs:
            for id_, definition in getattr(pack, what).items():
                if found.setdefault(id_, definition) != definition:
                    raise FactsError(
                        f"规则包 {pack.id} 与另一个规则包对 {id_} 的定义不同，不能一起计算。请改用不同的编号。"
                    )
        return found
