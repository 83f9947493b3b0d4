"""Where a title ends: at its line, at a full stop, or, in text that lost its stops, where its siblings end alike."""

import re
from collections.abc import Sequence

from zhibu.papers.numbering import begins_with_number
from zhibu.papers.unit_names import all_units

_STOP = re.compile(r"[。！？!?；;]")
_BRACKETED = re.compile(
    r"[（(【][^（）()【】\n]*[）)】]"
)  # a stop in there parts labels: （牵头：甲；责任：乙）
_COLON = re.compile(r"[：:]")
_OPENING = re.compile(r"[（(【“]")
# 三、保障措施 社区党委书记要…: a blank where the line break was.
_GAP = re.compile(r"(?P<title>[\u4e00-\u9fff“”、]{2,16})[ \u3000]+(?=[\u4e00-\u9fff“][^。]*[，,。；;])")
# 签约启动阶段（2026年3月）：签订…: the title goes on to the colon behind its bracket.
_NAMED_IN_BRACKETS = re.compile(r"(?P<title>[^。；;，,：:（(]{2,20}[（(][^（）()。]{2,30}[）)])[：:](?=.)")
_BEFORE_COLON = re.compile(r"[\u4e00-\u9fff“”、“”+－—-]{4,24}(?=[：:]\s*[^\s：:])")
# 纪检监察室：负责…: a unit before a colon is the title of its duties.
_CHARGED = re.compile(r"[\u4e00-\u9fff、]{2,24}(?=[：:])")
_COMMA = re.compile(r"[，,]")
MAX_TITLE = 45
_MAX_COLON = 24
_WINDOW = 48
_MIN_PREFIX = 6
_UNSTOPPED = 130  # a segment this long without a full stop has lost its stops

# What follows a salutation is the speech; what stands before it on the same line is its title.
SALUTATION = re.compile(r"(?:各位[\u4e00-\u9fff、]{2,12}|同志们|同志)[，,：:、]")
_PAPER_WORDS = (
    "要点|计划|方案|总结|报告|讲话|讲话稿|通知|意见|安排|清单|稿|通报|办法|细则|规划|决定|纪要|打算|思路|体会|党课|"
    "汇报|材料|台账|分解表|安排表|配档表|一览表|表|函|发言|提纲|制度|行动"
)
_PAPER = re.compile(rf"(?:{_PAPER_WORDS})(?:[（(].{{1,20}}[）)])?$")
_NOT_TITLE = re.compile(
    r"(?:.{0,30}文件|机密|秘密|绝密|特急|加急|.{1,20}[〔\[（(][12]\d{3}[〕\]）)]\s*\d+\s*号|"
    r"[（(]?[12]\d{3}年\d{1,2}月\d{1,2}日.{0,10}[）)]?|.{1,30}[：:]|\d{6}|附\s*[件表]\s*\d*)"
)
_MAX_LINE = 60


def title_end(text: str, start: int, limit: int) -> int:
    """The position where the title that begins at `start` ends; `limit` is the end of its line or the next number."""
    segment = text[start:limit].rstrip()
    if named := _NAMED_IN_BRACKETS.match(segment):
        return start + named.end("title")
    if (charged := _CHARGED.match(segment)) and all_units(charged[0]):
        return start + charged.end()
    titled = _BEFORE_COLON.match(segment)
    if titled:
        return start + titled.end()
    stop = _STOP.search(_BRACKETED.sub(lambda inside: "·" * len(inside[0]), segment))
    if stop is None or stop.end() == len(segment):
        body = segment[: stop.start()] if stop else segment.rstrip("：:，,")
        if len(body) <= MAX_TITLE + 15 and not (len(body) > MAX_TITLE and _COMMA.search(body)):
            return start + len(body)
    if gap := _GAP.match(segment):
        return start + gap.end("title")
    colon = _COLON.search(segment)
    reach = min((one.start() for one in (stop, _OPENING.search(segment)) if one), default=len(segment))
    if colon and colon.start() <= min(_MAX_COLON, reach):
        return start + colon.start()
    if stop and stop.start() <= MAX_TITLE:
        return start + stop.start()
    comma = _COMMA.search(segment)
    if comma and (stop is None or comma.start() < stop.start()):
        return start + comma.start()
    return start + (stop.start() if stop else min(len(segment), MAX_TITLE))


def parallel_ends(segments: Sequence[str]) -> list[int | None]:
    """Title lengths of siblings whose stops were lost, by the ending that they share; None where none is shared.

    The ending is the longest string without punctuation that stands in most of the siblings' first characters, never
    before a comma (commas survive where stops do not), and as late as possible.
    """
    heads = [segment[:_WINDOW] for segment in segments]
    if len(heads) < 2 or any(_punctuated(segment) for segment in segments):
        return [None] * len(heads)
    best = max((rank for rank in (_rank(ending, heads) for ending in _endings(heads)) if rank), default=None)
    if best is None:
        return [None] * len(heads)
    ending = best[3]
    return [
        head.find(ending, _MIN_PREFIX) + len(ending) if ending in head[_MIN_PREFIX:] else None
        for head in heads
    ]


def _punctuated(segment: str) -> bool:
    return len(segment) < _UNSTOPPED or "。" in segment[:_UNSTOPPED]


def _endings(heads: Sequence[str]) -> set[str]:
    return {
        head[at : at + size]
        for head in heads
        for size in (2, 3, 4)
        for at in range(_MIN_PREFIX, len(head) - size)
        if not re.search(r"[，,、“‘（(\s]", head[at : at + size])
    }


def _rank(ending: str, heads: Sequence[str]) -> tuple[int, float, int, str] | None:
    places = [(head.find(ending, _MIN_PREFIX), head) for head in heads]
    good = [
        at for at, head in places if at >= 0 and head[at + len(ending) : at + len(ending) + 1] not in "，,、”"
    ]
    followers = {head[at + len(ending) : at + len(ending) + 2] for at, head in places if at >= 0}
    if len(good) < 2 or len(good) * 2 <= len(heads) or len(followers) * 2 <= len(good):
        return None
    return len(good), sum(good) / len(good) + len(ending), len(ending), ending


def paper_title(lines: Sequence[tuple[int, int]], text: str) -> tuple[str, int]:
    """The title of a document and the position where it ends; empty and 0 where the text opens with its body."""
    for index, (start, end) in enumerate(lines[:8]):
        line = text[start:end].strip()
        called = SALUTATION.search(line)
        if called and called.start() >= 4:
            return line[: called.start()].strip(), text.index(line, start) + called.start()
        if called or (len(line) > _MAX_LINE and not _PAPER.search(line)):
            return "", 0
        if line.endswith(("。", "；")) or begins_with_number(line):
            return "", 0
        if _NOT_TITLE.fullmatch(line):
            continue
        return _with_next_line(lines[index:], text, line)
    return "", 0


def _with_next_line(lines: Sequence[tuple[int, int]], text: str, line: str) -> tuple[str, int]:
    """A title set in two lines: the second closes it with the kind of paper."""
    end = lines[0][1]
    if len(lines) > 1 and not _PAPER.search(line):
        start, stop = lines[1]
        second = text[start:stop].strip()
        if start - end == 1 and len(second) <= 40 and _PAPER.search(second) and not SALUTATION.search(second):
            return line + second, stop
    return line, end
