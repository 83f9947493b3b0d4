"""A composed report as an official paper (GB/T 9704), every figure led to its source."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhibu.domain.reports.composing.figures import Block, Figure, pieces
from zhibu.papers.official import Block as PaperBlock
from zhibu.papers.official import FigureRef, Heading, Paper, Paragraph, Run, Source, Table

SHORT = 12
"""Characters of the digest beside each figure; the whole digest stands once, at the end."""


def paper(
    title: str,
    blocks: Iterable[Block],
    figures: Mapping[str, Figure],
    *,
    period: str,
    digest: str,
    signature: str,
    recipients: str,
    dated: date,
) -> Paper:
    """The paper; `period` in words, `digest` of the snapshot that the figures come from."""

    sources = _sources(figures.values(), period=period, digest=digest[:SHORT])

    def runs(text: str) -> tuple[Run, ...]:
        return tuple(
            FigureRef(piece.value, sources[piece.name]) if isinstance(piece, Figure) else piece
            for piece in pieces(text, figures)
        )

    def cell(words: str) -> Run:
        """A cell is one text or one figure."""
        return next(iter(runs(words)), "")

    def block(one: Block) -> PaperBlock:
        if one.kind == "heading":
            return Heading(one.level, one.text)
        if one.kind == "table":
            return Table(
                one.rows[0], [[cell(words) for words in row] for row in one.rows[1:]], caption=one.text
            )
        return Paragraph(runs(one.text))

    origin = Paragraph((f"以上数字出自{period}结账的快照，校验值{digest}。",))
    return Paper(title, (*map(block, blocks), origin), signature, dated, recipients=recipients)


def _sources(figures: Iterable[Figure], *, period: str, digest: str) -> dict[str, Source]:
    """Name of a figure -> its source. Figures counted from the same records by the same rule share one."""
    shared: dict[tuple[str, str, str, int, str], list[Figure]] = {}
    for one in figures:
        subject = one.what.partition("，")[0] if one.indicator else ""
        key = (subject, one.period or period, one.rule or "计数", one.records, one.digest or digest)
        shared.setdefault(key, []).append(one)
    return {
        one.name: Source(_named(together), within, rule, records, snapshot)
        for (_, within, rule, records, snapshot), together in shared.items()
        for one in together
    }


def _named(together: Sequence[Figure]) -> str:
    """主题党日按月开展，适用数、达标数: what they share is said once."""
    first = together[0].what
    subject = first.partition("，")[0] + "，"
    return "、".join([first, *(one.what.removeprefix(subject) for one in together[1:])])
