"""Whose number a figure is: the organisation named at the beginning of a clause of its sentence."""

import re

from zhibu.papers.figures.clauses import CLAUSE_STOP, LEADING
from zhibu.papers.figures.time_words import PERIOD

_UNIT_END = (
    "党组中心组|理论学习中心组|中心组|党组会议|党组会|党组织|党组|机关党委|机关纪委|党委会|党委|党总支|党支部|支部|纪委|"
    "办公室|处室|处(?!置|分|理|罚)|(?<![本专])科(?!学|技)|局(?!面|部)|厅直(?!属)|厅(?!直)|公司|企业|集团|中心(?!工作)|学院|医院|院|校|工会(?!议)|团委|"
    "(?:组织|宣传|统战|人事|武装|项目|政治|党群|党建|工作)部(?!署|分)|突击队|(?:巡察|督查|检查|课题|工作)组|街道|(?<![城乡全各])镇(?![级域区])|"
    r"(?<![城下返家本全各])乡(?![村镇亲级土风愁情])|妇委会|妇联|部门|各单位|单位|系统|小组|全厅|全局|项目办|规划办|党办|综合办|政工办"
)
_NAME = r"(?:[\u4e00-\u9fff*×]|第\d{1,2}(?=党?总?支部|党?小组))"
_SUBJECT = re.compile(
    rf"^[\s\u3000]*({_NAME}{{0,16}}?(?:{_UNIT_END})+(?:[、和及与]{_NAME}{{0,12}}?(?:{_UNIT_END})+)*)"
)
_NOT_SUBJECT = re.compile(
    "组织(?!部)|指导|推动|开展|对|在|把|向|由|为|全面|认真|开|按|如|实|落|建|成|举|召|共|新|累|协|支援|选|印|制|发|加|抓|获|给|查|"
    r"设|下设|现有|目前|第(?![\d一二三四五六七八九十]{1,3}(?:党?总?支部|党?小组))|"
    "针|围|每|既|今天|集中|成功|推|完成|强|编|通过|邀|参|利|并|以|从|至|其|本次|这|也|是|主持|占|个别|平均|前|后|表彰|评|有|部分|一些|少数|多数|该|最|领导|"
    "使|让|将|被|给|存在|按|至|仅|仍|还|即|指|企事业|访谈|走访|听取|约谈|不足|"
    "(?:党?支部|党组织|党委|单位|院|局|厅|处|校|部门)(?:领导|书记|干部|党员|班子|人)"
)
# 星级支部由9个增至14个, 临床支部11个: what is counted is not whose number it is.
_COUNTED_ITSELF = re.compile(
    r"(?:[由从的]|共?有|共|达到?|增至|为|约|近)*[\d一二两三四五六七八九十百]+[余多]?(?:个|家|支|所)"
)

# 适用的指标全部达标的支部, 党员领导干部参加所在支部: what is said of organisations, not the name of one.
_SAID_OF = re.compile("分之|比例|率(?!先)|达标|适用|参加|所在|没有")
_GENERAL = re.compile(f"(?:{_UNIT_END})+")  # 支部 gives way to the name that stands before it
_PLACES = re.compile("[一二三四五六七八九十百零\\d]处$")  # 消除缺陷一百零六处


def subject_in(text: str, sentence_start: int, start: int, end: int) -> str:
    """The nearest organisation named at the beginning of a clause of the sentence, the figure's own clause first."""
    right, general = start, ""
    while right > sentence_start:
        left = max(sentence_start, *(text.rfind(stop, sentence_start, right) + 1 for stop in CLAUSE_STOP))
        found = _subject(text[left:right], text[left:end] if right == start else text[left : right + 1])
        if found and not _GENERAL.fullmatch(found):
            return found
        general, right = general or found, left - 1
    return general


def _subject(words: str, with_figure: str) -> str:
    words = PERIOD.sub("", LEADING.sub("", words.strip(" 　")))
    match = _SUBJECT.match(words)
    if match is None or _NOT_SUBJECT.match(match[1]) or _SAID_OF.search(match[1]):
        return ""
    if _PLACES.search(match[1]):
        return ""
    at = with_figure.find(match[1]) + len(match[1])
    told = PERIOD.sub("", with_figure[at:]).lstrip("的 　")
    return "" if _COUNTED_ITSELF.match(told) or _NOT_SUBJECT.match(match[1] + told[:2]) else match[1]
