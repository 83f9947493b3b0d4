"""The one exception of this room: a paper that cannot be read, said in words a clerk can act on."""


class PaperError(Exception):
    """A document is refused. `message` is plain Chinese: what happened, why, what to do."""

    def __init__(self, happened: str, why: str, remedy: str) -> None:
        self.happened = happened
        self.why = why
        self.remedy = remedy
        self.message = f"{happened}：{why}。{remedy}。"
        super().__init__(self.message)
