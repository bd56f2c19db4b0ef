"""What a measurement gives, and the file that keeps the newest of each."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

FILE = Path(__file__).resolve().parent.parent / "var" / "bench.json"


@dataclass(frozen=True)
class Figure:
    """`value` in `unit` beside that of the reference; `ratio` is the one over the other; `target` bounds the ratio.

    A figure without a reference has its target bound the value itself.
    """

    name: str
    value: float
    unit: str
    target: str
    reference: float | None = None

    @property
    def ratio(self):
        return None if self.reference is None else round(self.value / self.reference, 3)

    @property
    def ok(self) -> bool:
        sign, bound = self.target.split()
        judged = self.value if self.ratio is None else self.ratio
        return judged <= float(bound) if sign == "<=" else judged >= float(bound)

    def as_dict(self) -> dict:
        return asdict(self) | {"ratio": self.ratio, "ok": self.ok}

    def __str__(self):
        beside = "" if self.reference is None else f", reference {self.reference:g}, ratio {self.ratio:g}"
        return (
            f"{self.name}: {self.value:g} {self.unit}{beside}; target {self.target}: {'met' if self.ok else 'MISSED'}"
        )


def side_by_side(one: Callable, other: Callable, rounds: int = 5) -> tuple[float, float]:
    """Call both in turn; return the median of what each gave, so that a busy moment of the machine hits both."""
    pairs = [(one(), other()) for _ in range(rounds)]
    return tuple(round(median(values), 3) for values in zip(*pairs, strict=True))


def keep(figures: list[Figure], file: Path = FILE) -> None:
    """Write the figures, and leave those of other names as they were."""
    file.parent.mkdir(exist_ok=True)
    measured = {figure.name for figure in figures}
    earlier = json.loads(file.read_text()) if file.exists() else []
    kept = [entry for entry in earlier if entry["name"] not in measured]
    whole = kept + [figure.as_dict() for figure in figures]
    file.write_text(json.dumps(sorted(whole, key=lambda entry: entry["name"]), indent=2) + "\n")


def table(file: Path = FILE) -> str:
    """Return the kept figures as a table in Markdown."""
    lines = ["| Figure | Ours | Reference | Ratio | Target | |", "|---|---:|---:|---:|---|---|"]
    for kept in json.loads(file.read_text()):
        beside = ["" if kept[name] is None else f"{kept[name]:g}" for name in ("reference", "ratio")]
        ours, met = f"{kept['value']:g} {kept['unit']}", "met" if kept["ok"] else "**missed**"
        lines.append(f"| {' | '.join([kept['name'], ours, *beside, kept['target'], met])} |")
    return "\n".join(lines)
