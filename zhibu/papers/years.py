"""The years of a document: what it is for, and where they contradict each other or a known anniversary."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from zhibu.papers.document import Notice
from zhibu.papers.nesting import Heading
from zhibu.papers.numerals import parse_integer
from zhibu.papers.sections import Stance, stance_of_heading, stance_of_paper

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|\s*党|\s*支部|度|\s*第?[一二三四]季)")
_RANGE = re.compile(r"((?:19|20)\d{2})年[^。，,；;]{0,10}(?:至|到|—|-|和)((?:19|20)\d{2})年[^。，,；;]{0,6}")
# The year of the event; an anniversary of it tells the true year of the sentence.
_EVENTS = (
    (re.compile(r"改革开放(\d{2,3}|[一二三四五六七八九十百]{2,5})周年"), 1978),
    (re.compile(r"(?:建党|中国共产党成立|党成立|党的生日)(\d{2,3}|[一二三四五六七八九十百]{2,5})周年"), 1921),
    (re.compile(r"(?:新中国|中华人民共和国)成立(\d{2,3}|[一二三四五六七八九十百]{2,5})周年"), 1949),
    (re.compile(r"建国(\d{2,3})周年"), 1949),
    (re.compile(r"(?:建军|中国人民解放军建军)(\d{2,3})周年"), 1927),
    (re.compile(r"(?:红军)?长征胜利(\d{2,3})周年"), 1936),
    (re.compile(r"(?:抗日战争|抗战)[^，。]{0,12}胜利(\d{2,3})周年"), 1945),
    (re.compile(r"五四运动(\d{2,3})周年"), 1919),
)
_REPORT_YEAR = re.compile(r"((?:19|20)\d{2})年度")
_QUOTE = 12
_REVIEWS_A_YEAR = re.compile(
    r"^(?!.*(?:通知|方案|安排|计划)$).*?((?:19|20)\d{2})年?度?(?!.{0,6}(?:半年|季度|月)).{0,20}(?:总结|述职|情况汇报|情况报告)"
)
# 2023年，我将…: a sentence that says of which year it speaks ahead.
_AHEAD = re.compile(r"((?:19|20)\d{2})年[，,][^，,。\n]{0,12}(?:将|要|计划|拟)")
# 2025—2026学年第二学期 is spring, and so of its second year.
# 2025年度考核反馈问题整改清单 is for the year after.
_MENDS_A_YEAR = re.compile(r"((?:19|20)\d{2})年度.{0,12}(?:考核|评议|生活会|审计|检查|巡[视察]).{0,12}整改")
_NAMES_OF_PAPERS = re.compile("《[^》]*》")
_SCHOOL_YEAR = re.compile(
    r"(?P<first>20\d{2})\s*[—\-－~～至]+\s*(?P<second>20\d{2})\s*学年度?第?(?:(?P<spring>二|2|下)|.)?"
)
# The paper's own number (江农党发〔2025〕8号) or date, on a line of its own.
_DUE = re.compile(r"(?<!\d)((?:19|20)\d{2})年\d{1,2}月(?:\d{1,2}日|底|[上中下]旬)?[之以]?前")
_STAMP = re.compile(
    r"^[\s\u3000]*(?:[\u4e00-\u9fff]{2,14}[〔\[（(]((?:19|20)\d{2})[〕\]）)]第?\d+号|"
    r"[（(]?((?:19|20)\d{2})年\d{1,2}月(?:\d{1,2}日)?[）)]?)[\s\u3000]*$",
    re.MULTILINE,
)


def plan_year(title: str, headings: Sequence[Heading], text: str) -> int | None:
    """The year that the planned part is for: its own heading's, else the title's, the paper's number's or date's.

    Else the commonest of its deadlines (2026年3月底前), the latest that a plan's opening names, the only one of all.
    """
    for heading in headings:
        years = YEAR.findall(heading.title)
        if years and stance_of_heading(heading.title) is Stance.PLAN:
            return int(years[-1])
    if school := _SCHOOL_YEAR.search(title):
        return int(school["second" if school["spring"] else "first"])
    if mended := _MENDS_A_YEAR.search(title):
        return int(mended[1]) + 1
    titled = [int(year) for year in YEAR.findall(title)]
    if titled:
        both = re.search(r"(?:总结|报告|回顾).{0,6}(?:下一?步|下一?年|明年|来年|下年)", title)
        if not both and _REVIEWS_A_YEAR.search(title):
            ahead = _AHEAD.search(text)
            return int(ahead[1]) if ahead else None
        return titled[-1] + 1 if both else titled[-1]
    if stamped := _STAMP.search(text):
        return int(stamped[1] or stamped[2])
    if due := Counter(_DUE.findall(text)).most_common(1):
        return int(due[0][0])
    if headings and stance_of_paper(title) is Stance.PLAN:
        opening = _NAMES_OF_PAPERS.sub("", text[: headings[0].start])
        if named := years_named(opening):
            return max(named)
    found = set(years_named(text))
    return found.pop() if len(found) == 1 else None


def years_named(text: str) -> Counter[int]:
    """How often each year stands in the text."""
    return Counter(int(year) for year in YEAR.findall(text))


def year_after_review(title: str) -> int | None:
    """The year after the one that the paper reviews, None where it reviews no whole year."""
    reviewed = _REVIEWS_A_YEAR.search(title)
    return int(reviewed[1]) + 1 if reviewed else None


def likely_year(title: str, text: str, today: int | None) -> int | None:
    """The year to propose where none is stated for what lies ahead.

    After a review of a year that is the next one. Else today's, if the text names it or none; else the commonest.
    """
    if (after := year_after_review(title)) is not None:
        return after
    named = years_named(text)
    if today is not None and (today in named or not named):
        return today
    ranked = named.most_common(2)
    alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    return ranked[0][0] if alone else today


def year_conflicts(text: str, title: str, headings: Sequence[Heading], year: int | None) -> Iterator[Notice]:
    """Contradictions between years; `year` is the year that the reader was told, if any."""
    seen: set[int] = set()
    for notice in chain(
        _same_year_twice(headings),
        _against_anniversaries(text, title),
        _empty_ranges(text),
        _against_title(text, title, year),
    ):
        if notice.start not in seen:
            seen.add(notice.start)
            yield notice


def _conflict(quote: str, start: int, end: int) -> Notice:
    return Notice("year_conflict", quote.replace("\n", " ").strip(), start, end)


def _same_year_twice(headings: Sequence[Heading]) -> Iterator[Notice]:
    """A review and a plan of one document cannot be of the same year."""
    reviewed: dict[str, Heading] = {}
    for heading in headings:
        years = YEAR.findall(heading.title)
        stance = stance_of_heading(heading.title)
        if years and stance is Stance.REVIEW:
            reviewed[years[0]] = heading
        elif years and stance is Stance.PLAN and years[-1] in reviewed:
            quote = f"{reviewed[years[-1]].title} / {heading.title}"
            yield _conflict(quote, heading.start, heading.end)


def _against_anniversaries(text: str, title: str) -> Iterator[Notice]:
    titled = {int(year) for year in YEAR.findall(title)}
    for pattern, event in _EVENTS:
        for match in pattern.finditer(text):
            count = parse_integer(match[1])
            opening = max(text.rfind(stop, 0, match.start()) for stop in "。\n") + 1
            sentence = text[opening : match.end()]
            stated = {int(year) for year in YEAR.findall(sentence)} or titled
            if count and stated and event + count not in stated:
                start = max(0, match.start() - _QUOTE)
                yield _conflict(text[start : match.end()], match.start(), match.end())
                break


def _empty_ranges(text: str) -> Iterator[Notice]:
    for match in _RANGE.finditer(text):
        if int(match[1]) >= int(match[2]):
            yield _conflict(match[0], match.start(), match.end())


def _against_title(text: str, title: str, year: int | None) -> Iterator[Notice]:
    titled = {int(found) for found in YEAR.findall(title)}
    if year is not None and titled and year not in titled and year - 1 not in titled:
        yield _conflict(title, 0, 0)
    counts = Counter(int(found) for found in YEAR.findall(text.replace(title, "", 1)))
    if titled and counts:
        common, times = counts.most_common(1)[0]
        match = re.search(rf"{common}\s*年", text)
        if times >= 2 and not titled & set(counts) and match:
            yield _conflict(text[match.start() : match.start() + _QUOTE], match.start(), match.start() + 5)
    for match in _REPORT_YEAR.finditer(text):
        if titled and int(match[1]) not in titled and match.start() < len(title) + 200:
            yield _conflict(text[match.start() : match.end() + _QUOTE], match.start(), match.end())
            break
