"""Rules anyone can read: packs, periods, working days, facts' definitions, formulas, duties, score sheets,
traces. Pure.

What other storeys use:

- `periods.Period`: a month, quarter, half-year or year.
- `packs.load(directory) -> Pack`, `packs.load_all(directory) -> dict[id, Pack]`, `packs.check(directory) ->
  list[Issue]`.
- `model`: Pack, Source, Citation, Parameter, ActivityKind, Duty, Indicator (frozen values).
- `facts`: Fact, Table, TABLES: the closed grammar of what is counted; compiled by `zhibu.facts`.
- `formula.nodes`, `formula.operators`: formula trees and the closed list of operators.
- `indicators.judge(indicator, pack, facts, period) -> Result`: the reference evaluator, always with its
  trace.
- `indicators.closing(pack, period) -> [(Indicator, Period)]`: which indicators are judged when a period is
  closed.
- `duties.owed(pack, period, subject, kind) -> [Duty]`, `duties.state(duty, pack, facts, period) ->
  DutyState`.
- `sheets.score(sheet, pack, facts, given, period) -> Score`: a score sheet with a trace for each item.
- `workdays.Calendar`: working-day arithmetic from the published table.

`facts` arguments are mappings from fact id to a known value or None (unknown); an absent fact is unknown.
"""
