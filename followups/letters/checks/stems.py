"""Words cut to their stems, so that `freezers` finds `freezer` and `trained` finds `training`."""

import re
from functools import lru_cache

from followups.letters.checks.vocabulary import COMMON, GENERIC

ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""))
LETTERS = re.compile(r"[^\W\d_]{3,}+")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cut the commonest English endings off; rough, and the same on both sides of a comparison."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


EMPTY = frozenset(map(stem, COMMON | GENERIC))


def telling(words) -> set[str]:
    """Return the stems of the words that say something: not the common ones, not those of any letter."""
    return {stem(word.bare) for word in words if LETTERS.fullmatch(word.bare)} - EMPTY
