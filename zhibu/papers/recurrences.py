"""Times without a date: how often (每两周, 按季度, 隔月) and terms that hang on an event (会后5个工作日内, 春节前)."""

import re
from collections.abc import Iterator

_TWO = "(?:两|二|2)"
_UNTIL = r"(?:度|末月|底|末)?(?:[0-9]{1,2}[日号])?(?:之?以?前|底前|末前|底|末)?"
# 月度考核 and 月度计划 are names, 月度例会 is how often.
_NO_NAME = "(?!考[核评]|计划|工作|绩效|任务|分析|报[告表]|总结|[^例召更]{0,2}会)"
_IN_YEAR = r"(?:[0-9]{1,2}月(?:份|[上中下]旬)?)?"

# In order: the first pattern that matches at a place wins. 每半个月 and 每两周 are both fortnightly.
_EVERY = tuple(
    (every, re.compile(pattern))
    for every, pattern in (
        ("two_weeks", rf"每隔?{_TWO}个?(?:周|星期)|每?隔[一1]?个?(?:周|星期)|(?:每个?)?双周(?!年)|每半个?月"),
        ("two_months", rf"每隔?{_TWO}个?月|每?隔[一1]?个?月|(?:每个?|逢)[双单]月|双月(?=[初中末底\d一召举开组]|$)"),
        ("quarter", r"每(?:三|3)个月"),
        ("half", r"每(?:六|6)个月|每一?个?学期|上(?:半年)?[、和及与]?下半年(?:各|分别)"),
        ("year", "每一?个?学年"),
        ("week", r"每(?:逢|个|一|1)?(?:周|星期)[一二三四五六日天]?"),
        ("month", rf"(?:每|按)(?:一|个|1)?月{_UNTIL}|逐月|一月一(?=[次题课主评报查会议考])|月度{_NO_NAME}"),
        ("quarter", rf"(?:每|按)(?:一|个|1)?季度?{_UNTIL}|逐季度?|一季度?一(?=[\u4e00-\u9fff])"),
        ("quarter", r"(?<![本下上])季度(?=[末底初])"),
        *((every, rf"(?<![上下前近第这每一二三四\d]){words}(?!内|以)(?=[\u4e00-\u9fff]{{2,8}}[一1两2][次回])")
          for every, words in (("half", "半年"), ("two_weeks", f"{_TWO}周"), ("two_months", f"{_TWO}个月"))),
        ("half", rf"(?:每|按)(?:一|个|1)?半年{_UNTIL}|半年一次|半年度(?=[召开总分通评述研])"),
        ("year", rf"一年一[次度]|(?:每|按)(?:一|个|1)?年度?{_IN_YEAR}{_UNTIL}"),
    )
)  # fmt: skip
_MAY_RECUR = re.compile("[每按隔逐逢双]|半年|[两二2]个?[周月]|[季月年]一|月度|季度|半年[各分]")
_N = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
_ON_EVENT = re.compile(
    rf"(?:(?![在于自])[\u4e00-\u9fff]){{0,12}}?(?:后|之日起)的?{_N}个?(?:工作日|自然日|日|天|周|星期|月)(?:之?以?内)|"
    rf"提前{_N}个?(?:工作日|[天日周月])|{_N}个?(?:工作日|自然日|日|天|周|星期|月|小时)(?:之?以?内)|"
    r"(?:春节|端午节?|中秋节?|重阳节?)(?:前后|前夕|期间|之前|以前|前)|[\u4e00-\u9fff]{2,3}节(?:前夕?|期间)|(?:重[大要])?节(?:假)?日(?:前夕?|期间|前后)|(?:换届(?:选举)?|节|汛)前|(?:全|当|本)月内?(?![底末上中下\d])|"
    # These count from the day of the paper (relative.py); 下周工作 and 下月计划 only tell which.
    r"[本下]月(?:内|[底末](?:之?以?前)?|[上中下]旬|\d{1,2}[日号](?:之?以?前)?)|[本下]周(?:内|[一二三四五六日天](?:之?以?前)?|[底末]前?)|[本下]季度(?:内|[底末]前?)|"
    r"(?:汛期|春耕|秋收|雨季|入冬|供暖)(?:前后?|期间)|"
    rf"第{_N}(?:教学)?周(?!年|岁)|(?:本学期|学期)(?:开学)?[初末](?:前|内)?|开学[初前]|(?<!学)期末(?!考)"
)


def recurring(text: str) -> Iterator[tuple[str, int, int]]:
    """How often, as `every`, with the position of the words; where two overlap, the first pattern's alone."""
    if _MAY_RECUR.search(text) is None:
        return
    taken: list[tuple[int, int]] = []
    for every, pattern in _EVERY:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            yield every, match.start(), match.end()


def on_events(text: str) -> Iterator[tuple[int, int]]:
    """The positions of terms that hang on an event, so that no date can be told."""
    for match in _ON_EVENT.finditer(text):
        yield match.span()
