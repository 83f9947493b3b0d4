"""Who leads a task and who is responsible, as stated behind labels and in brackets.

Matching names to the organisation tree is not done here.
"""

import re
from functools import lru_cache

from zhibu.papers.duties import duties
from zhibu.papers.stated import ASKED, labelled, labels_in, names_time
from zhibu.papers.unit_names import (
    BRACKET,
    Attribution,
    all_units,
    charged,
    shared_out,
    split_units,
)
from zhibu.papers.values import may_be_units

# …做好排查。——组织委员 and …｜办公室牵头｜4月: who and when, behind a dash or bars at the end.
_TAIL = re.compile(r"(?:——|--|(?<=[。；])—|－－|[｜|／/]+)[ 　]*([^—。；;\n]{2,80}?)[ 　。；;]*$")
_PARTS = re.compile(r"[，,；;｜|/／]|(?<![\u4e00-\u9fff])[ 　]+|[ 　]+(?=\d|每|[上下]半年|长期|全年|常|年)")
_SHORT_NAME = 8
_EDGES = " 　\n，,；;。、|｜"
_DASHES = "—－-➢➤> 　"


@lru_cache(maxsize=8192)
def bracketed(text: str) -> Attribution:
    """Units and deadline stated in the brackets of a sentence: labelled, 甲牵头，乙配合, 甲、乙负责.

    A bare list (办公室、各支部，6月底前) counts only where it closes the sentence: elsewhere brackets explain a word.
    """
    found = [(match, one) for match in _closings(text) if not (one := _in_bracket(match)).is_empty]
    joined = Attribution()
    for index in range(len(found) - 1, -1, -1):
        match, one = found[index]
        joined = _joined(one, joined)
        before = text[found[index - 1][0].end() : match.start()] if index else "."
        if before.strip(_EDGES):
            break
    return joined


def _closings(text: str) -> list[re.Match[str]]:
    return [*BRACKET.finditer(text), *_TAIL.finditer(text)]


def _joined(first: Attribution, second: Attribution) -> Attribution:
    """What brackets side by side say together: 【主责：甲】【协助：乙】【时限：8月】."""
    return Attribution(
        (*first.lead, *second.lead),
        (*first.responsible, *second.responsible),
        "；".join(words for words in (first.deadline, second.deadline) if words),
    )


def _in_bracket(match: re.Match[str]) -> Attribution:
    stated = labelled(match[1])
    closing = not match.string[match.end() :].strip(" 。；;，,、")
    return _unlabelled(match[1], closing=closing) if stated.is_empty else stated


def _unlabelled(text: str, *, closing: bool) -> Attribution:
    parts = [part for part in _PARTS.split(text) if part.strip()]
    dated = [part for part in parts if names_time(part)]
    rest = "，".join(part for part in parts if part not in dated)
    deadline = "；".join(part.strip() for part in dated) if closing else ""
    duty = shared_out(rest)
    duty = charged(rest) if duty.is_empty else duty
    if not duty.is_empty:
        return Attribution(duty.lead, duty.responsible, deadline)
    if closing and rest and (all_units(rest) or _list_of_names(rest, dated=bool(dated))):
        return Attribution((), split_units(rest), deadline)
    return Attribution((), (), deadline) if not rest else Attribution()


def _list_of_names(text: str, *, dated: bool) -> bool:
    """Whether short words are names because a sure one or a time stands beside them (教导处、党员教师)."""
    names = split_units(text)
    sure = dated or any(map(all_units, names))
    return sure and may_be_units(text) and all(len(name) <= _SHORT_NAME for name in names)


@lru_cache(maxsize=8192)
def is_attribution(text: str) -> bool:
    """Whether a line states nothing but units and deadline."""
    text = text.strip(" 　。；;")
    if BRACKET.match(text) or _TAIL.match(text):
        return not bracketed(text).is_empty and not without_attribution(text)
    if not duties(text).is_empty:
        return True
    first = next(iter(labels_in(text.lstrip(_DASHES))), None)
    return first is not None and first[0] == 0 and first[2] in ASKED


def without_attribution(text: str) -> str:
    """The words of a task without the brackets that only say who and until when."""
    for pattern in (BRACKET, _TAIL):
        text = pattern.sub(lambda match: match[0] if _in_bracket(match).is_empty else "", text)
    return text.strip(" 　")
