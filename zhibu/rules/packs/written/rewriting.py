"""The same text with only what differs rewritten: comments, order and spacing of everything else stay as they are.

A block is a row of chunks, one for each entry with the comment lines above it. A chunk whose data did not change is
taken over, one that did is rewritten inside, a new one is written out. The result is read again before it is handed
out: where it does not read as what was asked for, the entry is written out as a whole instead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from zhibu.rules.packs.shapes import Shape
from zhibu.rules.packs.written.dumping import below, entry, inline, item
from zhibu.rules.packs.written.plain import (
    Data,
    NotPlain,
    end_of,
    entries_of,
    is_flow,
    plain,
    read_plain,
    root_of,
    under,
)

Entries = Mapping[str, Data | NotPlain]
_WIDEST = 110


class _Anew(Exception):
    """Cannot be changed inside: it is to be written out by what it stands in."""


def rewritten(text: str, shape: Shape, entries: Entries) -> str:
    """The text of a file whose entries are `entries`; one that is NotPlain stays as it is.

    Raises NotPlain where the text cannot be read, or cannot be changed to say this.
    """
    text = text.replace("\r\n", "\n")
    root = root_of(text)
    for write in (_inside, _as_a_whole):
        try:
            return _sure(_file(text, root, shape, entries, write), shape, entries)
        except (NotPlain, _Anew):
            continue
    raise NotPlain(1, "起的内容改成填写的样子以后，读出来会不一样")


def _file(text: str, root: yaml.Node | None, shape: Shape, entries: Entries, write: "_Write") -> str:
    parts: list[_Chunk] = []
    if root is None:
        head, tail = (f"{text.rstrip()}\n" if text.strip() else ""), "\n"
        old: dict[str, yaml.Node] = {}
    elif is_flow(root):
        raise NotPlain(1, "把整个文件写在一对花括号里")
    else:
        head, tail = text[: root.start_mark.index], text[line_end(text, end_of(text, root)) :]
        old = entries_of(root)
    chunks = _chunks(text, [(key, value) for key, value in root.value], 0) if root is not None else []
    found = dict(zip(old, chunks, strict=True))
    for name, data in entries.items():
        if name not in found:
            if isinstance(data, NotPlain):
                raise data
            parts.append(_Chunk("\n" if parts else "", _joined(entry(name, data, under(shape, name)), 0)))
        elif isinstance(data, NotPlain):
            parts.append(found[name])
        else:
            parts.append(
                _Chunk(found[name].lead, write(_Writer(text), found[name], under(shape, name), data))
            )
    return head + _together(parts, 0) + (tail or "\n")


def _sure(text: str, shape: Shape, entries: Entries) -> str:
    again = read_plain(text, shape)
    wanted = {name: data for name, data in entries.items() if not isinstance(data, NotPlain)}
    if list(again) != list(entries) or any(again[name] != data for name, data in wanted.items()):
        raise NotPlain(1, "读出来不一样")
    return text


@dataclass(frozen=True)
class _Chunk:
    """One entry or item of a block: the lines between it and the one before, its own text to the end of its last line.

    `key` is None in a list; without `value` it is new.
    """

    lead: str
    text: str
    key: yaml.Node | None = None
    value: yaml.Node | None = None


_Write = Callable[["_Writer", _Chunk, Shape, Data], str]


def _inside(writer: "_Writer", chunk: _Chunk, shape: Shape, data: Data) -> str:
    return writer.chunk(chunk, shape, data, 0)


def _as_a_whole(writer: "_Writer", chunk: _Chunk, shape: Shape, data: Data) -> str:
    assert chunk.key is not None and chunk.value is not None
    if writer.same(chunk.value, shape, data):
        return chunk.text
    return _joined(entry(chunk.key.value, data, shape), 0)


@dataclass(frozen=True)
class _Writer:
    """Rewrites nodes of one text."""

    text: str

    def same(self, node: yaml.Node, shape: Shape, data: Data) -> bool:
        """Whether the node says this already."""
        try:
            return plain(self.text, node, shape) == data
        except NotPlain:
            return False

    def chunk(self, chunk: _Chunk, shape: Shape, data: Data, indent: int) -> str:
        """One entry or item of a block, saying this."""
        value = chunk.value
        assert value is not None
        if self.same(value, shape, data):
            return chunk.text
        try:
            inner = self._inner(value, shape, data)
            begin = len(chunk.text) - (self._chunk_end(value) - value.start_mark.index)
            return chunk.text[:begin] + inner + ("" if _is_block(value) else self._tail(value))
        except _Anew:
            lines = list(item(data, shape) if chunk.key is None else entry(chunk.key.value, data, shape))
            return _joined(lines, indent) + (
                self._tail(value) if len(lines) == 1 and not _is_block(value) else ""
            )

    def _inner(self, node: yaml.Node, shape: Shape, data: Data) -> str:
        """What stands in place of a list or mapping; of a block up to the end of its last line."""
        if not data or isinstance(data, str) or isinstance(data, dict) != isinstance(node, yaml.MappingNode):
            raise _Anew
        if isinstance(node, yaml.ScalarNode):
            raise _Anew
        if is_flow(node):
            return self._flow(node, shape, data)
        indent = node.start_mark.column
        parts = (
            self._mapping(node, shape, data, indent)
            if isinstance(data, dict)
            else self._list(node, shape, data, indent)
        )
        return _together(parts, indent)

    def _mapping(self, node: yaml.Node, shape: Shape, data: "dict[str, Data]", indent: int) -> list[_Chunk]:
        found = dict(zip(entries_of(node), _chunks(self.text, node.value, indent), strict=True))
        return [
            _Chunk(found[name].lead, self.chunk(found[name], below(shape, data, name), value, indent))
            if name in found
            else _Chunk("", _joined(entry(name, value, below(shape, data, name)), indent))
            for name, value in data.items()
        ]

    def _list(self, node: yaml.Node, shape: Shape, data: "list[Data]", indent: int) -> list[_Chunk]:
        inner = below(shape, data, "")
        chunks = _chunks(self.text, [(None, value) for value in node.value], indent)
        return [
            _Chunk(chunks[old].lead, self.chunk(chunks[old], inner, one, indent))
            if old is not None
            else _Chunk("", _joined(item(one, inner), indent))
            for one, old in zip(data, self._partners(node.value, inner, data), strict=True)
        ]

    def _partners(self, old: Sequence[yaml.Node], shape: Shape, new: "list[Data]") -> list[int | None]:
        """For each new item the old one that it was: the same again, else what is left over in order."""
        partners: list[int | None] = [None] * len(new)
        free = dict.fromkeys(range(len(old)))
        for number, one in enumerate(new):
            near = [number, *free] if number in free else list(free)
            partner = next((place for place in near if self.same(old[place], shape, one)), None)
            if partner is not None:
                partners[number] = partner
                del free[partner]
        left = list(free)
        open_places = [number for number, partner in enumerate(partners) if partner is None]
        if len(left) == len(open_places):
            for number, place in zip(open_places, left, strict=True):
                partners[number] = place
        return partners

    def _flow(self, node: yaml.Node, shape: Shape, data: "dict[str, Data] | list[Data]") -> str:
        if isinstance(data, dict):
            old = entries_of(node)
            parts = [
                f"{name}: {self._flow_value(old.get(name), below(shape, data, name), value)}"
                for name, value in data.items()
            ]
            text = f"{{{', '.join(parts)}}}"
        else:
            inner = below(shape, data, "")
            partners = self._partners(node.value, inner, data)
            values = [
                self._flow_value(None if old is None else node.value[old], inner, one)
                for one, old in zip(data, partners, strict=True)
            ]
            text = f"[{', '.join(values)}]"
        if "\n" in text or node.start_mark.column + len(text) > _WIDEST:
            raise _Anew
        return text

    def _flow_value(self, node: yaml.Node | None, shape: Shape, data: Data) -> str:
        if node is not None and self.same(node, shape, data):
            return self.text[node.start_mark.index : node.end_mark.index]
        if node is not None and not isinstance(node, yaml.ScalarNode) and not isinstance(data, str) and data:
            return self._inner(node, shape, data)
        written = inline(data, shape)
        if written is None:
            raise _Anew
        return written

    def _chunk_end(self, node: yaml.Node) -> int:
        return line_end(self.text, end_of(self.text, node))

    def _tail(self, node: yaml.Node) -> str:
        """What follows a value on its last line: a comment."""
        return self.text[end_of(self.text, node) : self._chunk_end(node)]


def _chunks(text: str, entries: Iterable[tuple[yaml.Node | None, yaml.Node]], indent: int) -> list[_Chunk]:
    found: list[_Chunk] = []
    before = -1
    for key, value in entries:
        start = key.start_mark.index if key is not None else text.rfind("-", 0, value.start_mark.index)
        end = line_end(text, max(end_of(text, value), start + 1))
        lead = text[before + 1 : start - indent] if before >= 0 else ""
        found.append(_Chunk(lead, text[start:end], key, value))
        before = end
    return found


def _together(parts: Sequence[_Chunk], indent: int) -> str:
    """Chunks one below the other; the first begins where the block begins, and has no blank lines above it."""
    whole = ""
    for number, part in enumerate(parts):
        lead = part.lead if number else part.lead.strip() and f"{part.lead.strip()}\n"
        whole += ("\n" if number else "") + lead + (" " * indent if number or lead else "") + part.text
    return whole


def _joined(lines: Iterable[str], indent: int) -> str:
    return f"\n{' ' * indent}".join(lines)


def _is_block(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.ScalarNode) and not is_flow(node) and bool(node.value)


def line_end(text: str, index: int) -> int:
    """Where the line of a character ends."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end
