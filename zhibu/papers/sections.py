"""What a section is about, told by the words of its heading: what is owed, what was done, or neither."""

import re
from enum import Enum


class Stance(Enum):
    """PLAN looks forward, REVIEW looks back, AIM states principles, NEUTRAL says nothing either way.

    GOAL looks forward too, but only what it dates is to be done.
    """

    PLAN = "plan"
    REVIEW = "review"
    AIM = "aim"
    GOAL = "goal"
    NEUTRAL = "neutral"


_PLAN = re.compile(
    r"(?:工作|任务|活动|时间|日程|具体|有关|总体)安排|打算|下一?步|下一?阶段|下半年|来年|明年|"
    r"工作思路|工作计划|学习计划|实施计划|计划$|工作要点|要点$|(?:重点|主要|目标|工作|具体|学习|整改)任务|"
    r"(?:工作|主要|具体|整改|改进|保障|对策|推进|落实)措施|举措|部署|努力方向|整改方向|对策|建议|今后|努力开创|奋力|新局面|"
    r"责任分工|任务分工|职责分工|^(?:工作|岗位|主要)?职责$|任务分解|实施步骤|方法步骤|工作步骤|工作要求|有关要求|几点要求|目标任务|组织领导|组织实施|组织保障|"
    r"重点工作|工作重点|工作内容|学习内容|主要内容|活动内容|竞赛内容|培训内容|实施方案|工作方案|责任清单|任务清单|整改清单|工作清单|行动方案|方式方法"
)
_REVIEW = re.compile(
    r"回顾|基本情况|总体情况|工作情况|开展情况|落实情况|完成情况|履职情况|主要做法|工作做法|成效|成绩|取得|总结$|存在|"
    r"问题|不足|短板|原因|剖析|制约|意义|现状|形势|经验|肯定|亮点|体会|背景|特点"
)
_AIM = re.compile(
    r"指导思想|总体要求|总体思路|原则$|工作思路$|目标要求|^[^，,。]{0,10}(?:职数|名额)|^(?:[\u4e00-\u9fff]{2,4})?(?:范围|对象|资格)$|^(?:活动|会议)?主题$|(?:委员会|人员|机构|班子)(?:组成|构成|设置)$|(?:任职|基本|申报|推荐|评选)条件|适用范围|^总则|^附则|"
    r"标准$|评分细则|评分表|名单$|样表|范例|奖惩$|期限$|"
    r"(?:活动|学习|培训|实施|整治|竞赛|评选|参加|参赛|参训|起止)(?:时间|地点|对象|范围|人员|主题|名称|单位)$"
)
# "整改措施" is a plan although 问题 stands before it: 问题整改措施, 问题和下步打算 look forward by their last words.
_PLAN_LAST = re.compile(r"(?:打算|计划|安排|措施|举措|清单|方向|任务|要点|部署|思路|对策|建议|方案)$")

LEAD_IN = re.compile(
    r"[\s\u3000]*((?:下一?步|下一?阶段|今后|下半年|[12]\d{3}年)?(?:的)?(?:主要)?(?:工作)?(?:思路|打算|计划|安排|举措|措施|目标|要点))[：:]"
    r"|[\s\u3000]*(存在的?(?:主要)?(?:问题|不足)(?:[和与及](?:不足|问题))?|下一?步(?:工作)?|今后一(?:个|段)时期|总体要求|指导思想|工作要求)[：:]"
)
# A sentence that looks forward by itself, wherever it stands.
FORWARD = re.compile(r"[\s\u3000]*(?:下一?步|下一?阶段|今后|接下来|下半年|明年)[，,我将要]")

# What a notice asks for is owed, whatever it is about: 关于报送…情况的通知.
_ASKS_FOR = re.compile(
    "关于[^，。]{0,20}(?:做好|开展|召开|举办|组织|进一步|认真|加强|推进|报送|落实)[^，。]{2,50}通知"
)
# A reply to what was found or proposed says what will be done, beside what was.
_REPLIES = re.compile("(?:整改|反馈|巡[视察]|检查|审计).*(?:复函|回函|答复函?|回复)$")
_PLAN_PAPER = re.compile(
    r"(?:工作|重点|事项|任务)提[示醒]|整改(?:工作)?安排|计划|要点|安排$|任务书|折子工程|项目表|分解|督办|交办|路线图|时间表|任务表|推进表|月历|日程|工作安排|实施方案|工作方案|清单|打算|思路|任务分解|责任[书状]|承诺|部署|规划|配档|安排表|方案$|分工|措施$|实施意见$|"
    rf"{_ASKS_FOR.pattern}|(?:议定|督办|重点|工作)事项"
)
_REVIEW_PAPER = re.compile(r"情况|总结|报告|汇报|述职|通报|回顾|纪要|讲话|发言|致辞|党课|讲稿|体会")


