"""The user's way: the same records in a workbook, counted by COUNTIFS, recalculated by LibreOffice without a window.

One row per activity, one per branch with formulas for five requirements. Unknown and not applicable do not exist in
such a workbook, so only the counts are compared with ours. Timed: opening, recalculating, saving.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import xlsxwriter

MONTHS = (7, 8, 9)
MONTHLY = ("theme_day", "committee_meeting")
QUARTERLY = ("member_assembly", "party_lecture", "training")

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def main(directory: Path) -> dict[str, Any]:
    office = shutil.which("soffice")
    if office is None:
        return {"seconds": None}
    with tempfile.TemporaryDirectory() as place:
        workbook = Path(place) / "records.xlsx"
        branches = write(directory, workbook)
        profile = f"-env:UserInstallation=file://{place}/profile"
        command = [office, profile, "--headless", "--convert-to", "csv", "--outdir", place, str(workbook)]
        recalculate_on_opening(Path(place) / "profile")
        subprocess.run(command, check=True, capture_output=True)  # the first start fills the profile
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.perf_counter() - begun
        answer = workbook.with_suffix(".csv")
        if not answer.exists():  # LibreOffice without Calc.
            return {"seconds": None}
        with answer.open(encoding="utf-8") as told:
            rows = list(csv.reader(told))[1:]
    return {
        "seconds": seconds,
        "branches": branches,
        "met": [sum(int(row[c]) for row in rows) for c in range(1, 6)],
    }


def recalculate_on_opening(profile: Path) -> None:
    """LibreOffice's own setting; without it the formulas keep the zeros they were written with."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS, encoding="utf-8")


def write(directory: Path, path: Path) -> int:
    """The workbook: the sheet of branches first, because only the first is converted. Gives the number of branches."""
    activities = pq.read_table(directory / "activity.parquet").to_pylist()
    organisations = pq.read_table(directory / "organisation.parquet").to_pylist()
    branches = [one["id"] for one in organisations if one["kind"] == "branch"]
    with xlsxwriter.Workbook(str(path)) as book:
        judged, records = book.add_worksheet("支部"), book.add_worksheet("纪实")
        judged.write_row(0, 0, ["支部", *MONTHLY, *QUARTERLY])
        records.write_row(0, 0, ["支部", "种类", "年", "月"])
        for number, one in enumerate(activities, 1):
            held = one["held_on"]
            records.write_row(number, 0, [one["organisation_id"], one["kind"], held.year, held.month])
        last = len(activities) + 1
        for number, branch in enumerate(branches, 1):
            judged.write(number, 0, branch)
            formulas = [_monthly(kind, number + 1, last) for kind in MONTHLY]
            formulas += [_quarterly(kind, number + 1, last) for kind in QUARTERLY]
            for place, formula in enumerate(formulas, 1):
                judged.write_formula(number, place, formula)
    return len(branches)


def _counted(kind: str, row: int, last: int, months: str) -> str:
    areas = {name: f"纪实!${name}$2:${name}${last}" for name in "ABCD"}
    return f'COUNTIFS({areas["A"]},$A{row},{areas["B"]},"{kind}",{areas["C"]},2026,{areas["D"]},{months})'


def _monthly(kind: str, row: int, last: int) -> str:
    held = ",".join(f"{_counted(kind, row, last, str(month))}>=1" for month in MONTHS)
    return f"=IF(AND({held}),1,0)"


def _quarterly(kind: str, row: int, last: int) -> str:
    held = "+".join(_counted(kind, row, last, str(month)) for month in MONTHS)
    return f"=IF({held}>=1,1,0)"


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
