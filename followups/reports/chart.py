"""The geometry of the trend chart: a drawing 600 by 330, made on the server. Words and colours are the template's."""

from dataclasses import dataclass
from itertools import pairwise

from followups.reports.report import Point, Report

WIDTH, HEIGHT = 600, 330
LEFT, RIGHT, TOP, BOTTOM = 44, 590, 14, 296
GRID_PERCENTS = (0, 25, 50, 75, 100)
MOST_LABELS = 7


@dataclass(frozen=True)
class Mark:
    """One point of the drawing. `y` is None when there is no rate to show."""

    point: Point
    x: float
    y: float | None
    is_labelled: bool

    @property
    def text_x(self) -> str:
        return number(self.x)

    @property
    def text_y(self) -> str:
        return "" if self.y is None else number(self.y)

    @property
    def is_open(self) -> bool:
        return self.point.open > 0


@dataclass(frozen=True)
class Chart:
    """Coordinates ready to be written into the SVG, as text where a shape takes several."""

    marks: tuple[Mark, ...]
    grid: tuple[tuple[int, str], ...]
    lines: tuple[str, ...]
    # The stretches of the line that lead to or from a point not all of whose interviews are counted.
    open_lines: tuple[str, ...]
    areas: tuple[str, ...]
    reference_y: str
    # Its words stand below the line, where the trend seldom comes, unless the axis is too near.
    reference_dy: int
    # Where the part begins that is still too early to count; None when all is settled.
    open_from: str | None
    # Settings of the drawing that its template needs.
    left = LEFT
    right = RIGHT
    top = TOP
    bottom = BOTTOM
    label_y = BOTTOM + 20
    view_box = f"0 0 {WIDTH} {HEIGHT}"

    @property
    def has_few(self) -> bool:
        """Whether some point rests on few interviews."""
        return any(mark.y is not None and mark.point.rate.is_few for mark in self.marks)

    @property
    def open_width(self) -> str:
        return number(RIGHT - float(self.open_from))

    @property
    def height(self) -> int:
        return BOTTOM - TOP


def draw(report: Report) -> Chart:
    """Lay out the trend of a report."""
    marks = place(report.trend)
    drawn = runs(marks)
    opens = [mark.x for mark in marks if mark.is_open]
    step = (RIGHT - LEFT) / len(marks)
    return Chart(
        marks=marks,
        grid=tuple((percent, number(height_of(percent / 100))) for percent in GRID_PERCENTS),
        lines=tuple(polyline(stretch) for run in drawn for stretch, is_open in stretches(run) if not is_open),
        open_lines=tuple(polyline(stretch) for run in drawn for stretch, is_open in stretches(run) if is_open),
        areas=tuple(band(run) for run in drawn),
        reference_y=number(height_of(report.reference.share)),
        reference_dy=14 if report.reference.share >= 0.08 else -5,
        open_from=number(max(LEFT, min(opens) - step / 2)) if opens else None,
    )


def place(points) -> tuple[Mark, ...]:
    """Give each point its place; at most 7 of them carry a label, the last one always."""
    step, every = (RIGHT - LEFT) / len(points), -(-len(points) // MOST_LABELS)
    return tuple(
        Mark(
            point,
            LEFT + (index + 0.5) * step,
            height_of(point.rate.share) if point.rate.n else None,
            is_labelled=(len(points) - 1 - index) % every == 0,
        )
        for index, point in enumerate(points)
    )


def runs(marks) -> list[list[Mark]]:
    """Return the stretches of neighbouring points that have a rate: the line breaks where there is none."""
    found = [[]]
    for mark in marks:
        if mark.y is not None:
            found[-1].append(mark)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def stretches(run) -> list[tuple[list[Mark], bool]]:
    """Cut a run where the line must change: each stretch with whether it touches a point that is not settled."""
    found = []
    for start, end in pairwise(run):
        is_open = start.is_open or end.is_open
        if found and found[-1][1] == is_open:
            found[-1][0].append(end)
        else:
            found.append(([start, end], is_open))
    return found


def polyline(marks) -> str:
    return " ".join(f"{number(mark.x)},{number(mark.y)}" for mark in marks)


def band(run) -> str:
    """Return the outline of the interval around a stretch of the line; around a lone point it is a narrow strip."""
    if len(run) == 1:
        low, high = (height_of(limit) for limit in run[0].point.rate.interval)
        corners = [(run[0].x - 4, high), (run[0].x + 4, high), (run[0].x + 4, low), (run[0].x - 4, low)]
    else:
        highs = [(mark.x, height_of(mark.point.rate.interval[1])) for mark in run]
        lows = [(mark.x, height_of(mark.point.rate.interval[0])) for mark in run]
        corners = highs + lows[::-1]
    return "M" + " L".join(f"{number(x)} {number(y)}" for x, y in corners) + " Z"


def height_of(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def number(value: float) -> str:
    """Write a coordinate; never in the reader's language, which may put a comma there."""
    return f"{value:.1f}"
