"""From checked fields to sources, parameters and kinds."""

from collections.abc import Mapping

from zhibu.rules.citations import Citation, Clause, Source
from zhibu.rules.marks import Mark
from zhibu.rules.model import ActivityKind
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import BROKEN, Fields, perhaps
from zhibu.rules.parameters import DatedValue, Parameter
from zhibu.rules.values import KIND_TITLES, kind_of


def build_source(id: str, fields: Fields) -> Source:
    """A source with its clauses; clauses that could not be read are left out."""
    clauses = {
        name: Clause(
            name, clause.get("number"), clause["quote"], clause["status"], clause.get("not_judged", "")
        )
        for name, clause in fields["clauses"].items()
        if clause is not BROKEN
    }
    return Source(
        id,
        fields["title"],
        fields["issuer"],
        fields.get("number"),
        fields.get("issued_on"),
        clauses,
        fields.mark,
        fields.get("note", ""),
    )


def find_citation(text: str, sources: Mapping[str, Source], mark: Mark, issues: Issues) -> Citation | None:
    """The clause that `source/clause` names, or None after noting what is not found."""
    source_id, _, clause_id = text.partition("/")
    source = sources.get(source_id)
    if source is None:
        issues.add(mark, f"sources.yaml 里没有文件“{source_id}”。{perhaps(source_id, sources)}")
        return None
    clause = source.clauses.get(clause_id)
    if clause is None:
        issues.add(mark, f"{source.title}里没有条款“{clause_id}”。{perhaps(clause_id, source.clauses)}")
        return None
    return Citation(source, clause)


def build_parameter(
    id: str, fields: Fields, sources: Mapping[str, Source], issues: Issues
) -> Parameter | None:
    """A parameter whose values follow one another without overlap, are of one kind and cite what they rest on."""
    values: list[DatedValue] = []
    for written in fields["values"]:
        citation = find_citation(written["clause"], sources, written.mark, issues)
        if citation is None:
            return None
        if citation.status in ("L", "U", "X") and not fields.get("local", False):
            issues.add(
                written.mark,
                f"所引条款的核实程度是 {citation.status}，不是中央规定。请给这个参数写上 local: true。",
            )
        dated = DatedValue(
            written["in_force_from"],
            written["value"],
            citation,
            written.get("in_force_to"),
            written.get("last_reviewed_on"),
        )
        _check_order(values, dated, written.mark, issues)
        values.append(dated)
    kind = kind_of(values[0].value)
    if any(kind_of(dated.value) != kind for dated in values):
        issues.add(fields.mark, f"参数“{fields['title']}”的各个值不是同一类，请都写成{KIND_TITLES[kind]}。")
    return Parameter(
        id,
        fields["title"],
        kind,
        fields.get("unit", ""),
        tuple(values),
        fields.get("local", False),
        fields.mark,
    )


def _check_order(earlier: list[DatedValue], dated: DatedValue, mark: Mark, issues: Issues) -> None:
    if dated.in_force_to and dated.in_force_to < dated.in_force_from:
        issues.add(mark, "in_force_to 早于 in_force_from，请对调或改正。")
    if not earlier:
        return
    last = earlier[-1]
    if dated.in_force_from <= last.in_force_from:
        issues.add(
            mark,
            f"生效日期 {dated.in_force_from} 不晚于上一个值的 {last.in_force_from}。请按日期从早到晚写。",
        )
    elif last.in_force_to and last.in_force_to >= dated.in_force_from:
        issues.add(
            mark,
            f"与上一个值的日期重叠：上一个值到 {last.in_force_to} 为止，这个值从 {dated.in_force_from} 起。",
        )


def build_kind(id: str, fields: Fields) -> ActivityKind:
    """A kind of activity."""
    return ActivityKind(id, fields["title"], fields.get("meaning", ""))
