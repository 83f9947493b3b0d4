"""What meetings were about: titles and short minutes in the words of those who keep them."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Subject:
    """One kind's stock: `title` with the month and a topic, `minutes` (length) and sentences for the minutes."""

    title: str
    length: tuple[int, int]
    topics: tuple[str, ...]
    did: tuple[str, ...]


_THEME = (
    "重温入党誓词，交流岗位心得",
    "走进养护工区，排查汛期隐患",
    "学习安全生产条例，剖析身边案例",
    "结对社区，清理河岸步道",
    "讲述老交通人的故事",
    "参观省档案馆交通史料展",
    "为新就业司机群体送政策上门",
    "围绕节能降耗提一条建议",
    "慰问退休老党员，听意见",
    "春运服务志愿行动",
    "学习党纪条例，对照检查",
    "重走通车路，谈当年事",
    "围绕年度重点工程开展党员攻坚",
    "党员责任区互查互评",
)
_LEARN = (
    "学习党章，谈党员的义务",
    "学习党支部工作条例",
    "从一次应急抢险看担当",
    "纪律教育：从公务接待小事说起",
    "交通强国建设中的支部作为",
    "怎样开好组织生活会",
)
_AFFAIRS = (
    "研究本月主题党日安排和党员学习计划",
    "研究发展党员和预备党员考察情况",
    "听取党小组工作情况，研究困难党员帮扶",
    "研究党费使用和活动场地安排",
    "通报上级通报的问题，研究本支部整改分工",
    "研究季度党员大会议题",
)
_GROUP = (
    "交流学习体会，汇报思想和工作",
    "讨论党员责任区本月工作",
    "学习文件摘编，结合岗位讨论",
    "开展批评和自我批评，互相提醒",
)
_ASSEMBLY = (
    "通过季度工作安排，讨论预备党员转正",
    "听取支委会工作报告，审议党费收支",
    "推选先进，讨论年度学习计划",
    "通报整改进展，征求党员意见",
)
_YEARLY = ("围绕年度主题查摆问题、开展批评和自我批评",)

SUBJECTS: dict[str, Subject] = {
    "theme_day": Subject(
        "{month}月主题党日：{topic}",
        (90, 180),
        _THEME,
        ("集中学习半小时后分组讨论。", "活动后交流了体会。", "现场解决群众反映的问题{n}个。"),
    ),
    "committee_meeting": Subject(
        "{month}月支委会：{topic}",
        (40, 80),
        _AFFAIRS,
        ("逐项讨论，形成一致意见。", "明确了责任人和完成时间。", "议定事项{n}项。"),
    ),
    "group_meeting": Subject(
        "{month}月党小组会：{topic}", (40, 60), _GROUP, ("每人都作了发言。", "提出意见建议{n}条。")
    ),
    "member_assembly": Subject(
        "{month}月党员大会：{topic}",
        (60, 120),
        _ASSEMBLY,
        ("到会人数符合规定。", "表决事项获得通过。", "收到书面意见{n}条。"),
    ),
    "party_lecture": Subject(
        "党课：{topic}", (60, 90), _LEARN, ("联系本单位实际讲解。", "课后提问{n}个。", "课件存支部资料柜。")
    ),
    "organisation_life": Subject(
        "{year}年度组织生活会：{topic}",
        (120, 180),
        _YEARLY,
        ("会前谈心谈话{n}人次。", "班子和党员查摆问题并认领整改措施。"),
    ),
    "democratic_appraisal": Subject(
        "{year}年度民主评议党员",
        (90, 120),
        ("个人自评、党员互评、民主测评",),
        ("按个人自评、党员互评、民主测评的步骤进行。", "评定意见经支委会研究。"),
    ),
    "heart_talk": Subject(
        "谈心谈话：{topic}",
        (20, 45),
        ("了解工作和家庭情况", "听取对支部工作的意见"),
        ("提出建议{n}条，已记下。",),
    ),
    "study_session": Subject(
        "理论学习中心组{month}月集中学习",
        (120, 180),
        ("专题研讨",),
        ("{n}名同志作重点发言。", "围绕交通运输安全和服务作了研讨。"),
    ),
    "democratic_life": Subject(
        "{year}年度党员领导干部民主生活会",
        (180, 240),
        ("对照检查",),
        ("会前征求意见{n}条。", "班子成员逐一作对照检查。"),
    ),
}


def draw_title(rng: Random, kind: str, year: int, month: int) -> str:
    subject = SUBJECTS[kind]
    return subject.title.format(year=year, month=month, topic=rng.choice(subject.topics))


def draw_summary(rng: Random, kind: str) -> str:
    did = SUBJECTS[kind].did
    chosen = rng.sample(did, k=min(len(did), rng.randrange(1, 3)))
    return "".join(sentence.format(n=rng.randrange(2, 9)) for sentence in chosen)
