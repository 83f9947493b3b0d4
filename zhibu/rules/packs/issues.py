"""What is wrong with a rule pack: each with file, line and what to do, all collected before any is reported."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhibu.rules.marks import Mark


@dataclass(frozen=True, order=True)
class Issue:
    """One thing wrong: file (relative to the packs' directory), line from 1, and a sentence that says what to
    do. `differs`: only a case gives another result than it says, the pack itself can be used."""

    file: str
    line: int
    message: str
    differs: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Issues:
    """Collects issues in the order found."""

    def __init__(self) -> None:
        self._found: list[Issue] = []

    def add(self, mark: Mark, message: str, *, differs: bool = False) -> None:
        """Notes one thing wrong at a place."""
        self._found.append(Issue(mark.file, mark.line, message, differs))

    def take(self, issues: Iterable[Issue]) -> None:
        """Notes what was found elsewhere."""
        self._found.extend(issues)

    def sorted(self) -> list[Issue]:
        """All issues by file and line, each once."""
        return sorted(set(self._found))

    @property
    def faults(self) -> int:
        """How many of them keep a pack from being used."""
        return sum(not issue.differs for issue in self._found)

    def __len__(self) -> int:
        return len(self._found)


class PackError(ValueError):
    """A pack cannot be loaded; `issues` says all that is wrong with it."""

    def __init__(self, issues: list[Issue]) -> None:
        shown = "\n".join(str(issue) for issue in issues[:20])
        more = f"\n另有{len(issues) - 20}处。" if len(issues) > 20 else ""
        super().__init__(f"规则包有{len(issues)}处问题，改正后才能使用：\n{shown}{more}")
        self.issues = issues
