"""The cases of a rule as one form: a row for each, in which every fact that the rule reads has its field, and in the
case of a score sheet everything that people state for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.models import Edition
from zhibu.rules.facts import Fact
from zhibu.rules.model import Pack
from zhibu.rules.packs.grammar import CASE, GIVEN, JUDGED_CASE, KINDS, SCORED_CASE
from zhibu.rules.packs.shapes import Choice, ListOf, One, Record, Shape
from zhibu.rules.packs.sheet_grammar import CATEGORIES
from zhibu.rules.packs.written import Data
from zhibu.web.rulebook.reads import facts_read

FIELD: Final = "cases"
FACTS: Final = "已知的事实"
GIVENS: Final = "人工填报"
_STATED: Final = "用例中的填报"
_WORDS: Final[Mapping[tuple[str, str | None], tuple[str, ...]]] = {
    ("organisation", "kind"): KINDS,
    ("organisation", "category"): CATEGORIES,
}


@dataclass(frozen=True)
class Listed:
    """The cases of one rule as the rule's page tells them; `sheet`: of a score sheet."""

    path: str
    at: str
    count: int
    sheet: bool


def listed(edition: Edition, path: str, name: str) -> Listed | None:
    """The cases of the rule that stands at a place; None where none does."""
    if forms.judging(edition.files).get(name, ("", ""))[0] != path:
        return None
    where, count = forms.cases_of(edition.files, name)
    return Listed(where, name, count, forms.is_sheet(path))


def without(files: forms.Files, path: str) -> list[str]:
    """The rules that have no cases yet and would get them in this file."""
    return [name for name in forms.judging(files) if forms.cases_of(files, name) == (path, 0)]


def titles(pack: Pack, files: forms.Files) -> dict[str, str]:
    """What the rules are called that have cases."""
    own = {
        name: str(data["title"])
        for name, (_, data) in forms.judging(files).items()
        if isinstance(data, dict) and data.get("title")
    }
    indicators = {one.id: one.title for one in pack.indicators.values()}
    return indicators | {one.id: one.title for one in pack.sheets.values()} | own


def record(pack: Pack, files: forms.Files, rule: str, cases: Data) -> Record:
    """The form of all cases of a rule: one field that is a list."""
    named = dict.fromkeys([*facts_read(pack, files, rule), *_said(cases, "facts")])
    path, data = forms.judging(files)[rule]
    case = SCORED_CASE if forms.is_sheet(path) else JUDGED_CASE
    facts = Record(FACTS, {name: _shape(pack.facts.get(name)) for name in named})
    more = {name: shape for name, shape in _more(data, cases).items() if name not in case.required}
    said = {name for one in _list(cases) for name in _fields(one)}
    optional = {name: shape for name, shape in more.items() if name in case.optional or name in said}
    return Record(
        case.title,
        {FIELD: ListOf(replace(case, required={**case.required, "facts": facts}, optional=optional))},
    )


def _shape(fact: Fact | None) -> Shape:
    """What may be typed for a fact. One that this change itself adds takes anything: the check tells."""
    if fact is None:
        return One(None)
    words = ("true", "false") if fact.kind == "boolean" else _WORDS.get((fact.table, fact.measure.column))
    if words:
        return Choice((*words, "unknown"))
    return One("text") if fact.kind == "text" else One(None)


def _more(rule: Data, cases: Data) -> dict[str, Shape]:
    """All else that a case may say: each thing that people state has its fields, the bands are to be chosen."""
    inputs = _fields(rule, "inputs")
    named = dict.fromkeys([*inputs, *_said(cases, "given")])
    more = {
        **CASE.optional,
        "given": Record(GIVENS, {}, {name: _stated(_fields(inputs, name), cases, name) for name in named}),
        "total": SCORED_CASE.optional["total"],
    }
    bands = tuple(str(_fields(one).get("title", "")) for one in _list(_fields(rule).get("bands", [])))
    if bands:
        more["band"] = Choice(bands)
    return more if named else {name: shape for name, shape in more.items() if name != "given"}


def _stated(wanted: Mapping[str, Data], cases: Data, name: str) -> Record:
    """What an input asks for, and whatever a case says of it besides."""
    said = [_fields(_fields(case, "given"), name) for case in _list(cases)]
    panel = _fields(wanted, "panel")
    asked = {
        "value": not panel,
        "grades": bool(panel),
        "evidence": wanted.get("evidence", "false" if panel else "true") != "false",
        "reason": wanted.get("reason") == "true",
    }
    shapes: dict[str, Shape] = {
        **GIVEN.optional,
        "value": Choice(("true", "false")) if wanted.get("yes_no") == "true" else One("number"),
        "grades": _ballots(panel, said),
    }
    shown = [one for one in shapes if asked[one] or any(one in stated for stated in said)]
    return Record(_STATED, {}, {one: shapes[one] for one in shown})


def _ballots(panel: Mapping[str, Data], said: list[dict[str, Data]]) -> Record:
    """A field for each grade that each group of raters may give."""
    counted = [_fields(stated, "grades") for stated in said]
    raters = dict.fromkeys([*_fields(panel, "raters"), *(one for found in counted for one in found)])
    grades = _fields(panel, "grades")
    return Record(
        _STATED,
        {},
        {
            rater: Record(
                _STATED,
                {},
                dict.fromkeys(
                    [*grades, *(one for found in counted for one in _fields(found, rater))], One("number")
                ),
            )
            for rater in raters
        },
    )


def _said(cases: Data, what: str) -> Iterator[str]:
    for case in _list(cases):
        yield from _fields(case, what)


def _list(data: Data) -> list[Data]:
    return data if isinstance(data, list) else []


def _fields(data: "Data | Mapping[str, Data]", name: str | None = None) -> dict[str, Data]:
    """A mapping, or the one below it at `name`; what is not there has nothing in it."""
    found = data.get(name, {}) if name is not None and isinstance(data, Mapping) else data
    return dict(found) if isinstance(found, Mapping) else {}
