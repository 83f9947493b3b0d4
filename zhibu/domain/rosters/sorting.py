"""What becomes of each row of a roster: entered, there already, or refused with the reason. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from zhibu.domain.people.choices import Gender, PostKind, Status
from zhibu.papers.rosters import COLUMNS, RosterLine, read_day

_POSTS = {
    "书记": PostKind.SECRETARY,
    "副书记": PostKind.DEPUTY_SECRETARY,
    "组织委员": PostKind.ORGANISATION_MEMBER,
    "宣传委员": PostKind.PUBLICITY_MEMBER,
    "纪检委员": PostKind.DISCIPLINE_MEMBER,
    "委员": PostKind.COMMITTEE_MEMBER,
    "组长": PostKind.GROUP_LEADER,
}
_BETWEEN = re.compile(r"[、，,；;/\s]+")
_STATES = {
    "预备党员": Status.PROBATIONARY,
    "预备": Status.PROBATIONARY,
    "正式党员": Status.FULL,
    "正式": Status.FULL,
}
_STATES |= {"中共党员": Status.FULL, "党员": Status.FULL, "中共预备党员": Status.PROBATIONARY}
_NAME, _BRANCH, _GROUP = 30, 40, 40
_EARLIEST = date(1921, 7, 1)


@dataclass(frozen=True, slots=True)
class Held:
    """Who is registered already, with the branch."""

    name: str
    joined_on: date
    branch: int
    branch_name: str


@dataclass(frozen=True)
class Register:
    """What a roster is held against: branches and groups at or below the organisation by their plain names."""

    branches: Mapping[str, Sequence[tuple[int, str]]]
    groups: Mapping[tuple[int, str], int]
    held: Sequence[Held]
    own: tuple[int, str] | None
    """The organisation itself where it is a branch."""
    may_found: bool
    today: date

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Held]]:
        found: dict[str, list[Held]] = {}
        for one in self.held:
            found.setdefault(one.name, []).append(one)
        return found


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One who can be entered; `branch` and `group` are ids, None where one of that name is founded first."""

    name: str
    gender: Gender
    birth_date: date | None
    joined_on: date
    status: Status
    since: date | None
    branch: int | None
    branch_name: str
    group: int | None
    group_name: str
    posts: tuple[PostKind, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`notes` says what was understood otherwise than written, or left out."""

    place: str
    name: str
    state: Literal["new", "known", "refused"]
    why: str = ""
    newcomer: Newcomer | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sorted:
    """A roster sorted. `new_branches` and `new_groups` (branch, group) are founded when it is entered."""

    entries: tuple[Entry, ...] = field(default=())

    def _of(self, state: str) -> list[Entry]:
        return [one for one in self.entries if one.state == state]

    @property
    def new(self) -> list[Entry]:
        return self._of("new")

    @property
    def known(self) -> list[Entry]:
        return self._of("known")

    @property
    def refused(self) -> list[Entry]:
        return self._of("refused")

    @property
    def undated(self) -> bool:
        """Whether anyone's day of coming is not said."""
        return any(one.since is None for one in self.newcomers)

    @cached_property
    def newcomers(self) -> list[Newcomer]:
        return [one.newcomer for one in self.entries if one.newcomer is not None]

    @cached_property
    def new_branches(self) -> list[str]:
        return list(dict.fromkeys(one.branch_name for one in self.newcomers if one.branch is None))

    @cached_property
    def new_groups(self) -> list[tuple[str, str]]:
        return list(
            dict.fromkeys(
                (one.branch_name, one.group_name)
                for one in self.newcomers
                if one.group is None and one.group_name
            )
        )


class _Refused(Exception):
    """A row that cannot be entered; the words say why and what to do."""


def sort_lines(lines: Iterable[RosterLine], register: Register) -> Sorted:
    """Each row by itself, in the order of the file; who stands in it twice is entered once."""
    entries: list[Entry] = []
    seen: dict[tuple[str, date], str] = {}
    for line in lines:
        entry = _sorted(line, register)
        if entry.newcomer is not None:
            key = entry.newcomer.name, entry.newcomer.joined_on
            if key in seen:
                entry = Entry(entry.place, entry.name, "refused", f"与{seen[key]}是同一人，只登记一次。")
            else:
                seen[key] = entry.place
        entries.append(entry)
    return Sorted(tuple(entries))


def plain_name(name: str) -> str:
    """A name of an organisation as it is compared: without blanks and without 中共."""
    return re.sub(r"^(?:中国共产党|中共)", "", "".join(name.split()))


def _sorted(line: RosterLine, register: Register) -> Entry:
    name = "".join(line.said.get("name", "").split())
    try:
        newcomer, notes = _newcomer(name, line.said, register)
    except _Refused as refusal:
        return Entry(line.place, name, "refused", str(refusal))
    for held in register.by_name.get(name, ()):
        if held.joined_on == newcomer.joined_on:
            return _there(line.place, held, newcomer)
        if held.branch == newcomer.branch:
            why = (
                f"{held.branch_name}已有一名{name}，入党日期是{held.joined_on}。"
                "若是同一人，请核对入党日期；若是另一人，请在登记变动里接收。"
            )
            return Entry(line.place, name, "refused", why)
    return Entry(line.place, name, "new", newcomer=newcomer, notes=notes)


def _there(place: str, held: Held, newcomer: Newcomer) -> Entry:
    if held.branch == newcomer.branch:
        return Entry(place, held.name, "known")
    why = f"已在{held.branch_name}的名册中。要转到{newcomer.branch_name}，请在{held.branch_name}的登记变动里转出。"
    return Entry(place, held.name, "refused", why)


def _newcomer(name: str, said: Mapping[str, str], register: Register) -> tuple[Newcomer, tuple[str, ...]]:
    if not name or len(name) > _NAME:
        raise _Refused("没有写姓名。" if not name else f"姓名超过{_NAME}个字，请核对。")
    notes: list[str] = []
    joined = _day("joined_on", said, register.today, notes)
    if joined is None:
        raise _Refused("没有写入党日期。")
    branch, branch_name = _branch(said.get("branch", ""), register)
    group_name = said.get("group", "")
    if len(group_name) > _GROUP:
        raise _Refused(f"党小组名称超过{_GROUP}个字，请缩短。")
    newcomer = Newcomer(
        name=name,
        gender=_gender(said.get("gender", "")),
        birth_date=_day("birth_date", said, register.today, notes, earliest=date(1900, 1, 1)),
        joined_on=joined,
        status=_status(said.get("status", "")),
        since=_day("since", said, register.today, notes),
        branch=branch,
        branch_name=branch_name,
        group=register.groups.get((branch, plain_name(group_name))) if branch is not None else None,
        group_name=group_name,
        posts=_posts(said.get("posts", ""), bool(group_name), notes),
    )
    if newcomer.group is None and group_name and not register.may_found:
        raise _Refused(
            f"{branch_name}没有党小组“{group_name}”，您不能新设。请先请党务部门新设，或把这一格留空。"
        )
    return newcomer, tuple(notes)


def _day(
    key: str, said: Mapping[str, str], today: date, notes: list[str], earliest: date = _EARLIEST
) -> date | None:
    words = said.get(key, "")
    if not words:
        return None
    found = read_day(words)
    if found is None:
        raise _Refused(f"{COLUMNS[key]}“{words}”看不懂，请写成 2010-07-01 的样子。")
    if not earliest <= found <= today:
        raise _Refused(f"{COLUMNS[key]}“{words}”不在{earliest:%Y年}到今天之间，请核对。")
    if len(re.findall(r"\d+", words)) == 2:
        notes.append(f"{COLUMNS[key]}只写到月，按{found}登记")
    return found


def _gender(words: str) -> Gender:
    found = {"男": Gender.MALE, "女": Gender.FEMALE}.get(words)
    if found is None:
        raise _Refused("性别要写“男”或“女”。")
    return found


def _status(words: str) -> Status:
    found = _STATES.get("".join(words.split()))
    if found is None:
        raise _Refused("身份要写“正式党员”或“预备党员”。")
    return found


def _branch(words: str, register: Register) -> tuple[int | None, str]:
    plain = plain_name(words)
    if not plain:
        if register.own is None:
            raise _Refused("没有写党支部。")
        return register.own
    found = register.branches.get(plain, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise _Refused(f"有{len(found)}个党支部都叫“{words}”，请写全称。")
    if not register.may_found or register.own is not None:
        raise _Refused(f"没有找到党支部“{words}”，请核对名称；若要新设，请先请党务部门新设。")
    if not plain.endswith("支部") or len(plain) > _BRANCH:
        raise _Refused(f"没有找到党支部“{words}”。若要新设，名称须以“支部”结尾，不超过{_BRANCH}个字。")
    return None, plain


def _posts(words: str, grouped: bool, notes: list[str]) -> tuple[PostKind, ...]:
    found: list[PostKind] = []
    for one in _BETWEEN.split(words):
        kind = _POSTS.get(re.sub(r"^(?:党支部|支部|党?小组(?=组))|^党?小(?=组长)", "", one))
        if kind is None or (kind == PostKind.GROUP_LEADER and not grouped):
            if one and one not in ("无", "党员", "普通党员", "-", "—"):
                notes.append(f"职务“{one}”不是支部职务，不登记")
        elif kind not in found:
            found.append(kind)
    return tuple(found)
