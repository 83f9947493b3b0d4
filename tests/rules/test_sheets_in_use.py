"""Thirteen score sheets of the kinds in use, with made-up points, written from the documentation alone: each fits."""

from pathlib import Path
from shutil import copytree

from tests.rules.conftest import PACKS
from zhibu.rules import packs


def test_thirteen_sheets_in_use_fit_and_score_as_reckoned_by_hand(tmp_path: Path) -> None:
    copytree(PACKS, tmp_path / "packs")
    copytree(Path(__file__).parent / "sheets_in_use", tmp_path / "packs" / "sheets_in_use")
    found = packs.report(tmp_path / "packs" / "sheets_in_use")
    assert found.issues == ()
    assert found.sheets == 13
