"""What can go wrong with an office's own stencils."""

from collections.abc import Sequence

from zhibu.domain.accounts.errors import ActError
from zhibu.papers.errors import PaperError
from zhibu.papers.stencils import Fault


class Unreadable(ActError):
    def __init__(self, error: PaperError) -> None:
        super().__init__(error.message)


class Unfillable(ActError):
    """`faults` says of each placeholder where it stands and what to write instead."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__(f"范本里有{len(faults)}处填不了，没有保存。请按下面逐处改正后再上传。")


class NameTaken(ActError):
    def __init__(self, name: str) -> None:
        super().__init__(f"已有名为“{name}”的范本，没有保存。请换一个名称，或到那份范本里上传新版。")


class NameMissing(ActError):
    def __init__(self) -> None:
        super().__init__("范本没有名称，没有保存。请写明它是什么，例如“季度情况报告”。")


class NothingClosed(ActError):
    def __init__(self) -> None:
        super().__init__("还没有结过账，没有可以填的数字。请在季度结账以后再上传或填写范本。")
