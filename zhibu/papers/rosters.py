"""A roster of members (党员名册): which columns it has, and each row as written. No other column is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhibu.papers.document import Cell, Document
from zhibu.papers.errors import PaperError
from zhibu.papers.numerals import narrow

COLUMNS = {
    "name": "姓名",
    "gender": "性别",
    "birth_date": "出生日期",
    "joined_on": "入党日期",
    "status": "身份",
    "branch": "党支部",
    "group": "党小组",
    "posts": "党内职务",
    "since": "转入日期",
}
"""What is read of a member, by the heading that a blank roster gives it."""
NEEDED = ("name", "gender", "joined_on", "status")

_PAST = re.compile(r"时所在|介绍人|联系|编号|号码|状态|书记$")
_HEADINGS = (
    ("since", re.compile(r"^(?:组织关系)?(?:转入|接收|落入)|进入.{0,4}支部|转入.{0,6}(?:日期|时间)$")),
    ("joined_on", re.compile(r"^(?:入党|加入(?:中国共产党|中共|党组织|组织))(?:的)?(?:日期|时间|年月)?$")),
    ("birth_date", re.compile(r"^(?:出生|生日)")),
    ("name", re.compile(r"^(?:党员)?姓名$")),
    ("gender", re.compile(r"^性别$")),
    ("status", re.compile(r"^(?:党员)?(?:身份|类别|类型)$|^人员类别$|^政治面貌$|^正式.{0,2}预备$")),
    ("group", re.compile(r"党小组")),
    ("branch", re.compile(r"党?支部(?:全?名称)?$|^(?:所在|所属)?(?:基层)?党组织(?:名称)?$")),
    ("posts", re.compile(r"^(?:党内|支部|党组织|党务)(?:职务|任职)$|^职务$")),
)  # fmt: skip
_HEADING_ROWS = 6
_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})(?:[月./-](\d{1,2})日?|月)?")
_CUT_SHORT = re.compile(r"\d{4}\.1")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row: `place` says where it stands in the file (第3行), `said` what it says, by the keys of COLUMNS."""

    place: str
    said: Mapping[str, str]


def read_roster(document: Document) -> list[RosterLine]:
    """Every row below the headings of every table that lists members, empty rows left out.

    Raises PaperError where no table has a column of names, or the first that has lacks one of NEEDED.
    """
    lines: list[RosterLine] = []
    for table in document.tables:
        found = _headings(document, table.rows)
        if found is None:
            continue
        first, columns = found
        _refuse_missing(columns)
        sheet = f"“{table.name}”" if len(document.tables) > 1 and table.name else ""
        for number, row in enumerate(table.rows[first:], first + 1):
            said = {key: document.of(row[c]).strip() for key, c in columns.items() if c < len(row)}
            if any(said.values()):
                lines.append(RosterLine(f"{sheet}第{number}行", said))
    if not lines:
        raise PaperError(
            "没有读到名册", "文件里没有带“姓名”一栏的表格，或表格是空的", "请用空白名册的样式填好后再上传"
        )
    return lines


def read_day(words: str) -> date | None:
    """The day that a cell says: 1998-07-01, 1998.7.1, 1998年7月1日, 19980701; of a month alone (1998.07) its first.

    None for anything else, and for 1998.1: typed as a number, 1998.10 becomes that.
    """
    plain = "".join(narrow(words).split())
    if _CUT_SHORT.fullmatch(plain):
        return None
    match = _DAY.fullmatch(plain) or _PACKED.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None


def _headings(document: Document, rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]] | None:
    """The number of rows down to the headings, and where each column is; None where no row names names."""
    for number, row in enumerate(rows[:_HEADING_ROWS], 1):
        columns: dict[str, int] = {}
        for c, cell in enumerate(row):
            key = _column("".join(document.of(cell).split()))
            if key is not None:
                columns.setdefault(key, c)
        if "name" in columns and len(columns) > 1:
            return number, columns
    return None


def _column(heading: str) -> str | None:
    heading = re.sub(r"[（(].*?[）)]", "", heading)
    if _PAST.search(heading):
        return None
    return next((key for key, pattern in _HEADINGS if pattern.search(heading)), None)


def _refuse_missing(columns: Mapping[str, int]) -> None:
    missing = [COLUMNS[key] for key in NEEDED if key not in columns]
    if missing:
        raise PaperError(
            "名册缺少栏目", f"没有找到{'、'.join(missing)}", "请补上这些栏目，或用空白名册的样式填好后再上传"
        )
