"""Puts one pack together: from checked fields to frozen values, on top of what the packs that it depends on define.

What was put together once is kept as long as neither its files nor the packs below it change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

from zhibu.rules.marks import Mark
from zhibu.rules.model import Pack
from zhibu.rules.packs.build_basics import build_kind, build_parameter, build_source
from zhibu.rules.packs.build_conditions import ConditionReader
from zhibu.rules.packs.build_facts import FactReader
from zhibu.rules.packs.build_rules import build_duty, build_indicator
from zhibu.rules.packs.build_sheets import build_sheet
from zhibu.rules.packs.cases import CaseRunner
from zhibu.rules.packs.files import PackFile, content_hash
from zhibu.rules.packs.formulas import Scope
from zhibu.rules.packs.grammar import SECTIONS, SOURCES
from zhibu.rules.packs.issues import Issue, Issues
from zhibu.rules.packs.shapes import BROKEN, Fields, read
from zhibu.rules.packs.trees import names_in, read_tree

Built = TypeVar("Built")
_SHARED: Final = ("sources", "parameters", "kinds", "facts", "conditions")
_KEPT: Final = 32


@dataclass(frozen=True)
class Head:
    """What a pack.yaml says."""

    id: str
    title: str
    version: str
    depends_on: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True)
class Assembled:
    """A pack put together, None where anything is wrong with it; the issues; and how many cases were run."""

    pack: Pack | None
    issues: tuple[Issue, ...]
    cases: int


@lru_cache(maxsize=_KEPT)
def assemble(
    head: Head, files: tuple[PackFile, ...], inherited: tuple[Pack, ...], *, runs_cases: bool
) -> Assembled:
    """The pack of these files on top of the packs that it depends on. Cases are run only where nothing is wrong."""
    issues = Issues()
    pack, cases = Assembly(head, files, inherited, issues).build()
    if issues.faults:
        return Assembled(None, tuple(issues.sorted()), 0)
    run = CaseRunner(pack, issues).run(cases) if runs_cases else 0
    return Assembled(pack, tuple(issues.sorted()), run)


@dataclass
class Assembly:
    """The parts of one pack: its head, its files, and the packs that it depends on."""

    head: Head
    files: tuple[PackFile, ...]
    inherited: tuple[Pack, ...]
    issues: Issues

    def __post_init__(self) -> None:
        self.written = {name: self._section(name) for name in ("sources", *SECTIONS)}
        self.shared: dict[str, dict[str, Any]] = {name: self._inherit(name) for name in _SHARED}

    def build(self) -> tuple[Pack, dict[str, list[Fields]]]:
        """The pack and its cases; where issues were noted the pack lacks what could not be read."""
        self._fill_shared()
        ConditionReader(self.written["conditions"], self._scope(), self.issues).fill(
            self.shared["conditions"]
        )
        pack = self._with_rules(self._scope())
        return pack, {id: cases for id, cases in self.written["cases"].items() if cases is not BROKEN}

    def _section(self, name: str) -> dict[str, Any]:
        """All entries of a section by id, over its files; BROKEN where one could not be read."""
        shape = SOURCES if name == "sources" else SECTIONS[name]
        entries: dict[str, Any] = {}
        for file in self.files:
            if file.section != ("sources.yaml" if name == "sources" else name):
                continue
            tree = read_tree(file.text, file.path, self.issues)
            found: Any = dict.fromkeys(names_in(file.text), BROKEN)
            if tree is not None:
                found = read(shape, tree, self.issues)
            for id, value in found.items() if isinstance(found, dict) else ():
                if id not in entries:
                    entries[id] = value
                elif name == "cases" and BROKEN not in (value, entries[id]):
                    entries[id] = [*entries[id], *value]
                else:
                    mark = value.mark if isinstance(value, Fields) else Mark(file.path, 1)
                    self.issues.add(mark, f"“{id}”在 {name} 里已经有了。请改名或删去一处。")
        return entries

    def _inherit(self, name: str) -> dict[str, Any]:
        """What the packs below define, each once; a name that two of them or this pack define again is noted."""
        found: dict[str, Any] = {}
        for pack in self.inherited:
            for id, value in getattr(pack, name).items():
                if found.setdefault(id, value) is not value:
                    self.issues.add(
                        self.head.mark, f"所依赖的规则包各自定义了“{id}”（{name}），请改掉其中一个的名称。"
                    )
        for id in self.written[name].keys() & found.keys():
            fields = self.written[name][id]
            mark = fields.mark if isinstance(fields, Fields) else self.head.mark
            self.issues.add(mark, f"“{id}”在所依赖的规则包里已经有了，直接用即可，请删去这里的。")
        return found

    def _fill_shared(self) -> None:
        sources, parameters = self.shared["sources"], self.shared["parameters"]
        self._fill("sources", build_source)
        self._fill("parameters", lambda id, fields: build_parameter(id, fields, sources, self.issues))
        self._fill("kinds", build_kind)
        self._fill("facts", lambda id, fields: FactReader(fields, parameters, self.issues).build(id))

    def _fill(self, name: str, build: Callable[[str, Fields], Any]) -> None:
        self.shared[name].update(_built(self.written[name], build))

    def _scope(self) -> Scope:
        """What formulas may refer to; what exists but could not be built is `broken`: it was complained of already."""
        broken = {
            id for entries in self.written.values() for id, fields in entries.items() if fields is BROKEN
        }
        unbuilt = {id for name in _SHARED for id in self.written[name] if id not in self.shared[name]}
        return Scope(
            "organisation",
            self.shared["facts"],
            self.shared["parameters"],
            self.shared["conditions"],
            frozenset(broken | unbuilt),
        )

    def _with_rules(self, scope: Scope) -> Pack:
        sources, kinds, issues = self.shared["sources"], self.shared["kinds"], self.issues
        duties = _built(
            self.written["duties"],
            lambda id, fields: build_duty(id, fields, scope, sources, kinds, issues),
        )
        indicators = _built(
            self.written["indicators"],
            lambda id, fields: build_indicator(id, fields, scope, sources, issues),
        )
        below = [indicator for pack in self.inherited for indicator in pack.indicators.values()]
        usable = [*below, *indicators.values()]
        sheets = _built(
            self.written["sheets"],
            lambda id, fields: build_sheet(id, fields, scope, sources, usable, issues),
        )
        return Pack(
            id=self.head.id,
            title=self.head.title,
            version=self.head.version,
            hash=content_hash(self.files, [pack.hash for pack in self.inherited]),
            depends_on=self.head.depends_on,
            sources=sources,
            parameters=self.shared["parameters"],
            kinds=kinds,
            facts=self.shared["facts"],
            conditions=self.shared["conditions"],
            duties=duties,
            indicators=indicators,
            sheets=sheets,
        )


def _built(written: Mapping[str, Any], build: Callable[[str, Fields], Built | None]) -> dict[str, Built]:
    built = {id: build(id, fields) for id, fields in written.items() if isinstance(fields, Fields)}
    return {id: value for id, value in built.items() if value is not None}
