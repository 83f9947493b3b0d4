"""The rules of a pack in force beside what each of them computes, for the page that everybody reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhibu.domain.rulebook.forms import entries_under
from zhibu.domain.rulebook.queries import files_in_force
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.aloud import indicator_aloud, item_aloud
from zhibu.rules.packs.spoken import Titles
from zhibu.rules.packs.written import Data
from zhibu.rules.sheets.model import Group, Item, Sheet
from zhibu.web.rulebook.naming import items_of, things, titles_of


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
    known = entries_under(files_in_force(pack.id), "indicators")
    return [
        SaidIndicator(one, _said(pack, known.get(one.id, ("", {}))[1])) for one in pack.indicators.values()
    ]


def sheets(pack: Pack) -> list[SaidSheet]:
    """Every score sheet of the pack with its items, in their order."""
    known = entries_under(files_in_force(pack.id), "sheets")
    return [
        SaidSheet(sheet, list(_items(sheet, pack, known.get(sheet.id, ("", {}))[1])))
        for sheet in pack.sheets.values()
    ]


def _said(pack: Pack, entry: Data) -> str:
    return indicator_aloud(entry, _titles(pack, entry)) if isinstance(entry, dict) else ""


def _items(sheet: Sheet, pack: Pack, entry: Data) -> Iterator[SaidItem]:
    titles = _titles(pack, entry)
    known = {str(item.get("id")): item for item in items_of(entry)}
    for group in sheet.groups:
        for item in group.items:
            yield SaidItem(group, item, item_aloud(known.get(item.id, {}), titles))


def _titles(pack: Pack, entry: Data) -> Titles:
    return titles_of(things(pack, {}, entry, this=False))
