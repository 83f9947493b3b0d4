"""The parts of an entry that have pages of their own, as a list of lists: groups with their items, inputs, clauses."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhibu.rules.packs.shapes import ListOf, MapOf, Record, Shape, Variant
from zhibu.rules.packs.titles import field_title, word_title
from zhibu.rules.packs.written import Data
from zhibu.rules.packs.written.dumping import resolved
from zhibu.rules.packs.written.plain import NotPlain
from zhibu.web.rulebook.drawing import is_outline
from zhibu.web.rulebook.field import Options


@dataclass(frozen=True)
class Part:
    """One of them. `at` is where it stands, `note` what is said beside its title; `why`: a form cannot show it."""

    at: str
    title: str
    note: str
    first: bool
    last: bool
    lists: list["Parts"]
    why: str = ""


@dataclass(frozen=True)
class Parts:
    """One list of parts. `at` is where a new one goes, `types` what it may be; `named`: it has a name of its own.

    `grows`: something may be added here.
    """

    at: str
    title: str
    parts: list[Part]
    types: Options
    named: bool
    grows: bool = True


def lists_of(shape: Record, data: Data, at: str) -> list[Parts]:
    """The lists below one record."""
    values = data if isinstance(data, dict) else {}
    known = {**shape.required, **shape.optional}
    return [
        parts(known[name], values.get(name, []), f"{at}/{name}", field_title(shape.title, name))
        for name in known
        if is_outline(known[name])
    ]


def parts(
    shape: Shape,
    data: "Data | dict[str, Data | NotPlain]",
    at: str,
    title: str,
    titles: Mapping[str, str] | None = None,
) -> Parts:
    """One list with what stands in it; `titles`: what parts are called that do not say so themselves."""
    assert isinstance(shape, ListOf | MapOf)
    inner = shape.item if isinstance(shape, ListOf) else shape.value
    if isinstance(data, dict):
        named = list(data.items())
    else:
        named = [(str(number), one) for number, one in enumerate(data if isinstance(data, list) else [])]
    found = [
        _part(
            inner,
            one,
            f"{at}/{name}".lstrip("/"),
            (titles or {}).get(name, name),
            number == 0,
            number == len(named) - 1,
        )
        for number, (name, one) in enumerate(named)
    ]
    types = [(word, word_title("type", word)) for word in inner.records] if isinstance(inner, Variant) else []
    return Parts(at, title, found, types, isinstance(shape, MapOf), not isinstance(inner, ListOf))


def _part(shape: Shape, data: Data | NotPlain, at: str, name: str, first: bool, last: bool) -> Part:
    if isinstance(data, NotPlain):
        return Part(at, name, "", first, last, [], str(data))
    record = resolved(shape, data)
    lists = lists_of(record, data, at) if isinstance(record, Record) else []
    return Part(at, _title(data) or name, _note(data), first, last, lists)


def _title(data: Data) -> str:
    values = data if isinstance(data, dict) else {}
    return next((str(values[name]) for name in ("title", "otherwise", "quote", "id") if values.get(name)), "")


def _note(data: Data) -> str:
    """条件成立得满分，10分: the type of an item, and the points or the cap where they are plain numbers."""
    if isinstance(data, list):
        return f"{len(data)}个用例" if data else "还没有用例"
    values = data if isinstance(data, dict) else {}
    said = [word_title("type", str(values["type"]))] if "type" in values else []
    points, most = values.get("points", ""), values.get("most", "")
    if isinstance(points, str) and points[:1].isdigit():
        said.append(f"{points}分")
    elif isinstance(most, str) and most[:1].isdigit():
        said.append(f"最多{most}")
    return "，".join(said)
