"""The cases of an indicator as one form: a row for each, in which every fact that the indicator reads has its field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.errors import NotInForm
from zhibu.domain.rulebook.models import Edition
from zhibu.rules.facts import Fact
from zhibu.rules.formula.nodes import facts_in
from zhibu.rules.model import Pack
from zhibu.rules.packs.grammar import JUDGED_CASE, KINDS
from zhibu.rules.packs.shapes import Choice, ListOf, One, Record, Shape
from zhibu.rules.packs.sheet_grammar import CATEGORIES
from zhibu.rules.packs.written import Data
from zhibu.rules.packs.written.plain import NotPlain

FIELD: Final = "cases"
FACTS: Final = "已知的事实"
_READS: Final = re.compile(r"\b(fact|condition):\s*([a-z][a-z0-9_-]*)", re.ASCII)
_WORDS: Final[Mapping[tuple[str, str | None], tuple[str, ...]]] = {
    ("organisation", "kind"): KINDS,
    ("organisation", "category"): CATEGORIES,
}


@dataclass(frozen=True)
class Listed:
    """The cases of one indicator as the indicator's page tells them."""

    path: str
    at: str
    count: int


def listed(edition: Edition, path: str, name: str) -> Listed | None:
    """The cases of the indicator that stands at a place; None where it is no indicator."""
    if not path.startswith("indicators/") or name not in forms.indicators(edition.files):
        return None
    where, count = forms.cases_of(edition.files, name)
    return Listed(where, name, count)


def without(files: forms.Files, path: str) -> list[str]:
    """The indicators that have no cases yet and would get them in this file."""
    return [name for name in forms.indicators(files) if forms.cases_of(files, name) == (path, 0)]


def titles(pack: Pack, files: forms.Files) -> dict[str, str]:
    """What the rules are called that have cases."""
    own = {
        name: str(data["title"])
        for name, (_, data) in forms.indicators(files).items()
        if isinstance(data, dict) and data.get("title")
    }
    indicators = {one.id: one.title for one in pack.indicators.values()}
    return indicators | {one.id: one.title for one in pack.sheets.values()} | own


def record(pack: Pack, files: forms.Files, indicator: str, cases: Data) -> Record:
    """The form of all cases of an indicator: one field that is a list."""
    named = dict.fromkeys([*_facts_read(pack, files, indicator), *_named(cases)])
    facts = Record(FACTS, {name: _shape(pack.facts.get(name)) for name in named})
    case = replace(JUDGED_CASE, required={**JUDGED_CASE.required, "facts": facts})
    return Record(JUDGED_CASE.title, {FIELD: ListOf(case)})


def _shape(fact: Fact | None) -> Shape:
    """What may be typed for a fact. One that this change itself adds takes anything: the check tells."""
    if fact is None:
        return One(None)
    words = ("true", "false") if fact.kind == "boolean" else _WORDS.get((fact.table, fact.measure.column))
    if words:
        return Choice((*words, "unknown"))
    return One("text") if fact.kind == "text" else One(None)


def _named(cases: Data) -> Iterator[str]:
    for case in cases if isinstance(cases, list) else []:
        facts = case.get("facts") if isinstance(case, dict) else None
        yield from facts if isinstance(facts, dict) else ()


def _facts_read(pack: Pack, files: forms.Files, indicator: str) -> Iterator[str]:
    """The facts that an indicator reads, also through conditions, in the order in which it names them."""
    data = forms.indicators(files)[indicator][1]
    applies = data.get("applies") if isinstance(data, dict) else None
    names = [one for one in applies if isinstance(one, str)] if isinstance(applies, list) else []
    yield from _through(pack, files, names)
    yield from _in_text(pack, files, data)


def _in_text(pack: Pack, files: forms.Files, data: Data) -> Iterator[str]:
    for text in _texts(data):
        for kind, name in _READS.findall(text):
            yield from [name] if kind == "fact" else _through(pack, files, [name])


def _through(pack: Pack, files: forms.Files, conditions: Sequence[str]) -> Iterator[str]:
    for name in conditions:
        own = _condition(files, name)
        if own is not None:
            yield from _in_text(pack, {}, own)
        elif name in pack.conditions:
            yield from sorted(facts_in(pack.conditions[name].applies.when))


def _condition(files: forms.Files, name: str) -> Data | None:
    for path in (one for one in files if one.startswith("conditions/")):
        try:
            found = forms.entries(files, path).get(name)
        except NotInForm:
            continue
        if found is not None and not isinstance(found, NotPlain):
            return found
    return None


def _texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)
