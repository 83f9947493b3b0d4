"""A report composed again, with the words and the order that people gave it.

A stored block is a row as `reports.models.Report` describes it. A block with `after` was put in its place by a person:
it follows the block of that id, "" for the beginning of the report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from zhibu.domain.reports.composing.figures import Block, Composed, Figure, unknown_names

Row = dict[str, Any]


def merged(existing: Sequence[Row], composed: Composed) -> list[Row]:
    """The composed blocks in the order composed, but with the words and places of people where they gave any.

    What people wrote is never lost: a block of theirs that is no longer composed stays where it stood.
    """
    touched = {one["id"]: one for one in existing if one["dropped"] or _is_worded(one) or "after" in one}
    blocks = [_renewed(one, touched.get(one.id)) for one in composed.blocks]
    known = {one["id"] for one in blocks}
    placed: set[str] = set()
    for at, one in enumerate(existing):
        orphan = one["id"] not in known
        if orphan and (one["dropped"] or not _is_worded(one)):
            continue
        if orphan:
            before = existing[at - 1]["id"] if at else ""
            blocks.append({"after": before, **one, "generated": ""})
        elif "after" not in one:
            continue
        _settle(blocks, one["id"], placed)
        placed.add(one["id"])
    return blocks


def figures_kept(
    blocks: Sequence[Row], composed: Composed, former: Mapping[str, Figure]
) -> dict[str, Figure]:
    """The figures composed, and those of `former` that people's words still name; these no longer lead to results."""
    names = {name for one in blocks for name in unknown_names(one["text"], composed.figures)}
    kept = {name: replace(former[name], indicator="", verdict="") for name in names if name in former}
    return {**composed.figures, **kept}


def shifted(blocks: Sequence[Row], block: str, *, up: bool) -> list[Row] | None:
    """The blocks with one moved past its neighbour, a heading with all that stands below it past the section beside.

    None where there is nothing to move it past.
    """
    at = _place(blocks, block)
    size = _extent(blocks, at)
    own, rest = [dict(one) for one in blocks[at : at + size]], [*blocks[:at], *blocks[at + size :]]
    to = _beside(rest, at, own[0], up=up)
    if to is None:
        return None
    own[0]["after"] = _anchor(rest[:to], own[0])
    return [*rest[:to], *own, *rest[to:]]


def recomposed(rows: Sequence[Row], figures: Mapping[str, Figure], title: str) -> Composed:
    """What the system had composed, from the rows as they were stored."""
    blocks = tuple(
        Block(one["id"], one["kind"], one["generated"], one["level"], tuple(map(tuple, one["rows"])))
        for one in rows
        if one["generated"] or one["kind"] == "table"
    )
    return Composed(title, blocks, figures)


def _is_worded(row: Row) -> bool:
    return bool(row["text"] != row["generated"])


def _renewed(composed: Block, kept: Row | None) -> Row:
    row = {**asdict(composed), "generated": composed.text, "dropped": False}
    if kept is None:
        return row
    words = {"text": kept["text"]} if _is_worded(kept) else {}
    return {**row, **words, **{key: kept[key] for key in ("dropped", "after") if key in kept}}


def _settle(blocks: list[Row], block: str, placed: set[str]) -> None:
    """Move a block that a person placed to where it belongs; it stays where the block that it follows is gone."""
    at = _place(blocks, block)
    anchor = blocks[at]["after"]
    if anchor and all(one["id"] != anchor for one in blocks):
        return
    size = _extent(blocks, at)
    own = blocks[at : at + size]
    del blocks[at : at + size]
    to = _behind(blocks, anchor, own[0]) if anchor else 0
    while to < len(blocks) and blocks[to]["id"] in placed and blocks[to].get("after") == anchor:
        to += _extent(blocks, to)
    blocks[to:to] = own


def _behind(blocks: Sequence[Row], anchor: str, own: Row) -> int:
    """The place behind a block: for a heading behind the section of its equal, or before the first one below."""
    at = _place(blocks, anchor)
    if not own["level"]:
        return at + 1
    if blocks[at]["level"] == own["level"]:
        return at + _extent(blocks, at)
    at += 1
    while at < len(blocks) and not blocks[at]["level"]:
        at += 1
    return at


def _beside(rest: Sequence[Row], at: int, own: Row, *, up: bool) -> int | None:
    level = own["level"]
    if not level:
        to = at - 1 if up else at + 1
        return to if 0 <= to <= len(rest) else None
    before = [place for place, one in enumerate(rest[:at]) if 0 < one["level"] <= level]
    place = before[-1] if up and before else at
    if (up and not before) or place == len(rest):
        return None
    beside = rest[place]
    if (beside["level"], beside["kind"]) != (level, own["kind"]):
        return None
    return place if up else at + _extent(rest, at)


def _anchor(before: Sequence[Row], own: Row) -> str:
    """The id of the block that `own` follows when it stands behind `before`."""
    rows = [one for one in before if not own["level"] or 0 < one["level"] <= own["level"]]
    return str(rows[-1]["id"]) if rows else ""


def _extent(blocks: Sequence[Row], at: int) -> int:
    """How many blocks belong together: a heading and all below it up to its next equal; else one."""
    level = blocks[at]["level"]
    if not level:
        return 1
    end = at + 1
    while end < len(blocks) and not 0 < blocks[end]["level"] <= level:
        end += 1
    return end - at


def _place(blocks: Sequence[Row], block: str) -> int:
    return next(at for at, one in enumerate(blocks) if one["id"] == block)
