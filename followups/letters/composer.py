"""A letter in boxes to type in, one for each paragraph, with what stands beside each: meaning, side note, checks."""

import re
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from followups.letters.advice import debrief_of
from followups.letters.checks import Finding, findings, word_count
from followups.letters.draft import Paragraph, draft_of
from followups.letters.facts import facts_of
from followups.models import Letter

# Two texts are one paragraph that was changed if this share of them is the same.
STILL_THE_SAME = 0.5
LETTERS_IN_A_LINE = 58
# No more is kept, so no more is read: what stands beside a text of a megabyte would take minutes to find.
LONGEST = {name: Letter._meta.get_field(name).max_length for name in ("text", "greeting", "subject")}
PARTS = {
    "thanks": _("Your thanks"),
    "why": _("Why this job"),
    "concern": _("Your answer to a doubt"),
    "strength": _("What you did not say yet"),
    "next": _("What comes next"),
}
EMPTY_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Box:
    """One paragraph to type in, what it means in the job seeker's language, and what is to be mended in it."""

    number: int
    text: str
    part: str = ""
    meaning: str = ""
    note: str = ""
    is_changed: bool = False
    error: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many lines to show, where the browser does not find out by itself."""
        return max(3, sum(len(line) // LETTERS_IN_A_LINE + 1 for line in self.text.split("\n")))


@dataclass(frozen=True)
class Composer:
    """The letter as it stands in the boxes, checked: `overall` are the findings about the whole of it."""

    boxes: list[Box]
    greeting: list[Finding]
    subject: list[Finding]
    overall: list[Finding]
    words: int
    to_mend: int


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text: an empty line stands between two."""
    return [paragraph.strip() for paragraph in EMPTY_LINE.split(text) if paragraph.strip()]


def composer_of(letter: Letter, texts: list[str], *, greeting: str, subject: str, errors=None) -> Composer:
    """Return what stands beside each of the texts, one for each box, as they are typed."""
    if is_too_long(texts, greeting, subject):
        return unread(texts, errors or {})
    text, spans = joined(texts)
    found = findings(text, facts_of(letter), greeting=greeting, subject=subject)
    places = {}
    for finding in found:
        places.setdefault(place_of(finding, spans), []).append(finding)
    facts = zip(texts, matched(texts, drafted(letter)), strict=True)
    boxes = [
        Box(number, typed, error=(errors or {}).get(number, ""), findings=places.get(number, []), **match)
        for number, (typed, match) in enumerate(facts, start=1)
    ]
    rest = {part: places.get(part, []) for part in ("greeting", "subject", "overall")}
    return Composer(boxes, words=word_count(text), to_mend=len(found), **rest)


def is_too_long(texts: list[str], greeting: str, subject: str) -> bool:
    lengths = {"text": sum(map(len, texts)), "greeting": len(greeting), "subject": len(subject)}
    return any(length > LONGEST[name] for name, length in lengths.items())


def unread(texts: list[str], errors: dict) -> Composer:
    """Return the boxes with what was typed and nothing beside it."""
    boxes = [Box(number, typed, error=errors.get(number, "")) for number, typed in enumerate(texts, start=1)]
    return Composer(
        boxes, greeting=[], subject=[], overall=[], words=sum(len(text.split()) for text in texts), to_mend=0
    )


def joined(texts: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text as it is saved, and from where to where each box's own stands in it."""
    text, spans = "", []
    for typed in texts:
        paragraph = "\n\n".join(paragraphs_of(typed))
        text += "\n\n" if text and paragraph else ""
        spans.append((len(text), len(text) + len(paragraph)))
        text += paragraph
    return text, spans


def place_of(finding: Finding, spans) -> int | str:
    """Return the number of the box that a finding lies in, greeting or subject, or overall."""
    if finding.part != "text":
        return finding.part
    if finding.start >= finding.end:
        return "overall"
    return next((number for number, (start, end) in enumerate(spans, 1) if start <= finding.start < end), "overall")


def drafted(letter: Letter) -> list[Paragraph]:
    """Return the paragraphs that the letter began with, each with its meaning in the language of the job seeker.

    The debrief may have changed since: what would be drafted otherwise today has no meaning any more.
    """
    interview = letter.follow_up.interview
    begun_on = interview.office.local_day(letter.begun_at)
    with translation.override(interview.candidate.language):
        debrief = debrief_of(letter.follow_up)
        today = draft_of(letter.follow_up, debrief, letter.kind, letter.contact, begun_on).paragraphs
    first = letter.versions.filter(number=1).values_list("text", flat=True).first() or ""
    found = [(text, nearest(text, today)) for text in paragraphs_of(first)]
    return [replace(paragraph, text=text) for text, paragraph in found if paragraph]


def nearest(text: str, paragraphs) -> Paragraph | None:
    """Return the paragraph that is most like a text; None if none is like it."""
    found = max(paragraphs, key=lambda one: likeness(one.text, text), default=None)
    return found if found and likeness(found.text, text) >= STILL_THE_SAME else None


def matched(texts: list[str], paragraphs: list[Paragraph]) -> list[dict]:
    """Return for each text the facts of the paragraph it was drafted as: the equal one, else the most similar."""
    left = list(paragraphs)
    found = [take(left, lambda one, typed=typed: one.text == typed.strip()) for typed in texts]
    for number, typed in enumerate(texts):
        if not found[number] and typed.strip():
            found[number] = nearest(typed, left)
            left = [one for one in left if one is not found[number]]
    return [facts_beside(one, typed) for one, typed in zip(found, texts, strict=True)]


def take(paragraphs, is_it):
    found = next(filter(is_it, paragraphs), None)
    if found:
        paragraphs.remove(found)
    return found


def likeness(one: str, other: str) -> float:
    """Return the share of words, in order, that two texts have in common; 0 if it is less than still the same.

    The upper bound comes first: the exact share of a long text of one repeated word takes seconds.
    """
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return words.ratio() if words.quick_ratio() >= STILL_THE_SAME else 0


def facts_beside(paragraph: Paragraph | None, typed: str) -> dict:
    if not paragraph:
        return {}
    return {
        "part": PARTS.get(paragraph.part, ""),
        "meaning": paragraph.meaning,
        "note": paragraph.note,
        "is_changed": paragraph.text != typed.strip(),
    }
