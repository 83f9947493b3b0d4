"""Which time words of its sentence are a figure's own; what days they mean is told in times.py."""

import re

from zhibu.papers.figures.clauses import LISTED

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DASH = "(?:至|到|[-－—–~～]{1,2})"
PERIOD = re.compile(
    rf"(?:截至)?(?:(?:19|20)\d{{2}}年|今年|[去上前]年|本年)?(?:\d{{1,2}}月\d{{1,2}}日?{_DASH}(?:\d{{1,2}}月)?\d{{1,2}}日|"
    rf"{_N}月?份?{_DASH}{_N}月|第?[一二三四1-4]季?度?{_DASH}第?[一二三四1-4]季度|[前头](?:[二两三23]个?季度|(?:{_N}|两)个月)|"
    rf"\d{{1,2}}月\d{{1,2}}日)|"
    r"(?:截至)?(?:19|20)\d{2}年(?:度|底|末|初|以来|第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份|底|末)?)?|"
    r"(?:今年|[去上前]年|本年)?(?:第?[一二三四1-4]季度|[上下]半年)|(?:截至)?(?:今年|去年|上年)?\d{1,2}月份?(?:底|末)?|"
    r"[去上]年同期|上一?个?季度|上个?月(?!底|末)|[本当](?:季度|月(?:底|末)?)|(?:今|本)年(?:度|以来|初|底)?|(?:去|上|前)年(?:全年|度|底|末)?|全年|"
    rf"近(?:{_N}|两)年|(?:{_N}|两)年来|年初(?!计划|确定|制定|部署|安排)(?:以来)?|年[底末]|每(?:季度|月|年|周|半年)"
)
# 较去年同期的15次: the time of that figure alone; 比二季度提高2个百分点: of none.
# 年底前 is a deadline, 建于1951年 a birth.
_COMPARED_WITH = re.compile(r"(?:较|比|[由从自同]|与|相当于|是)\s*$")
_ITS_OWN = re.compile(r"\s*的?\s*(?:不足|不到|近|约|仅)?\s*$")
_BIRTH = re.compile("(?:建|设立|成立|始|创办|组建|组织)(?:于|自)$")
_DEADLINE = re.compile("以?前(?![二两三头])|之前")


def period_words(text: str, sentence_start: int, start: int, after: str, previous: str) -> str:
    """The nearest time before the figure in its sentence that is not another's, else the first after it.

    Of 一季度、二季度分别5名、7名 each figure has its own; `previous` is the time of the figure before in such a list.
    """
    found = [one for one in PERIOD.finditer(text, sentence_start, start) if _is_time_of(text, one, start)]
    if not found:
        later = PERIOD.search(after)
        return later[0] if later and not _DEADLINE.match(after[later.end() :]) else ""
    run = [found[-1]]
    for one in reversed(found[:-1]):
        if not LISTED.fullmatch(text[one.end() : run[0].start()]):
            break
        run.insert(0, one)
    if len(run) > 1 and "分别" in text[run[-1].end() : start]:
        words = [one[0] for one in run]
        return words[min(words.index(previous) + 1, len(words) - 1)] if previous in words else words[0]
    return found[-1][0]


def until_words(text: str, sentence_start: int) -> str:
    """截至2025年12月31日 at the head of a sentence, which holds behind its semicolons too."""
    match = PERIOD.match(text, sentence_start)
    return match[0] if match and match[0].startswith("截至") else ""


def _is_time_of(text: str, time: re.Match[str], start: int) -> bool:
    before = text[max(0, time.start() - 4) : time.start()]
    if _BIRTH.search(before) or _DEADLINE.match(text, time.end()):
        return False
    return _COMPARED_WITH.search(before) is None or _ITS_OWN.fullmatch(text, time.end(), start) is not None
