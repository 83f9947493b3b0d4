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
