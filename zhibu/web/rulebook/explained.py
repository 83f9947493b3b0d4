"""The rules of a pack in force beside what each of them computes, for the page that everybody reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhibu.domain.rulebook.errors import NotInForm
from zhibu.domain.rulebook.forms import entries
from zhibu.domain.rulebook.queries import files_in_force
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.aloud import indicator_aloud, item_aloud
from zhibu.rules.packs.spoken import Titles
from zhibu.rules.packs.written import Data
from zhibu.rules.sheets.model import Group, Item, Sheet
from zhibu.web.rulebook.naming import things


@dataclass(frozen=True)
class SaidIndicator:
    """An indicator with when it is met."""

    indicator: Indicator
    said: str


@dataclass(frozen=True)
class SaidItem:
    """An item of a score sheet with how it gives points."""

    group: Group
    item: Item
    said: str


@dataclass(frozen=True)
class SaidSheet:
    """A score sheet with all its items."""

    sheet: Sheet
    items: list[SaidItem]


def indicators(pack: Pack) -> list[SaidIndicator]:
    """Every indicator of the pack, in its order; one that no form can show says nothing of itself."""
    known = _entries(pack, "indicators")
    return [
        SaidIndicator(one, indicator_aloud(known.get(one.id, {}), _titles(pack, known.get(one.id, {}))))
        for one in pack.indicators.values()
    ]


def sheets(pack: Pack) -> list[SaidSheet]:
    """Every score sheet of the pack with its items, in their order."""
    known = _entries(pack, "sheets")
    return [
        SaidSheet(sheet, list(_items(sheet, pack, known.get(sheet.id, {})))) for sheet in pack.sheets.values()
    ]


def _items(sheet: Sheet, pack: Pack, entry: dict[str, Data]) -> Iterator[SaidItem]:
    titles = _titles(pack, entry)
    known = {
        str(item.get("id")): item for group in _records(entry, "groups") for item in _records(group, "items")
    }
    for group in sheet.groups:
        for item in group.items:
            yield SaidItem(group, item, item_aloud(known.get(item.id, {}), titles))


def _titles(pack: Pack, entry: dict[str, Data]) -> Titles:
    found = things(pack, {}, entry, this=False)
    return {(one.kind, name): title for one in found for name, title in one.names}


def _entries(pack: Pack, folder: str) -> dict[str, dict[str, Data]]:
    files = files_in_force(pack.id)
    found: dict[str, dict[str, Data]] = {}
    for path in (one for one in files if one.startswith(f"{folder}/")):
        try:
            shown = entries(files, path)
        except NotInForm:
            continue
        found |= {name: data for name, data in shown.items() if isinstance(data, dict)}
    return found


def _records(data: Mapping[str, Data], name: str) -> Iterator[dict[str, Data]]:
    found = data.get(name)
    yield from (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))
