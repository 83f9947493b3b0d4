"""What a value is, whatever stands above or before it: a time, a list of units, or words."""

import re

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.obligations import opens_with_verb
from zhibu.papers.unit_names import NOT_A_UNIT, UNIT, all_units, split_units

_AT_ONCE = re.compile(
    r"(?:立行立改|立知立改|即知即改|即行即改|立即(?:整改|办理|完成)?|已完成|已整改|待定|视情况?)"
)
_BESIDES_TIME = re.compile(
    r"以?[前后内起]|完成|结束|开始|启动|办结|整改|到位|销号|推进|落实|实施|开展|组织|首轮|全部|基本|并|长期|坚持|分别|各|持续|左右|召开|"
    r"[（()）\s、，,；;。和及与至到—~～\-/]"
)
_LONGEST_NAME = 16
_NO_NAME = re.compile(r"[0-9０-９％%。？！“《]|[\u4e00-\u9fff](?:了|的|得|着)[\u4e00-\u9fff]")


def is_time(words: str) -> bool:
    """Whether words name a time, perhaps with what is to be reached by then (一季度完成首轮排查)."""
    words = words.strip()
    if _AT_ONCE.fullmatch(words):
        return True
    found = find_deadlines(words, year=None, stated=True)
    if not found or UNIT.fullmatch(words):
        return False
    rest = words
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    rest = _BESIDES_TIME.sub("", rest)
    return len(rest) <= max(4, len(words) // 3)


def may_be_units(words: str) -> bool:
    """Whether words may be a list of units where a label or a heading has said so: short names, no sentence."""
    names = split_units(words)
    return bool(names) and all(map(_may_be_name, names))


def _may_be_name(name: str) -> bool:
    if UNIT.fullmatch(name) and not NOT_A_UNIT.search(name):
        return True
    bare = re.sub(r"[（(][^（）()]*[）)]", "", name)
    return 2 <= len(bare) <= _LONGEST_NAME and not _NO_NAME.search(bare) and not (
        len(bare) > 4 and opens_with_verb(bare)
    )  # fmt: skip


def are_units(words: str) -> bool:
    """Whether words are certainly a list of units, told by their endings."""
    return all_units(words)
