"""What a loaded rule pack is: frozen values only, every reference already resolved to exist and every formula typed.

Read by the evaluators (`zhibu.rules.indicators`, `zhibu.facts`), the desk (`zhibu.rules.duties`) and the
pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from zhibu.rules.citations import Citation, Source
from zhibu.rules.facts import Fact, Subject
from zhibu.rules.formula.nodes import Applies, Node
from zhibu.rules.marks import Mark
from zhibu.rules.parameters import Parameter
from zhibu.rules.periods import Size
from zhibu.rules.sheets.model import Sheet


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity that branches record, e.g. party_lecture 党课."""

    id: str
    title: str
    meaning: str


@dataclass(frozen=True)
class Condition:
    """A condition of applicability with a name, so that rules refer to it instead of repeating it."""

    id: str
    subject: Subject
    applies: Applies


@dataclass(frozen=True)
class Duty:
    """Something owed again and again: `times` occurrences of an activity kind in every `every`.

    Derived, never stored. `done` counts what has been done in the period. `text` is what the desk says.
    `kinds` are the organisation kinds that it is asked of at all (empty for person duties). `ahead`: how many months
    before the end of the period it is first asked; None: from the first day.
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
    ahead: Node | None = None


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


@dataclass(frozen=True, eq=False)
class Pack:
    """A rule pack with what it may use; one that was loaded twice is told to be the same by its `hash`.

    `sources`, `parameters`, `kinds`, `facts` and `conditions` include those of the packs that it depends on; `duties`,
    `indicators` and `sheets` are its own. `hash` is the SHA-256 of its files and its dependencies' hashes.
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
    conditions: Mapping[str, Condition]
    duties: Mapping[str, Duty]
    indicators: Mapping[str, Indicator]
    sheets: Mapping[str, Sheet]

    @property
    def not_judged(self) -> list[Citation]:
        """The clauses of the pack's own sources on which no rule rests, each of which says why."""
        own = [source for source in self.sources.values() if source.mark.file.startswith(f"{self.id}/")]
        clauses = [(source, clause) for source in own for clause in source.clauses.values()]
        return [Citation(source, clause) for source, clause in clauses if clause.not_judged]

    @property
    def rules(self) -> list[Indicator | Sheet]:
        """Everything of its own that judges or scores."""
        return [*self.indicators.values(), *self.sheets.values()]

    def only(self, rules: Iterable[Indicator | Sheet]) -> "Pack":
        """The pack with some of its rules, and a hash of its own: it judges otherwise."""
        kept = list(rules)
        indicators = {one.id: one for one in kept if isinstance(one, Indicator)}
        sheets = {one.id: one for one in kept if isinstance(one, Sheet)}
        named = f"{self.hash} {sorted(indicators)} {sorted(sheets)}"
        return replace(self, indicators=indicators, sheets=sheets, hash=sha256(named.encode()).hexdigest())
