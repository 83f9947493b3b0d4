"""Loads packs from a directory of packs: files to fields, fields to values, cases run; every issue at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zhibu.rules.marks import Mark
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.assembly import Head, assemble
from zhibu.rules.packs.files import PackFile, pack_files
from zhibu.rules.packs.grammar import PACK
from zhibu.rules.packs.issues import Issue, Issues, PackError
from zhibu.rules.packs.shapes import BROKEN, Fields, read
from zhibu.rules.packs.trees import read_tree
from zhibu.rules.sheets.model import Sheet


@dataclass
class Library:
    """The packs of one directory, each loaded once, with what is wrong in any of them.

    Cases are run only where packs are checked: a site that changed a number still loads, though a shipped case
    then gives another result.
    """

    root: Path
    runs_cases: bool
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
            self._loaded[id] = self._built(id)
            self._loading.pop()
        return self._loaded[id]

    def names(self) -> list[str]:
        """The packs there are, by name."""
        return sorted(path.parent.name for path in self.root.glob("*/pack.yaml"))

    def _built(self, id: str) -> Pack | None:
        before = self.issues.faults
        files = pack_files(self.root / id, self.issues)
        head = self._head(id, files)
        needed = [self.pack(name, head.mark) for name in head.depends_on] if head else []
        inherited = tuple(pack for pack in needed if pack is not None)
        if head is None or len(inherited) < len(needed):
            return None
        sound = self.issues.faults == before
        found = assemble(head, tuple(files), inherited, runs_cases=self.runs_cases and sound)
        self.issues.take(found.issues)
        self.cases_run += found.cases
        return found.pack if sound else None

    def _head(self, id: str, files: list[PackFile]) -> Head | None:
        file = next((file for file in files if file.section == "pack.yaml"), None)
        tree = None if file is None else read_tree(file.text, file.path, self.issues)
        fields = BROKEN if tree is None else read(PACK, tree, self.issues)
        if not isinstance(fields, Fields):
            return None
        if fields["id"] != id:
            self.issues.add(fields.mark, f"id 是“{fields['id']}”，与文件夹“{id}”不同名。请改成一样。")
        depends_on = tuple(fields.get("depends_on", ()))
        return Head(fields["id"], fields["title"], fields["version"], depends_on, fields.mark)


def _opened(directory: Path, runs_cases: bool) -> tuple[Library, list[str]]:
    """A library, and the packs meant: the one in the directory, or all in the directories below it."""
    directory = directory.resolve()
    if (directory / "pack.yaml").is_file():
        return Library(directory.parent, runs_cases), [directory.name]
    library = Library(directory, runs_cases)
    return library, library.names()


def _checked(directory: Path, *, runs_cases: bool) -> tuple[dict[str, Pack | None], Library]:
    library, names = _opened(directory, runs_cases)
    if not names:
        library.issues.add(
            Mark(directory.name, 1), f"{directory} 里没有规则包。规则包是一个含 pack.yaml 的文件夹。"
        )
    packs = {name: library.pack(name) for name in names}
    _check_unique(packs, library.issues)
    return packs, library


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
    """Checks a pack, or every pack of a directory, together with those they depend on; runs all their cases."""
    packs, library = _checked(directory, runs_cases=True)
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
    library = Library(directory.parent, runs_cases=False)
    pack = library.pack(directory.name)
    if pack is None or len(library.issues):
        raise PackError(library.issues.sorted())
    return pack


def load_all(directory: Path) -> dict[str, Pack]:
    """Every pack of a directory by id; raises PackError with all issues if anything is wrong with any."""
    packs, library = _checked(directory, runs_cases=False)
    if len(library.issues):
        raise PackError(library.issues.sorted())
    return {name: pack for name, pack in packs.items() if pack is not None}
