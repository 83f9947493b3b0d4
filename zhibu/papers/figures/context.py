"""Who a figure is about, what it measures and when, told by the words around it."""

import re
from dataclasses import dataclass

from zhibu.papers.figures.clauses import CLAUSE_STOP, LEADING, LISTED, SENTENCE_STOP
from zhibu.papers.figures.names import NAME
from zhibu.papers.figures.subjects import subject_in
from zhibu.papers.figures.time_words import PERIOD, period_words, until_words

_CHANGE = "上升|增加|增长|提高|提升|扩大|下降|减少|降低|缩短|压缩|压减|延长|扩展|发展|[升增减降变]"
_AGAINST = re.compile(r"较|比(?![例重])|同比|环比")
_CHANGED_TO = re.compile(rf"(?:{_CHANGE})(?:到了?|至|为|成)$")
_SIDE_BY_SIDE = 16
_CHANGED_BY = re.compile(
    r"(净增|新增|增加|增长|提高|提升|上升|减少|下降|降低|压减|压缩|少|多|高|低)(?:了|近|约|出)?$"
)
# 由去年的9个, 从9.2天: the words of a comparison are not those of what is compared.
_FROM = re.compile(
    r"(?:[由从]|自(?![查学评办愿行主身建筹制编])|(?<![正现存所潜])在|较|(?<![占同环])比(?!例|重|率))[^，。]{0,2}$|(?:[由从自])(?=\D{0,6}\d)[^，]*$"
)
_JOINING = re.compile("^在(?![职岗册编校任])|在$")
_REACH = 200  # text that lost its stops has no sentences: look no further than this
_MAX_MEASURE = 16
# 零事故; 无一例被投诉; but 重大舆情零发生 is of what stands before it
_NOTHING = re.compile(
    "零(?!发生)([\u4e00-\u9fff]{2})|[无没未][^，。；]{0,6}?一[例起人件次名户家宗处]被([\u4e00-\u9fff]{2,6})"
)
_ONLY_JOINS = re.compile("(?:只|仅|也|共|均|约)*(?:为|是|达到?|有)")
_FOREMOST = re.compile("最[多少高低大小]的?(?:[是为有属].*)?$")
_HONOURED = re.compile("荣?获|被")  # 三次获评先进
_SHARE_OF = re.compile(
    "(?<=[一二三四五六七八九成半数上下多%％])的([\u4e00-\u9fff]{2,12})"
)  # 三分之二的党支部反映…
_IN_ANOTHER = re.compile(f"[、，,；;和及](?:其中)?{NAME}(?:只|仅|为|是|达)?")
_AFTER_NOUN = re.compile(r"^[\u4e00-\u9fff“”·A-Za-z]{1,12}")
_NOT_NOUN = re.compile(
    rf"^(?:(?:{_CHANGE})(?:到|至|为)|以上|左右|以内|研究|进行|被|获|全部|赴|到|上升|增加|减少|下降|提高|，|的(?!.{{1,8}}$)|"
    r"和|及|并|且)"
)


@dataclass(frozen=True, slots=True)
class Context:
    subject: str
    measure: str
    period: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the figure before is of, which a comparison (较上半年的15次) and a list (分别4个、3个和2个) share."""

    measure: str = ""
    period: str = ""
    unit: str = ""


def context_of(text: str, start: int, end: int, previous: Told, between: str, led: str) -> Context:
    """The context of the figure text[start:end]; each part is empty where the words do not tell it.

    `between` are the words since the figure before, `led` the organisation that heads its item.
    """
    clause_start, clause_end = _bounds(text, start, end, CLAUSE_STOP)
    sentence_start, _ = _bounds(text, start, end, SENTENCE_STOP)
    before, after = text[clause_start:start], text[end:clause_end]
    subject = subject_in(text, sentence_start, start, end, start - len(between), led)
    if nothing := _NOTHING.match(text, start):
        measure = nothing[1] or nothing[2]
    elif LISTED.fullmatch(between.strip()):
        measure = previous.measure
    else:
        measure = _compared(before, previous.measure, between) or _measure(
            before, after, subject, counted=len(between) < len(before)
        )
    if _ONLY_JOINS.fullmatch(measure):  # 白塔镇党委下辖党支部最多，为76个
        measure = _FOREMOST.sub("", _clause_before(between).removeprefix(subject)) or previous.measure
    if not measure and not before.strip() and not after:
        measure = (
            _clause_before(between) or previous.measure
        )  # 诊疗率提升了近20个百分点，达85%; 比例不高，约为六成
    if not measure and _IN_ANOTHER.fullmatch(between) and subject and text[end - 1] in previous.unit:
        measure = previous.measure  # 甲支部召开党员大会9次，乙支部10次
    if not measure and (whole := _SHARE_OF.match(text, end)):
        measure = whole[1]
    time_start, _ = _bounds(text, start, end, SENTENCE_STOP + "；;")
    listed = previous.period if LISTED.fullmatch(between.strip()) else ""
    period = period_words(text, time_start, start, after, listed) or until_words(text, sentence_start)
    return Context(subject, measure, period)


def _compared(before: str, previous: str, between: str) -> str:
    """The measure of a figure that is compared with one before, with the verb of the change: 较年初净增11名."""
    words = PERIOD.sub("", before).strip(" 　的")
    changed = _CHANGED_BY.search(words)
    if changed and (_AGAINST.match(words) or changed[0] == words):
        return f"{previous}{changed[1]}" if previous else ""
    goes_on = re.search("[。；;\n]|，.*，", between) is None and len(between) <= _SIDE_BY_SIDE
    return previous if _AGAINST.match(before) or (goes_on and _CHANGED_TO.search(words)) else ""


def _clause_before(between: str) -> str:
    """The words of the clause before, where no figure stands in it."""
    clauses = re.split(f"[{CLAUSE_STOP}]", between)
    return "" if len(clauses) < 3 else clauses[-2].strip()[-_MAX_MEASURE:]


def _bounds(text: str, start: int, end: int, stops: str) -> tuple[int, int]:
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    left = max(text.rfind(stop, first, start) for stop in stops) + 1
    rights = [at for stop in stops if (at := text.find(stop, end, last)) >= 0]
    return left or first, min(rights, default=last)


def _measure(before: str, after: str, subject: str, *, counted: bool) -> str:
    """What is counted: the noun after the figure, led by the verb before it; `counted` says that another figure stands
    in `before`."""
    lead = _JOINING.sub("", PERIOD.sub("", LEADING.sub("", before)).strip(" 　、从“”"))
    lead = lead.removeprefix(subject) if subject else lead
    lead = _FROM.sub("", lead)
    lead = "" if re.search("(?:[和、与]|(?<![涉惠普波])及)$", lead) else lead
    lead = lead.rsplit("、", 1)[-1] if counted else lead
    noun = _AFTER_NOUN.match(after)
    joined = _NOT_NOUN.match(after) is not None and (bool(lead) or _HONOURED.match(after) is None)
    tail = "" if noun is None or joined else noun[0].removeprefix("的")
    return (lead[-_MAX_MEASURE:] + tail).strip()
