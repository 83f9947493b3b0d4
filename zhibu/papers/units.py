"""Who leads a task and who is responsible, as stated behind labels and in brackets.

Matching names to the organisation tree is not done here.
"""

import re

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.unit_names import (
    BRACKET,
    UNIT,
    Attribution,
    all_units,
    charged,
    leaders_first,
    shared_out,
    split_units,
)

_KIND = "(?:责任)?(?:单位|部门|处室|科室|股室|支部|党组织|领导|主体|人员|人)"
_LEAD_WORDS = rf"(?:牵头|主办|主责|分管|包抓){_KIND}|责任领导|牵头"
_RESPONSIBLE_WORDS = (
    rf"(?:责任|配合|协办|协助|协同|参与|参加|落实|完成|承办|实施|负责|执行|经办){_KIND}|领学人?|主讲人?|授课人|宣讲人|"
    "配合|责任"
)
_DEADLINE_WORDS = (
    "完成时限|完成时间|整改时限|时限要求|时间要求|时间安排|办理时限|时间节点|截止时间|推进时间|时间进度|进度安排|进度要求|完成期限|"
    "办结时限|完成日期|工作时限|整改期限|推进时限|起止时间|期限|时限|时间"
)
_OTHER_WORDS = "(?:督导|督查|监督|审核|审批)(?:单位|部门|领导)"  # they look on: nothing is theirs to do

_LABELLED = re.compile(
    rf"(?P<other>{_OTHER_WORDS})[：:]|(?P<lead>{_LEAD_WORDS})[：:]|(?P<responsible>{_RESPONSIBLE_WORDS})[：:]|(?P<deadline>{_DEADLINE_WORDS})[：:]"
)


def labelled(text: str) -> Attribution:
    """Units and deadline of text such as 牵头单位：办公室；责任单位：各支部；完成时限：6月底前."""
    labels = list(_LABELLED.finditer(text))
    values: dict[str, list[str]] = {"lead": [], "responsible": [], "deadline": [], "other": []}
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        value = text[label.end() : stop].strip(" 　\n，,；;。、）)】]〕］（(【[〔［")
        kind = label.lastgroup or ""
        parts = [value] if kind == "deadline" else re.split("[；;，,]", value)
        for part in parts:
            timed = kind != "deadline" and _is_time(part)
            values["deadline" if timed else kind].append(part)
    leading, others = leaders_first([unit for value in values["responsible"] for unit in split_units(value)])
    return Attribution(
        (*(unit for value in values["lead"] for unit in split_units(value)), *leading),
        others,
        "；".join(value for value in values["deadline"] if value),
    )


def _is_time(words: str) -> bool:
    """Whether words in a bracket or after a label name a time and not a unit."""
    return bool(find_deadlines(words, year=None, stated=True)) and UNIT.fullmatch(words.strip()) is None


def bracketed(text: str) -> Attribution:
    """Units and deadline stated in the brackets of a sentence: labelled, 甲牵头，乙配合, 甲、乙负责.

    A bare list (办公室、各支部，6月底前) counts only where it closes the sentence: elsewhere brackets explain a word.
    """
    found = [one for match in BRACKET.finditer(text) if not (one := _in_bracket(match)).is_empty]
    return found[-1] if found else Attribution()


def _in_bracket(match: re.Match[str]) -> Attribution:
    stated = labelled(match[1])
    closing = not match.string[match.end() :].strip(" 。；;，,、")
    return _unlabelled(match[1], closing=closing) if stated.is_empty else stated


def _unlabelled(text: str, *, closing: bool) -> Attribution:
    parts = re.split(r"[，,；;]", text)
    dated = [part for part in parts if _is_time(part)]
    rest = "，".join(part for part in parts if part not in dated)
    deadline = "；".join(part.strip() for part in dated) if closing else ""
    duty = shared_out(rest)
    duty = charged(rest) if duty.is_empty else duty
    if not duty.is_empty:
        return Attribution(duty.lead, duty.responsible, deadline)
    if closing and rest and all_units(rest):
        return Attribution((), split_units(rest), deadline)
    return Attribution((), (), deadline) if not rest else Attribution()


def is_attribution(text: str) -> bool:
    """Whether a line states nothing but units and deadline."""
    text = text.strip(" 　。；;")
    bracket = BRACKET.fullmatch(text)
    if bracket:
        return not bracketed(text).is_empty
    first = _LABELLED.match(text)
    return first is not None


def without_attribution(text: str) -> str:
    """The words of a task without the brackets that only say who and until when."""
    return BRACKET.sub(lambda match: match[0] if _in_bracket(match).is_empty else "", text).strip(" 　")
