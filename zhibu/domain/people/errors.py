"""What can go wrong with the register."""

from datetime import date

from zhibu.domain.accounts.errors import ActError


class NotABranch(ActError):
    def __init__(self, organisation: str) -> None:
        super().__init__(
            f"{organisation}不是党支部，党员的组织关系只能落在党支部。请选择该组织下的一个党支部。"
        )


class GroupElsewhere(ActError):
    def __init__(self, group: str, branch: str) -> None:
        super().__init__(f"{group}不属于{branch}。请选择该支部下的党小组，或先不编入党小组。")


class AlreadyThere(ActError):
    def __init__(self, person: str, organisation: str) -> None:
        super().__init__(f"{person}现就在{organisation}，无需变动。")


class NotAMember(ActError):
    def __init__(self, person: str) -> None:
        super().__init__(f"{person}现在不在任何党支部，不能转接。请改用“接收党员”办理。")


class TooEarly(ActError):
    def __init__(self, what: str, since: date) -> None:
        super().__init__(f"{what}从{since:%Y-%m-%d}开始，新的日期须在其后。请核对日期。")


class AlreadyFull(ActError):
    def __init__(self, person: str) -> None:
        super().__init__(f"{person}已经是正式党员，无需再登记转正。")


class PostEnded(ActError):
    def __init__(self, person: str, post: str) -> None:
        super().__init__(f"{person}的{post}任职已经结束，未再改动。")


class MembersLeft(ActError):
    def __init__(self, organisation: str, left: int) -> None:
        super().__init__(f"{organisation}还有{left}名党员，不能撤销。请先把他们转到别的党支部或移出党小组。")
