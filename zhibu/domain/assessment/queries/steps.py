"""How far something that takes long is: which of how many steps is under way, in words and percent."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, int], None]
"""Called with what is being done, in words, and how many percent are done."""


@dataclass
class Steps:
    """Tells each step as it begins; all are taken to be as long."""

    progress: Progress
    whole: int
    begun: int = 0

    def begin(self, step: str) -> None:
        self.progress(f"第{self.begun + 1}步，共{self.whole}步：{step}", 100 * self.begun // self.whole)
        self.begun += 1
