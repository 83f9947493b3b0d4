"""How much memory a Word document of 500 pages takes to open and read, in a process of its own."""

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import docx

from zhibu.papers import open_document, read_plan

PAGES = 500
MEGABYTES = 300
_PAGE = (
    "一、工作安排",
    *["各党支部要每季度召开党员大会不少于1次，认真研究党建工作，按时报送有关情况。" * 2] * 9,
)


@dataclass(frozen=True)
class Reading:
    """What was read of the long document, and the peak of memory on the way."""

    characters: int
    headings: int
    megabytes: float


def read_long_word() -> Reading:
    """Write the document, read it in a fresh process, and report that process's peak."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "长.docx"
        document = docx.Document()
        for text in _PAGE * PAGES:
            document.add_paragraph(text)
        document.save(str(path))
        done = subprocess.run(
            [sys.executable, "-m", "bench.long_word", str(path)],
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    characters, headings, kilobytes = map(int, done.stdout.split())
    return Reading(characters, headings, kilobytes / 1024)


def main() -> None:
    document = open_document("长.docx", Path(sys.argv[1]).read_bytes())
    plan = read_plan(document)
    # Not getrusage: its peak is inherited from the process that started this one.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    print(len(document.text), len(plan.outline), peak[1] if peak else 0)


if __name__ == "__main__":
    main()
