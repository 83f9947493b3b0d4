"""Loads packs from a directory of packs: files to fields, fields to values, cases run; every issue at
once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from zhibu.rules.citations import Source
from zhibu.rules.marks import Mark
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.build_basics import build_kind, build_parameter, build_source
from zhibu.rules.packs.build_facts import FactReader
from zhibu.rules.packs.build_rules import build_duty, build_indicator
from zhibu.rules.packs.build_sheets import build_sheet
from zhibu.rules.packs.cases import CaseRunner
from zhibu.rules.packs.files import PackFile, content_hash, pack_files
from zhibu.rules.packs.formulas import Scope
from zhibu.rules.packs.grammar import PACK, SECTIONS, SOURCES
from zhibu.rules.packs.issues import Issue, Issues, PackError
from zhibu.rules.packs.shapes import BROKEN, Fields, MapOf, read
from zhibu.rules.packs.trees import read_tree
from zhibu.rules.sheets.model import Sheet

Built = TypeVar("Built")
_SHARED: Final = ("sources", "parameters", "kinds", "facts")


@dataclass
class Library:
    """The packs of one directory, each loaded once, with what is wrong in any of them."""

    root: Path
    issues: Issues = field(default_factory=Issues)
    cases_run: int = 0
    _loaded: dict[str, Pack | None] = field(default_factory=dict)
    _loading: list[str] = field(default_factory=list)

    def pack(self, id: str, mark: Mark | None = None) -> Pack | None:
        """The pack in the folder of this name, or None after noting why it cannot be loaded."""
        mark = mark or Mark(f"{id}/pack.yaml", 1)
        if id in self._loading:
            circle = " → ".join([*self._loading, id])
            self.issues.add(mark, f"规则包互相依赖成了一圈：{circle}。请去掉其中一处 depends_on。")
            return None
        if id not in self._loaded:
            if not (self.root / id / "pack.yaml").is_file():
                self.issues.add(mark, f"没有规则包“{id}”：{self.root / id} 里应有 pack.yaml。")
                return None
            self._loading.append(id)
            self._loaded[id] = _Builder(self, id).build()
            self._loading.pop()
        return self._loaded[id]

    def names(self) -> list[str]:
        """The packs there are, by name."""
        return sorted(path.parent.name for path in self.root.glob("*/pack.yaml"))


class _Builder:
    """Builds one pack."""

    def __init__(self, library: Library, id: str) -> None:
        self.library, self.id, self.issues = library, id, library.issues
        self.files = pack_files(library.root / id, self.issues)

    def build(self) -> Pack | None:
        before = len(self.issues)
        head = self._head()
        needed = [self.library.pack(name, head.mark) for name in head["depends_on"]] if head else []
        if head is None or None in needed:
            return None
        inherited = [pack for pack in needed if pack is not None]
        pack, cases = self._assemble(head, inherited)
        if len(self.issues) == before:
            self.library.cases_run += CaseRunner(pack, self.issues).run(cases)
        return pack if len(self.issues) == before else None

    def _head(self) -> Fields | None:
        file = next(file for file in self.files if file.section == "pack.yaml")
        tree = read_tree(file.text, file.path, self.issues)
        fields = BROKEN if tree is None else read(PACK, tree, self.issues)
        if not isinstance(fields, Fields):
            return None
        if fields["id"] != self.id:
            self.issues.add(fields.mark, f"id 是“{fields['id']}”，与文件夹“{self.id}”不同名。请改成一样。")
        fields.setdefault("depends_on", [])
        return fields

    def _assemble(self, head: Fields, inherited: list[Pack]) -> tuple[Pack, dict[str, list[Fields]]]:
        written = {name: self._section(name) for name in ("sources", *SECTIONS)}
        broken = frozenset(
            id for entries in written.values() for id, fields in entries.items() if fields is BROKEN
        )
        shared: dict[str, dict[str, Any]] = {name: _inherit(name, inherited) for name in _SHARED}
        self._check_not_redefined(written, shared)
        sources: dict[str, Source] = shared["sources"]
        _fill(sources, written["sources"], build_source)
        _fill(
            shared["parameters"],
            written["parameters"],
            lambda id, fields: build_parameter(id, fields, sources, self.issues),
        )
        _fill(shared["kinds"], written["kinds"], build_kind)
        _fill(
            shared["facts"],
            written["facts"],
            lambda id, fields: FactReader(fields, shared["parameters"], self.issues).build(id),
        )
        unbuilt = {id for name in _SHARED for id in written[name] if id not in shared[name]}
        scope = Scope("organisation", shared["facts"], shared["parameters"], broken | unbuilt)
        return self._with_rules(head, inherited, written, shared, scope)

    def _with_rules(
        self,
        head: Fields,
        inherited: list[Pack],
        written: Mapping[str, Mapping[str, Any]],
        shared: Mapping[str, dict[str, Any]],
        scope: Scope,
    ) -> tuple[Pack, dict[str, list[Fields]]]:
        issues, sources, kinds = self.issues, shared["sources"], shared["kinds"]
        duties = _fill(
            {}, written["duties"], lambda id, fields: build_duty(id, fields, scope, sources, kinds, issues)
        )
        indicators = _fill(
            {}, written["indicators"], lambda id, fields: build_indicator(id, fields, scope, sources, issues)
        )
        usable = [
            *(indicator for pack in inherited for indicator in pack.indicators.values()),
            *indicators.values(),
        ]
        sheets = _fill(
            {}, written["sheets"], lambda id, fields: build_sheet(id, fields, scope, sources, usable, issues)
        )
        pack = Pack(
            self.id,
            head["title"],
            head["version"],
            content_hash(self.files, [pack.hash for pack in inherited]),
            tuple(head["depends_on"]),
            sources,
            shared["parameters"],
            kinds,
            shared["facts"],
            duties,
            indicators,
            sheets,
        )
        cases = {id: cases for id, cases in written["cases"].items() if cases is not BROKEN}
        return pack, cases

    def _section(self, name: str) -> dict[str, Any]:
        """All entries of a section by id, over its files; BROKEN where one could not be read."""
        shape = SOURCES if name == "sources" else SECTIONS[name]
        entries: dict[str, Any] = {}
        for file in self._files(name):
            tree = read_tree(file.text, file.path, self.issues)
            found = BROKEN if tree is None else read(shape, tree, self.issues)
            if not isinstance(found, dict):
                continue
            for id, value in found.items():
                if id not in entries:
                    entries[id] = value
                elif isinstance(shape, MapOf) and name == "cases" and BROKEN not in (value, entries[id]):
                    entries[id] = [*entries[id], *value]
                else:
                    mark = value.mark if isinstance(value, Fields) else Mark(file.path, 1)
                    self.issues.add(mark, f"“{id}”在 {name} 里已经有了。请改名或删去一处。")
        return entries

    def _files(self, section: str) -> list[PackFile]:
        wanted = "sources.yaml" if section == "sources" else section
        return [file for file in self.files if file.section == wanted]

    def _check_not_redefined(
        self, written: Mapping[str, Mapping[str, Any]], shared: Mapping[str, Mapping[str, Any]]
    ) -> None:
        for name in _SHARED:
            for id in written[name].keys() & shared[name].keys():
                fields = written[name][id]
                mark = fields.mark if isinstance(fields, Fields) else Mark(f"{self.id}/pack.yaml", 1)
                self.issues.add(mark, f"“{id}”在所依赖的规则包里已经有了，直接用即可，请删去这里的。")


def _inherit(name: str, packs: list[Pack]) -> dict[str, Any]:
    return {id: value for pack in packs for id, value in getattr(pack, name).items()}


def _fill(
    target: dict[str, Built], written: Mapping[str, Any], build: Callable[[str, Fields], Built | None]
) -> dict[str, Built]:
    for id, fields in written.items():
        built = build(id, fields) if isinstance(fields, Fields) else None
        if built is not None:
            target[id] = built
    return target


def _opened(directory: Path) -> tuple[Library, list[str]]:
    """A library, and the packs meant: the one in the directory, or all in the directories below it."""
    directory = directory.resolve()
    if (directory / "pack.yaml").is_file():
        return Library(directory.parent), [directory.name]
    library = Library(directory)
    return library, library.names()


def _checked(directory: Path) -> tuple[dict[str, Pack | None], Library]:
    library, names = _opened(directory)
    if not names:
        library.issues.add(
            Mark(directory.name, 1), f"{directory} 里没有规则包。规则包是一个含 pack.yaml 的文件夹。"
        )
    packs = {name: library.pack(name) for name in names}
    _check_unique(packs, library.issues)
    return packs, library


def _whole(directory: Path) -> dict[str, Pack]:
    packs, library = _checked(directory)
    if len(library.issues):
        raise PackError(library.issues.sorted())
    return {name: pack for name, pack in packs.items() if pack is not None}


def _check_unique(packs: Mapping[str, Pack | None], issues: Issues) -> None:
    """Indicators, duties and sheets are named without their pack in results, so no two packs share a name."""
    seen: dict[str, str] = {}
    for pack in packs.values():
        rules: list[Indicator | Sheet] = [*pack.indicators.values(), *pack.sheets.values()] if pack else []
        for rule in rules:
            if rule.id in seen:
                issues.add(rule.mark, f"名称“{rule.id}”已用于 {seen[rule.id]}，请改名。")
            seen[rule.id] = str(rule.mark)


@dataclass(frozen=True)
class Report:
    """What a check found: the issues, and how many packs, indicators, sheets and cases were looked at."""

    issues: tuple[Issue, ...]
    packs: int
    indicators: int
    sheets: int
    cases: int


def report(directory: Path) -> Report:
    """Checks a pack, or every pack of a directory, together with those they depend on; runs all their
    cases."""
    packs, library = _checked(directory)
    return Report(
        tuple(library.issues.sorted()),
        len(packs),
        sum(len(pack.indicators) for pack in packs.values() if pack),
        sum(len(pack.sheets) for pack in packs.values() if pack),
        library.cases_run,
    )


def check(directory: Path) -> list[Issue]:
    """All that is wrong with a pack, or with every pack of a directory; empty if nothing is."""
    return list(report(directory).issues)


def load(directory: Path) -> Pack:
    """The pack in a directory; raises PackError with all issues, also of the packs that it depends on."""
    directory = directory.resolve()
    library = Library(directory.parent)
    pack = library.pack(directory.name)
    if pack is None or len(library.issues):
        raise PackError(library.issues.sorted())
    return pack


def load_all(directory: Path) -> dict[str, Pack]:
    """Every pack of a directory by id; raises PackError with all issues if anything is wrong with any."""
    return _whole(directory)
