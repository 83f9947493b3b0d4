"""What a form is drawn from: fields, rows of fields, what may be chosen."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "text",
    "number",
    "date",
    "choice",
    "words",
    "lines",
    "formula",
    "sentence",
    "also",
    "record",
    "rows",
    "pairs",
]
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """One of several records of a field, or one pair of a name and a value."""

    number: int
    name: str
    fields: list["Field"]
    errors: list[str]

    @property
    def id(self) -> str:
        return "r-" + self.name.replace(".", "-")


@dataclass(frozen=True)
class Field:
    """One field of a form. `name` is what the form sends it by: lines.0.count for the count of the first line.

    `groups` are options under headings, `blank` what choosing none of them means; `spoken` says a formula in plain
    words, `other_way`: it can be chosen instead of written (choose), or the other way round (write).
    """

    name: str
    title: str
    kind: Kind
    required: bool
    hint: str = ""
    value: str = ""
    chosen: list[str] = field(default_factory=list)
    options: Options = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    fields: list["Field"] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    adds: Options = field(default_factory=list)
    groups: list[tuple[str, Options]] = field(default_factory=list)
    blank: str = ""
    spoken: str = ""
    other_way: str = ""

    @property
    def id(self) -> str:
        return "f-" + self.name.replace(".", "-")

    @property
    def own_name(self) -> str:
        """count of lines.0.count."""
        return self.name.rpartition(".")[2]

    @property
    def folded(self) -> bool:
        """Whether it opens only when asked: a record of the form itself that may be left out, and is."""
        return self.kind == "record" and not self.required and not self.value and "." not in self.name

    @property
    def height(self) -> int:
        """Lines of a text area: what it holds and one more."""
        return min(self.value.count("\n") + 2, 20)
