"""Changing a YAML text in one place while its comments and order stay as a person wrote them."""

import re
from collections.abc import Mapping
from datetime import date

import yaml

from zhibu.domain.rulebook.errors import NoSuchClause, NoSuchParameter, ValueNotANumber

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?")
_CLAUSE = re.compile(r"[a-z0-9-]+/[A-Za-z0-9-]+")


def with_value(
    files: Mapping[str, str], parameter: str, *, value: str, in_force_from: date, clause: str
) -> tuple[str, str]:
    """(path, text) of the parameters file in which `parameter` gets a value dated from `in_force_from`.

    The new line goes below the last dated value. Raises NoSuchParameter, ValueNotANumber, NoSuchClause.
    """
    if not _NUMBER.fullmatch(value.strip()):
        raise ValueNotANumber(value)
    if not _CLAUSE.fullmatch(clause):
        raise NoSuchClause(clause)
    for path, text in files.items():
        if path.startswith("parameters/"):
            place = _last_value(text, parameter)
            if place is not None:
                indent, after = place
                lines = text.split("\n")
                written = f"{{in_force_from: {in_force_from}, value: {value.strip()}, clause: {clause}}}"
                lines.insert(after, f"{' ' * indent}- {written}")
                return path, "\n".join(lines)
    raise NoSuchParameter(parameter)


def _last_value(text: str, parameter: str) -> tuple[int, int] | None:
    """Column of the dashes of the parameter's values, and the line after the last of them; None when not in here."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    values = _under(_under(root, parameter), "values")
    if not isinstance(values, yaml.SequenceNode) or values.flow_style or not values.value:
        return None
    return values.start_mark.column, values.value[-1].end_mark.line + 1


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
