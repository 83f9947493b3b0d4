"""Every room of the domain is laid out alike, and its foreign keys point down the staircase."""

import io
import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model

from tests.house.sources import FIRST_PARTY, ROOT

FILES = {"__init__", "apps", "models", "choices", "errors", "permissions", "actions", "queries", "migrations"}
# What one room has beyond the common files, with the reason.
OWN_FILES = {
    "accounts": {"guard"},  # The one question every act asks; lower than the room that answers it.
    "access": {"backend", "scope"},  # The answer to that question, for one object and for lists.
    "journal": {"chain"},  # How a row is bound to the row before, shared by writing and verifying.
    # The directory of packs in force; changing YAML in one place while its comments stay; a file as a form shows it.
    "rulebook": {"library", "wording", "forms"},
    "rosters": {"sorting"},  # Pure: what becomes of each row.
    "files": {"store"},  # Where the bytes of an original lie, beside the row that describes it.
    # Activity kinds come from the rule packs, not from a closed list of choices; a record as 会议记录.
    "activities": {"kinds", "minutes"},
    "tasks": {"ledger"},  # 整改台账: problems row by row, for a workbook or a paper.
    # The snapshot's tables, for the live page and the closed quarter; which rules govern either; what people stated.
    "assessment": {"tables", "live", "governing", "stated"},
    # Pure: what can be counted for a figure, shares, changes, the words around it, what they only ask for, whether they
    # agree; quarterly sums.
    "checking": {
        "measures",
        "catalogue",
        "ratios",
        "changes",
        "wording",
        "ahead",
        "judging",
        "tallies",
        "payloads",
    },
    # The names that a stencil may hold from a closed quarter, those of table rows, and those of half-year and year.
    "stencils": {"catalogue", "rows", "longer"},
    "reports": {"composing"},  # From a snapshot to words and figures, with no database.
    "intake": {
        "matching",
        "targets",
        "differences",
    },  # Pure: whom a plan means, and what a new edition changes.
}


def order_of_rooms() -> list[str]:
    """From the lowest room to the highest, as the import contract has it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["zhibu.domain"])
    return list(reversed(layers))


def models_of(room: str) -> list[type[Model]]:
    return list(apps.get_app_config(room).get_models())


def test_settings_and_the_import_contract_name_the_same_rooms_in_the_same_order() -> None:
    assert order_of_rooms() == settings.ROOMS


@pytest.mark.parametrize("room", settings.ROOMS)
def test_a_room_has_only_the_files_every_room_has(room: str) -> None:
    names = {path.stem for path in (FIRST_PARTY / "domain" / room).iterdir() if path.name != "__pycache__"}
    assert names - FILES - OWN_FILES.get(room, set()) == set()


@pytest.mark.parametrize("room", settings.ROOMS)
def test_foreign_keys_point_to_the_same_room_or_a_lower_one(room: str) -> None:
    order = settings.ROOMS
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model._meta.label}"
        for model in models_of(room)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in order[order.index(room) + 1 :]
    ]
    assert upward == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    output = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=output)
    except SystemExit:
        pytest.fail(f"run .venv/bin/zhibu makemigrations:\n{output.getvalue()}")
