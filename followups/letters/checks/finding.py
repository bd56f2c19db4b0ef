from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing to mend in a letter: which check, which sentence, and how to mend it, in the seeker's language.

    `start` and `end` are character offsets of `sentence` in the part that `part` names: text, greeting or subject.
    """

    check: str
    start: int
    end: int
    sentence: str
    words: str
    part: str = "text"
