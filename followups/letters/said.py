"""What the seeker said to each question of the debrief, as a letter can say it."""

import re
from dataclasses import dataclass

from followups.letters import frame
from followups.letters.english import is_english
from followups.letters.own_words import as_sentences
from followups.letters.phrases import LISTS
from followups.models import Debrief

BECAUSE = re.compile(r"^\W*because\b[\s,]*", re.IGNORECASE)


@dataclass(frozen=True)
class Own:
    """The seeker's own English words: the same beside the letter as in it."""

    words: str


@dataclass(frozen=True)
class Said:
    """One answer: the English of the phrase picked, own English words, and words still to be put in English."""

    picked: str = ""
    own: str = ""
    foreign: str = ""

    @classmethod
    def to(cls, question: str, debrief: Debrief | None, *, is_english=is_english):
        """Return the answer to `question`, one of the names in LISTS. A phrase no longer offered is left out."""
        if debrief is None:
            return cls()
        phrase = LISTS[question].get(getattr(debrief, question))
        words = getattr(debrief, f"{question}_words")
        own = as_sentences(words) if is_english(words) else ""
        return cls(phrase.english if phrase else "", own, "" if own else " ".join(words.split()))

    def __bool__(self):
        return bool(self.picked or self.own or self.foreign)

    def lines(self, *, lead: str, ahead: str = "", after: str = "", if_nothing: str = "") -> list:
        """Return the lines of a letter that say it.

        `lead` goes before own words or a placeholder, `ahead` before a phrase and `after` behind it; `if_nothing` is
        the placeholder, if any.
        """
        if not self:
            return [lead, if_nothing] if if_nothing else []
        begin = [ahead, self.picked, after] if self.picked else [lead]
        own = [Own(self.own)] if self.own else []
        return [line for line in begin if line] + own + ([frame.SAY_IN_ENGLISH] if self.foreign else [])


def why_lines(said: Said, **around) -> list:
    """Return the lines that say why this job; "because" runs on from what leads to it."""
    if said.own and not said.picked and BECAUSE.match(said.own):
        return [frame.OWN_WHY_BECAUSE, Own(BECAUSE.sub("", said.own))]
    return said.lines(**around)
