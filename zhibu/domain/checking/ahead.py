"""What of a text is asked for or planned and not told as done: by its sentence, or by the section that it stands in."""

import re
from bisect import bisect_right

from zhibu.papers.numbering import find_marks

_OWED = re.compile(
    r"每(?:季度|半年|个?月|年|周|次|名|个)|计划|拟|力争|确保|应当|应(?!届|急|对|用|邀|到)|要求|须|不得|下一步|下步"
)
# 力争开展主题党日20次，发展党员8名: holds to the end of the sentence, unless it turns to what was done.
_FROM_HERE = re.compile(r"(?:^|[，,；;：:、])\s*(?:计划|拟|力争|确保)")
_DONE = re.compile("已|实际|完成|超额")
_HEADING = re.compile(
    r"打算|努力方向|下一?步|下一?阶段|下(?:季度|半年)(?!.*情况)|明年|来年|今后|(?:工作|整改|有关|几点)要求|(?:计划|安排|思路)$"
)
_LONGEST_HEADING = 30
_PLAIN = 1.0
"""A heading without a number stands around all that have one."""


class Ahead:
    """The sections of a text that look forward (四、下步打算)."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._forward: list[bool] = []
        start, rank = 0, None
        for line in text.split("\n"):
            title, own = _title(line)
            if title and (rank is None or own <= rank):
                forward = _HEADING.search(title) is not None
                rank = own if forward else None
                self._starts.append(start)
                self._forward.append(forward)
            start += len(line) + 1

    def holds(self, place: int) -> bool:
        """Whether the place stands in such a section."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and self._forward[index]


def _title(line: str) -> tuple[str, float]:
    """The title that a line is or begins with, and its rank; "" where it has none."""
    mark = next(find_marks(line, 0, len(line)), None)
    if mark and mark.strength == 2 and not mark.style.run_in:
        title = re.split("[。：:]", line[mark.end :])[0]
        return (title if len(title) <= _LONGEST_HEADING else "-"), mark.style.rank
    bare = line.strip().rstrip("：:")
    plain = 2 < len(bare) <= _LONGEST_HEADING // 2 and not re.search("[。，；,;、\t]", bare)
    return (bare, _PLAIN) if plain and _HEADING.search(bare) else ("", _PLAIN)


def is_owed(own_words: str, sentence_before: str) -> bool:
    """Whether the words of a figure, or those of its sentence before it, only ask for it."""
    if _OWED.search(own_words):
        return True
    asked = _FROM_HERE.search(sentence_before)
    return asked is not None and not _DONE.search(sentence_before, asked.end())
