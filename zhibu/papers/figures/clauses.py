"""Words by which the readers of a figure's context agree: where clauses end, what leads them, how lists are joined."""

import re

CLAUSE_STOP = "，,；;。！？!?\n：:（）()【】"
SENTENCE_STOP = "。！？!?\n"

# Longer words that only lead a clause.
LEADING = re.compile(
    r"^(?:同时|此外|其中|另外|先后|累计|共计?|全年|今年|已|已经|一是|二是|三是|四是|五是|[一二三四五六七八九十]是|另?一个是)+"
)
LISTED = re.compile(r"[、和及与]|以及")
