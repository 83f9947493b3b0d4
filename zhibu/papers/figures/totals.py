"""Parts that exceed or do not make up their total, in a sentence and in a table."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from zhibu.papers.document import Document
from zhibu.papers.figures.doubts import Doubt, in_groups, plain
from zhibu.papers.figures.reading import Figure

_PART = re.compile(r"其中|包括|分别(?:为|是)|由.{1,30}组成")
_COMPLETE = re.compile(r"包括|分别(?:为|是)|组成")
# Those who are young and those who studied may be the same: such parts may overlap.
_OVERLAPS = re.compile("岁|学历|[男女]|民族|以[上下]|职称|干部|后备|能手|骨干|退役|优秀|一线")
_GROWN = re.compile("净增|增加|减少")  # 党员418名，净增11名，其中女党员96名: the parts are those of the 418
_SUMMED_UP = re.compile(r"^[，,、]?(?:合计|共计|总计|共)(?:为|有|达)?$")
_TOTAL_ROW = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计)\s*")
_NESTED_ROW = re.compile("其中|小计")


def totals(text: str, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """共12个，其中甲5个、乙6个: parts may not exceed the whole, and make it up where the words say that they do."""
    for group in in_groups(text, figures, "。！？!?；;\n"):
        for index, (whole, first) in enumerate(pairwise(group)):
            between = text[whole.end : first.start]
            if _GROWN.search(text[max(0, whole.start - 4) : whole.start]):
                continue
            if _PART.search(between) and whole.unit == first.unit and whole.unit != "%":
                yield from _parts(
                    text, whole, group[index + 1 :], complete=_COMPLETE.search(between) is not None
                )
                break
        yield from _summed_up(text, group)


def _parts(text: str, whole: Figure, later: Sequence[Figure], *, complete: bool) -> Iterator[Doubt]:
    parts = [one for one in later if one.unit == whole.unit]
    limit = whole.value or Fraction(0)
    told = text[whole.end : parts[-1].end]
    if complete or not _OVERLAPS.search(told):
        total = _sum(parts)
        wrong = len(parts) > 1 and (total != limit if complete else total > limit)
    else:
        total = max(one.value or Fraction(0) for one in parts)
        wrong = total > limit
    if wrong:
        yield Doubt("total", _message(total, whole), whole.start, parts[-1].end)


def _summed_up(text: str, group: Sequence[Figure]) -> Iterator[Doubt]:
    """甲支部5次、乙支部6次，合计12次: all figures of the unit before make up the sum."""
    for index, whole in enumerate(group):
        if index < 2 or not _SUMMED_UP.match(text[group[index - 1].end : whole.start]):
            continue
        parts = [one for one in group[:index] if one.unit == whole.unit]
        if len(parts) == index and _sum(parts) != whole.value and parts[0].unit != "%":
            yield Doubt("total", _message(_sum(parts), whole), parts[0].start, whole.end)


def table_totals(document: Document, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """A row 合计 that is not the sum of the rows above, column by column; columns with a gap or a mask are left."""
    for table in document.tables:
        names = [document.of(row[0]).strip() for row in table.rows if row]
        if any(_NESTED_ROW.search(name) for name in names):
            continue
        columns: dict[str, list[Figure]] = defaultdict(list)
        first, last = table.rows[0][0].start, table.rows[-1][-1].end
        for one in figures:
            if first <= one.start < last:
                columns[f"{one.measure}/{one.unit}"].append(one)
        for column in columns.values():
            yield from _column(column, len(names))


def _column(column: Sequence[Figure], rows: int) -> Iterator[Doubt]:
    *parts, whole = column
    wanted = _TOTAL_ROW.fullmatch(whole.subject) and whole.unit not in ("%", "岁", "分")
    whole_column = len(column) >= max(3, rows - 2) and all(one.approx == "exact" for one in column)
    if wanted and whole_column and _sum(parts) != whole.value and not _is_mean(whole.measure):
        yield Doubt("total", _message(_sum(parts), whole), whole.start, whole.end)


def _is_mean(measure: str) -> bool:
    return re.search("均|率|占比", measure) is not None


def _sum(parts: Sequence[Figure]) -> Fraction:
    return sum((one.value for one in parts if one.value is not None), Fraction(0))


def _message(total: Fraction, whole: Figure) -> str:
    return f"各项合计 {plain(total)}{whole.unit}，与总数 {whole.quote} 不一致"
