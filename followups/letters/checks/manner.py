"""What a good editor would strike out."""

import re

from django.utils.translation import gettext as _

from followups.letters.checks import unwanted
from followups.letters.checks.reading import found
from followups.letters.checks.vocabulary import COMMON


def is_private(text: str) -> bool:
    """Tell whether a doubt is about health, family, age, papers or a record."""
    return bool(unwanted.BARE_PRIVATE.search(text.lower()))


def private(letter):
    """Health, family, age, immigration, a criminal record, a social security number: none of the employer's business.

    Only what the job seeker says of themselves ("my surgery", "I am a single mother"). Mend it by saying what you can
    do now.
    """
    yield from struck(
        letter,
        "private",
        (unwanted.NUMBER, _("Never put your social security number in a letter. Take it out.")),
        (unwanted.HEALTH, _("Keep your health out of the letter. Say only what you can do now.")),
        (unwanted.FAMILY, _("Keep your family out of the letter: it is about you and the job.")),
        (unwanted.AGE, _("Leave your age out. What you can do says more.")),
        (unwanted.STATUS, _("Leave immigration papers out. If they ask later, you can show what is needed.")),
        (unwanted.RECORD, _("Leave arrests and court matters out. Your counselor can help you prepare an answer.")),
    )


def money(letter):
    """Asks about pay, a raise or benefits: that comes after the offer. Not shown where the noted doubt is about pay."""
    if not re.search(r"\bpay\b|salary|wage", letter.facts.concern.lower()):
        yield from struck(letter, "money", (unwanted.MONEY, _("Leave pay and benefits until they make you an offer.")))


def begging(letter):
    """Pleads: need of the job, rent and bills, "please hire me", "I will do anything"."""
    words = _("This sounds like pleading. Say in its place what you would do for them.")
    yield from struck(letter, "begging", (unwanted.BEGGING, words))


def blame(letter):
    """Speaks badly of an earlier boss, job or coworkers. Only where the bad word is said of them."""
    words = _("Say nothing bad about an earlier job: they may think you would speak so about them. Take it out.")
    yield from struck(letter, "blame", (unwanted.BLAME, words))


def struck(letter, check, *hints):
    for sentence in letter.sentences:
        words = next((words for pattern, words in hints if pattern.search(sentence.plain)), None)
        if words:
            yield found(check, sentence, words)


def shouting(letter):
    """A plain word of 4 letters or more in capitals, or two and more exclamation marks in a row.

    Short forms (CDL, OSHA, HVAC) and names recorded in capitals are fine.
    """
    for part, sentences in letter.parts.items():
        for sentence in sentences:
            loud = next((word.shown for word in sentence.words if is_loud(word, letter.known)), None)
            if loud:
                words = _("Write “%(word)s” in small letters: capitals read like shouting.")
                yield found("shouting", sentence, words % {"word": loud}, part)
            elif "!!" in sentence.text:
                yield found("shouting", sentence, _("One exclamation mark is enough."), part)


def is_loud(word, known):
    return len(word.shown) >= 4 and word.shown.isupper() and word.key in COMMON and word.key not in known


# Said twice these are a slip; "that that" and "had had" can be right.
NEVER_TWICE = frozenset(
    """the a an to and of in for with i you my your we is was at on be have it this are or as but our will would am can
    not""".split()
)


def repeated(letter):
    """A small word stands twice in a row: "the the"."""
    for part, sentences in letter.parts.items():
        for sentence in sentences:
            twice = next((word.shown for word in doubles(sentence)), None)
            if twice:
                yield found("repeated", sentence, _("“%(word)s” stands here twice.") % {"word": twice}, part)


def doubles(sentence):
    for one, other in zip(sentence.words, sentence.words[1:], strict=False):
        between = sentence.text[one.end - sentence.start : other.start - sentence.start]
        if one.key == other.key and one.key in NEVER_TWICE and between.isspace() and other.shown != "&":
            yield other
