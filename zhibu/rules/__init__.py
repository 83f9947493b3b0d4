"""Rules anyone can read: packs, periods, working days, formulas, indicators, duties, score sheets, traces. Pure.

What other storeys use:

- `periods.Period`: a month, quarter, half-year or year; `terms.Term`: a term of office.
- `packs.load(directory)`, `packs.load_all(directory)`: one Pack, or all of a directory by id; PackError says all that
  is wrong. `packs.check(directory)`, `packs.report(directory)`: every Issue, cases run as well.
- `model`: Pack, Condition, Duty, Indicator, ActivityKind; `citations`, `parameters`, `sheets.model`: what they hold.
- `facts`: Fact, Table, TABLES: the closed grammar of what is counted; compiled by `zhibu.facts`.
- `formula.nodes`, `formula.operators`: formula trees and the closed list of operators.
- `indicators.judge(indicator, pack, facts, period) -> Result`: the reference evaluator, always with its trace.
- `indicators.closing(pack, period) -> [(Indicator, Period)]`: which indicators are judged when a period is closed.
- `duties.owed(pack, period, subject, kind) -> [Duty]`, `duties.state(duty, pack, facts, period) -> DutyState`.
- `sheets.score.score(sheet, pack, facts, given, period) -> Score`: a score sheet with a trace for each item;
  `sheets.spelling.spelt(sheet)`: the same sheet as formulas, for an engine to compile.
- `workdays.Calendar`: working-day arithmetic from the published table.

`facts` arguments are mappings from fact id to a known value or None (unknown); an absent fact is unknown.
"""
