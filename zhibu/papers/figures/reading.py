"""Finds every quantitative claim of a document; dates, ordinals, document numbers and names are none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhibu.papers.document import Document
from zhibu.papers.figures.cells import CellFigure, cell_figures, cell_headings, cells_named
from zhibu.papers.figures.context import Context, Told, context_of
from zhibu.papers.figures.counters import counts_nothing, is_article, is_structure, term_spans, there_is
from zhibu.papers.figures.headed import Headed
from zhibu.papers.figures.numbers import FIGURE, LIST, MEMBER, ZERO, Amount, amount_of, value_of
from zhibu.papers.figures.times import Span, base_of, span_of
from zhibu.papers.lines import lines_of
from zhibu.papers.noise import clean
from zhibu.papers.numbering import Mark, find_marks
from zhibu.papers.sequences import standing_marks
from zhibu.rules.periods import Period

_QUOTES = {"“": "”", "《": "》", "‘": "’", "「": "」"}
_LIST_REACH = 80
_SLOGAN = 14  # a number inside so short a quotation is part of a name
_NOT_BEFORE = re.compile(
    r"(?:第|〔\d{0,4}〕|[号年月第]第|附件|[A-Za-z]|\d[×*]|\d[.．:：/-]|[-/]|[“《‘][^”》’]{0,3})$"
)
# 一次 is a count, but a turn of phrase after these: 这一次, 上一次, 是一次, 的一次.
_TURN_OF_PHRASE = re.compile(r"[这那每某哪各另首任同上下的是又再有进漏落]$")
_HAPPENED = re.compile("[\u4e00-\u9fff](?<![还又曾])有$")  # 主题党日有一次流于形式
_EACH_ONE = re.compile("一[人户村企校岗事项月季年周日天]$")
# 至少安排一次, 最多跑一次: the bound may stand before the verb.
_LEAST_BEFORE = re.compile(r"(?:至少|不少于)[\u4e00-\u9fff]{1,4}$")
_MOST_BEFORE = re.compile(r"(?:最多|至多|不超过)(?!的)[\u4e00-\u9fff]{1,3}$")
_NEAR_BEFORE = re.compile(r"(?:不够|不到|不足|不满)$")
_ONLY_DIGITS = ("分", "头", "口", "道", "度", "升", "车")
_DATE_AFTER = re.compile(r"^(?:[日号月年]|周年|届(?!满)|级|度|大(?!学|型|会|批|队))")


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim, text[start:end] of the document. `value` None means masked; `high` is the upper end of a range.

    `approx` is exact, at_least, about or masked; `bound` tells at_most (不超过, 以内) from 近 and 约, which are about
    too. Subject, measure and period are empty where the words do not tell; `span` is the first and last day that
    `period` means, None where it means none.
    """

    quote: str
    subject: str
    measure: str
    value: Fraction | None
    high: Fraction | None
    unit: str
    approx: str
    period: str
    start: int
    end: int
    bound: str = ""
    span: Span | None = None


def read_figures(document: Document) -> tuple[Figure, ...]:
    """Every quantitative claim in order of place."""
    whole = clean(document).text
    lines = lines_of(document, whole)
    marks = standing_marks(
        whole, [mark for line in lines for mark in find_marks(whole, line.start, line.end)]
    )
    text, headed = _without_item_numbers(whole, marks), Headed(whole, lines, marks, cells_named(document))
    named, base, headings = term_spans(text), base_of(text), cell_headings(document)
    figures: list[Figure] = []
    for start, end, amount in sorted(_amounts(text), key=lambda one: one[0]):
        inside = any(left <= start and end <= right for left, right in named) or (
            figures and start < figures[-1].end and figures[-1].value == 0
        )
        if not inside and not _is_slogan(text, start, end):
            previous = figures[-1] if figures else None
            between = text[previous.end if previous else 0 : start]
            context = context_of(text, start, end, _told(previous), between, headed.name_at(start))
            context = _in_cell(context, *headings.get((start, end), ("", "")))
            figures.append(_figure(document.text, start, end, amount, context, previous, between, base))
    figures.extend(_figure_of_cell(document, cell) for cell in cell_figures(document))
    return tuple(sorted(figures, key=lambda one: one.start))


def _in_cell(context: Context, measure: str, period: str) -> Context:
    """What the words of its table say of a figure that is all that its cell holds."""
    return replace(context, measure=measure or context.measure, period=period or context.period)


