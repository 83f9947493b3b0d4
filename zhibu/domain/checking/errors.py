"""What can go wrong when a draft is checked."""

from zhibu.domain.accounts.errors import ActError


class NothingToCheck(ActError):
    def __init__(self) -> None:
        super().__init__("没有可核对的文字。请粘贴正文，或选择一个文件。")


class TooLong(ActError):
    def __init__(self, most: int) -> None:
        super().__init__(f"正文超过{most}字，没有核对。请分成几份。")


class Unreadable(ActError):
    """The file was refused; the words are the reader's own."""


class NotThere(ActError):
    def __init__(self) -> None:
        super().__init__("正文已经改动，找不到这一处。请刷新页面后再改。")


class NothingToUndo(ActError):
    def __init__(self) -> None:
        super().__init__("没有可以撤回的改动。")


class NoSuchMeasure(ActError):
    def __init__(self) -> None:
        super().__init__("没有这个口径，未改。请从列表里选一个。")


class WrongPeriod(ActError):
    """The period cannot be read; the words say which forms are right."""
