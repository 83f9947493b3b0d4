"""What every room raises when an act cannot be done."""


class ActError(Exception):
    """A refusal that a person can mend: the message says what happened, why, and what to do."""


class Hidden(Exception):
    """The object is outside what the viewer may see: the page answers 404, as if it did not exist."""


class Forbidden(Exception):
    """The viewer may see the object but not do this act: the page answers 403 with the reason."""


class ViewUnfit(ActError):
    def __init__(self) -> None:
        super().__init__("常用筛选要有1至20个字的名称，并且至少选一个筛选条件。请改正后再存。")


class TooManyViews(ActError):
    def __init__(self, most: int) -> None:
        super().__init__(f"每个列表最多存{most}个常用筛选。请先删去不用的，再存新的。")
