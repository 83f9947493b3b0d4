"""A composed report as an official paper (GB/T 9704), every figure led to its source."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhibu.domain.reports.composing.figures import Block, Figure, pieces
from zhibu.papers.official import Annex, FigureRef, Heading, Paper, Paragraph, Run, Source, Table
from zhibu.papers.official import Block as PaperBlock

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
    dated: date,
    recipients: str = "",
    closed: str = "",
) -> Paper:
    """The paper; `period` in words, `digest` of the snapshot that the figures come from, `closed` in words the quarter
    that was closed by it, where that is another period."""

    sources = _sources(figures.values(), period=period, digest=digest[:SHORT])

    def runs(text: str) -> tuple[Run, ...]:
        return tuple(
            _run(piece, sources) if isinstance(piece, Figure) else piece for piece in pieces(text, figures)
        )

    def cell(words: str) -> Run:
        """A cell is one text or one figure."""
        return next(iter(runs(words)), "")

    def block(one: Block) -> PaperBlock:
        if one.kind == "heading":
            return Heading(one.level, one.text)
        if one.kind == "table":
            rows = [[cell(words) for words in row] for row in one.rows[1:]]
            return Table(_heads(one.rows, figures, sources), rows, caption=one.text, dense=not one.text)
        return Paragraph(runs(one.text))

    body, annexes = _parted(blocks)
    return Paper(
        title,
        tuple(map(block, body)),
        signature,
        dated,
        recipients=recipients,
        annexes=[Annex(head.text, tuple(map(block, below))) for head, below in annexes],
        origin=f"数字出自{closed or period}结账的快照，校验值{digest}",
    )


def _run(figure: Figure, sources: Mapping[str, Source]) -> Run:
    """The figure with its source; a cell of one organisation goes without, its column's sum has it, and so does a cell
    of a listed table, where the head of its column has it."""
    one = FigureRef(figure.value, sources[figure.name])
    return one.shown if figure.place or figure.listed else one


def _heads(
    rows: Sequence[Sequence[str]], figures: Mapping[str, Figure], sources: Mapping[str, Source]
) -> list[Run]:
    """The heads of a table; over a column of figures of a listed table each with the source that they share."""
    heads: list[Run] = list(rows[0])
    for column, words in enumerate(rows[0]):
        cells = [one for row in rows[1:] for one in pieces(row[column], figures)]
        listed = [one for one in cells if isinstance(one, Figure) and one.listed]
        if len({sources[one.name] for one in listed}) == 1:
            heads[column] = FigureRef(words, sources[listed[0].name])
    return heads


def _parted(blocks: Iterable[Block]) -> tuple[list[Block], list[tuple[Block, list[Block]]]]:
    """The body, and each annex: its head and what stands below it."""
    body: list[Block] = []
    annexes: list[tuple[Block, list[Block]]] = []
    for one in blocks:
        if one.kind == "annex":
            annexes.append((one, []))
        else:
            (annexes[-1][1] if annexes else body).append(one)
    return body, annexes


def _sources(figures: Iterable[Figure], *, period: str, digest: str) -> dict[str, Source]:
    """Name of a figure -> its source. Figures counted from the same records by the same rule share one."""
    shared: dict[tuple[str, str, str, int, str], list[Figure]] = {}
    for one in figures:
        subject = one.listed or (one.what.partition("，")[0] if one.indicator else "")
        rule, records = ("全部指标", 0) if one.listed and one.indicator else (one.rule or "计数", one.records)
        key = (subject, one.period or period, rule, records, one.digest or digest)
        shared.setdefault(key, []).append(one)
    return {
        one.name: Source(
            one.listed or _named(together),
            within,
            rule,
            records or sum(each.records for each in together),
            snapshot,
        )
        for (_, within, rule, records, snapshot), together in shared.items()
        for one in together
    }


def _named(together: Sequence[Figure]) -> str:
    """主题党日按月开展，适用数、达标数: what they share is said once."""
    first = together[0].what
    subject = first.partition("，")[0] + "，"
    return "、".join([first, *(one.what.removeprefix(subject) for one in together[1:])])
