"""Shares with their uncertainty: the Wilson interval, and the difference of two shares."""

import math
from dataclasses import dataclass

Z_95 = 1.959963984540054
# Under this many interviews a rate is shown grey and not ranked (DESIGN section 9).
FEW = 10


@dataclass(frozen=True)
class Rate:
    """A share of n interviews with its 95 % Wilson interval. `share` is None when n is 0."""

    done: int
    n: int

    @property
    def share(self) -> float | None:
        return self.done / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.done, self.n)

    @property
    def is_few(self) -> bool:
        return self.n < FEW

    # In whole percent, for words and tables

    @property
    def percent(self) -> int | None:
        return whole_percent(self.share) if self.n else None

    @property
    def low(self) -> int:
        return whole_percent(self.interval[0])

    @property
    def high(self) -> int:
        return whole_percent(self.interval[1])


@dataclass(frozen=True)
class Change:
    """What a rate gained on an earlier one, in points (negative: lost), and whether chance alone can explain it."""

    now: Rate
    before: Rate

    @property
    def can_be_told(self) -> bool:
        return not (self.now.is_few or self.before.is_few)

    @property
    def points(self) -> int:
        """The difference of the two percentages as they are shown, so that a reader can check it."""
        return self.now.percent - self.before.percent

    @property
    def distance(self) -> int:
        return abs(self.points)

    @property
    def may_be_chance(self) -> bool:
        low, high = difference(self.now, self.before)
        return low <= 0 <= high


def wilson(done: int, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927); (0, 1) when n is 0."""
    if not n:
        return 0.0, 1.0
    share, spread = done / n, Z_95**2 / n
    centre = (share + spread / 2) / (1 + spread)
    half = math.sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)


def difference(one: Rate, other: Rate) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two shares (Newcombe 1998, method 10)."""
    (low, high), (other_low, other_high) = one.interval, other.interval
    gained = one.share - other.share
    return (
        gained - math.hypot(one.share - low, other_high - other.share),
        gained + math.hypot(high - one.share, other.share - other_low),
    )


def whole_percent(share: float) -> int:
    """Return a share in percent, halves rounded up as people do."""
    return math.floor(share * 100 + 0.5)
