"""Who a figure is about, what it measures and when, told by the words around it."""

import re
from dataclasses import dataclass

_CLAUSE_STOP = "，,；;。！？!?\n：:（）()"
_SENTENCE_STOP = "。！？!?；;\n"
_PERIOD = re.compile(
    r"(?:19|20)\d{2}年(?:度|底|末|(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份|底|\d{1,2}日)?))?|第?[一二三四1-4]季度|[上下]半年|"
    r"[去上]年同期|上一?个?季度|上个?月(?!底|末)|今年(?:以来|[上下]半年)?|去年|上年|全年|本年度?|本季度|一年来|年初|年底|截至\d{1,2}月底?|\d{1,2}月份?(?:底|末)?|每(?:季度|月|年|周|半年)"
)
_UNIT_END = (
    "党组中心组|理论学习中心组|中心组|党组会议|党组会|党组织|党组|机关党委|机关纪委|党委会|党委|党总支|党支部|支部|纪委|"
    "办公室|处室|处(?!置|分|理|罚)|科(?!学|技)|局(?!面|部)|厅直(?!属)|厅(?!直)|公司|企业|集团|中心(?!工作)|学院|医院|院|校|工会(?!议)|团委|"
    "妇委会|妇联|部门|各单位|单位|系统|小组|全厅|全局|项目办|规划办|党办|综合办|政工办"
)
_NAME = r"(?:[\u4e00-\u9fff*]|第\d{1,2}(?=党?总?支部|党?小组))"
_SUBJECT = re.compile(
    rf"^[\s\u3000]*({_NAME}{{0,16}}?(?:{_UNIT_END})+(?:[、和及与]{_NAME}{{0,12}}?(?:{_UNIT_END})+)*)"
)
_NOT_SUBJECT = re.compile(
    "组织|指导|推动|开展|对|在|把|向|由|为|全面|认真|开|按|如|实|落|建|成|举|召|共|新|累|协|支援|选|印|制|发|加|抓|获|给|查|"
    r"设|下设|现有|目前|第(?![\d一二三四五六七八九十]{1,3}(?:党?总?支部|党?小组))|"
    "针|围|每|既|今天|集中|成功|推|完成|强|编|通过|邀|参|利|并|以|从|至|其|本次|这|也|是"
)
# 适用的指标全部达标的支部, 党员领导干部参加所在支部: what is said of organisations, not the name of one.
_SAID_OF = re.compile("达标|适用|参加|所在|没有")
_LEADING = re.compile(
    r"^(?:同时|此外|其中|另外|先后|累计|共计?|全年|今年|已|已经|一是|二是|三是|四是|五是|[一二三四五六七八九十]是)+"
)
_COMPARED = re.compile(
    r"^(?:较|比|同比|环比)|(?:上升|增加|增长|提高|提升|扩大|下降|减少|降低|降)(?:到|至|为)\s*$"
)
_REACH = 200  # text that lost its stops has no sentences: look no further than this
_MAX_MEASURE = 16
_AFTER_NOUN = re.compile(r"^[\u4e00-\u9fff“”·A-Za-z]{1,12}")
_NOT_NOUN = re.compile(
    r"^(?:以上|左右|以内|研究|进行|被|获|全部|赴|到|上升|增加|减少|下降|提高|，|的(?!.{1,8}$)|和|及|并|且)"
)


@dataclass(frozen=True, slots=True)
class Context:
    subject: str
    measure: str
    period: str


def context_of(text: str, start: int, end: int, previous: str) -> Context:
    """The context of the figure text[start:end]; each part is empty where the words do not tell it.

    `previous` is the measure of the figure before, which a comparison (较上半年的15次, 从10个上升到20个) shares.
    """
    clause_start, clause_end = _bounds(text, start, end, _CLAUSE_STOP)
    sentence_start, _ = _bounds(text, start, end, _SENTENCE_STOP)
    before, after = text[clause_start:start], text[end:clause_end]
    subject = _subject(before) or _subject(text[sentence_start:start])
    measure = previous if _COMPARED.search(before) else _measure(before, after, subject)
    return Context(subject, measure, _period(text[sentence_start:start], after))


def _bounds(text: str, start: int, end: int, stops: str) -> tuple[int, int]:
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    left = max(text.rfind(stop, first, start) for stop in stops) + 1
    rights = [at for stop in stops if (at := text.find(stop, end, last)) >= 0]
    return left or first, min(rights, default=last)


def _subject(words: str) -> str:
    words = _PERIOD.sub("", _LEADING.sub("", words.strip(" 　")))
    match = _SUBJECT.match(words)
    if match is None or _NOT_SUBJECT.match(match[1]) or _SAID_OF.search(match[1]):
        return ""
    return match[1]


def _period(before: str, after: str) -> str:
    """The nearest time before the figure in its sentence, else the first after it."""
    found = _PERIOD.findall(before)
    if found:
        return str(found[-1])
    later = _PERIOD.search(after)
    return later[0] if later else ""


def _measure(before: str, after: str, subject: str) -> str:
    """What is counted: the noun after the figure, led by the verb before it."""
    lead = _PERIOD.sub("", _LEADING.sub("", before)).strip(" 　在从“”")
    lead = lead.removeprefix(subject) if subject else lead
    lead = "" if lead.endswith(("和", "、", "及", "与")) else lead.rsplit("、", 1)[-1]
    noun = _AFTER_NOUN.match(after)
    tail = "" if noun is None or _NOT_NOUN.match(after) else noun[0]
    return (lead[-_MAX_MEASURE:] + tail).strip()
