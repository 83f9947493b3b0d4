"""Sentences that say nothing but who does it and until when: 此项工作由甲牵头、乙配合，6月底前完成。"""

import re

from zhibu.papers.unit_names import Attribution, charged, shared_out
from zhibu.papers.values import is_time

_OPEN = ("（", "(", "【", "[", "〔", "［")
_DUTY_WORD, _LONGEST_DUTY = (
    re.compile("牵头|主办|主抓|主责|抓总|领衔|支持|协同|负责|落实|承办|实施|配合|协助|协办|参与|参加"),
    160,
)
# 6月15日前完成筹建工作 and 到账后20日内发放 are work of their own.
_SAYS_WHAT = re.compile("完成[\u4e00-\u9fff]{2}|[日天周月]内(?!完成|办结|落实|到位|整改)[\u4e00-\u9fff]{2}")
_ABOUT_IT = re.compile(
    r"^(?:此|该|本|上述|以上|这)(?:几|各)?项?(?:工作|任务|事项|措施|整改)?[，,]?(?:均|统一|具体)?"
)


def duties(text: str) -> Attribution:
    """Who and until when, of a sentence that says nothing else: 此项工作由甲牵头、乙配合，6月底前完成; else empty."""
    if len(text) > _LONGEST_DUTY or text.lstrip().startswith(_OPEN) or not _DUTY_WORD.search(text):
        return Attribution()
    words = _ABOUT_IT.sub("", text.strip(" 　。；;"))
    parts = re.split(r"[，,；;]|(?<=牵头)、|(?<=负责)、", words)
    dated = [part for part in parts if is_time(part) and not _SAYS_WHAT.search(part)]
    rest = [part for part in parts if part not in dated]
    shared = [duty for part in rest if not (duty := _duty(part)).is_empty]
    if not rest or len(shared) < len(rest):
        return Attribution()
    lead, responsible = (
        tuple(unit for one in shared for unit in getattr(one, kind)) for kind in ("lead", "responsible")
    )
    return Attribution(lead, responsible, "；".join(dated))


def _duty(part: str) -> Attribution:
    stated = shared_out(part)
    return charged(part) if stated.is_empty and "会同" in part else stated
