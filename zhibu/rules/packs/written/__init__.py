"""What is written in a pack's files, as plain data that a form can show and change; and back into the same text.

    entries = read_plain(text, shape)          name -> data of each entry, or NotPlain where a form cannot show it
    at = place(shape, entries, steps)          the shape and the data at a place below
    text = rewritten(text, shape, new)         the same text with only what differs rewritten
    spread(text, shape, name, data)            a line for each field, so that the line of a fault tells the field

Data is text (of a single value, or a formula as it is written), a dict, or a list. The shapes are those of the grammar.
"""

from zhibu.rules.packs.written.changing import Place, moved, place, put, removed
from zhibu.rules.packs.written.plain import Data, NotPlain, formula_fault, read_plain
from zhibu.rules.packs.written.rewriting import rewritten
from zhibu.rules.packs.written.spreading import Spread, spread

__all__ = [
    "Data",
    "NotPlain",
    "Place",
    "Spread",
    "formula_fault",
    "moved",
    "place",
    "put",
    "read_plain",
    "removed",
    "rewritten",
    "spread",
]
