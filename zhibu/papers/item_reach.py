"""How far reaches what is said of items: lines below the last of a list, and what stands before the first."""

import re
from collections.abc import Sequence

from zhibu.papers.nesting import Heading
from zhibu.papers.units import bracketed, is_attribution

_DECIDED, _ANNOUNCED = re.compile("决定|议定|要求|明确|如下|做好|抓好|落实"), 40


def shared_lines(outline: Sequence[Heading], text: str) -> dict[int | None, tuple[int, int]]:
    """By parent, where its last item stands, if that alone has lines on who and until when: they are said of all."""
    groups: dict[int | None, list[Heading]] = {}
    for heading in outline:
        if heading.parent is not None:
            groups.setdefault(heading.parent, []).append(heading)
    return {
        parent: (group[-1].end, group[-1].scope_end)
        for parent, group in groups.items()
        if len(group) > 1
        and any(map(is_attribution, text[group[-1].end : group[-1].scope_end].splitlines()[1:]))
        and not says_who(text[group[0].start : group[-1].start])
    }


def says_who(text: str) -> bool:
    return any(is_attribution(line) or not bracketed(line).is_empty for line in text.splitlines())


def item_end(outline: Sequence[Heading], index: int, text: str) -> int:
    """Where the last sibling ends with which this heading shares its line."""
    end = outline[index].scope_end
    for later in outline[index + 1 :]:
        if later.parent != outline[index].parent or "\n" in text[outline[index].start : later.start]:
            break
        end = later.scope_end
    return end


def announces(text: str, start: int) -> bool:
    """Whether what stands before a list says that it was decided: 会议决定：."""
    line = text[max(0, start - _ANNOUNCED) : start].rstrip()
    return line.endswith(("：", ":")) and _DECIDED.search(re.split("[。\n]", line)[-1]) is not None
