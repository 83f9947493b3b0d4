"""How a value came about: a tree that any page can show and any clerk can follow. Always made, never optional."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from zhibu.rules.citations import Citation
from zhibu.rules.values import Value, in_words, plain

Step = Literal["constant", "fact", "parameter", "period", "given", "operation", "choice", "rule"]


@dataclass(frozen=True)
class Trace:
    """One step: what it is, its value (None: unknown), and the steps that it was made from.

    `id` is the fact, parameter, input, operator or rule. A parameter's step also has the day from which the
    value holds and what it rests on. `note` says in words what the value alone does not, e.g. why something
    is unknown.
    """

    step: Step
    id: str
    title: str
    value: Value | None
    parts: tuple["Trace", ...] = ()
    in_force_from: date | None = None
    citation: Citation | None = None
    note: str = ""

    def walk(self) -> Iterator["Trace"]:
        """This step and all below it, from the top down."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def facts(self) -> dict[str, Value | None]:
        """The facts that were used, by id, with their values."""
        return {trace.id: trace.value for trace in self.walk() if trace.step == "fact"}

    def as_json(self) -> dict[str, Any]:
        """The tree as plain JSON values; keys without content are left out."""
        whole: dict[str, Any] = {
            "step": self.step,
            "id": self.id,
            "title": self.title,
            "value": plain(self.value),
            "in_words": in_words(self.value),
        }
        if self.in_force_from:
            whole["in_force_from"] = self.in_force_from.isoformat()
        if self.citation:
            whole["clause"] = self.citation.text
            whole["status"] = self.citation.status
        if self.note:
            whole["note"] = self.note
        if self.parts:
            whole["parts"] = [part.as_json() for part in self.parts]
        return whole
