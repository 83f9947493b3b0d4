"""Which rules judge: the packs in force for what is under way, the snapshot's own copies for what is closed."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from zhibu.domain.organisations.models import Organisation
from zhibu.domain.rulebook import library
from zhibu.facts.snapshot import PackFiles
from zhibu.facts.snapshot.manifest import PACKS
from zhibu.rules import packs
from zhibu.rules.indicators import closing
from zhibu.rules.model import Duty, Indicator, Pack
from zhibu.rules.periods import MONTHS_IN, Period
from zhibu.rules.sheets.model import Sheet

Rules = tuple[Pack, ...]


@lru_cache(maxsize=8)
def rules_in(directory: Path) -> Rules:
    """The packs that lie in a directory, in order of their ids; read once."""
    loaded = packs.load_all(directory)
    return tuple(loaded[id_] for id_ in sorted(loaded))


def kept_in(snapshot: Path) -> Rules:
    """The packs in force when a snapshot was made."""
    return rules_in(snapshot / PACKS)


def installed() -> Rules:
    """The packs in force on this site."""
    return rules_in(library.in_force())


def files_of(pack: Pack) -> PackFiles:
    """A pack in force as it lies on disk, to be kept in a snapshot beside what it judged."""
    root = library.in_force() / pack.id
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    return PackFiles(pack.id, pack.version, files)


def find(rules: Rules, indicator: str) -> tuple[Indicator, Pack] | None:
    """The indicator of that id and the pack that it stands in, None where no pack has it."""
    for pack in rules:
        if indicator in pack.indicators:
            return pack.indicators[indicator], pack
    return None


def judged(rules: Rules, period: Period) -> list[tuple[Indicator, Pack, Period]]:
    """What is judged when the period is closed, of organisations and of persons, each with its pack and own period."""
    return [(indicator, pack, own) for pack in rules for indicator, own in closing(pack, period)]


def under_way(rules: Rules, period: Period, kind: str) -> list[tuple[Indicator, Pack, Period]]:
    """What can already be seen of one organisation: as `judged`, and the half-year and year that the period lies in."""
    return [
        (indicator, pack, Period.containing(period.end, indicator.period))
        for pack in rules
        for indicator in pack.indicators.values()
        if indicator.subject == "organisation"
        and kind in indicator.kinds
        and indicator.period != "term"
        and MONTHS_IN[indicator.period] >= MONTHS_IN[period.size]
    ]


def by_term(rules: Rules, kind: str) -> list[tuple[Indicator, Pack]]:
    """What organisations of a kind are judged by over a term of office; no closing does (ADR 0011)."""
    return [
        (indicator, pack)
        for pack in rules
        for indicator in pack.indicators.values()
        if indicator.subject == "organisation" and indicator.period == "term" and kind in indicator.kinds
    ]


def duties_of(rules: Rules, kind: str) -> Iterator[tuple[Duty, Pack]]:
    """What organisations of a kind owe again and again."""
    for pack in rules:
        for duty in pack.duties.values():
            if duty.subject == "organisation" and kind in duty.kinds:
                yield duty, pack


def sheets(rules: Rules) -> Iterator[tuple[Sheet, Pack]]:
    """Every score sheet with its pack, in the packs' order."""
    for pack in rules:
        for sheet in pack.sheets.values():
            yield sheet, pack


def find_sheet(rules: Rules, id_: str) -> tuple[Sheet, Pack] | None:
    """The sheet of that id and the pack that it stands in, None where no pack has it."""
    return next((found for found in sheets(rules) if found[0].id == id_), None)


def scores(sheet: Sheet, organisation: Organisation) -> bool:
    """Whether the sheet scores organisations of this kind and category."""
    return (
        sheet.subject == "organisation"
        and organisation.kind in sheet.kinds
        and (not sheet.categories or organisation.category in sheet.categories)
    )
