"""Which facts a rule reads, as the draft has it: itself, through conditions, and a sheet through its indicators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.queries import usable_indicators
from zhibu.rules.formula.nodes import facts_in
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.written import Data

_NAMED: Final = re.compile(r"\b(fact|condition|indicator):\s*([a-z][a-z0-9_-]*)", re.ASCII)
Named = tuple[str, str]
"""Kind of thing and name."""


def facts_read(pack: Pack, files: forms.Files, rule: str) -> list[str]:
    """The facts that an indicator or a score sheet of the draft reads, in the order in which it names them."""
    return list(
        dict.fromkeys(_Reader(pack, files, usable_indicators(pack)).facts(forms.judging(files)[rule][1]))
    )


@dataclass
class _Reader:
    """Follows names; each is followed once, so that a circle of conditions ends."""

    pack: Pack
    files: forms.Files
    indicators: dict[str, Indicator]
    followed: set[Named] = field(default_factory=set)

    def facts(self, data: Data) -> Iterator[str]:
        for kind, name in _named(data):
            if kind == "fact":
                yield name
            elif (kind, name) not in self.followed:
                self.followed.add((kind, name))
                yield from self._through(kind, name)

    def _through(self, kind: str, name: str) -> Iterator[str]:
        own = (
            self._condition(name)
            if kind == "condition"
            else forms.judging(self.files).get(name, ("", None))[1]
        )
        if own is not None:
            yield from self.facts(own)
        elif kind == "condition" and name in self.pack.conditions:
            yield from sorted(facts_in(self.pack.conditions[name].applies.when))
        elif kind == "indicator" and name in self.indicators:
            indicator = self.indicators[name]
            for node in (*(one.when for one in indicator.applies), indicator.met):
                yield from sorted(facts_in(node))

    def _condition(self, name: str) -> Data | None:
        return forms.entries_under(self.files, "conditions").get(name, ("", None))[1]


def _named(data: Data) -> Iterator[Named]:
    """What the formulas in the data name; the conditions of a rule come first."""
    if isinstance(data, str):
        for kind, name in _NAMED.findall(data):
            yield kind, name
    elif isinstance(data, list):
        for one in data:
            yield from _named(one)
    else:
        applies = data.get("applies")
        for one in applies if isinstance(applies, list) else []:
            yield from [("condition", one)] if isinstance(one, str) else _named(one)
        for name, one in data.items():
            yield from _named(one) if name != "applies" else ()
