"""Figures that tell how much something changed against another time: 比上季度多2次, 同比增长10%, 较年初净增18名.

Pure: words in, what they announce out. They are held against the records in judging.py.
"""

import re
from dataclasses import dataclass

_PART = "第?[一二三四1-4]季度|[上下]半年|全年"
_TIME = rf"上一?个?季度|上个?月|[去上前]年(?:同期|{_PART})?|同期|年初|(?:19|20)\d{{2}}年(?!同期)(?:{_PART})?|{_PART}"
_UP = "净?增加?|增长|上升|提高|提升|扩大|多|涨|扩充"
_DOWN = "净?减少?|下降|降低|压减|压缩|少|低"
_WENT = rf"[^，。；]{{0,6}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|近|约|率|幅度?|达到?|为)*$"
_LIKEWISE = re.compile(rf"(?P<time>同比(?!例)|环比){_WENT}")
_THAN = re.compile(
    rf"(?:较|(?<![占对评同环])比(?![例重率武拼学])|[与同和](?={_TIME}))(?:(?P<time>{_TIME})|[^，。；]{{1,12}}?)(?:相比)?，?{_WENT}"
)
_SINCE = {"同比": "去年同期", "同期": "去年同期"}


@dataclass(frozen=True)
class Change:
    """`words` are all that stand before it in the sentence, `since` the time compared with: 去年同期 for 同比, empty
    where it is compared with no time."""

    words: str
    since: str
    rises: bool


def change_in(words: str) -> Change | None:
    """The change that the words before a figure announce, as far back as the figure before it; None for no change."""
    found = _LIKEWISE.search(words) or _THAN.search(words)
    if found is None:
        return None
    time = found["time"] or ""
    return Change(words, _SINCE.get(time, time), bool(found["up"]))
