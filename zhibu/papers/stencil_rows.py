"""Table rows of a stencil that stand for many: a row with {{各组织：名称}} is written once for each organisation."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from zhibu.papers.official import FigureRef

SEPARATOR = "："
_NONE = "无"

Values = Mapping[str, FigureRef | str]


@dataclass(frozen=True)
class Group:
    """What a row may be written for: the names that it may hold, and the values of each item, in order."""

    names: Sequence[str]
    items: Sequence[Values]


def group_of(name: str) -> str:
    """各组织 of 各组织：名称; "" for a name that belongs to no row."""
    before, found, _ = name.partition(SEPARATOR)
    return before if found else ""


def groups_in(names: Sequence[str]) -> list[str]:
    """The groups that some names belong to, each once."""
    return list(dict.fromkeys(group for name in names if (group := group_of(name))))


def row_of(paragraph: Any) -> Any | None:
    """The table row that a paragraph stands in."""
    return next(iter(paragraph.iterancestors(qn("w:tr"))), None)


def copies(row: Any, group: Group) -> Iterator[tuple[Any, Values]]:
    """The row copied for each item, with its values, in the row's place; one that says 无 where there is none."""
    nothing: Values = dict.fromkeys(group.names, "") | {group.names[0]: _NONE}
    for item in group.items or [nothing]:
        copy = deepcopy(row)
        row.addprevious(copy)
        yield copy, item
    row.getparent().remove(row)


def places(document: Any) -> Iterator[tuple[Any, str]]:
    """Each paragraph of the body with where it stands, in words: 正文第3段, 表格1第2行."""
    tables = {table: number for number, table in enumerate(document.element.body.iter(qn("w:tbl")), 1)}
    count = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        row = row_of(paragraph)
        if row is None:
            count += 1
            yield paragraph, f"正文第{count}段"
            continue
        table = next(row.iterancestors(qn("w:tbl")))
        yield paragraph, f"表格{tables[table]}第{list(table.iter(qn('w:tr'))).index(row) + 1}行"
