"""What changed from one version of a report to the next: figures, sentences, people's words that facts overtook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from zhibu.domain.reports.composing.figures import Figure, pieces
from zhibu.domain.reports.composing.merging import Row
from zhibu.papers.official import UNKNOWN

Figures = Mapping[str, Figure]
_LISTED = "、"
_NUMBER = re.compile(f"[\\d./% ]+|{UNKNOWN}")


@dataclass(frozen=True)
class Change:
    """A figure before and now, as shown; None where the report has or had no such figure. A cell has no `name`."""

    name: str
    what: str
    before: str | None
    now: str | None


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the block in which it stands or stood."""

    block: str
    words: str


@dataclass(frozen=True)
class Difference:
    """`overtaken` are the blocks where people's words stand over a text that is composed otherwise now."""

    changed: Sequence[Change]
    added: Sequence[Change]
    gone: Sequence[Change]
    new: Sequence[Sentence]
    left_out: Sequence[Sentence]
    overtaken: Sequence[Row]

    def __bool__(self) -> bool:
        return any((self.changed, self.added, self.gone, self.new, self.left_out, self.overtaken))

    @property
    def blocks(self) -> set[str]:
        """The ids of blocks with a new sentence or overtaken words."""
        return {one.block for one in self.new} | {str(one["id"]) for one in self.overtaken}


def difference(
    before: Sequence[Row], figures_before: Figures, now: Sequence[Row], figures_now: Figures
) -> Difference:
    """From the blocks and figures of one version to those of the next, as the system composed them."""
    old, new = _values(before, figures_before), _values(now, figures_now)
    changes = [
        Change(
            name if name in figures_now else "",
            (new.get(name) or old[name])[0],
            *(one[name][1] if name in one else None for one in (old, new)),
        )
        for name in dict.fromkeys(chain(new, old))
    ]
    said_before, said_now = _sentences(before), _sentences(now)
    generated = {one["id"]: one["generated"] for one in before}
    return Difference(
        changed=[one for one in changes if one.before != one.now and None not in (one.before, one.now)],
        added=[one for one in changes if one.before is None],
        gone=[one for one in changes if one.now is None],
        new=_missing(said_now, said_before, figures_now),
        left_out=_missing(said_before, said_now, figures_before),
        overtaken=[
            one
            for one in now
            if one["generated"] not in (one["text"], generated.get(one["id"], one["generated"]))
        ],
    )


def _values(rows: Sequence[Row], figures: Figures) -> dict[str, tuple[str, str]]:
    """Name -> what it is and how it is shown: of every figure, and of every plain cell of the tables but lists."""
    plain = {what: (what, cell) for _, what, cell in _cells(rows) if _NUMBER.fullmatch(cell)}
    return {**{name: (one.what, one.shown) for name, one in figures.items()}, **plain}


def _cells(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """Of each cell in the body of a table: the table's id, what the cell is, its words."""
    for table in rows:
        head, *below = table["rows"] or [()]
        for row in below:
            for title, cell in zip(head[1:], row[1:], strict=True):
                yield table["id"], f"{row[0]}，{title}", cell


def _sentences(rows: Sequence[Row]) -> dict[tuple[str, str], None]:
    """The block and the words, with figures by their names: a sentence of which only a figure changed is the same.

    An entry of a list in a table counts as a sentence.
    """
    said = [
        (one["id"], words) for one in rows if one["kind"] != "table" for words in _split(one["generated"])
    ]
    listed = [
        (id_, f"{what}：{word}")
        for id_, what, cell in _cells(rows)
        if "【" not in cell and not _NUMBER.fullmatch(cell)
        for word in cell.split(_LISTED)
    ]
    return dict.fromkeys([*said, *listed])


def _split(text: str) -> Iterator[str]:
    for part in text.split("。"):
        if part.strip():
            yield part.strip()


def _missing(
    said: Mapping[tuple[str, str], None], other: Mapping[tuple[str, str], None], figures: Figures
) -> list[Sentence]:
    """Sentences that the other version does not have."""
    return [
        Sentence(block, _in_words(words, figures)) for block, words in said if (block, words) not in other
    ]


def _in_words(text: str, figures: Figures) -> str:
    return "".join(one if isinstance(one, str) else one.shown for one in pieces(text, figures))
