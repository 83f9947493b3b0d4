"""Facts: counted from records, judged by the rules, for all organisations at once. No Django here.

What other rooms use:

    from zhibu.facts import evaluate, evaluate_sheets, fact_values, lineage, schema, snapshot

    evaluate(source, packs, period) -> Results          verdicts of all organisations; .digest, .table, iterate for Rows
    evaluate_sheets(source, packs, period) -> Scores    score sheets of all subjects; .digest, iterate for Scores
    fact_values(source, packs, period, subjects)        subject -> fact id -> value: feed `zhibu.rules` to explain one
    lineage(source, packs, fact, subject, period)       ids of the records behind a value, by the same filter
    fact_values_by_period, lineages                     the same of several periods, of several facts, in one round
    snapshot.write(directory, period, tables, packs)    close a period: Parquet and manifest, all or nothing
    snapshot.verify(directory)                          problems in Chinese; empty when every byte is as written
    snapshot.merge(directories, out, nodes)             one snapshot of many nodes', each numbering its own rows
    snapshot.origin(manifest, id)                       the node that a row of a merged snapshot came from
    snapshot.read_manifest(directory)                   what a snapshot holds

`source` is the directory of a snapshot, or `{table name: pyarrow.Table}` with every table of `schema.TABLES`, so
that the live page and the closed quarter use the same definitions; few rows in memory are counted by the reference
(`zhibu.facts.reference`), all others by an engine. Errors are `zhibu.facts.errors.FactsError`
with a text that can be shown to a user.
"""

from zhibu.facts import schema, snapshot
from zhibu.facts.evaluation import evaluate, evaluate_sheets
from zhibu.facts.results import Results, Row
from zhibu.facts.scores import Score, Scores
from zhibu.facts.values import fact_values, fact_values_by_period, lineage, lineages

__all__ = [
    "Results",
    "Row",
    "Score",
    "Scores",
    "evaluate",
    "evaluate_sheets",
    "fact_values",
    "fact_values_by_period",
    "lineage",
    "lineages",
    "schema",
    "snapshot",
]
