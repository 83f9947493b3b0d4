"""How deep each heading lies, told by the styles of numbering that are open above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhibu.papers.units import without_attribution

_LOOK_AHEAD = 300


@dataclass(frozen=True, slots=True)
class Heading:
    """The number begins at `start`, its title is at `title_start` to `end`; the text under it ends at `scope_end`."""

    level: int
    number: str
    title: str
    start: int
    title_start: int
    end: int
    scope_end: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """A heading before it has its place: its style and ordinal say what it may stand under."""

    style: str
    rank: float
    ordinal: int
    label: str
    start: int
    title_start: int
    title_end: int
    run_in: bool = False
    stated: int | None = None


def nest(found: Sequence[Found], text: str, text_end: int) -> tuple[Heading, ...]:
    """Levels by nesting: a style already open is a sibling, a deeper one a child."""
    stack: list[int] = []
    parents: list[int | None] = []
    levels: list[int] = []
    closing: dict[int, int] = {}
    inside: set[tuple[str, str]] = set()  # (inner style, outer style) as this document has nested them
    for index, one in enumerate(found):
        closed = None
        while stack and closed != one.style and _closes(found, stack, index, inside):
            closed = found[stack[-1]].style
            closing[stack.pop()] = one.start
        parents.append(stack[-1] if stack else None)
        inside.update((one.style, found[i].style) for i in stack)
        stack.append(index)
        levels.append(len(stack))
    return tuple(
        Heading(
            levels[i], one.label, _shown(text, one), one.start, one.title_start, one.title_end,
            closing.get(i, text_end), parents[i],
        )
        for i, one in enumerate(found)
    )  # fmt: skip


def _shown(text: str, one: Found) -> str:
    title = text[one.title_start : one.title_end]
    return (without_attribution(title) or title).strip(" 　：:。【】[]〔〕★●■◆▲※☆")


def _closes(found: Sequence[Found], stack: Sequence[int], index: int, inside: set[tuple[str, str]]) -> bool:
    """Whether the heading at `index` ends the innermost open one."""
    one, top = found[index], found[stack[-1]]
    if one.stated is not None and top.stated is not None:
        return one.stated <= top.stated
    if one.style == top.style or any(found[i].style == one.style for i in stack):
        return True
    if one.rank > top.rank or (one.ordinal == 1 and (one.style, top.style) in inside):
        return False
    return not (one.ordinal == 1 and top.ordinal and _continues(found, stack[-1], index))


def _continues(found: Sequence[Found], top: int, index: int) -> bool:
    """Whether the open heading's own numbering goes on after `index`, so that the heading there lies inside it."""
    for later in found[index + 1 : index + _LOOK_AHEAD]:
        if later.style == found[top].style:
            return later.ordinal == found[top].ordinal + 1
        if later.rank < min(found[top].rank, found[index].rank):
            return False
    return False
