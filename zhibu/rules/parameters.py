"""Numbers, words and dates that rules need, with the day from which each value holds."""

from dataclasses import dataclass
from datetime import date

from zhibu.rules.citations import Citation
from zhibu.rules.marks import Mark
from zhibu.rules.values import Kind, Value


@dataclass(frozen=True)
class DatedValue:
    """A value from a day on, until the next one's day or the last day it is in force."""

    in_force_from: date
    value: Value
    citation: Citation
    in_force_to: date | None = None
    last_reviewed_on: date | None = None


@dataclass(frozen=True)
class Parameter:
    """A number, word or date that a rule needs, with its values in the order they took effect.

    `local` marks custom of a unit (单位惯例) that an office may change; it is shown as such.
    """

    id: str
    title: str
    kind: Kind
    unit: str
    values: tuple[DatedValue, ...]
    local: bool
    mark: Mark

    def on(self, day: date) -> DatedValue | None:
        """The value in force on a day, or None where none is."""
        for dated in reversed(self.values):
            if dated.in_force_from <= day:
                return None if dated.in_force_to and day > dated.in_force_to else dated
        return None
