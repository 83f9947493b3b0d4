"""What can go wrong when a period is judged."""

from zhibu.domain.accounts.errors import ActError


class PeriodNotOver(ActError):
    def __init__(self, label: str, end: str) -> None:
        super().__init__(f"{label}到{end}才结束，现在结账会漏掉还没有发生的活动。请在期末以后结账。")


class NotAQuarter(ActError):
    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}”不是季度，结账按季度办理。请写成 2026Q3 这样的季度。")


class ReasonMissing(ActError):
    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label}已经结过账。再次结账会另存一份，原来的不变，须写明原因，以后查阅的人才知道以哪一份为准。"
        )


class NothingToRaise(ActError):
    def __init__(self) -> None:
        super().__init__("没有选择任何问题，未下发整改任务。请勾选要下发的问题，或直接离开本页。")


class AlreadyRaised(ActError):
    def __init__(self, title: str) -> None:
        super().__init__(f"问题“{title[:40]}”已经下发过整改任务，不重复下发。请刷新页面看最新情况。")


class DueTooEarly(ActError):
    def __init__(self) -> None:
        super().__init__("整改期限已经过去，责任组织来不及办理。请选择今天以后的日期。")


class NothingStated(ActError):
    def __init__(self) -> None:
        super().__init__("没有填任何内容，未保存。请至少填一行，或直接离开本页。")


class InputUnknown(ActError):
    def __init__(self) -> None:
        super().__init__("现行规则的评分表里没有这一项填报内容，可能刚修改过规则。请回到评分填报重新打开。")


class NotAsked(ActError):
    def __init__(self, whose: str, sheet: str) -> None:
        super().__init__(f"“{sheet}”不评{whose}，这一行不能填。请去掉这一行再保存。")


class StatementUnfit(ActError):
    """What is stated does not fit the input; `whose` says of whom it is stated."""

    def __init__(self, whose: str, why: str) -> None:
        super().__init__(f"{whose}：{why}")


class StatedTooLate(ActError):
    def __init__(self, whose: str, label: str) -> None:
        super().__init__(
            f"{whose}：{label}已经结账，改动要等再次结账才计入，须写明理由。请在理由一栏写明为什么改。"
        )


class StatedTooEarly(ActError):
    def __init__(self, label: str) -> None:
        super().__init__(f"{label}还没有开始，没有可以填报的情况。请到{label}再填。")
