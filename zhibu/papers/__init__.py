"""Official documents in and out, without Django: plans read, figures found, reports written.

open_document(name, content) -> Document; read_plan(document) -> Plan; both pure, errors as PaperError.
"""

from zhibu.papers.document import NOTICE_TITLES, Block, Cell, Document, Notice, Table
from zhibu.papers.errors import PaperError
from zhibu.papers.nesting import Heading
from zhibu.papers.opening import MAX_BYTES, open_document
from zhibu.papers.plan import Plan, Task, read_plan

__all__ = [
    "MAX_BYTES",
    "NOTICE_TITLES",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Notice",
    "PaperError",
    "Plan",
    "Table",
    "Task",
    "open_document",
    "read_plan",
]
