"""What may be chosen or named in a form, by its Chinese title: of the rules in force and of the change under way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhibu.domain.rulebook.errors import NotInForm
from zhibu.domain.rulebook.forms import entries, entries_under
from zhibu.domain.rulebook.queries import usable_indicators
from zhibu.rules.facts import TABLES, Fact
from zhibu.rules.formula.evaluate import PERIOD_PARTS
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.model import Condition, Pack
from zhibu.rules.packs.grammar import KINDS
from zhibu.rules.packs.sheet_grammar import CATEGORIES
from zhibu.rules.packs.spoken import Titles
from zhibu.rules.packs.titles import word_title
from zhibu.rules.packs.written import Data
from zhibu.rules.values import in_words
from zhibu.web.rulebook.cases import FACTS, GIVENS
from zhibu.web.rulebook.field import Options

Files = Mapping[str, str]


@dataclass(frozen=True)
class Things:
    """Things of one kind that a formula may name; without a kind they are words that stand for themselves."""

    title: str
    kind: str
    names: Options

    @property
    def options(self) -> Options:
        """Their YAML with their titles."""
        return [(f"{{{self.kind}: {name}}}" if self.kind else name, title) for name, title in self.names]


def names(pack: Pack, files: Files, entry: Data) -> dict[str, Options]:
    """Kind of thing -> (name, title): facts, clauses, conditions, activity kinds; the inputs and items of `entry`."""
    kinds = {**{one.id: one.title for one in pack.kinds.values()}, **_own(files, "kinds", "title")}
    conditions = {
        **{one.id: one.applies.otherwise for one in pack.conditions.values()},
        **_own(files, "conditions", "otherwise"),
    }
    return {
        FACTS: list(_fact_titles(pack, files).items()),
        "clause": _clauses(pack, files),
        "conditions": [(name, f"除外：{title}") for name, title in conditions.items()],
        "activity_kind": list(kinds.items()),
        "given": list(_titled(_field(entry, "inputs"))),
        GIVENS: list(_titled(_field(entry, "inputs"))),
        "items": [(str(one.get("id", "")), str(one.get("title", ""))) for one in items_of(entry)],
    }


def things(pack: Pack, files: Files, entry: Data, *, this: bool) -> list[Things]:
    """What a formula may name, of organisations or of persons as the entry says; `this`: also the indicator itself."""
    subject, period = _text(entry, "subject"), _text(entry, "period")
    found = [
        Things("本指标", "this", [("value", "实际"), ("required", "要求")] if this else []),
        Things("事实", "fact", _of(subject, _fact_titles(pack, files), pack.facts, _data(files, "facts"))),
        Things("数字", "parameter", list(_numbers(pack, files).items())),
        Things("填报内容", "given", list(_titled(_field(entry, "inputs")))),
        Things("期间", "period", list(PERIOD_PARTS.items())),
        Things("评分项和评分组的得分", "points", list(_scored(entry))),
    ]
    if _field(entry, "groups"):
        found.append(Things("指标达标", "indicator", list(_indicators(pack, files, subject, period).items())))
    conditions = {one.id: one.applies.otherwise for one in pack.conditions.values()}
    conditions |= _own(files, "conditions", "otherwise")
    fit = _of(subject, conditions, pack.conditions, _data(files, "conditions"))
    found.append(Things("没有这种情形", "condition", fit))
    words = [(word, word_title("", word)) for word in (*KINDS, *CATEGORIES)]
    found.append(Things("种类", "", words))
    return [one for one in found if one.names]


def titles_of(found: list[Things]) -> Titles:
    """What a formula that names them is read with."""
    return {(one.kind, name): title for one in found for name, title in one.names}


def palette(found: list[Things]) -> list[tuple[str, Options]]:
    """What may be put into a formula: (kind of thing, (YAML, title)); the YAML goes in at the cursor."""
    operators = [(one.example, f"{one.title}：{one.meaning}") for one in OPERATORS.values()]
    return [*((one.title, one.options) for one in found if one.kind), ("运算", operators)]


def raw_options(pack: Pack, files: Files, table: str) -> dict[str, Options]:
    """Field of a fact -> what is usually written there, by the table in which it counts."""
    kinds = {**{one.id: one.title for one in pack.kinds.values()}, **_own(files, "kinds", "title")}
    where = {"activity": "{{kind: {}}}", "attendance": "{{status: present, activity.kind: {}}}"}.get(table)
    said = "到会，活动类别是{}" if table == "attendance" else "类别是{}"
    measures = [
        ("count", "有几条"),
        ("exists", "有没有"),
        ("months", "在几个不同的月份"),
        ("quarters", "在几个不同的季度"),
    ]
    if table == "organisation":
        measures += [("full_months", "存在的整月数"), ("full_quarters", "存在的整季度数")]
    if table in TABLES and TABLES[table].has_person:
        measures.append(("{distinct: person_id}", "有几个不同的人"))
    if table == "activity":
        measures.append(("{sum: minutes}", "合计多少分钟"))
    return {
        "measure": measures,
        "where": [(where.format(name), said.format(title)) for name, title in kinds.items()] if where else [],
    }


def _of(
    subject: str, titles: Mapping[str, str], known: Mapping[str, Fact | Condition], own: Mapping[str, Data]
) -> Options:
    """Those that are of this subject; all where no subject is known."""
    return [
        (name, title)
        for name, title in titles.items()
        if not subject
        or (_text(own[name], "subject") if name in own else known[name].subject) in (subject, "")
    ]


def _indicators(pack: Pack, files: Files, subject: str, period: str) -> dict[str, str]:
    """Those that a sheet may ask for: of its subject and judged by its period."""
    found = {
        one.id: one.title
        for one in usable_indicators(pack).values()
        if (one.subject, str(one.period)) == (subject, period)
    }
    own = {
        name: _text(data, "title")
        for name, data in _data(files, "indicators").items()
        if (_text(data, "subject"), _text(data, "period")) == (subject, period)
    }
    return {**found, **own}


def _numbers(pack: Pack, files: Files) -> dict[str, str]:
    """Numbers by their titles, with the newest value that each has."""
    found = {
        one.id: f"{one.title}（{in_words(one.values[-1].value)}{one.unit}）"
        for one in pack.parameters.values()
    }
    for name, data in _data(files, "parameters").items():
        values = _field(data, "values")
        newest = _text(values[-1], "value") if isinstance(values, list) and values else ""
        found[name] = f"{_text(data, 'title')}（{newest}{_text(data, 'unit')}）"
    return found


def _scored(entry: Data) -> Iterator[tuple[str, str]]:
    groups = _field(entry, "groups") if _field(entry, "sanctions") else []
    for group in groups if isinstance(groups, list) else []:
        yield _text(group, "id"), _text(group, "title")
    for one in items_of(entry) if groups else ():
        yield _text(one, "id"), _text(one, "title")


def _fact_titles(pack: Pack, files: Files) -> dict[str, str]:
    return {**{one.id: one.title for one in pack.facts.values()}, **_own(files, "facts", "title")}


def _own(files: Files, folder: str, title: str) -> dict[str, str]:
    """Names with titles that the change itself holds."""
    return {name: _text(data, title) or name for name, data in _data(files, folder).items()}


def _data(files: Files, folder: str) -> dict[str, Data]:
    """What the change itself holds of a kind."""
    return {name: data for name, (_, data) in entries_under(files, folder).items()}


def _clauses(pack: Pack, files: Files) -> Options:
    found = {
        f"{source.id}/{clause.id}": f"{source.title}{clause.shown_number} {clause.quote}"
        for source in pack.sources.values()
        for clause in source.clauses.values()
    }
    try:
        own = entries(files, "sources.yaml") if "sources.yaml" in files else {}
    except NotInForm:
        own = {}
    for source, data in own.items():
        for clause, written in _pairs(_field(data, "clauses") if isinstance(data, dict) else {}):
            found.setdefault(f"{source}/{clause}", f"{_text(data, 'title')} {_text(written, 'quote')}")
    return list(found.items())


def items_of(entry: Data) -> Iterator[dict[str, Data]]:
    """The items of a score sheet as they are written, of all its groups."""
    groups = _field(entry, "groups")
    for group in groups if isinstance(groups, list) else []:
        items = _field(group, "items")
        yield from (one for one in (items if isinstance(items, list) else []) if isinstance(one, dict))


def _titled(data: Data) -> Iterator[tuple[str, str]]:
    for name, inner in _pairs(data):
        yield name, _text(inner, "title") or name


def _pairs(data: Data) -> list[tuple[str, Data]]:
    return list(data.items()) if isinstance(data, dict) else []


def _field(data: Data, name: str) -> Data:
    return data.get(name, "") if isinstance(data, dict) else ""


def _text(data: object, name: str) -> str:
    found = data.get(name, "") if isinstance(data, dict) else ""
    return found if isinstance(found, str) else ""
