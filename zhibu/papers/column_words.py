"""What the heading of a column says of the cells below it, whatever its wording: 挂帅领导, 何时完成, 干什么."""

import re

from zhibu.papers.labels import LOOKS_ON

# A column for each kind of meeting: what is on its agenda is work.
MEETINGS = re.compile(r"^(?:支部)?(?:党员)?大会$|支委会$|党小组会$|主题党日$|^党课$|组织生活会$|^三会一课$")
# In order of precedence: 责任领导 leads although it begins with 责任, 整改时限 is a deadline although 整改 is work.
_MEANINGS = (
    ("number", re.compile(r"^(?:序号?|编号|No\.?|项次|号)$", re.IGNORECASE)),
    ("note", re.compile(
        rf"(?:{LOOKS_ON}|填报)(?:单位|部门|处室|科室|人|领导)|电话|"
        r"(?:程度|标志|成效|标准|成果|形式|地点|依据)$")),
    ("note", re.compile(r"谁来?(?:督|监|检查|验收|审)")),
    ("category", re.compile(r"(?:类别|类型)$")),
    ("start", re.compile(r"起始|启动|开始(?:时间|日期)?$|^起(?:始|点)?$|^(?:何时)?开始$")),
    ("task", MEETINGS),
    ("deadline", re.compile(
        r"时限|时间|时点|时段|时序|期限|截止|日期|节点|进度(?:要求|安排)|月份|何时|什么时候|限期|工期|^止$|"
        r"^(?:季度|月度|月|周次|期限)$|要求完成$|完成期$")),
    ("task", re.compile(r"(?:责任|职责)(?:内容|清单|事项|条目|任务|目标|要点)$|^(?:干|做|抓)(?:什么|啥)|^如何")),
    ("lead", re.compile(
        r"牵头|抓总|主办|主责|主抓|主管|第一责任|责任领导|分管|包抓|包案|包保|挂[帅点联]|领衔|领办|统筹(?:单位|部门)|领导$|(?:谁|哪个部门)(?:来)?(?:牵头|主抓)")),
    ("responsible", re.compile(
        r"责任|配合|[承协会经]办|承担|承接|协同|协作|协助|会签|会同|起草|负责|参与|落实(?:单位|部门|人|主体|科室)|实施(?:单位|部门|人|主体)|"
        r"完成(?:单位|部门|人)|主体$|谁|执行(?:单位|部门|人)|(?:单位|部门|处室|科室|部室|支部|岗位)$")),
    ("quantity", re.compile(r"频次|次数|数量|指标值|目标值|学时|频率")),
    ("task", re.compile(
        r"任务|措施|举措|内容|事项|做法|要求|工作|活动|主题|清单|目标|问题|安排|专题|课题|议题|动作|制度|行动|要点|办法|对策|部署|打法|抓手|班次|课程|名称$")),
    ("category", re.compile(r"类别|类型|项目|板块|分类|方面|一级|维度|方向|条线|领域|模块|阶段")),
    ("note", re.compile(r"备注|说明|进展|完成情况|完成率|状态|销号")),
)  # fmt: skip
# Among several columns about the work the most concrete one is the task.
_CONCRETE = re.compile(r"具体|措施|举措|内容|分解|做法|事项|工作任务|整改|细化|二级|三级|动作|干什么|怎么干")
_CATEGORY_LIKE = re.compile(
    r"条目$|一级|类别|方面|板块|^项目$|^工作项目$|^重点工作$|^工作目标$|^目标$|^问题|(?<!具体)要求$|^总|部署$|目标$"
)
LONGEST = 20


def meaning_of(heading: str) -> str | None:
    """The meaning of one heading: number, deadline, lead, responsible, quantity, task, category, note, or None."""
    heading = re.sub(r"\s", "", heading)
    if not heading or len(heading) > LONGEST:
        return None
    return next((name for name, pattern in _MEANINGS if pattern.search(heading)), None)


def concreteness(heading: str) -> tuple[bool, bool]:
    """Whether a heading of work announces the measures themselves; whether it is no group of work."""
    return bool(_CONCRETE.search(heading)), not _CATEGORY_LIKE.search(heading)