_MENDS = re.compile(
    r"(?:整改|督办|交办)(?:工作)?(?:通知|方案|清单|台账|措施|计划|任务.{0,4})(?:[（(].*[）)])?$"
)
_GOAL = re.compile(r"目标$")

# Inside a plan the word 问题 is something to solve, inside a review 重点任务 something done: only these words turn.
_TURNS = (
    (Stance.REVIEW, re.compile(
        r"回顾|基本情况|(?:目的|重要|重大|现实)?意义|^(?:工作|活动|行动)?(?:目的|背景|缘由)|必要性|存在.{0,8}(?:问题|不足)|^主要问题|原因分析|工作成效|主要做法|取得.{0,8}成[绩效]|^(?!.*(?:每|报送|上报|汇报|反馈|掌握|了解|调度|督查|公[布示])[^，,]{0,12}情况)[^，,]{0,14}情况$|(?:整治|治理|检查|督查|监督)(?:重点|范围|对象)$")),
    (Stance.PLAN, re.compile(
        r"打算|下一?步|下一?阶段|今后|明年|来年|下半年.*(?:计划|安排)|努力方向|(?:整改|改进)措施|努力开创")),
    (Stance.GOAL, _GOAL),
    (Stance.AIM, _AIM),
)  # fmt: skip


# A longer title sets the work itself: only its first words may say what kind of section it is.
_A_SENTENCE, _OPENING, _A_CLAUSE = 30, 12, 20


def stance_of_heading(title: str, above: Stance = Stance.NEUTRAL) -> Stance:
    """The stance of a section: its own words decide, and where they do not, the section above."""
    title = title.strip()
    if len(title) > _A_SENTENCE:
        title = title[:_OPENING]
    elif len(title) > _A_CLAUSE:
        title = re.split("[，,]", title)[0]
    if above is not Stance.NEUTRAL:
        return next((stance for stance, pattern in _TURNS if pattern.search(title)), above)
    if _PLAN_LAST.search(title):
        return Stance.PLAN
    for pattern, stance in (
        (_GOAL, Stance.GOAL),
        (_AIM, Stance.AIM),
        (_REVIEW, Stance.REVIEW),
        (_PLAN, Stance.PLAN),
    ):
        if pattern.search(title):
            return stance
    return Stance.NEUTRAL


def stance_of_paper(title: str) -> Stance:
    """The stance of a whole document by its title; one that both reviews and plans is NEUTRAL."""
    if _MENDS.search(title) or _REPLIES.search(title) or _ASKS_FOR.search(title):
        return Stance.PLAN
    plans, reviews = bool(_PLAN_PAPER.search(title)), bool(_REVIEW_PAPER.search(title))
    return Stance.PLAN if plans and not reviews else Stance.NEUTRAL


_NO_WORK_PAPER = re.compile(
    r"(?:办法|细则|规定|制度|规则|条例|章程|规程|标准|名单|名册|统计表|公示|公告|简报|信息|材料)(?:[（(].*[）)])?$"
)


def may_plan(title: str) -> bool:
    """Whether a paper may be a plan though its title has no such word: it neither reviews nor lays down rules."""
    return title != "" and not reviews(title) and _NO_WORK_PAPER.search(title) is None


def reviews(title: str) -> bool:
    """Whether a paper's title says that it tells what was done."""
    return _REVIEW_PAPER.search(title) is not None


# Headings of a speech that urge: 切实加强自身建设. In a report the same words tell what was done.
_URGES = re.compile(
    r"(?:切实|进一步|扎实|着力|大力|全力|努力|持续|坚决|认真|严格|深入|始终)[\u4e00-\u9fff]{2}"
)
_TOLD_PAPER = re.compile(r"总结|报告|汇报|述职|通报|回顾|纪要")


def urges(heading: str, paper: str) -> bool:
    """Whether a heading that says nothing either way sets work, in a paper that does not report."""
    return _URGES.match(heading) is not None and _TOLD_PAPER.search(paper) is None


def is_section_title(line: str) -> bool:
    """Whether a short unnumbered line reads as the heading of a section."""
    line = line.strip()
    return 3 < len(line) <= 16 and stance_of_heading(line) is not Stance.NEUTRAL and not line.endswith("的")
