"""A form drawn from the grammar: which fields a record has, what each may hold, what it holds now, what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from zhibu.rules.packs.sentences import sentence_of
from zhibu.rules.packs.shapes import Choice, Formula, ListOf, MapOf, NameOr, One, Record, Shape, Variant
from zhibu.rules.packs.sheet_grammar import CLAUSE_REF, ITEM
from zhibu.rules.packs.spoken import spoken
from zhibu.rules.packs.titles import field_title, word_title
from zhibu.rules.packs.written import Data
from zhibu.rules.packs.written.dumping import resolved
from zhibu.rules.packs.written.plain import is_raw
from zhibu.web.rulebook.choosing import fields_of, is_condition
from zhibu.web.rulebook.field import Field, Options, Row
from zhibu.web.rulebook.naming import Things, titles_of

_PLAIN = ("id", "title", "type", "clause", "because", "when", "count", "value", "ratio")
"""Fields whose titles say all that the grammar says about them."""
_WORD = re.compile(r" ?\b(none|lowest|per_occurrence)\b ?", re.ASCII)
Errors = Mapping[tuple[str, ...], list[str]]


@dataclass(frozen=True)
class Drawing:
    """What a form is drawn with: the names that may be chosen, by the kind of thing, and the faults by their steps;
    what a formula may name, and which formulas are to be written though they could be chosen.
    """

    names: Mapping[str, Options]
    errors: Errors
    things: list[Things] = field(default_factory=list)
    as_text: frozenset[str] = frozenset()

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
        title = dict(self.names.get(record.title, ())).get(name) or field_title(record.title, name)
        hint = _hint(shape) if name not in _PLAIN else ""
        bare = Field(
            ".".join(steps),
            title,
            "text",
            name in record.required,
            hint if hint != title else "",
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
                held = "held" if data else ""
                return replace(bare, kind="record", value=held, fields=self.fields(shape, data, steps))
        return self._single(bare, record, name, shape, data if isinstance(data, str) else "")

    def _words(self, bare: Field, record: Record, name: str, shape: Shape, data: Data) -> Field:
        chosen = [str(one) for one in data] if isinstance(data, list) else []
        options = self._options(record, name, shape, chosen)
        if options:
            return replace(bare, kind="words", chosen=chosen, options=options)
        return replace(bare, kind="lines", value="\n".join(chosen))

    def _single(self, bare: Field, record: Record, name: str, shape: Shape, value: str) -> Field:
        if is_raw(shape):
            return self._formula(bare, shape, value)
        options = self._options(record, name, shape, [value] if value else [])
        if options:
            return replace(bare, kind="choice", value=value, options=options)
        if isinstance(shape, One) and shape.kind in ("number", "date"):
            return replace(bare, kind="number" if shape.kind == "number" else "date", value=value)
        said = word_title(name, value) if isinstance(shape, One) and shape.kind is None else value
        return replace(bare, value=said)

    def _formula(self, bare: Field, shape: Shape, value: str) -> Field:
        """To be chosen where it has a common shape, else to be written; said in plain words either way."""
        if not isinstance(shape, Formula):
            options = self.names.get(bare.own_name, [])
            fits = bool(options) and "\n" not in value
            if not fits or bare.name in self.as_text:
                return replace(bare, kind="formula", value=value, other_way="choose" if fits else "")
            if value and value not in dict(options):
                options = [*options, (value, f"按写的：{value}")]
            return replace(bare, kind="choice", value=value, options=options, hint="", other_way="write")
        said = spoken(value, titles_of(self.things))
        sentence = sentence_of(value, condition=is_condition(bare.name))
        if sentence is None or bare.name in self.as_text:
            way = "choose" if sentence is not None else ""
            return replace(bare, kind="formula", value=value, spoken=said, other_way=way)
        fields = fields_of(bare.name, sentence, self.things)
        return replace(bare, kind="sentence", value=value, spoken=said, fields=fields, other_way="write")

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
    if isinstance(shape, ListOf | Choice) or not shape.about:
        return ""
    about = shape.about.partition("，例如")[0] if isinstance(shape, One) else shape.about
    return _WORD.sub(lambda found: f"“{word_title('', found[1])}”", about)


def _adds(name: str, shape: ListOf) -> Options:
    if isinstance(shape.item, NameOr):
        return [(f"add-name {name}", "加一个已有的条件"), (f"add {name}", "另写一个条件")]
    return [(f"add {name}", "加一行")]


def _with(options: Options, chosen: list[str]) -> Options:
    """The options, and whatever is chosen already though it is none of them."""
    known = {value for value, _ in options}
    return [*options, *((one, f"{one}（没有这一项）") for one in chosen if one and one not in known)]
