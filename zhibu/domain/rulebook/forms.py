"""A rule file as a form shows it: its entries, a place below one, and the faults that belong to each field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from zhibu.domain.rulebook.errors import FormulaFaulty, NameFaulty, NameTaken, NoSuchPlace, NotInForm
from zhibu.rules.packs.grammar import SECTIONS, SOURCES
from zhibu.rules.packs.shapes import ID, ListOf, MapOf, NameOr, Record, Shape, Variant
from zhibu.rules.packs.written import Data, NotPlain, formula_fault, place, put, read_plain, rewritten
from zhibu.rules.packs.written.dumping import below
from zhibu.rules.packs.written.plain import is_raw

Steps = Sequence[str]
"""Entry of the file, then names of fields and numbers of items: sheet, groups, 0, items, 2."""
Files = Mapping[str, str]

_FILE: Final = re.compile(r"[a-z]+/own\.yaml")
"""Where a form puts what a pack has no file for yet."""
CASES: Final = "cases"


@dataclass(frozen=True)
class Opened:
    """One place of a file. `entry` is the data of the whole entry that it belongs to."""

    path: str
    steps: tuple[str, ...]
    entry: Data
    shape: Shape
    data: Data


def shape_of(path: str) -> Shape | None:
    """What stands in a file, None where a form does not show it."""
    return SOURCES if path == "sources.yaml" else SECTIONS.get(path.partition("/")[0])


def files_shown(files: Files) -> list[str]:
    """The files of a pack that a form shows, and where those go that it has none for yet."""
    have = [path for path in files if shape_of(path) is not None]
    folders = {path.partition("/")[0] for path in have}
    return [*have, *(f"{folder}/own.yaml" for folder in SECTIONS if folder not in folders)]


def entries(files: Files, path: str) -> dict[str, Data | NotPlain]:
    """Every entry of a file, or why it cannot be shown. Raises NoSuchPlace, NotInForm."""
    shape = shape_of(path)
    if shape is None or (path not in files and not _FILE.fullmatch(path)):
        raise NoSuchPlace
    try:
        return dict(_read(path, files.get(path, "")))
    except NotPlain as error:
        raise NotInForm(str(error)) from error


@lru_cache(maxsize=256)
def _read(path: str, text: str) -> Mapping[str, Data | NotPlain]:
    """A form looks into many files at each keystroke, of which one differs."""
    shape = shape_of(path)
    assert shape is not None
    return read_plain(text, shape)


def opened(files: Files, path: str, steps: Steps) -> Opened:
    """The place that the steps lead to. Raises NoSuchPlace, NotInForm."""
    name, *inner = steps or [""]
    entry = entries(files, path).get(name)
    if entry is None and is_cases(path) and name in judging(files):
        entry = []
    if entry is None:
        raise NoSuchPlace
    if isinstance(entry, NotPlain):
        raise NotInForm(str(entry))
    try:
        found = place(_entry_shape(path), entry, inner)
    except LookupError as error:
        raise NoSuchPlace from error
    return Opened(path, tuple(steps), entry, found.shape, found.data)


def is_cases(path: str) -> bool:
    """Whether what stands in a file is the cases of a rule, each entry named as its rule."""
    return path.startswith(f"{CASES}/")


def is_sheet(path: str) -> bool:
    """Whether what stands in a file is score sheets."""
    return path.startswith("sheets/")


def judging(files: Files) -> dict[str, tuple[str, Data]]:
    """Every indicator and score sheet of a pack that a form can show: (file, data) by name."""
    return entries_under(files, "indicators") | entries_under(files, "sheets")


def entries_under(files: Files, folder: str) -> dict[str, tuple[str, Data]]:
    """What the files of a folder hold that a form can show: (file, data) by name."""
    found: dict[str, tuple[str, Data]] = {}
    for path in (one for one in files if one.startswith(f"{folder}/")):
        try:
            shown = entries(files, path)
        except NotInForm:
            continue
        found |= {name: (path, data) for name, data in shown.items() if not isinstance(data, NotPlain)}
    return found


def cases_of(files: Files, rule: str) -> tuple[str, int]:
    """(file, how many) of the cases of a rule; one that has none gets them where its neighbours have theirs."""
    for path in filter(is_cases, files):
        try:
            found = entries(files, path).get(rule)
        except NotInForm:
            continue
        if found is not None:
            return path, len(found) if isinstance(found, list) else 0
    beside = f"{CASES}/{judging(files)[rule][0].rpartition('/')[2]}"
    return beside if beside in files else f"{CASES}/own.yaml", 0


def with_entry(files: Files, path: str, name: str, entry: Data | None) -> str:
    """The text of a file in which one entry says this; None: without it. Raises NotInForm."""
    shape = shape_of(path)
    assert shape is not None
    kept = {**entries(files, path), name: entry} if entry is not None else entries(files, path)
    try:
        return rewritten(
            files.get(path, ""),
            shape,
            {
                one: data
                for one, data in kept.items()
                if data is not None and (entry is not None or one != name)
            },
        )
    except NotPlain as error:
        raise NotInForm(str(error)) from error


def begun(files: Files, path: str, steps: Steps, typed: Mapping[str, str]) -> Opened:
    """Something new at the end of a list or mapping, with its title and its type and an own name."""
    if shape_of(path) is None:
        raise NoSuchPlace
    if not steps:
        name = _name(typed.get("name", ""), "entry", _names_of(files, path))
        new = _skeleton(_entry_shape(path), "", typed)
        return Opened(path, (name,), new, _entry_shape(path), new)
    *above, field = steps
    found = opened(files, path, above)
    try:
        list_shape = below(found.shape, found.data, field)
    except (LookupError, AttributeError) as error:
        raise NoSuchPlace from error
    old = found.data.get(field) if isinstance(found.data, dict) else None
    if isinstance(list_shape, ListOf):
        name = _name(typed.get("name", ""), "item", set(_ids(found.entry)))
        items: list[Data] = list(old) if isinstance(old, list) else []
        kept: Data = [*items, _skeleton(list_shape.item, name, typed)]
        step = str(len(items))
    elif isinstance(list_shape, MapOf):
        named = dict(old) if isinstance(old, dict) else {}
        step = _name(typed.get("name", ""), "given", set(named))
        kept = {**named, step: _skeleton(list_shape.value, "", typed)}
    else:
        raise NoSuchPlace
    entry = put(found.entry, [*above[1:], field], kept)
    return Opened(path, (*steps, step), entry, list_shape, kept)


def ensure_formulas(shape: Shape, data: Data) -> None:
    """Raises FormulaFaulty where a formula in the data is not YAML and so could not be kept in the file."""
    for steps, why in formula_faults(shape, data):
        raise FormulaFaulty(steps, why)


def formula_faults(shape: Shape, data: Data) -> Iterator[tuple[tuple[str, ...], str]]:
    """(steps, why) of every formula in the data that is not YAML."""
    if isinstance(data, str):
        if is_raw(shape) and formula_fault(data):
            yield (), formula_fault(data)
        return
    inner = (
        data.items() if isinstance(data, dict) else ((str(number), one) for number, one in enumerate(data))
    )
    for step, one in inner:
        for steps, why in formula_faults(below(shape, data, step), one):
            yield (step, *steps), why


def _entry_shape(path: str) -> Shape:
    shape = shape_of(path)
    assert isinstance(shape, MapOf)
    return shape.value


def _skeleton(shape: Shape, name: str, typed: Mapping[str, str]) -> Data:
    title, kind = typed.get("title", "").strip(), typed.get("type", "")
    if isinstance(shape, Variant):
        if kind not in shape.records:
            raise NoSuchPlace
        return {"id": name, "title": title, shape.tag: kind}
    if isinstance(shape, NameOr):
        shape = shape.record
    known = {**shape.required, **shape.optional} if isinstance(shape, Record) else {}
    values = {"id": name, "title": title, "quote": title}
    return {field: value for field, value in values.items() if field in known and value}


def _name(typed: str, base: str, taken: set[str]) -> str:
    typed = typed.strip()
    if typed:
        if not ID.fullmatch(typed):
            raise NameFaulty(typed)
        if typed in taken:
            raise NameTaken(typed)
        return typed
    return next(name for number in range(1, len(taken) + 2) if (name := f"{base}_{number}") not in taken)


def _names_of(files: Files, path: str) -> set[str]:
    """The names that entries of this kind have already, whichever file of the pack they stand in."""
    folder = path.rpartition("/")[0]
    alike = [one for one in files if one == path or (folder and one.startswith(f"{folder}/"))]
    found: set[str] = set()
    for one in alike:
        try:
            found |= entries(files, one).keys()
        except NotInForm:
            continue
    return found


def _ids(data: Data) -> Iterator[str]:
    """Every id in an entry."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield str(data["id"])
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from _ids(value)
