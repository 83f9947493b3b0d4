"""Who leads a task and who is responsible, as written. Matching names to the organisation tree is not done here."""

import re
from dataclasses import dataclass

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.obligations import VERBS, opens_with_verb
from zhibu.papers.sentences import clauses

_LEAD_WORDS = (
    "牵头单位|牵头部门|牵头处室|牵头科室|牵头领导|牵头人|牵头责任单位|牵头支部|主办单位|主办部门|主责单位|主责部门|"
    "责任领导|分管领导|包抓领导|牵头"
)
_RESPONSIBLE_WORDS = (
    "责任单位|责任部门|责任处室|责任科室|责任支部|责任主体|责任人员?|配合单位|配合部门|协办单位|协助单位|参与单位|"
    "参加单位|落实单位|落实部门|完成单位|承办单位|承办部门|承办人|实施单位|负责单位|负责部门|负责人|执行单位|配合|责任"
)
_DEADLINE_WORDS = (
    "完成时限|完成时间|整改时限|时限要求|时间要求|时间安排|办理时限|时间节点|截止时间|推进时间|时限|时间"
)

_LABELLED = re.compile(
    rf"(?P<lead>{_LEAD_WORDS})[：:]|(?P<responsible>{_RESPONSIBLE_WORDS})[：:]|(?P<deadline>{_DEADLINE_WORDS})[：:]"
)
_SUFFIX = (
    "办公室|[\u4e00-\u9fff]{1,4}办|处|处室|科|科室|股|股室|部|部门|室|局|厅|委|支部|党支部|总支|党总支|党委|党组|党组织|"
    "工会|团委|妇委会|支委会|委员会|纪委|纪检组|纪检监察组|工作组|"
    "中心|学院|院|公司|所|站|队|班子|领导班子|小组|党小组|书记|委员|校|厂|车间|段|馆|单位|协会|成员|专班"
)
_UNIT = re.compile(rf"[\u4e00-\u9fff（）()·A-Za-z0-9*]{{0,22}}(?:{_SUFFIX})|全体党员(?:干部)?")
_SEPARATOR = re.compile(r"[、，,；;/\n]|\s+|和(?=各)|及(?=各)|以及")
_BRACKET = re.compile(r"[（(【\[]([^（）()【】\[\]]*(?:[（(][^（）()]*[）)][^（）()【】\[\]]*)*)[）)】\]]")
_DUTY = re.compile(
    r"(?P<by>由)?(?P<lead>[^，,；;。：:由（(]{2,30}?)(?:牵头(?:负责|抓总|组织|实施|落实)?)(?:[，,、；;]\s*(?P<with>[^；;。：:）)]{2,60}?)"
    r"(?:配合|协助|参与|参加|按职责分工负责|分工负责|具体负责|负责落实|负责|落实|实施|承办))?"
)
_TOGETHER = re.compile(
    r"(?P<lead>[\u4e00-\u9fff]{2,14}?)会同(?P<with>[\u4e00-\u9fff、]{2,40}?)(?=[，,]|组织|开展|制定|研究|对|做好|$)"
)
_IN_CHARGE = re.compile(
    r"(?:由)?(?P<who>[^。；;：:（(由]{2,60}?)(?:按职责分工)?(?:分别)?(?:负责|承办|落实|具体实施)$"
)
_SUBJECT = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、（）()“”]{{0,22}}?(?:{_SUFFIX}|组织|企业|负责人|负责同志|党员|干部|书记|委员|成员)+)"
    r"(?:们)?(?:年内|全年|今年|近期|[上下]半年|都|均|也|还|一律|原则上)?(?:要|将|应(?!对|急|用|该说)|须|必须|应当|务必|每[年季月半周]|负责(?!人|同志))"
)
# 各支部推荐, 各单位报送: each of them, directly before the verb.
_EACH = re.compile(rf"^(?P<who>各[\u4e00-\u9fff、]{{0,14}}?(?:{_SUFFIX})+)(?={VERBS}|于\d|按)")
# 党建办组织验收: an office directly before one of the few verbs that are not also part of a name.
_ACTING = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff]{{1,10}}?(?:{_SUFFIX}))"
    r"(?=负责(?!人|同志)|于\d|制定|召开|举办|报送|牵头|组织(?:验收|开展|实施|召开|学习|评选|检查|考核))"
)
_NOT_A_UNIT = re.compile(
    r"牵头|配合|负责(?!人|同志)|^(?:我们|大家|同志们|对|在|把|将|从|以|向)|^.{0,2}(?:全部|内部|干部)$"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Units as written, and the words that state the deadline, empty where none are labelled."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.lead or self.responsible or self.deadline)


def split_units(text: str) -> tuple[str, ...]:
    """The members of a list of units; a bracketed part stays with its unit."""
    held = _BRACKET.sub(
        lambda m: m[0].replace("、", "\ue000").replace("，", "\ue000"), text.strip(" 。；;，,")
    )
    parts = (part.replace("\ue000", "、").strip(" 　。:：") for part in _SEPARATOR.split(held))
    return tuple(dict.fromkeys(part.removesuffix("等") for part in parts if part))


def labelled(text: str) -> Attribution:
    """Units and deadline of text such as 牵头单位：办公室；责任单位：各支部；完成时限：6月底前."""
    labels = list(_LABELLED.finditer(text))
    values: dict[str, list[str]] = {"lead": [], "responsible": [], "deadline": []}
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        value = text[label.end() : stop].strip(" 　\n，,；;。、）)】]（(【[")
        kind = label.lastgroup or ""
        parts = [value] if kind == "deadline" else re.split("[；;]", value)
        for part in parts:
            timed = kind != "deadline" and _is_time(part)
            values["deadline" if timed else kind].append(part)
    return Attribution(
        tuple(unit for value in values["lead"] for unit in split_units(value)),
        tuple(unit for value in values["responsible"] for unit in split_units(value)),
        "；".join(value for value in values["deadline"] if value),
    )


def _is_time(words: str) -> bool:
    """Whether words in a bracket or after a label name a time and not a unit."""
    return bool(find_deadlines(words, year=None, stated=True)) and _UNIT.fullmatch(words.strip()) is None


def bracketed(text: str) -> Attribution:
    """Units and deadline stated in the brackets of a sentence: labelled, 甲牵头，乙配合, 甲、乙负责.

    A bare list (办公室、各支部，6月底前) counts only where it closes the sentence: elsewhere brackets explain a word.
    """
    best = Attribution()
    for match in _BRACKET.finditer(text):
        closing = not text[match.end() :].strip(" 。；;，,、")
        found = labelled(match[1])
        if found.is_empty:
            found = _unlabelled(match[1], closing=closing)
        if not found.is_empty:
            best = found
    return best


def _unlabelled(text: str, *, closing: bool) -> Attribution:
    parts = re.split(r"[，,；;]", text)
    dated = [part for part in parts if _is_time(part)]
    rest = "，".join(part for part in parts if part not in dated)
    deadline = "；".join(part.strip() for part in dated) if closing else ""
    duty = _duty(rest)
    if not duty.is_empty:
        return Attribution(duty.lead, duty.responsible, deadline)
    if closing and rest and _all_units(rest):
        return Attribution((), split_units(rest), deadline)
    return Attribution((), (), deadline) if not rest else Attribution()


def spoken(sentence: str) -> Attribution:
    """Units named in the running words of a sentence: 由甲牵头，乙配合; 工会要…; …，各支部每季度…."""
    if "由" in sentence:
        found = _duty(sentence[sentence.index("由") :])
        if not found.is_empty:
            return found
    together = _TOGETHER.match(sentence)
    if together and _all_units(together["lead"]) and _all_units(together["with"]):
        return Attribution(split_units(together["lead"]), split_units(together["with"]), "")
    who: list[str] = []
    for start, end in clauses(sentence, 0, len(sentence)):
        clause = sentence[start:end]
        subject = _SUBJECT.match(clause) or _EACH.match(clause) or _ACTING.match(clause)
        if subject and not _NOT_A_UNIT.search(subject["who"]) and not opens_with_verb(subject["who"]):
            who.extend(split_units(subject["who"]))
    return Attribution((), tuple(dict.fromkeys(who)), "")


def _duty(text: str) -> Attribution:
    match = _DUTY.match(text)
    if match and _all_units(match["lead"]):
        return Attribution(split_units(match["lead"]), split_units(match["with"] or ""), "")
    charge = _IN_CHARGE.match(text.strip(" 。；;"))
    if charge and _all_units(charge["who"]):
        return Attribution((), split_units(charge["who"]), "")
    return Attribution()


def _all_units(text: str) -> bool:
    units = split_units(text)
    return bool(units) and all(_UNIT.fullmatch(unit) and not _NOT_A_UNIT.search(unit) for unit in units)


def is_attribution(text: str) -> bool:
    """Whether a line states nothing but units and deadline."""
    text = text.strip(" 　。；;")
    bracket = _BRACKET.fullmatch(text)
    if bracket:
        return not bracketed(text).is_empty
    first = _LABELLED.match(text)
    return first is not None


def without_attribution(text: str) -> str:
    """The words of a task without the brackets that only say who and until when."""
    return _BRACKET.sub(lambda m: "" if not bracketed(m[0]).is_empty else m[0], text).strip(" 　")