def _without_item_numbers(text: str, marks: Sequence[Mark]) -> str:
    """The text with the numbers of headings and items blanked, so that 2.4个支部 under 1. is four branches."""
    characters = list(text)
    for mark in marks:
        characters[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(characters)


def _told(previous: "Figure | None") -> Told:
    return Told(previous.measure, previous.period, previous.unit) if previous else Told()


def _amounts(text: str) -> Iterator[tuple[int, int, Amount]]:
    for match in FIGURE.finditer(text):
        if _is_claim(text, match):
            amount = _bounded(amount_of(match), text[max(0, match.start() - 8) : match.start()])
            yield match.end() - len(match[0].lstrip()), match.end(), amount
            yield from _members_before(text, match)
    for match in ZERO.finditer(text):  # 无一人伤亡 is zero and not one
        yield match.start(), match.end(), Amount(Fraction(0), None, match["unit"] or "", "exact")


def _bounded(amount: Amount, before: str) -> Amount:
    """The amount with the bound that stands before its verb."""
    if amount.approx != "exact":
        return amount
    if _LEAST_BEFORE.search(before):
        return replace(amount, approx="at_least", bound="at_least")
    if _MOST_BEFORE.search(before):
        return replace(amount, approx="about", bound="at_most")
    return replace(amount, approx="about") if _NEAR_BEFORE.search(before) else amount


def _members_before(text: str, match: re.Match[str]) -> Iterator[tuple[int, int, Amount]]:
    """The members of 3、4、5次 that stand before the one with the counter, where 分别 or 依次 says it is a list."""
    first = max(0, match.start() - _LIST_REACH)
    left = max(first, *(text.rfind(stop, first, match.start()) + 1 for stop in "。；;\n"))
    for run in LIST.finditer(text, left, match.end()):
        if run.end() != match.start() or not re.search("分别|依次|各为", text[left : run.start()]):
            continue
        for member in MEMBER.finditer(text, run.start(), run.end()):
            value = value_of(member["number"], member["big"])
            approx = "masked" if value is None else "exact"
            yield member.start(), member.end(), Amount(value, None, amount_of(match).unit, approx)


def _is_claim(text: str, match: re.Match[str]) -> bool:
    at = match.start("sign" if match["sign"] else "number") if match["number"] else match.start()
    before, after = text[max(0, at - 8) : at], text[match.end() : match.end() + 8]
    if _NOT_BEFORE.search(before):
        return False
    if re.search("[+＋]$", text[:at][-1:]) or re.match("[\u4e00-\u9fff]{1,8}[+＋]", after):
        return False  # 1名成员＋1个支部: a formula
    if match["hours"] or match["split"]:
        return True
    if match["percent"] and re.search("[两二三四五]个$", before):
        return False  # 实现三个百分之百
    if match["number"] is None:
        return match["over"] is None or (
            match["over"] < match["under"] and match["under"] in tuple("2345")
        )  # else a date
    number, counter = match["number"], match["counter"] or "个"
    if number in tuple("百千") and match["counter"] == "元" and re.match("村|户|大户|工程", after):
        return False  # 百万元村
    if counter == "年" and re.fullmatch("(?:19|20)[0-9]{2}", number):
        return False  # 第7期\n2026年4月15日
    if _DATE_AFTER.match(after) and counter in ("个", "周", "天"):
        return False
    if (
        counts_nothing(counter, before, after)
        or (re.search("[数几]$", before) and not number.isascii())
        or number == "一一"
    ):
        return False
    if counter in _ONLY_DIGITS and not number.isascii():
        return False  # 十分重视, 两头抓, 三道防线
    if is_structure(number, after) and counter in ("个", "项", "条", "点", "种", "类"):
        return False
    if match["before"] or match["after"] or match["more"]:
        return True
    if is_article(number + match["big"], counter, before, after):
        return False
    if number + match["big"] in ("百", "千", "万"):
        return False  # 百名书记, 千家万户
    if number != "一":
        return True
    if after.startswith(("一", "双", "多")) or _EACH_ONE.search(before):
        return False  # 一户一策
    if before.endswith("各") and (not after or after[0] in "，。；、\n"):
        return True  # 3月、9月各一次
    if there_is(before, counter, after) or (_HAPPENED.search(before) and after[:1] not in ("，", ",")):
        return True
    return _TURN_OF_PHRASE.search(before) is None


def _is_slogan(text: str, start: int, end: int) -> bool:
    """Whether the number stands inside a short quotation or a title of a paper."""
    for opening, closing in _QUOTES.items():
        left = text.rfind(opening, max(0, start - 60), start)
        if left < 0 or closing in text[left:start]:
            continue
        right = text.find(closing, end, end + 60)
        if right >= 0 and opening not in text[end:right] and (opening == "《" or right - left <= _SLOGAN):
            return True
    return False


def _figure(
    written: str,
    start: int,
    end: int,
    amount: Amount,
    context: Context,
    previous: Figure | None,
    between: str,
    base: Period | None,
) -> Figure:
    before = None if previous is None or re.search("[。！？!?\n]", between) else previous.span
    return Figure(
        written[start:end].strip(), context.subject, context.measure, amount.value, amount.high, amount.unit,
        amount.approx, context.period, start, end, amount.bound, span_of(context.period, base, before),
    )  # fmt: skip


def _figure_of_cell(document: Document, cell: CellFigure) -> Figure:
    unit = "%" if cell.unit == "％" else cell.unit
    approx = "masked" if cell.value is None else "exact"
    return Figure(
        document.text[cell.start : cell.end], cell.subject, cell.measure, cell.value, None, unit, approx, cell.period,
        cell.start, cell.end,
    )  # fmt: skip
