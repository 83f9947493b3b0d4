"""Where something was written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A file, relative to the directory that was read, and a line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"
