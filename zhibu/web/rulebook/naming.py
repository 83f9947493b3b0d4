"""What may be chosen or named in a form, by its Chinese title: of the rules in force and of the change under way."""

from collections.abc import Iterator, Mapping

from zhibu.domain.rulebook.errors import NotInForm
from zhibu.domain.rulebook.forms import entries
from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.model import Pack
from zhibu.rules.packs.written import Data
from zhibu.web.rulebook.cases import FACTS, GIVENS
from zhibu.web.rulebook.drawing import Options

Files = Mapping[str, str]


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
        "items": [(str(one.get("id", "")), str(one.get("title", ""))) for one in _items(entry)],
    }


def palette(pack: Pack, files: Files, entry: Data) -> list[tuple[str, Options]]:
    """What may be put into a formula: (kind of thing, (YAML, title)); the YAML goes in at the cursor."""
    facts = _fact_titles(pack, files)
    numbers = {
        **{one.id: one.title for one in pack.parameters.values()},
        **_own(files, "parameters", "title"),
    }
    found: list[tuple[str, Options]] = [
        ("事实", [(f"{{fact: {name}}}", title) for name, title in facts.items()]),
        ("数字", [(f"{{parameter: {name}}}", title) for name, title in numbers.items()]),
        ("填报内容", [(f"{{given: {name}}}", title) for name, title in _titled(_field(entry, "inputs"))]),
        ("运算", [(one.example, f"{one.title}：{one.meaning}") for one in OPERATORS.values()]),
    ]
    return [(title, options) for title, options in found if options]


def _fact_titles(pack: Pack, files: Files) -> dict[str, str]:
    return {**{one.id: one.title for one in pack.facts.values()}, **_own(files, "facts", "title")}


def _own(files: Files, folder: str, title: str) -> dict[str, str]:
    """Names with titles that the change itself holds; files that a form cannot show are left out."""
    found: dict[str, str] = {}
    for path in files:
        if path.startswith(f"{folder}/"):
            try:
                found |= {
                    name: str(data.get(title, name))
                    for name, data in entries(files, path).items()
                    if isinstance(data, dict)
                }
            except NotInForm:
                continue
    return found


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


def _items(entry: Data) -> Iterator[dict[str, Data]]:
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
