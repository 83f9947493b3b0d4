"""What the columns of a task list mean, told by their headings whatever their order or wording."""

import re
from collections.abc import Mapping, Sequence

from zhibu.papers.document import Cell, Document, Table

# In order of precedence: 责任领导 leads although it begins with 责任, 整改时限 is a deadline although 整改 is work.
_MEANINGS = (
    ("number", re.compile(r"^(?:序号?|编号|No\.?|项次)$", re.IGNORECASE)),
    ("category", re.compile(r"(?:类别|类型)$")),
    ("start", re.compile(r"起始|启动|开始(?:时间|日期)?$")),
    ("deadline", re.compile(r"时限|时间|期限|截止|日期|节点|进度(?:要求|安排)|月份|何时")),
    ("task", re.compile(r"(?:责任|职责)(?:内容|清单|事项)$")),
    ("lead", re.compile(r"牵头|主办|主责|责任领导|分管领导|包抓|主管|领导$")),
    ("responsible", re.compile(
        r"责任|配合|[承协]办|协同|协作|协助|会签|起草|负责|参与|经办|(?:单位|部门|处室|科室)$")),
    ("quantity", re.compile(r"频次|次数|数量|指标值|目标值|学时|频率")),
    ("task", re.compile(
        r"任务|措施|举措|内容|事项|做法|要求|工作|活动|主题|清单|目标|问题|安排|专题|课题|议题|动作|制度")),
    ("category", re.compile(r"类别|类型|项目|板块|分类|方面|一级|维度|方向")),
    ("note", re.compile(r"备注|说明|进展|完成情况|完成率|状态|销号")),
)  # fmt: skip
# Among several columns about the work the most concrete one is the task.
_CONCRETE = re.compile(r"具体|措施|举措|内容|任务分解|做法|事项|工作任务|整改")
_CATEGORY_LIKE = re.compile(
    r"一级|类别|方面|板块|^项目$|^工作项目$|^重点工作$|^工作目标$|^目标$|^问题|(?<!具体)要求$"
)
_MAX_HEADER_ROWS = 6
_HEADING = 10


def meaning_of(heading: str) -> str | None:
    """The meaning of one heading: number, deadline, lead, responsible, quantity, task, category, note, or None."""
    heading = re.sub(r"\s", "", heading)
    if not heading or len(heading) > 20:
        return None
    return next((name for name, pattern in _MEANINGS if pattern.search(heading)), None)


def find_columns(document: Document, table: Table) -> tuple[int, dict[int, str]] | None:
    """The first row below the headings, and the meaning of each column; None where the table is no task list.

    Headings may take several rows: a column is read from all of them down to the last that holds headings only.
    """
    best: tuple[int, int, dict[int, str]] | None = None
    for last in range(min(_MAX_HEADER_ROWS, len(table.rows) - 1)):
        columns = _meanings(document, table.rows, last)
        kinds = set(columns.values())
        score = len(kinds & {"task", "deadline", "lead", "responsible"})
        more = score > best[0] and _reads_as_headings(document, table.rows[last]) if best else True
        better = more or _still_headings(document, table, last)
        if score >= 2 and "task" in kinds and better:
            best = (score, last + 1, columns)
    return None if best is None else (best[1], best[2])


def _still_headings(document: Document, table: Table, row: int) -> bool:
    """Whether a row under a heading row belongs to it: every cell is a heading or merged with the one above."""
    above = set(table.rows[row - 1]) if row else set()
    cells = [cell for cell in table.rows[row] if document.of(cell).strip()]
    shared = any(cell in above for cell in cells)
    return shared and all(cell in above or meaning_of(document.of(cell)) for cell in cells)


def _reads_as_headings(document: Document, row: Sequence[Cell]) -> bool:
    """Whether most cells of a row say what stands below them; a row of work does not."""
    words = [document.of(cell).strip() for cell in set(row) if document.of(cell).strip()]
    headings = sum(len(one) <= _HEADING and meaning_of(one) is not None for one in words)
    return headings * 3 > len(words) * 2


def _meanings(document: Document, table_rows: Sequence[Sequence[Cell]], last: int) -> dict[int, str]:
    rows = table_rows[: last + 1]
    columns: dict[int, str] = {}
    headings: dict[int, str] = {}
    for c in range(len(rows[last])):
        stacked = [document.of(row[c]) for row in rows if c < len(row) and len(set(row)) > 1]  # no title row
        meaning = next((found for text in reversed(stacked) if (found := meaning_of(text))), None)
        if meaning:
            columns[c] = meaning
            headings[c] = "".join(stacked[-1].split())
    below = table_rows[last + 1 :]
    length = {c: sum(len(document.of(row[c])) for row in below if c < len(row)) for c in columns}
    _keep_the_most_concrete(columns, headings, length)
    return columns


def _keep_the_most_concrete(
    columns: dict[int, str], headings: dict[int, str], length: Mapping[int, int]
) -> None:
    """Leave one column of work, or several of one kind: the one with more text where 要求 spells out 任务."""
    tasks = [c for c, meaning in columns.items() if meaning == "task"]
    if len(tasks) > 1:
        chosen = max(tasks, key=lambda c: _concreteness(headings[c], c))
        spelt_out = max(tasks, key=lambda c: length[c])
        if headings[spelt_out].endswith("要求") and length[spelt_out] > 1.5 * length[chosen]:
            chosen = spelt_out
        for c in tasks:
            if headings[c][-2:] != headings[chosen][-2:]:  # 规定动作 and 自选动作 are both work
                columns[c] = "category"


def _concreteness(heading: str, column: int) -> tuple[bool, bool, int]:
    return bool(_CONCRETE.search(heading)), not _CATEGORY_LIKE.search(heading), column
