"""Lines of key and value (任务名称：…, 主抓领导：…, 完成期限：…): one task to each block of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibu.papers.labels import Label, find_labels
from zhibu.papers.sentences import sentences
from zhibu.papers.stated import ASKED
from zhibu.papers.units import is_attribution

Span = tuple[int, int]
_BULLETS, _LONGEST_BULLET = " \u3000●◆■▲★※·▪◇○☆>➢-—", 6


@dataclass(frozen=True, slots=True)
class Field:
    """A line that begins with a label, and those below it that begin with none: text[start:end] is its value."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """One block: `words` are the sentences of its work, `said` those that name who and until when."""

    start: int
    words: tuple[Span, ...]
    said: tuple[Span, ...]


def begins_with_label(line: str) -> bool:
    """Whether a line begins with a label that announces work, or who and until when."""
    bare = line.lstrip(_BULLETS)
    label = next(find_labels(bare[:14]), None)
    return label is not None and label.start == 0 and label.kind in (*ASKED, "task")


def forms_of(text: str, start: int, end: int) -> list[Form]:
    """The blocks of text[start:end]; none where no line is labelled as work and none as who or when."""
    fields = list(_fields(text, start, end))
    kinds = {one.label.kind for one in fields}
    if "task" not in kinds or len(kinds - {"", "task"}) == 0:
        return []
    return [form for block in _blocks(fields) if (form := _form(block, text)) is not None]


def _fields(text: str, start: int, end: int) -> Iterator[Field]:
    """What known labels at the head of a line or behind a full stop announce."""
    found = [
        (one.start, one)
        for one in find_labels(text, start, end)
        if one.kind and _opens(text, start, one.start)
    ]
    stops = [*(_line_start(text, at) for at, _ in found[1:]), end]
    for (_, label), stop in zip(found, stops, strict=False):
        yield Field(label, label.end, stop)


def _opens(text: str, start: int, at: int) -> bool:
    before = text[max(start, at - _LONGEST_BULLET) : at].rstrip(_BULLETS)
    return not before or before[-1] in "\n。" or at == start


def _line_start(text: str, at: int) -> int:
    """Where the bullets before a label begin."""
    while at and text[at - 1] in _BULLETS:
        at -= 1
    return at


def _blocks(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """The fields cut where a label comes again that opened a block."""
    block: list[Field] = []
    for one in fields:
        seen = [field.label.words for field in block]
        again = one.label.words in seen and one.label.kind in ("task", "note")
        if block and (again or (seen and one.label.words == fields[0].label.words)):
            yield block
            block = []
        block.append(one)
    if block:
        yield block


def _form(block: Sequence[Field], text: str) -> Form | None:
    work = [one for one in block if one.label.kind == "task" and text[one.start : one.end].strip()]
    if not work:
        return None
    concrete = [one for one in work if one.label.is_concrete] or work[:1]
    parts = [part for one in concrete for part in sentences(text, one.start, one.end)]
    words = [part for part in parts if not is_attribution(text[slice(*part)])]
    said = [part for part in parts if part not in words]
    said.extend((one.label.start, one.end) for one in block if one.label.kind in ASKED)
    return Form(block[0].label.start, tuple(words), tuple(said)) if words else None
