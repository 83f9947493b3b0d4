"""Whose number a figure is: the organisation that its sentence names for it, else the one that its heading names."""

import re
from collections.abc import Iterator

from zhibu.papers.figures.clauses import CLAUSE_STOP, LEADING
from zhibu.papers.figures.names import GENERAL, NAME, NAMES, OTHERS, STOP
from zhibu.papers.figures.time_words import PERIOD

_BRACKETS, _CLOSED = "（(", "）)"
# 请设备车间党支部补开: who is asked is whose number it is.
_ASKED = re.compile(r"^[\s\u3000]*(?:请|督促|要求|责成|建议|希望|提醒|推动)")
_JOINING = re.compile(r"以(?=[\u4e00-\u9fff]{2,20}为例)|[◆●■▲★◎•※\s\u3000“”]+|截至|如|另外|此外|同时|目前|现")
_JOINT = re.compile("[、和及]|以及")
_SOMEBODY = re.compile(
    rf"(?:{OTHERS.pattern})(?:{NAME}|[\u4e00-\u9fff]{{0,8}}?(?:学校|幼儿园|医院|班组|企业))"
)
# 其余3处: what remains of the same; 其余3个支部 are others.
_REMAINING = re.compile(r"(?:\d{1,6}|[一二两三四五六七八九十百]{1,4})[人名处项件条次场篇起例份笔台户]")
_KIND = re.compile("总支|支部|党委|党组|纪委|工委")
_PERSONS = re.compile("党员|同志|干部|人员|委员|书记|职工|群众")
_NOBODY = re.compile(
    r"第(?![\d一二三四五六七八九十]{1,3}(?:党?总?支部|党?小组|[\u4e00-\u9fff]{1,8}))|每|其|这|该|本次|企事业|今天|"
    r"国有企业|非公|民营企业|两新组织|社会组织|(?:标准化|[三四五]?星级?|先进|示范|优秀|后进|软弱涣散|新任)党?总?支部"
)
# 党委书记, 支部党员: whoever they are, not the organisation.
_ANY_PARTY = re.compile("党?支部|党组织|党委|单位|院|局|厅|处|校|部门")
_OF_PERSONS = re.compile("领导|书记|干部|党员|班子|人(?!民|力|社|事|才)|成员|委员")
# 星级支部由9个增至14个, 临床支部11个: what is counted is not whose number it is; in 机关党委19个支部 it is.
_COUNTED = re.compile(
    r"(?:[由从的]|共?有|共|达到?|增至|为|约|近)*[\d一二两三四五六七八九十百,，.万]+[余多]?(?:个|家|支|所)"
)
_BELOW = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:党|支部|小组|单位|网点|班组|项目|车间|部门|社区|村|[处科]室|企业|[站岗])"
)
# 最高的是调度所党支部: what is said of the clause, and of the figure behind it.
_FOREMOST = re.compile("[最居首末]|第一|前列|靠[前后]|排名")


def subject_in(text: str, sentence_start: int, start: int, end: int, since: int, led: str = "") -> str:
    """The organisation whose number text[start:end] is, empty where none is named.

    Named right before it since the figure before (which ends at `since`), at the beginning of its clause, in front of
    its bracket, as the foremost of the clause before, or at the beginning of a clause before; else `led`, whom the
    heading or the head of the line names. 个别支部 is nobody's name, and stands for others than any of these; 总支
    without a name is that of the heading, and no 支部 named before.
    """
    general = ""
    for found in _named(text, sentence_start, start, end, since):
        if found is None:
            return ""
        if found and not GENERAL.fullmatch(found):
            if _may_be(general, found):
                return found
            continue
        general = general or found
    return led or general


def _may_be(general: str, name: str) -> bool:
    """Whether 总支 or 支部 can stand for the organisation of this name."""
    kinds = [_KIND.findall(one)[-1:] for one in (general, name)]
    return not all(kinds) or kinds[0] == kinds[1]


def _named(text: str, sentence_start: int, start: int, end: int, since: int) -> Iterator[str | None]:
    """What each place names, the nearest first; None where it speaks of others."""
    left = _clause_start(text, sentence_start, start)
    after = text[start : end + 12]
    if left < since < start and (joint := _JOINT.match(text, since, start)):
        yield _at_head(text[joint.end() : start], after)
    yield _at_head(_ASKED.sub("", text[left:start], count=1), after)
    while left > sentence_start:
        right, in_bracket = left - 1, text[left - 1] in _BRACKETS
        if text[right] in _CLOSED:  # 第三党支部（经贸处、金融处）: an aside
            right = max(sentence_start, *(text.rfind(one, sentence_start, right) for one in _BRACKETS))
        left = _clause_start(text, sentence_start, right)
        clause = text[left:right]
        if (in_bracket and since <= right) or _FOREMOST.search(clause):
            yield _at_end(clause, in_bracket=in_bracket)
        found = _at_head(clause, text[right : right + 1])
        yield None if found and OTHERS.match(found) else found


def _clause_start(text: str, sentence_start: int, before: int) -> int:
    return max(sentence_start, *(text.rfind(stop, sentence_start, before) + 1 for stop in CLAUSE_STOP))


def _at_head(words: str, after: str) -> str | None:
    """The organisation, or several, with which a clause begins; None where it begins with others and says no more."""
    bare = _without_lead(words)
    if (others := OTHERS.match(bare)) and not _PERSONS.match(bare, others.end()):
        if _REMAINING.match(bare[others.end() :] + after):
            return ""
        some = _SOMEBODY.match(bare)
        return some[0] if some else None
    match = NAMES.match(bare)
    if match is None or _NOBODY.match(bare):
        return ""
    if (
        len(match[0]) == 2 and match[0][0] == "全"
    ):  # 全局党员干部: the whole is no part that a heading could name
        return ""
    told = PERIOD.sub("", bare[match.end() :] + after).lstrip("的 　”")
    if not told.strip("（()）") and GENERAL.fullmatch(match[0]):  # 村（社区）
        return ""
    if _counts(match[0], told) or (_ANY_PARTY.fullmatch(match[0]) and _OF_PERSONS.match(told)):
        return ""
    return match[0]


def _counts(name: str, told: str) -> bool:
    """Whether the words behind a name count what it names: 临床支部11个, and 全局21个支部, but not 机关党委19个支部."""
    match = _COUNTED.match(told)
    return match is not None and (name[0] in "全我本" or _BELOW.match(told, match.end()) is None)


def _without_lead(words: str) -> str:
    """Without the time, the joining words and the request before the one who is meant."""
    before = None
    while before != words:
        before = words
        for lead in (LEADING, _JOINING, PERIOD):
            if match := lead.match(words):
                words = words[match.end() :].lstrip(" 　、")
    return words


def _at_end(clause: str, *, in_bracket: bool) -> str:
    """The organisation with which a clause ends; where no bracket follows, only behind 是, 为 or 有."""
    stop = max((one.end() for one in STOP.finditer(clause)), default=0)
    match = re.fullmatch(NAME, clause[stop:].strip())
    if match is None or _NOBODY.match(match[0]) or GENERAL.fullmatch(match[0]):
        return ""
    return match[0] if in_bracket or re.search("[是为有属]$", clause[:stop]) else ""
