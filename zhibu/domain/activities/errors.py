"""What can go wrong with a record."""

from datetime import date

from zhibu.domain.accounts.errors import ActError


class UnknownKind(ActError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"没有“{kind}”这一类活动。请从列表中选择活动类别。")


class HeldInFuture(ActError):
    def __init__(self, held_on: date) -> None:
        super().__init__(
            f"日期{held_on:%Y-%m-%d}还没有到，纪实只记已开展的活动。请改成实际开展的日期，或等开展后再记。"
        )


class HeldBeforeFounding(ActError):
    def __init__(self, name: str, established_on: date) -> None:
        super().__init__(f"{name}于{established_on:%Y-%m-%d}成立，不能记更早的活动。请核对日期。")


class StrangerPresent(ActError):
    def __init__(self, count: int) -> None:
        super().__init__(f"名单中有{count}人不在您可见的名册里，未保存。请刷新页面后重新选择人员。")


class RecordedAlready(ActError):
    def __init__(self, title: str, held_on: date) -> None:
        super().__init__(
            f"{held_on:%Y-%m-%d}的“{title}”已经记过，到会的人也一样，没有再记一次。要改内容，请打开那一条更正；"
            "如果确实另开展了一次，请把主题写得不同。"
        )


class AlreadyWithdrawn(ActError):
    def __init__(self) -> None:
        super().__init__("这条纪实已经撤回或更正过，不能再改。请打开最新的一条。")


class WithdrawReasonMissing(ActError):
    def __init__(self) -> None:
        super().__init__("撤回须写明原因，以后查阅的人才知道缘由。请填写撤回原因。")


class NotItsOwn(ActError):
    def __init__(self) -> None:
        super().__init__("只能用本组织的纪实作为本组织任务的佐证。请重新选择。")


class PeriodNotOver(ActError):
    def __init__(self, label: str) -> None:
        super().__init__(f"{label}还没有结束，不能确认记录已报全。请在期末以后办理。")


class NotResolved(ActError):
    def __init__(self) -> None:
        super().__init__(
            "这条纪实里已经没有这项决议，可能刚刚更正过，没有下发。请回到纪实页，从现在的决议下发。"
        )
