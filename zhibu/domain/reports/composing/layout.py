"""How a report goes out: as a plain paper or in letter form, to whom, with which imprint (GB/T 9704-2012)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from zhibu.papers.official import Imprint, Letterhead, Paper

URGENCIES = ("加急", "特急")
# 某党字〔2026〕15号: the year in 〔〕 (7.2.5); the rest of the number is an office's own.
_NUMBER = re.compile(r"[^\s〔〕\[\]（）()]{1,20}〔\d{4}〕\d{1,5}号")


@dataclass(frozen=True)
class Layout:
    """`letter`: in 信函格式, with `number` and `urgency` where there are any; `imprint`: with 版记 on the last page.

    `printed_on` None is the day of issue. There are no fields for secrecy: classified papers have no place here.
    """

    letter: bool = False
    number: str = ""
    urgency: str = ""
    recipients: str = ""
    imprint: bool = False
    copies: tuple[str, ...] = ()
    printer: str = ""
    printed_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        day = self.printed_on.isoformat() if self.printed_on else None
        return {**asdict(self), "copies": list(self.copies), "printed_on": day}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Layout":
        day = stored["printed_on"]
        return cls(
            **{
                **stored,
                "copies": tuple(stored["copies"]),
                "printed_on": date.fromisoformat(day) if day else None,
            }
        )

    def next_one(self) -> "Layout":
        """As the next report of the kind begins: what belongs to one paper alone is left out."""
        return replace(self, number="", urgency="", printed_on=None)


def is_number(text: str) -> bool:
    """Whether a text is written as the number of a paper."""
    return _NUMBER.fullmatch(text) is not None


def laid_out(paper: Paper, layout: Layout, *, issuer: str) -> Paper:
    """The paper with its head and imprint; `issuer` is whose mark a letter carries."""
    return replace(
        paper,
        recipients=layout.recipients,
        letterhead=Letterhead(issuer, layout.number, layout.urgency) if layout.letter else None,
        imprint=Imprint(layout.printer or issuer, layout.printed_on or paper.dated, layout.copies)
        if layout.imprint
        else None,
    )
