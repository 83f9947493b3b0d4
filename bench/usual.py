"""The usual way: for each branch in turn, for each requirement in turn, ask the database (`DIRECTORY` as snapshot).

That is how the open systems of this kind compute their pages. It judges six requirements of branch-life on the domain's
own models in SQLite, without explanation or lineage, and its verdicts must be ours.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import pyarrow.parquet as pq
from django.core.management import call_command

START, END = date(2026, 7, 1), date(2026, 9, 30)
MONTHS = (7, 8, 9)


def main(directory: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"ZHIBU_DATA": data, "DJANGO_SETTINGS_MODULE": "zhibu.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        load(directory)
        begun = time.perf_counter()
        verdicts = judge()
        return {"seconds": time.perf_counter() - begun, "verdicts": dict(sorted(verdicts.items()))}


def load(directory: Path) -> None:
    """The snapshot's rows as rows of the domain."""
    models = _models()
    rows = {
        name: pq.read_table(directory / f"{name}.parquet").to_pylist()
        for name in ("organisation", "membership", "post", "activity", "declaration")
    }
    recorder = models["User"].objects.create(username="bench")
    models["Person"].objects.bulk_create(
        models["Person"](id=one["person_id"], name="某", gender="male", joined_on=one["since"])
        for one in rows["membership"]
    )
    children = Counter(one["parent_id"] for one in rows["organisation"])
    models["Organisation"].objects.bulk_create(
        models["Organisation"](
            **{
                name: one[name]
                for name in ("id", "path", "kind", "category", "name", "is_joint", "established_on")
            },
            short_name=one["name"],
            depth=len(one["path"]) // 4,
            numchild=children[one["id"]],
        )
        for one in rows["organisation"]
    )
    models["Membership"].objects.bulk_create(models["Membership"](**one) for one in rows["membership"])
    models["Post"].objects.bulk_create(models["Post"](**one) for one in rows["post"])
    models["Activity"].objects.bulk_create(
        models["Activity"](
            id=one["id"],
            token=UUID(int=one["id"]),
            organisation_id=one["organisation_id"],
            kind=one["kind"],
            title=one["kind"],
            held_on=one["held_on"],
            recorded_by=recorder,
            recorded_at=datetime(2026, 10, 1, tzinfo=UTC),
        )
        for one in rows["activity"]
    )
    models["Declaration"].objects.bulk_create(
        models["Declaration"](
            organisation_id=one["organisation_id"],
            period=one["period"],
            declared_by=recorder,
            declared_at=datetime(2026, 10, 1, tzinfo=UTC),
        )
        for one in rows["declaration"]
    )


def _models() -> dict[str, Any]:
    """The models of the domain by name; there are none before Django is set up."""
    return {model.__name__: model for model in django.apps.apps.get_models()}


def judge() -> Counter[str]:
    counts: Counter[str] = Counter()
    for branch in _models()["Organisation"].objects.filter(kind="branch"):
        for indicator, verdict in _verdicts(branch).items():
            counts[f"{indicator} {verdict}"] += 1
    return counts


def _verdicts(branch: Any) -> dict[str, str]:
    groups = type(branch).objects.get_children(branch).filter(kind="group")
    own = branch.activities.filter(held_on__range=(START, END))
    known = own.exists() or any(g.activities.filter(held_on__range=(START, END)).exists() for g in groups)
    known = known or branch.declarations.filter(period="2026Q3").exists()
    members = [
        one for one in branch.memberships.filter(since__lte=END) if one.until is None or one.until > END
    ]
    full = sum(one.status == "full" for one in members)
    secretaries = branch.posts.filter(kind="secretary", since__lte=END, until__isnull=True).count()

    def monthly(kind: str) -> bool:
        return all(own.filter(kind=kind, held_on__month=month).count() >= 1 for month in MONTHS)

    def told(met: bool, applies: bool = True) -> str:
        return "not_applicable" if not applies else "unknown" if not known else "met" if met else "not_met"

    return {
        "branch_minimum": "not_applicable" if branch.is_joint else "met" if full >= 3 else "not_met",
        "secretary_in_post": "met" if secretaries else "not_met",
        "member_assembly": told(own.filter(kind="member_assembly").count() >= 1),
        "party_lecture": told(own.filter(kind="party_lecture").count() >= 1),
        "theme_day": told(monthly("theme_day")),
        "committee_meeting": told(monthly("committee_meeting"), full >= 7),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
