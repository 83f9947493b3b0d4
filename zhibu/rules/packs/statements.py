"""Facts and statements as people write them, in a case of a pack or in a facts file for `packs score`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhibu.rules.facts import Fact
from zhibu.rules.marks import Mark
from zhibu.rules.model import Pack
from zhibu.rules.packs.grammar import FACTS_FILE
from zhibu.rules.packs.issues import Issues, PackError
from zhibu.rules.packs.shapes import BROKEN, Fields, perhaps, read
from zhibu.rules.packs.trees import read_tree
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given
from zhibu.rules.sheets.model import Sheet
from zhibu.rules.values import KIND_TITLES, Kind, Value, kind_of


@dataclass(frozen=True)
class Statements:
    """What is known of one subject in one period; an absent fact or statement is unknown."""

    period: Period
    facts: dict[str, Value | None]
    given: dict[str, Given]


def read_facts_file(path: Path, pack: Pack, sheet: Sheet) -> Statements:
    """Reads a facts file (JSON or YAML: period, facts, given); raises PackError with every line that is wrong."""
    issues = Issues()
    tree = read_tree(path.read_text(encoding="utf-8"), path.name, issues)
    fields = BROKEN if tree is None else read(FACTS_FILE, tree, issues)
    if not isinstance(fields, Fields):
        raise PackError(issues.sorted())
    facts = read_facts(fields["facts"], pack.facts, fields.mark, issues)
    given = read_given(fields.get("given", {}), sheet, issues)
    if len(issues):
        raise PackError(issues.sorted())
    return Statements(fields["period"], facts, given)


def read_facts(
    written: Mapping[str, Any], known: Mapping[str, Fact], mark: Mark, issues: Issues
) -> dict[str, Value | None]:
    """Values by fact id; `unknown` and null are unknown. Names and kinds that do not fit are noted."""
    facts: dict[str, Value | None] = {}
    for name, value in written.items():
        fact = known.get(name)
        if fact is None:
            issues.add(mark, f"没有事实“{name}”。{perhaps(name, known)}")
        elif value is None or value == "unknown":
            facts[name] = None
        else:
            fitting = _as_kind(value, fact.kind)
            if fitting is None:
                issues.add(
                    mark,
                    f"事实“{name}”要写{KIND_TITLES[fact.kind]}（{fact.title}），不知道时不写，或者写 unknown。",
                )
            facts[name] = fitting
    return facts


def _as_kind(value: Any, kind: Kind) -> Value | None:
    """The value if it has the kind; a date may also come as quoted text, as JSON writes it."""
    if kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    found: Value = value
    return found if kind_of(found) == kind else None


def read_given(written: Mapping[str, Fields], sheet: Sheet, issues: Issues) -> dict[str, Given]:
    """Statements by input id; names that the sheet does not ask for are noted."""
    for name in (one for one in written if one not in sheet.inputs):
        issues.add(written[name].mark, f"评分表没有填报内容“{name}”。{perhaps(name, sheet.inputs)}")
    return {
        name: Given(
            stated.get("value"),
            stated.get("grades", {}),
            tuple(stated.get("evidence", ())),
            stated.get("reason", ""),
        )
        for name, stated in written.items()
    }
