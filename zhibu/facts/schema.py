"""The tables of a snapshot, schema version 2: what one row and one column mean.

The live page builds the same tables in memory for one subtree, so that a fact has one definition.
No table holds the name of a person or any identifier of a person other than an opaque number.
A change of any table here is a new VERSION; old snapshots keep theirs: version 1 has no `statement`.
"""

import pyarrow as pa

VERSION = 2


def _column(name: str, of: pa.DataType, meaning: str, *, nullable: bool = False) -> pa.Field:
    return pa.field(name, of, nullable, {"meaning": meaning})


def _id(meaning: str, name: str = "id", *, nullable: bool = False) -> pa.Field:
    return _column(name, pa.int64(), meaning, nullable=nullable)


def _text(name: str, meaning: str, *, nullable: bool = False) -> pa.Field:
    return _column(name, pa.string(), meaning, nullable=nullable)


def _date(name: str, meaning: str, *, nullable: bool = False) -> pa.Field:
    return _column(name, pa.date32(), meaning, nullable=nullable)


TABLES: dict[str, pa.Schema] = {
    "organisation": pa.schema(
        [
            _id("组织"),
            _id("上级组织，最上级为空", "parent_id", nullable=True),
            _text("path", "组织树路径：下级路径以上级路径开头，每级四位"),
            _text("kind", "committee 党委、general_branch 党总支、branch 党支部、group 党小组"),
            _text("category", "organ 机关、institution 事业单位、enterprise 企业"),
            _text("name", "组织名称"),
            _column("is_joint", pa.bool_(), "是否联合党支部"),
            _date("established_on", "成立日期"),
            _date("dissolved_on", "撤销日期：自这一天起不再存在", nullable=True),
        ]
    ),
    "membership": pa.schema(
        [
            _id("一段党员组织关系"),
            _id("党员（无含义编号）", "person_id"),
            _id("所在党支部", "organisation_id"),
            _id("所在党小组", "group_id", nullable=True),
            _text("status", "full 正式党员、probationary 预备党员"),
            _date("since", "起始日期（含）"),
            _date("until", "自这一天起不再是，仍在为空", nullable=True),
        ]
    ),
    "post": pa.schema(
        [
            _id("一段任职"),
            _id("党员（无含义编号）", "person_id"),
            _id("任职组织", "organisation_id"),
            _text(
                "kind",
                "secretary 书记、deputy_secretary 副书记、organisation_member 组织委员、"
                "publicity_member 宣传委员、discipline_member 纪检委员、committee_member 委员、"
                "group_leader 党小组组长、leader 班子成员",
            ),
            _date("since", "起始日期（含）"),
            _date("until", "自这一天起不再是，仍在为空", nullable=True),
        ]
    ),
    "activity": pa.schema(
        [
            _id("一次活动（纪实）"),
            _id("开展活动的组织", "organisation_id"),
            _text("kind", "活动种类，名称见规则包 kinds"),
            _date("held_on", "开展日期"),
            _column("minutes", pa.int64(), "时长（分钟）", nullable=True),
            _date("recorded_on", "记录日期"),
        ]
    ),
    "attendance": pa.schema(
        [
            _id("一人参加一次活动的记载"),
            _id("所属活动", "activity_id"),
            _id("党员（无含义编号）", "person_id"),
            _id("开展活动的组织，与活动相同", "organisation_id"),
            _text("status", "present 到会、absent 未到"),
            _text("reason", "未到原因", nullable=True),
        ]
    ),
    "term": pa.schema(
        [
            _id("一届班子"),
            _id("所属组织", "organisation_id"),
            _date("elected_on", "选举产生日期"),
            _date("expires_on", "任期届满日期"),
        ]
    ),
    "assignment": pa.schema(
        [
            _id("一个组织承担的一项任务"),
            _id("任务", "task_id"),
            _id("承担任务的组织", "organisation_id"),
            _date("due_on", "办理期限", nullable=True),
            _text("state", "assigned 待办、submitted 已报、returned 退回、done 办结"),
            _date("submitted_on", "上报日期", nullable=True),
            _date("done_on", "办结日期", nullable=True),
        ]
    ),
    "finding": pa.schema(
        [
            _id("一个问题"),
            _id("存在问题的组织", "organisation_id"),
            _text("scope", "common 共性、individual 个性"),
            _text("indicator", "由哪项指标发现", nullable=True),
            _date("opened_on", "发现日期"),
            _date("due_on", "整改期限", nullable=True),
            _date("closed_on", "销号日期，未销号为空", nullable=True),
        ]
    ),
    "declaration": pa.schema(
        [
            _id("一次“本期记录已报全”的确认"),
            _id("作出确认的组织", "organisation_id"),
            _text("period", "所确认的期间，如 2026Q3"),
            _date("declared_on", "确认日期"),
        ]
    ),
    "statement": pa.schema(
        [
            _id("评分表中一项填报"),
            _id("所填报的组织；填报党员的，为其所在党支部", "organisation_id"),
            _id("所填报的党员（无含义编号），填报组织的为空", "person_id", nullable=True),
            _text("sheet", "评分表"),
            _text("input", "填报内容，见评分表的 inputs"),
            _text("period", "评分表的期间，如 2026Q3"),
            _column("top", pa.int64(), "数值的分子（是为 1、否为 0），填报不完整的为空", nullable=True),
            _column("bottom", pa.int64(), "数值的分母，大于 0"),
        ]
    ),
}

REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("organisation", "parent_id", "organisation"),
    ("membership", "organisation_id", "organisation"),
    ("membership", "group_id", "organisation"),
    ("post", "organisation_id", "organisation"),
    ("activity", "organisation_id", "organisation"),
    ("attendance", "activity_id", "activity"),
    ("attendance", "organisation_id", "organisation"),
    ("term", "organisation_id", "organisation"),
    ("assignment", "organisation_id", "organisation"),
    ("finding", "organisation_id", "organisation"),
    ("declaration", "organisation_id", "organisation"),
    ("statement", "organisation_id", "organisation"),
)
"""(table, column, table it points to): what must be present in a snapshot that stands on its own."""


_SINCE = {"statement": 2}


def tables_in(version: int) -> dict[str, pa.Schema]:
    """The tables of snapshots of that version, none where this program does not know it."""
    if not 1 <= version <= VERSION:
        return {}
    return {name: shape for name, shape in TABLES.items() if _SINCE.get(name, 1) <= version}


def empty(name: str) -> pa.Table:
    """A table of that name with no rows."""
    return TABLES[name].empty_table()
