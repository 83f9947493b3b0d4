"""Charts of verdicts as options of ECharts; each bar carries the address of what it counts."""

from typing import Any

from zhibu.domain.assessment.choices import Verdict

COLOURS = {Verdict.MET: "#3f8f63", Verdict.NOT_MET: "#d08a2e", Verdict.UNKNOWN: "#b9c0c9"}
_TEXT = {"fontFamily": "inherit", "fontSize": 12, "color": "#566070"}


def stacked(names: list[str], series: dict[Verdict, list[dict[str, Any]]], rotate: int = 0) -> dict[str, Any]:
    """Stacked bars, one for each name; a value is {"value", "url"}."""
    return {
        "textStyle": _TEXT,
        "grid": {"left": 8, "right": 8, "top": 28, "bottom": 4, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 12, "itemHeight": 8, "textStyle": _TEXT},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {
            "type": "category",
            "data": names,
            "axisTick": {"show": False},
            "axisLabel": {"rotate": rotate, "interval": 0, "hideOverlap": True, "color": "#566070"},
        },
        "yAxis": {"type": "value", "minInterval": 1, "splitLine": {"lineStyle": {"color": "#eceff3"}}},
        "series": [
            {
                "name": verdict.label,
                "type": "bar",
                "stack": "results",
                "barMaxWidth": 28,
                "itemStyle": {"color": COLOURS[verdict]},
                "data": values,
            }
            for verdict, values in series.items()
        ],
    }
