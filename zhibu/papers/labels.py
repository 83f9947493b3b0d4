"""What a label before a colon asks for, told by the words that it is made of: 主责：, 具体承办：, 整改举措：."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_HELPS = (
    "责任|承办|承担|承接|协办|协助|协同|协作|协管|配合|会办|会签|会同|参与|参加|落实|负责|经办|执行|实施|办理|起草|整改|"
    "完成|具体|直接|组织|推进|主讲|领学|授课|宣讲|包联|跟办|认领"
)
_LEADS = (
    "牵头|主责|主办|主抓|主管|主要|主体|分管|挂帅|挂点|挂联|包抓|包案|包保|领衔|领办|首责|首要|首席|总负责|总牵头|"
    "总召集|第一责任|统筹|抓总"
)
_WHO = "单位|部门|处室|科室|股室|部室|支部|党组织|领导|主体|人员|人|者|方|岗位|干部|同志|机构|科|处|股"
_WHEN = "时限|时间|时点|时段|时序|时效|期限|节点|日期|限期|工期|截止|进度"
LOOKS_ON = "督导|督查|督办|督促|监督|审核|审批|审定|验收|考核|指导|联系|挂钩"
_ATTENDS = (
    "参会|到会|请假|缺席|参训|出席|列席|主持|记录|填报|制表|填表|报送|抄送|抄报|主送|分送|发送|受理|咨询"
)
_ISSUES = "编制|制定|制作|印发|发文|发布|落款|成文"
_ALONE = (
    "责任|承办|协办|会办|配合|协助|协同|经办|承担|负责|落实|执行|参与|主讲|领学|具体(?:承办|负责|落实|实施)"
)
_TOLD = (
    "问题|目标|成效|标准|成果|标志|指标|依据|表现|现状|原因|效果|进展|情况|要求|形式|备注|说明|意义|载体|类别|类型|"
    "领域|编号|序号|地点|对象|范围|主题"
)

# In order: who looks on has nothing to do, and what ends in 时间 is a time whatever stands before it.
_KINDS = (
    ("other", rf"(?:{LOOKS_ON}){{1,2}}(?:{_WHO})?"),
    ("other", rf"(?:{_ISSUES})(?:{_WHO}|日期|时间)"),
    ("other", rf"(?:{_ATTENDS})(?:{_WHO})?|参加(?:人员)?|[\u4e00-\u9fff]{{0,4}}电话"),
    ("deadline", rf"[\u4e00-\u9fff]{{0,6}}(?:{_WHEN})(?:要求|安排|节点|计划|为|是)?|完成期|何时完成"),
    (
        "task",
        r"[\u4e00-\u9fff]{0,6}(?:措施|举措|内容|任务|事项|名称|做法|项目|办法|对策|动作)|(?:如何|怎么)[\u4e00-\u9fff]{1,3}",
    ),
    ("task", "(?:整改|督办|交办|办理|落实)(?:要求|意见)|任务(?:描述|分解|要点)|具体工作|重点工作|工作安排"),
    ("note", rf"[\u4e00-\u9fff]{{0,6}}(?:{_TOLD})"),
    (
        "lead",
        rf"(?!(?:实施|落实|执行)主体)[\u4e00-\u9fff]{{0,4}}(?:{_LEADS})[\u4e00-\u9fff]{{0,3}}|[\u4e00-\u9fff]{{1,6}}领导",
    ),
    ("responsible", rf"[\u4e00-\u9fff]{{0,4}}(?:{_HELPS}){{1,2}}[\u4e00-\u9fff]{{0,2}}(?:{_WHO})|{_ALONE}"),
    (
        "responsible",
        r"(?!申报|报名|存在|受|被)[\u4e00-\u9fff]{2,4}(?:单位|部门|处室|科室|股室|主体|班组)|归口",
    ),
)
_CLOSED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
# A label begins where something else has ended; its colon may be set apart.
_CANDIDATE = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z0-9“”《》‘’])(?P<label>[\u4e00-\u9fff]{2,10}?)"
    r"(?:[ \u3000]?(?:[0-9]{1,2}|[一二三四五六七八九十]))?[ \u3000]?(?P<close>[】\]〕］])?[：:]|"
    r"(?:^|(?<=[\s；;，,。、]))[【\[〔［](?P<boxed>[\u4e00-\u9fff]{2,10})[】\]〕］][：:]?"
)
_NO_WORK = re.compile("问题|表现|原因|现状|依据|意义|背景|备注|说明|进展|成效|效果")
_LONGEST = 12
_CONCRETE = re.compile("措施|举措|内容|做法|具体|分解|办法|对策|动作|如何|怎么")


@dataclass(frozen=True, slots=True)
class Label:
    """The label begins at `start`, its value at `end`; `kind` is empty where the words tell none."""

    words: str
    kind: str
    start: int
    end: int

    @property
    def is_concrete(self) -> bool:
        """Whether it announces the work itself and not its name."""
        return _CONCRETE.search(self.words) is not None


def tells_only(words: str) -> bool:
    """Whether words begin with a label behind which nothing is set to be done: 具体表现：, 备注：."""
    label = next(find_labels(words[:_LONGEST]), None)
    return label is not None and label.start == 0 and _NO_WORK.search(label.words) is not None


@lru_cache(maxsize=2048)
def label_kind(words: str) -> str:
    """lead, responsible, deadline, task, note, other (who only looks on), or empty where the words tell none."""
    return next((kind for kind, pattern in _CLOSED if pattern.fullmatch(words)), "")


def find_labels(text: str, start: int = 0, end: int | None = None) -> Iterator[Label]:
    """Every label in text[start:end], in order, known or not."""
    for match in _CANDIDATE.finditer(text, start, len(text) if end is None else end):
        words = match["label"] or match["boxed"]
        yield Label(words, label_kind(words), match.start(), match.end())
