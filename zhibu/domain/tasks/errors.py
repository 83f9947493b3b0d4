"""What can go wrong with tasks."""

from zhibu.domain.accounts.errors import ActError


class NobodyResponsible(ActError):
    def __init__(self, title: str) -> None:
        super().__init__(
            f"任务“{title[:40]}”还没有责任组织，不能下发。请为它选择至少一个党组织，或删去这一条。"
        )


class NothingToSubmit(ActError):
    def __init__(self) -> None:
        super().__init__(
            "还没有写办理情况，也没有关联纪实，不能提交验收。请写一两句办理情况，或选择一条纪实作为依据。"
        )


class ReturnedUnanswered(ActError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"和退回前报送的一样，没有提交。退回时要求：{reason[:100]}。请补写办理情况，或再选一条纪实作为依据。"
        )


class WrongState(ActError):
    def __init__(self, state: str, act: str) -> None:
        super().__init__(f"这件事现在是“{state}”，不能{act}。请刷新页面看最新状态，可能别人刚刚办理过。")


class OwnWork(ActError):
    def __init__(self) -> None:
        super().__init__("这件事是您提交的，须由另一人验收。请交由本级其他党务干部或上级办理。")


class ReasonMissing(ActError):
    def __init__(self) -> None:
        super().__init__("退回或撤销销号须写明原因，责任组织才知道为什么、补什么。请填写原因。")
