"""Units named in the running words of a sentence."""

import re

from zhibu.papers.obligations import VERBS, opens_with_verb
from zhibu.papers.sentences import clauses
from zhibu.papers.unit_names import NOT_A_UNIT, SUFFIX, Attribution, all_units, charged, split_units

_TOGETHER = re.compile(
    r"由?(?P<lead>[\u4e00-\u9fff]{2,14}?)(?:要|将|应)?会同(?P<with>[\u4e00-\u9fff、]{2,40}?)(?=[，,]|组织(?!部|处|科|股|委)|开展|制定|研究|对|做好|于|在|按|每|\d|$)"
)
_SUBJECT = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、（）()“”]{{0,22}}?(?:{SUFFIX}|组织|企业|负责人|负责同志|党员|干部|书记|委员|成员)+(?:[（(][\u4e00-\u9fff]{{1,8}}[）)])?)"
    r"(?:们)?(?:年内|全年|今年|近期|[上下]半年|都|均|也|还|一律|原则上)?(?:要|将|应(?!对|急|用|该说)|须|必须|应当|务必|每[年季月半周]|负责(?!人(?!员)|同志))"
)
# 各支部推荐, 各单位报送: each of them, directly before the verb.
_EACH = re.compile(
    rf"^(?P<who>各[\u4e00-\u9fff、]{{0,14}}?(?:{SUFFIX})+)(?=(?:逐[项一个级条]|认真|及时|全面|严格|积极|深入)?(?:{VERBS})|于\d|按)"
)
# 党建办组织验收: an office directly before one of the few verbs that are not also part of a name.
_ACTING = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff]{{1,10}}?(?:{SUFFIX}))"
    r"(?=负责(?!人(?!员)|同志)|制定|召开|举办|报送|牵头|成立|设立|建立|汇总|审核|做好|围绕|对(?=[^，,。；;]{2,30}(?:实行|进行|开展|加强|逐一|做到))|把|按|依托|对照|结合|按照|统筹|及时|认真|"
    r"定期|适时|按时|按期|逐一|统一(?!部署|安排|要求)|具体|组织(?:验收|开展|实施|召开|学习|评选|检查|考核))"
)
# 组织办上半年, 教工第二党支部于7月10日前: an office directly before the time that its work is due.
_TIMED = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、]{{0,22}}?(?:{SUFFIX})+)(?:于|在|应?当?于)?"
    r"(?=\d{1,2}月|(?:19|20)\d{2}年|第?[一二三四]季度|[上下]半年|年内|年底|全年|每|按[月季年]|[次当]月|[“]?[五七]一)"
)
_ASKED = re.compile(r"^(?:会议(?:要求|决定|明确|议定|强调)[，,：:]?|责成|要求|请(?!示|假|教|求|问))+")
# 以上事项由督查室跟踪督办
_BY = re.compile(rf"由(?P<who>[\u4e00-\u9fff、]{{1,22}}(?:{SUFFIX}))(?=负|跟踪|督办|统筹|汇总|{VERBS})")
# 请组织员逐一核对: whoever is asked need not stand before one of those verbs.
_ASKED_UNIT = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、]{{0,22}}?(?:{SUFFIX})+)(?=对|于|在|将|把|按|逐|尽快|认真|及时)"
)


def spoken(sentence: str) -> Attribution:
    """Units named in the running words of a sentence: 由甲牵头，乙配合; 工会要…; …，各支部每季度…."""
    asked = _ASKED.match(sentence)
    sentence = sentence[asked.end() :] if asked else sentence
    together = _TOGETHER.match(sentence)
    if together and all_units(together["lead"]) and all_units(together["with"]):
        return Attribution(split_units(together["lead"]), split_units(together["with"]), "")
    said = sentence.find("由") if "由" in sentence else 0
    found = charged(sentence[said:])
    if not found.is_empty:
        before = _subjects(sentence[:said]) if not found.responsible else found.responsible
        return Attribution(found.lead, tuple(before), "")
    for start, _ in clauses(sentence, 0, len(sentence)):
        led = charged(sentence[start:])
        if led.lead:
            return Attribution(led.lead, led.responsible or tuple(_subjects(sentence[:start])), "")
    who = _subjects(sentence)
    if not who and (by := _BY.search(sentence)) and all_units(by["who"]):
        who = [*split_units(by["who"])]
    if asked and not who and (first := _ASKED_UNIT.match(sentence)) and all_units(first["who"]):
        who = [*split_units(first["who"])]
    return Attribution((), tuple(dict.fromkeys(who)), "")


def begins_with_unit_and_time(clause: str) -> bool:
    """Whether a clause begins with a unit directly before the time that its work is due."""
    timed = _TIMED.match(clause)
    return timed is not None and all_units(timed["who"])


def _subjects(sentence: str) -> list[str]:
    """The units with which clauses of a sentence begin and that are to act in them."""
    who: list[str] = []
    for start, end in clauses(sentence, 0, len(sentence)):
        clause = sentence[start:end].removeprefix("由")
        subject = next((m for one in (_SUBJECT, _EACH, _TIMED, _ACTING) if (m := one.match(clause))), None)
        if subject and not NOT_A_UNIT.search(subject["who"]) and not opens_with_verb(subject["who"]):
            who.extend(split_units(subject["who"]))
    return who
