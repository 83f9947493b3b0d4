"""What a loaded rule pack is: frozen values only, every reference already resolved to exist and every formula
typed.

Read by the evaluators (`zhibu.rules.indicators`, `zhibu.facts`), the desk (`zhibu.rules.duties`) and the
pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from zhibu.rules.facts import Fact, Subject
from zhibu.rules.formula.nodes import Applies, Mark, Node
from zhibu.rules.periods import Size
from zhibu.rules.sheets.model import Sheet
from zhibu.rules.values import Kind, Value

Status = Literal["V", "V-c", "V-w", "L", "U", "X"]

STATUS_TITLES: Final[dict[Status, str]] = {
    "V": "已见条文",
    "V-c": "已见内容，条号待核",
    "V-w": "仅见转述，待核",
    "L": "单位惯例，非中央规定",
    "U": "未核实",
    "X": "未查到",
}


@dataclass(frozen=True)
class Clause:
    """One clause of a source: its number where one is known, a brief quotation, and how far it is
    verified."""

    id: str
    number: str | None
    quote: str
    status: Status

    @property
    def shown_number(self) -> str:
        """第十一条 where verified; 第十五条（条号待核） where not; empty where none is known."""
        if self.number is None:
            return ""
        return self.number if self.status in ("V", "L") else f"{self.number}（条号待核）"


@dataclass(frozen=True)
class Source:
    """A document that rules rest on."""

    id: str
    title: str
    issuer: str
    document_number: str | None
    issued_on: date | None
    clauses: Mapping[str, Clause]


@dataclass(frozen=True)
class Citation:
    """What a rule rests on: one clause of one source."""

    source: Source
    clause: Clause

    @property
    def text(self) -> str:
        """《中国共产党支部工作条例（试行）》第十一条."""
        return f"{self.source.title}{self.clause.shown_number}"

    @property
    def status(self) -> Status:
        """How far the clause is verified."""
        return self.clause.status


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


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity that branches record, e.g. party_lecture 党课."""

    id: str
    title: str
    meaning: str


@dataclass(frozen=True)
class Duty:
    """Something owed again and again: `times` occurrences of an activity kind in every `every`.

    Derived, never stored. `done` counts what has been done in the period. `text` is what the desk says.
    `kinds` are the organisation kinds that it is asked of at all (empty for person duties).
    """

    id: str
    title: str
    subject: Subject
    kinds: tuple[str, ...]
    every: Size
    activity_kind: str
    applies: tuple[Applies, ...]
    times: Node
    done: Node
    text: str
    citation: Citation
    mark: Mark


@dataclass(frozen=True)
class Indicator:
    """A requirement whose verdict is computed: not applicable, else met / not met / unknown.

    `kinds`: only organisations of these kinds are judged and listed at all (empty for person indicators).
    Within them, the first of `applies` that is false makes it not applicable, with that reason; else one that
    is unknown makes the verdict unknown; else `met` decides (true met, false not met, unknown unknown).
    `value` and `required` are what is shown; `required` may be absent. `period` is the size of period that it
    is judged for.
    """

    id: str
    title: str
    subject: Subject
    kinds: tuple[str, ...]
    period: Size
    applies: tuple[Applies, ...]
    value: Node
    required: Node | None
    met: Node
    unit: str
    citation: Citation
    mark: Mark


@dataclass(frozen=True)
class Pack:
    """A rule pack with what it may use. `facts`, `parameters`, `kinds` and `sources` include those of the
    packs that it
    depends on; `duties`, `indicators` and `sheets` are its own. `hash` is the SHA-256 of its files and its
    dependencies'.
    """

    id: str
    title: str
    version: str
    hash: str
    depends_on: tuple[str, ...]
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    kinds: Mapping[str, ActivityKind]
    facts: Mapping[str, Fact]
    duties: Mapping[str, Duty]
    indicators: Mapping[str, Indicator]
    sheets: Mapping[str, Sheet]
