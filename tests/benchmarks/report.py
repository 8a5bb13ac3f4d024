"""What a benchmark has found: two numbers of one run on one machine, and what stands behind them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Report:
    """`ours` and `theirs` are medians in `unit`; `target` says in words what is wanted, `met` whether it is so."""

    name: str
    ours: float
    theirs: float
    unit: str
    target: str
    met: bool
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Ours divided by theirs."""
        return self.ours / self.theirs

    def json_line(self) -> str:
        """One line of JSON."""
        said = {
            "name": self.name,
            "ours": rounded(self.ours),
            "theirs": rounded(self.theirs),
            "unit": self.unit,
            "ratio": rounded(self.ratio),
            "target": self.target,
            "met": self.met,
            "details": self.details,
        }
        return json.dumps(said, ensure_ascii=False)

    def human_line(self) -> str:
        """One line for people."""
        verdict = "met" if self.met else "NOT met"
        return (
            f"{self.name}: ours {rounded(self.ours):,}, theirs {rounded(self.theirs):,} {self.unit}, "
            f"ratio {rounded(self.ratio)} (target: {self.target}; {verdict})"
        )


def rounded(number: float) -> float:
    """Three digits that mean something; whole from a thousand up."""
    if abs(number) >= 1000:
        return round(number)
    return float(f"{number:.3g}")
