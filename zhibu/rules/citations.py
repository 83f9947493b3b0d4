"""What a rule rests on: documents, their clauses, and how far each is verified."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from zhibu.rules.marks import Mark

Status = Literal["V", "V-c", "V-w", "L", "U", "X"]

STATUS_TITLES: Final[dict[Status, str]] = {
    "V": "已见条文",
    "V-c": "已见内容，条号待核",
    "V-w": "仅见转述，待核",
    "L": "单位惯例，非中央规定",
    "U": "未核实",
    "X": "未查到",
}
_MARKS: Final[dict[Status, str]] = {
    "V": "",
    "V-c": "（条号待核）",
    "V-w": "（仅见转述，待核）",
    "L": "",
    "U": "（未核实）",
    "X": "（未查到）",
}


@dataclass(frozen=True)
class Clause:
    """One clause of a source: its number where one is known, a brief quotation, and how far it is verified.

    `not_judged` says why no rule rests on it (which record is not kept); empty where one does.
    """

    id: str
    number: str | None
    quote: str
    status: Status
    not_judged: str = ""

    @property
    def shown_number(self) -> str:
        """第十一条 where verified, 第十五条（条号待核） where not; the mark alone where no number is known.

        So that a clause is nowhere named, in a page or a paper, without saying that it is not verified.
        """
        return f"{self.number or ''}{_MARKS[self.status]}"


@dataclass(frozen=True)
class Source:
    """A document that rules rest on. `note` says what about it is not verified, e.g. the day of issue."""

    id: str
    title: str
    issuer: str
    document_number: str | None
    issued_on: date | None
    clauses: Mapping[str, Clause]
    mark: Mark
    note: str = ""


@dataclass(frozen=True)
class Citation:
    """What a rule rests on: one clause of one source."""

    source: Source
    clause: Clause

    @property
    def text(self) -> str:
        """《中国共产党支部工作条例（试行）》第十一条."""
        return f"{self.source.title}{self.clause.shown_number}"

    @property
    def status(self) -> Status:
        """How far the clause is verified."""
        return self.clause.status
