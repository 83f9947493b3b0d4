"""A text in which one entry has every value on lines of its own, so that the line of a fault tells the field."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhibu.rules.packs.shapes import Shape
from zhibu.rules.packs.written.dumping import STEP, below, inline, key
from zhibu.rules.packs.written.plain import Data, end_of, is_raw, plain, root_of, under
from zhibu.rules.packs.written.rewriting import line_end

Line = tuple[str, tuple[str, ...]]
"""A line, and the steps to what it holds: to the record on a line with a name, to the field on those of its value."""


@dataclass(frozen=True)
class Spread:
    """`text` checks as the text before does. Line `first` and the following hold what `steps` lead to, line by line;
    `longer`: how many lines more than before, for the lines after them."""

    text: str
    first: int
    steps: list[tuple[str, ...]]
    longer: int

    def at(self, line: int) -> tuple[str, ...] | None:
        """The steps to what a line of `text` holds, None where it belongs to another entry."""
        number = line - self.first
        return self.steps[number] if 0 <= number < len(self.steps) else None

    def before(self, line: int) -> int:
        """The same line in the text before."""
        return line - self.longer if line >= self.first + len(self.steps) else line


def spread(text: str, shape: Shape, name: str) -> Spread:
    """The text with the entry `name` spread out. Raises KeyError without it, NotPlain where a form cannot show it."""
    root = root_of(text)
    found = {key.value: (key, value) for key, value in (root.value if root else ())}
    start, value = found[name]
    data = plain(text, value, under(shape, name))
    lines = [
        (f"{key(name)}:", ()),
        *((" " * STEP + line, steps) for line, steps in _lines(data, under(shape, name), ())),
    ]
    begin, end = start.start_mark.index, line_end(text, end_of(text, value))
    whole = text[:begin] + "\n".join(line for line, _ in lines) + text[end:]
    return Spread(
        whole,
        start.start_mark.line + 1,
        [steps for _, steps in lines],
        len(lines) - text.count("\n", begin, end) - 1,
    )


def _lines(data: Data, shape: Shape, steps: tuple[str, ...]) -> Iterator[Line]:
    if isinstance(data, dict) and data:
        for name, value in data.items():
            yield f"{key(name)}:", steps
            for line, inner in _lines(value, below(shape, data, name), (*steps, name)):
                yield " " * STEP + line, inner
    elif isinstance(data, list) and not all(isinstance(one, str) for one in data):
        for number, one in enumerate(data):
            for place, (line, inner) in enumerate(_lines(one, below(shape, data, ""), (*steps, str(number)))):
                yield ("  " if place else "- ") + line, inner
    elif isinstance(data, str) and is_raw(shape):
        yield from ((line, steps) for line in data.split("\n"))
    else:
        yield str(inline(data, shape)), steps
