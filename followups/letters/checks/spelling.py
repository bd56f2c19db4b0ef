"""Two spellings that are near but not equal."""

from functools import lru_cache


@lru_cache(maxsize=8192)
def edits(one: str, other: str, most: int) -> int:
    """Count the slips between two words: a letter changed, left out, added, or two swapped; `most` + 1 if more."""
    if abs(len(one) - len(other)) > most or not share_a_piece(one, other, most):
        return most + 1
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


def share_a_piece(one, other, most):
    """Each slip spoils at most two neighbours of 2 x `most` + 1 pieces, so one piece must be found whole."""
    size = len(other) // (2 * most + 1)
    return not size or any(other[at : at + size] in one for at in range(0, size * (2 * most + 1), size))


def is_near(one: str, other: str, most: int) -> bool:
    """Tell whether two words differ, but by at most so many slips."""
    return bool(most) and one != other and edits(one, other, most) <= most
