"""From plain data to YAML text: in one line where that is short, else as a block."""

import json
import re
from collections.abc import Iterator

from zhibu.rules.packs.shapes import ListOf, MapOf, NameOr, One, Record, Shape, Variant
from zhibu.rules.packs.written.plain import Data, is_raw

STEP = 2
_WIDEST = 100
_NUMBER = re.compile(r"[-+]?\d{1,18}(\.\d{1,12})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9_./-]+", re.ASCII)
# Begins with a letter of any script, and holds nothing that YAML reads as more than text.
_TEXT = re.compile(r"[^\W\d_][^\n\r\t,\[\]{}#\"'\\]*")
_UNSAFE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NOT_TEXT = ("true", "false", "null")


def known(shape: Record) -> dict[str, Shape]:
    """The shapes of a record's fields by name."""
    return {**shape.required, **shape.optional}


def resolved(shape: Shape, data: Data) -> Shape:
    """The record that a variant or a name-or-record is for this data; any other shape as it is."""
    if isinstance(shape, Variant) and isinstance(data, dict):
        return shape.records[str(data[shape.tag])]
    if isinstance(shape, NameOr):
        return shape.record if isinstance(data, dict) else One("text")
    return shape


def below(shape: Shape, data: Data, step: str) -> Shape:
    """The shape of a field, entry or item of data that has `shape`."""
    shape = resolved(shape, data)
    match shape:
        case Record():
            return known(shape)[step]
        case MapOf():
            return shape.value
        case ListOf():
            return shape.item
    raise KeyError(step)


def scalar(value: str, shape: Shape) -> str:
    """A single value as YAML that reads back as the same text, in quotes where it could be read as anything else."""
    if not isinstance(shape, One) or shape.kind not in (None, "text"):
        plain = bool(_NUMBER.fullmatch(value) or _DAY.fullmatch(value) or _WORD.fullmatch(value))
    elif shape.kind is None:
        plain = bool(_NUMBER.fullmatch(value) or _WORD.fullmatch(value) or _is_text(value))
    else:
        plain = _is_text(value) and value not in _NOT_TEXT
    return value if plain else quoted(value)


def quoted(value: str) -> str:
    """The text in double quotes, on one line, with every character escaped that YAML does not take as it is."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _is_text(value: str) -> bool:
    found = _TEXT.fullmatch(value) or (_WORD.fullmatch(value) and value[0].isalpha())
    return bool(found) and value.isprintable() and ": " not in value and not value.endswith((":", " "))


def inline(data: Data, shape: Shape) -> str | None:
    """The data in one line, None where a formula in it takes more than one."""
    if isinstance(data, str):
        return _inline_raw(data) if is_raw(shape) else scalar(data, resolved(shape, data))
    if isinstance(data, list):
        parts = [inline(one, below(shape, data, "")) for one in data]
        return None if None in parts else f"[{', '.join(part or '' for part in parts)}]"
    fields = {name: inline(value, below(shape, data, name)) for name, value in data.items()}
    if None in fields.values():
        return None
    return f"{{{', '.join(f'{key(name)}: {value}' for name, value in fields.items())}}}"


def _inline_raw(text: str) -> str | None:
    whole = "\n" not in text and (text.startswith(("{", "[")) and text.endswith(("}", "]")))
    return text if whole or _NUMBER.fullmatch(text) or _WORD.fullmatch(text) else None


def entry(name: str, data: Data, shape: Shape) -> Iterator[str]:
    """The lines of `name: data`, indented against the first."""
    head = f"{key(name)}:"
    if isinstance(data, str) and is_raw(shape):
        yield from _raw(head, data)
    elif isinstance(data, str) or not data or _fits(data, shape, head):
        yield f"{head} {inline(data, shape)}"
    else:
        yield head
        yield from (" " * STEP + text for text in block(data, shape))


def block(data: Data, shape: Shape) -> Iterator[str]:
    """The lines of a mapping or a list."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from entry(name, value, below(shape, data, name))
    elif isinstance(data, list):
        for one in data:
            yield from item(one, below(shape, data, ""))


def item(data: Data, shape: Shape) -> Iterator[str]:
    """The lines of `- data` in a list."""
    if isinstance(data, str) and is_raw(shape):
        lines = list(_raw("", data))
    elif isinstance(data, str) or not data or _fits(data, shape, "- "):
        lines = [str(inline(data, shape))]
    else:
        lines = list(block(data, shape))
    for number, text in enumerate(lines):
        yield ("  " if number else "- ") + text


def key(name: str) -> str:
    """A name as it stands before its colon."""
    return scalar(name, One("text"))


def _raw(head: str, text: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    if not rest and not first.startswith(("- ", "#")) and (": " not in first or first.startswith(("{", "["))):
        yield f"{head} {first}".strip()
        return
    if head:
        yield head
    for line in (first, *rest):
        yield (" " * STEP if head else "") + line


def _fits(data: Data, shape: Shape, head: str) -> bool:
    """Short lists of words and short records of single values stand in one line."""
    values = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    if any(not isinstance(value, str) for value in values):
        return False
    text = inline(data, shape)
    return text is not None and len(head) + len(text) <= _WIDEST
