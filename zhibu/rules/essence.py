"""What a rule computes, without what is said about it: two rules of one essence give the same of the same records."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from zhibu.rules.facts import ParameterValue
from zhibu.rules.formula.nodes import FactRef, ParameterRef
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.sheets.model import Sheet

_SAID: Final = ("mark", "citation", "last_reviewed_on")
"""Where something stands, what it rests on and when it was looked at: nothing that is computed with."""


def essence(rule: Indicator | Sheet, pack: Pack) -> object:
    """A value that equals another rule's where both compute the same; facts and parameters are taken from `pack`."""
    return _of(rule, pack)


def _of(part: Any, pack: Pack) -> object:
    match part:
        case FactRef():
            return "fact", _of(pack.facts[part.fact], pack)
        case ParameterRef() | ParameterValue():
            return "parameter", _of(pack.parameters[part.parameter], pack)
        case Mapping():
            return tuple((name, _of(value, pack)) for name, value in part.items())
        case tuple() | list():
            return tuple(_of(one, pack) for one in part)
    if is_dataclass(part):
        names = [one.name for one in fields(part) if one.name not in _SAID]
        return type(part).__name__, *(_of(getattr(part, name), pack) for name in names)
    return part
