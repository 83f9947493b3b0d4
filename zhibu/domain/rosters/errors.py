"""What can go wrong while a roster is entered."""

from zhibu.domain.accounts.errors import ActError


class RosterUnreadable(ActError):
    """The message comes from the reader (zhibu.papers)."""


class RosterTooLong(ActError):
    def __init__(self, found: int, most: int) -> None:
        super().__init__(f"名册有{found}行，一次最多登记{most}人。请按支部或按单位分成几个文件，分几次导入。")


class RosterGone(ActError):
    def __init__(self) -> None:
        super().__init__("这份名册已经登记或放弃了，没有再登记一次。请到党员名册查看。")


class NothingToEnter(ActError):
    def __init__(self) -> None:
        super().__init__("这份名册里没有可以登记的人，未改动名册。请按各行的说明改好文件后重新上传。")
