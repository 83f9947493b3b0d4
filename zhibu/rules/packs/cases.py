"""Runs the cases beside a pack: facts in, verdict or score out. A rule without its cases does not pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zhibu.rules.indicators import judge
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.issues import Issues
from zhibu.rules.packs.shapes import Fields, perhaps
from zhibu.rules.packs.statements import read_facts, read_given
from zhibu.rules.periods import PeriodError
from zhibu.rules.sheets.given import GivenError
from zhibu.rules.sheets.model import Sheet
from zhibu.rules.sheets.score import score
from zhibu.rules.values import VERDICT_TITLES, Value, Verdict, in_words

_ALWAYS: Final[tuple[Verdict, ...]] = ("met", "not_met", "unknown")


@dataclass(frozen=True)
class CaseRunner:
    """Checks one pack against its cases."""

    pack: Pack
    issues: Issues

    def run(self, cases: Mapping[str, list[Fields]]) -> int:
        """Runs all cases, notes every difference and every missing case, and gives how many were run."""
        known: dict[str, Indicator | Sheet] = {**self.pack.indicators, **self.pack.sheets}
        count = 0
        for name, written in cases.items():
            if name not in known and written:
                self.issues.add(written[0].mark, f"没有指标或评分表“{name}”。{perhaps(name, known)}")
            for case in written if name in known else []:
                self._run_one(known[name], case)
                count += 1
        for indicator in self.pack.indicators.values():
            self._check_complete(indicator, cases.get(indicator.id, []))
        for sheet in self.pack.sheets.values():
            if not cases.get(sheet.id):
                self.issues.add(sheet.mark, f"评分表“{sheet.title}”没有用例。请在 cases/ 里至少写一个。")
        return count

    def _check_complete(self, indicator: Indicator, cases: list[Fields]) -> None:
        present = {case.get("verdict") for case in cases}
        wanted = (*_ALWAYS, "not_applicable") if indicator.applies else _ALWAYS
        missing = [verdict for verdict in wanted if verdict not in present]
        if missing:
            words = "、".join(f"{VERDICT_TITLES[verdict]}（{verdict}）" for verdict in missing)
            self.issues.add(indicator.mark, f"指标“{indicator.title}”缺少用例：{words}。请在 cases/ 里补上。")

    def _run_one(self, rule: Indicator | Sheet, case: Fields) -> None:
        facts = read_facts(case["facts"], self.pack.facts, case.mark, self.issues)
        try:
            if isinstance(rule, Indicator):
                self._run_indicator(rule, case, facts)
            else:
                self._run_sheet(rule, case, facts)
        except PeriodError as error:
            self.issues.add(case.mark, str(error))
        except GivenError as error:
            self.issues.add(case["given"][error.wanted.id].mark, str(error))

    def _run_indicator(self, indicator: Indicator, case: Fields, facts: Mapping[str, Value | None]) -> None:
        if "verdict" not in case:
            self.issues.add(
                case.mark,
                "指标的用例要写 verdict："
                + "、".join(f"{word}（{title}）" for word, title in VERDICT_TITLES.items())
                + "。",
            )
            return
        result = judge(indicator, self.pack, facts, case["period"])
        expected: Verdict = case["verdict"]
        if result.verdict != expected:
            found, wanted = VERDICT_TITLES[result.verdict], VERDICT_TITLES[expected]
            self._differs(case, f"应为{wanted}，算出来是{found}")
        if "value" in case and result.value != case["value"]:
            self._differs(case, f"值应为{in_words(case['value'])}，算出来是{in_words(result.value)}")
        if "because" in case and result.reason != case["because"]:
            self._differs(case, f"理由应为“{case['because']}”，算出来是“{result.reason}”")

    def _run_sheet(self, sheet: Sheet, case: Fields, facts: Mapping[str, Value | None]) -> None:
        given = read_given(case.get("given", {}), sheet, self.issues)
        found = score(sheet, self.pack, facts, given, case["period"])
        total = case.get("total")
        wanted = None if total == "unknown" else total
        if "total" in case and found.total != wanted:
            self._differs(case, f"总分应为{in_words(wanted)}，算出来是{in_words(found.total)}")
        if "band" in case and found.band != case["band"]:
            self._differs(case, f"等次应为{case['band']}，算出来是{found.band or '暂无数据'}")
        if "total" not in case and "band" not in case:
            self.issues.add(case.mark, "评分表的用例要写 total（总分）或 band（等次）。")

    def _differs(self, case: Fields, difference: str) -> None:
        message = f"用例“{case['case']}”不符：{difference}。请核对规则或用例。"
        self.issues.add(case.mark, message, differs=True)
