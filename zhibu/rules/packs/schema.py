"""The editors' JSON Schema, made from the same shapes that the loader checks with."""

from typing import Any, Final

from zhibu.rules.formula.operators import OPERATORS
from zhibu.rules.packs.formulas import LEAVES
from zhibu.rules.packs.grammar import PACK, SECTIONS, SOURCES
from zhibu.rules.packs.shapes import (
    ID,
    Choice,
    Conditions,
    Formula,
    ListOf,
    MapOf,
    Measured,
    NameOr,
    One,
    PeriodText,
    Record,
    Shape,
    Variant,
)

_KINDS: Final[dict[str, dict[str, Any]]] = {
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "text": {"type": ["string", "number"]},
    "date": {"type": "string", "format": "date"},
}
_ANY: Final = {"type": ["string", "number", "boolean"]}
_FORMULA: Final = {"$ref": "#/$defs/formula"}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of every kind of file, by name: pack, sources, and each section."""
    shapes = {"pack": PACK, "sources": SOURCES, **SECTIONS}
    return {name: _whole(name, shape) for name, shape in shapes.items()}


def _whole(name: str, shape: Shape) -> dict[str, Any]:
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"规则包 {name}",
        **_schema(shape),
    }
    if _FORMULA["$ref"] in str(whole):
        whole["$defs"] = {"formula": _formula()}
    return whole


def _schema(shape: Shape) -> dict[str, Any]:
    about = {"description": shape.about} if shape.about else {}
    match shape:
        case One():
            kind = _KINDS[shape.kind] if shape.kind else _ANY
            return {**({"type": [*kind["type"], "null"]} if shape.nullable else kind), **about}
        case Choice():
            return {"enum": list(shape.words), **about}
        case PeriodText():
            return {"type": ["string", "number"], **about}
        case Formula():
            return {**_FORMULA, **about}
        case Conditions():
            return {"type": "object", **about}
        case Measured():
            return {"type": ["string", "object"], **about}
        case ListOf():
            return {"type": "array", "items": _schema(shape.item), "minItems": shape.fewest, **about}
        case MapOf():
            names = {"propertyNames": {"pattern": f"^{ID.pattern}$"}} if shape.ids else {}
            return {"type": "object", "additionalProperties": _schema(shape.value), **names, **about}
        case Record():
            return {**_record(shape), **about}
        case NameOr():
            return {"anyOf": [{"type": "string"}, _record(shape.record)], **about}
        case Variant():
            return {"oneOf": [_tagged(shape, word) for word in shape.records], **about}


def _record(shape: Record) -> dict[str, Any]:
    fields = {**shape.required, **shape.optional}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(shape.required),
        "properties": {name: _schema(field) for name, field in fields.items()},
    }


def _tagged(shape: Variant, word: str) -> dict[str, Any]:
    record = _record(shape.records[word])
    record["properties"][shape.tag] = {"const": word}
    return record


def _formula() -> dict[str, Any]:
    """A value, or one key with what it applies to."""
    keys: dict[str, Any] = {name: {"type": ["string", "number", "array"]} for name in LEAVES}
    for operator in OPERATORS.values():
        keys[operator.name] = {
            "anyOf": [_FORMULA, {"type": "array", "items": _FORMULA}],
            "description": operator.meaning,
        }
    one_key = {
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [_ANY, one_key]}
