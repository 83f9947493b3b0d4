"""How exactly documents are read: outline and tasks by F1, figures by recall and precision, and how fast.

Measured on documents of our own (tests/papers/genre, written with deliberate difficulties) and on the five real
ones where they are present (labels by hand in tests/papers/labels: positions only). Run with `make bench-papers`.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.cases import case_bytes
from bench.figures import CLAIMS, score_claims
from bench.long_word import MEGABYTES, PAGES, read_long_word
from zhibu.papers import Document, Plan, Task, open_document, read_plan
from zhibu.papers.figures import Figure, read_figures
from zhibu.papers.payloads import plan_payload

ROOT = Path(__file__).resolve().parent.parent
GENRE = ROOT / "tests" / "papers" / "genre"
LABELS = ROOT / "tests" / "papers" / "labels"
SEEDS = Path(os.environ.get("ZHIBU_SEEDS", ROOT.parent / "shared" / "seeds"))
WANTED = {"outline F1": 0.97, "tasks F1": 0.90, "figures recall": 0.95, "figures precision": 0.90}
LONG = 100_000
LONG_SECONDS = 2.0


@dataclass
class Score:
    """Counts of what was found, what was wanted and what agrees; `misses` says where they differ."""

    found: int = 0
    wanted: int = 0
    agreed: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        have, want = Counter(found), Counter(wanted)
        self.found += have.total()
        self.wanted += want.total()
        self.agreed += (have & want).total()
        self.misses += [f"{name} 多 {item}" for item in have - want] + [
            f"{name} 缺 {item}" for item in want - have
        ]

    @property
    def recall(self) -> float:
        return self.agreed / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.agreed / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.agreed / (self.found + self.wanted) if self.found + self.wanted else 1.0


@dataclass
class Scores:
    outline: Score = field(default_factory=Score)
    tasks: Score = field(default_factory=Score)
    overlapping: Score = field(default_factory=Score)
    figures: Score = field(default_factory=Score)

    def table(self) -> dict[str, float]:
        return {
            "outline F1": self.outline.f1,
            "tasks F1": self.tasks.f1,
            "figures recall": self.figures.recall,
            "figures precision": self.figures.precision,
        }


def score_genre() -> Scores:
    """Our own documents against their labels."""
    scores = Scores()
    for path in sorted(GENRE.glob("*.yaml")):
        score_case(path, scores)
    return scores


def score_case(path: Path, scores: Scores) -> dict[str, Any]:
    """Add one labelled document to `scores`; gives the case as written. Some are labelled without figures."""
    case: dict[str, Any] = yaml.safe_load(path.read_text())
    document = open_document(f"{path.stem}.{case['format']}", case_bytes(case))
    plan = read_plan(document)
    scores.outline.add(path.stem, _outline(plan), case["outline"])
    _score_tasks(scores.tasks, path.stem, plan, case["tasks"])
    _score_overlaps(scores.overlapping, document.text, plan, case["tasks"])
    if "figures" in case:
        scores.figures.add(path.stem, map(_shown, read_figures(document)), case["figures"])
    return case


def score_seeds() -> Scores | None:
    """The real documents against labels by position, None where they are not present."""
    if not SEEDS.is_dir():
        return None
    scores = Scores()
    for path in sorted(LABELS.glob("*.yaml")):
        label = yaml.safe_load(path.read_text())
        source = next(SEEDS.glob(f"{path.stem}_*.txt"))
        document = open_document(source.name, source.read_bytes())
        plan = read_plan(document)
        scores.outline.add(
            path.stem, ((one.start, one.level) for one in plan.outline), map(tuple, label["outline"])
        )
        scores.tasks.add(path.stem, map(_placed, plan.tasks), map(tuple, label["tasks"]))
        figures = ((one.start, one.end, _plain(one), one.approx) for one in read_figures(document))
        scores.figures.add(path.stem, figures, map(tuple, label["figures"]))
    return scores


def _outline(plan: Plan) -> Iterator[str]:
    for one in plan.outline:
        yield f"{one.level} {one.number or one.title}"


def _score_tasks(score: Score, name: str, plan: Plan, wanted: list[dict[str, Any]]) -> None:
    """A task agrees when it begins as labelled and has the same deadline, lead and responsible units."""
    found = []
    for task in plan_payload(plan)["tasks"]:
        at = next((one["at"] for one in wanted if task["text"].startswith(one["at"])), task["text"][:12])
        deadline = task["deadline"]["every"] or task["deadline"]["date"]
        found.append((at, deadline, tuple(task["lead"]), tuple(task["responsible"])))
    want = [
        (one["at"], one.get("every") or (str(one["date"]) if "date" in one else None),
         tuple(one.get("lead", ())), tuple(one.get("responsible", ())))
        for one in wanted
    ]  # fmt: skip
    score.add(name, found, want)


def _score_overlaps(score: Score, text: str, plan: Plan, wanted: list[dict[str, Any]]) -> None:
    """A task agrees when it overlaps the sentence in which the label begins and the rest is alike."""
    left = list(wanted)
    for task in plan_payload(plan)["tasks"]:
        deadline = task["deadline"]["every"] or task["deadline"]["date"]
        said = (deadline, task["lead"], task["responsible"])
        before = re.split("[。\n]", text[: task["start"]])[-1]
        sentence = before + text[task["start"] : task["end"]]
        agreed = next((one for one in left if one["at"] in sentence and _said(one) == said), None)
        if agreed:
            left.remove(agreed)
    score.found += len(plan.tasks)
    score.wanted += len(wanted)
    score.agreed += len(wanted) - len(left)


def _said(label: dict[str, Any]) -> tuple[str | None, list[str], list[str]]:
    deadline = label.get("every") or (str(label["date"]) if "date" in label else None)
    return deadline, label.get("lead", []), label.get("responsible", [])


def _placed(task: Task) -> tuple[int, str, int, int]:
    """Where a task begins, its deadline, and how many units lead and are responsible."""
    due = task.deadline
    when = "" if due is None else due.every or (due.date.isoformat() if due.date else due.text)
    return task.start, when, len(task.lead), len(task.responsible)


def _plain(figure: Figure) -> str:
    return "?" if figure.value is None else f"{float(figure.value):g}"


def _shown(figure: Figure) -> str:
    value = "?" if figure.value is None else f"{float(figure.value):.15g}"
    approx = "" if figure.approx in ("exact", "masked") else f" {figure.approx}"
    return f"{figure.quote}={value}{figure.unit}{approx}"


def long_document() -> Document:
    """A document of 100,000 characters, made of our own."""
    return open_document("长文.txt", long_text())


@cache
def long_text() -> bytes:
    """The bytes of that document; our labelled files are read once, and not counted as reading it."""
    texts = [yaml.safe_load(path.read_text()).get("text", "") for path in sorted(GENRE.glob("*.yaml"))]
    whole = "".join(texts)
    return (whole * (LONG // len(whole) + 1))[:LONG].encode()


def seconds_for_long() -> dict[str, float]:
    """Processor seconds to open and read a plan, and to read the figures, of 100,000 characters."""
    long_text()
    started = time.process_time()
    document = long_document()
    read_plan(document)
    planned = time.process_time()
    read_figures(document)
    return {"read_plan": planned - started, "read_figures": time.process_time() - planned}


def main() -> None:
    sets = {"our own": score_genre(), "the real ones": score_seeds()}
    for name, scores in sets.items():
        print(name if scores else f"{name}: not present in {SEEDS}")
        for measure, value in (scores.table() if scores else {}).items():
            print(f"  {measure:18} {value:.3f}  (wanted {WANTED[measure]:.2f})")
        if scores and scores.overlapping.wanted:
            print(f"  tasks, overlapping {scores.overlapping.f1:.3f}")
        for score in (scores.outline, scores.tasks, scores.figures) if scores else ():
            for miss in score.misses:
                print(f"    {miss}")
    claims = score_claims(sorted(CLAIMS.glob("*.yaml")))
    print("figures field by field")
    for measure, value in claims.table().items():
        print(f"  {measure:18} {value:.3f}")
    for miss in claims.misses:
        print(f"    {miss}")
    for measure, value in seconds_for_long().items():
        print(f"{measure:14} {LONG:,} characters in {value:.2f} s  (wanted {LONG_SECONDS:.0f} s)")
    word = read_long_word()
    print(
        f"read_plan      a Word document of {PAGES} pages, {word.characters:,} characters, "
        f"in {word.megabytes:.0f} MB  (wanted {MEGABYTES} MB)"
    )


if __name__ == "__main__":
    main()
