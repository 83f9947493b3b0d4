"""A form drawn from the grammar: which fields a record has, what each may hold, what it holds now, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from zhibu.rules.packs.shapes import Choice, ListOf, MapOf, NameOr, One, Record, Shape, Variant
from zhibu.rules.packs.sheet_grammar import CLAUSE_REF, ITEM
from zhibu.rules.packs.titles import field_title, word_title
from zhibu.rules.packs.written import Data
from zhibu.rules.packs.written.dumping import resolved
from zhibu.rules.packs.written.plain import is_raw

Kind = Literal["text", "number", "date", "choice", "words", "lines", "formula", "record", "rows", "pairs"]
Options = list[tuple[str, str]]
_PLAIN = ("id", "title", "type", "clause", "because", "when", "count", "value", "ratio")
"""Fields whose titles say all that the grammar says about them."""
Errors = Mapping[tuple[str, ...], list[str]]


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
    """One field of a form. `name` is what the form sends it by: lines.0.count for the count of the first line."""

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

    @property
    def id(self) -> str:
        return "f-" + self.name.replace(".", "-")

    @property
    def own_name(self) -> str:
        """count of lines.0.count."""
        return self.name.rpartition(".")[2]

    @property
    def height(self) -> int:
        """Lines of a text area: what it holds and one more."""
        return min(self.value.count("\n") + 2, 20)


@dataclass(frozen=True)
class Drawing:
    """What a form is drawn with: the names that may be chosen, by the kind of thing, and the faults by their steps."""

    names: Mapping[str, Options]
    errors: Errors

    def fields(self, shape: Record, data: Data, steps: tuple[str, ...] = ()) -> list[Field]:
        """The fields of one record that a form shows in place; what is larger has a page of its own."""
        values = data if isinstance(data, dict) else {}
        known = {**shape.required, **shape.optional}
        return [
            self._field(shape, name, known[name], values.get(name, ""), (*steps, name))
            for name in sorted(known, key=lambda name: name == "id")
            if not is_outline(known[name])
        ]

    def _field(self, record: Record, name: str, shape: Shape, data: Data, steps: tuple[str, ...]) -> Field:
        bare = Field(
            ".".join(steps),
            dict(self.names.get(record.title, ())).get(name) or field_title(record.title, name),
            "text",
            name in record.required,
            _hint(shape) if name not in _PLAIN else "",
            errors=self.errors.get(steps, []),
        )
        match shape:
            case ListOf() if _is_simple(shape.item):
                return self._words(bare, record, name, shape.item, data)
            case ListOf():
                return replace(
                    bare, kind="rows", rows=self._rows(shape, data, steps), adds=_adds(bare.name, shape)
                )
            case MapOf():
                add = [(f"add {bare.name}", "加一行")]
                return replace(bare, kind="pairs", rows=self._pairs(data, steps), adds=add)
            case Record():
                return replace(bare, kind="record", fields=self.fields(shape, data, steps))
        return self._single(bare, record, name, shape, data if isinstance(data, str) else "")

    def _words(self, bare: Field, record: Record, name: str, shape: Shape, data: Data) -> Field:
        chosen = [str(one) for one in data] if isinstance(data, list) else []
        options = self._options(record, name, shape, chosen)
        if options:
            return replace(bare, kind="words", chosen=chosen, options=options)
        return replace(bare, kind="lines", value="\n".join(chosen))

    def _single(self, bare: Field, record: Record, name: str, shape: Shape, value: str) -> Field:
        if is_raw(shape):
            return replace(bare, kind="formula", value=value)
        options = self._options(record, name, shape, [value] if value else [])
        if options:
            return replace(bare, kind="choice", value=value, options=options)
        if isinstance(shape, One) and shape.kind in ("number", "date"):
            return replace(bare, kind="number" if shape.kind == "number" else "date", value=value)
        said = word_title(name, value) if isinstance(shape, One) and shape.kind is None else value
        return replace(bare, value=said)

    def _rows(self, shape: ListOf, data: Data, steps: tuple[str, ...]) -> list[Row]:
        return [
            self._row(shape.item, one, (*steps, str(number)))
            for number, one in enumerate(data if isinstance(data, list) else [])
        ]

    def _row(self, shape: Shape, data: Data, steps: tuple[str, ...]) -> Row:
        errors, number = self.errors.get(steps, []), int(steps[-1])
        inner = resolved(shape, data)
        if isinstance(inner, Record):
            return Row(number, ".".join(steps), self.fields(inner, data, steps), errors)
        value = str(data)
        options = _with(self.names.get("conditions", []), [value])
        named = Field(".".join(steps), "用哪一个条件", "choice", True, value=value, options=options)
        return Row(number, ".".join(steps), [named], errors)

    def _pairs(self, data: Data, steps: tuple[str, ...]) -> list[Row]:
        found = []
        for number, (name, value) in enumerate(data.items() if isinstance(data, dict) else ()):
            here = ".".join((*steps, str(number)))
            fields = [
                Field(f"{here}.name", "名称", "text", True, value=name),
                Field(f"{here}.value", "数", "number", True, value=str(value)),
            ]
            found.append(Row(number, here, fields, self.errors.get((*steps, name), [])))
        return found

    def _options(self, record: Record, name: str, shape: Shape, chosen: list[str]) -> Options:
        if isinstance(shape, Choice):
            return _with([(word, word_title(name, word)) for word in shape.words], chosen)
        if isinstance(shape, One) and shape.kind == "boolean":
            return [("true", "是"), ("false", "否")]
        if record.title == "合计上限" and name == "items":
            return _with(self.names.get("items", []), chosen)
        if name == ITEM.tag and record in ITEM.records.values():
            return [(word, word_title(name, word)) for word in ITEM.records]
        kind = "clause" if shape is CLAUSE_REF else name
        return _with(self.names[kind], chosen) if kind in ("clause", "given", "activity_kind") else []


def is_outline(shape: Shape) -> bool:
    """Whether something is too large to stand in a form: its parts have pages of their own."""
    if isinstance(shape, MapOf):
        return not _is_simple(shape.value)
    return isinstance(shape, ListOf) and not _is_small(shape.item)


def _is_small(shape: Shape) -> bool:
    if isinstance(shape, NameOr):
        return _is_small(shape.record)
    if isinstance(shape, Record):
        fields = [*shape.required.values(), *shape.optional.values()]
        return all(
            _is_simple(one)
            or (isinstance(one, ListOf) and _is_simple(one.item))
            or (isinstance(one, Record) and _is_small(one))
            for one in fields
        )
    return _is_simple(shape)


def _is_simple(shape: Shape) -> bool:
    """Whether it is one value, in one box."""
    return not isinstance(shape, ListOf | MapOf | Record | NameOr | Variant)


def _hint(shape: Shape) -> str:
    about = shape.about.replace("none", "不设限").replace("lowest", "最低一等") if shape.about else ""
    return (
        about.partition("，例如")[0] if isinstance(shape, One) else "" if isinstance(shape, ListOf) else about
    )


def _adds(name: str, shape: ListOf) -> Options:
    if isinstance(shape.item, NameOr):
        return [(f"add-name {name}", "加一个已有的条件"), (f"add {name}", "另写一个条件")]
    return [(f"add {name}", "加一行")]


def _with(options: Options, chosen: list[str]) -> Options:
    """The options, and whatever is chosen already though it is none of them."""
    known = {value for value, _ in options}
    return [*options, *((one, f"{one}（没有这一项）") for one in chosen if one and one not in known)]
