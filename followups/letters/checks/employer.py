import re

from django.utils.translation import gettext as _

from followups.letters.checks.reading import found
from followups.letters.checks.sentences import words_of
from followups.letters.checks.spelling import is_near
from followups.letters.checks.vocabulary import COMMON, GENERIC

LEGAL_FORMS = {"inc", "llc", "llp", "ltd", "corp", "corporation", "company", "co"}
SMALL_WORDS = {"and", "of", "the", "at", "in", "for", "de", "la"}
LONGEST_NAME = 8  # words that are compared
LONG_WORD = 8  # letters: a first word as long as this is looked for alone


def slips(name: str) -> int:
    """How many slips still make it the same name: none in a short one, where any word is near any other."""
    return 0 if len(name) < 5 else 1 if len(name) < 9 else 2 if len(name) < 16 else 3


def misspelt_employer(letter):
    """The employer's name, or its beginning, is written nearly but not quite as in the record.

    Names are compared without spaces, hyphens, apostrophes, accents and capitals, and without "The" and "Inc.": so
    HEB is H-E-B, and M & M Plumbing is M&M Plumbing. Shorter forms ("Gulf Grill" for "Gulf Grill & Sons") are fine. Up
    to 3 slips by the length of the name; names under 5 letters are not judged. One finding a sentence.
    """
    names = forms_of(letter.facts.employer)
    if not names:
        return
    for part, sentences in letter.parts.items():
        for sentence in sentences:
            wrong = first_slip(letter, sentence, names)
            if wrong:
                words = _("The employer is called “%(right)s”. Here it says “%(wrong)s”.")
                yield found("employer", sentence, words % {"right": letter.facts.employer, "wrong": wrong}, part)


def forms_of(employer: str) -> dict[str, int]:
    """Return the forms of a name that may stand in a letter, run together, and how many words each has."""
    keys = [word.key for word in words_of(employer)][:LONGEST_NAME]
    if keys[:1] == ["the"]:
        keys = keys[1:]
    while len(keys) > 1 and keys[-1] in LEGAL_FORMS:
        keys.pop()
    beginnings = {"".join(keys[:size]): size for size in range(1, len(keys)) if keys[size - 1] not in SMALL_WORDS}
    return {**beginnings, "".join(keys): len(keys)} if keys else {}


def first_slip(letter, sentence, names):
    words, whole = sentence.words, max(names.values())
    runs = list(windows(words, whole + 1))
    right = spelt_right(runs, names)
    wanted = {name: size for name, size in names.items() if size in (whole, *range(2, whole)) or len(name) >= LONG_WORD}
    # The longest from each start, so that a finding shows the name as far as it was written.
    for (start, end), run in sorted(runs, key=lambda place: (place[0][0], -place[0][1])):
        # "Gulf Grill a" is near "Gulf Grill", and right; "Gulf Grill and Son" is not all of it.
        done = max(right.get(place, 0) for place in range(start, end))
        near = any(is_near(run, name, slips(name)) for name, size in wanted.items() if size > done)
        if near and is_meant_as_name(letter, words[start:end], is_first=start == 0):
            first, last = words[start], words[end - 1]
            shown = sentence.text[first.start - sentence.start : last.end - sentence.start]
            return re.sub("['’]s$", "", shown)
    return None


def spelt_right(runs, names):
    """Return for each word that belongs to a name written rightly how many words that name has."""
    places = {}
    for (start, end), run in runs:
        if run in names:
            places.update((place, max(names[run], places.get(place, 0))) for place in range(start, end))
    return places


def windows(words, longest):
    """Yield each run of up to `longest` words: its place among the words, and the words run together."""
    for start in range(len(words)):
        before = ""
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            word = words[end - 1]
            yield (start, end), before + word.key
            if word.bare != word.key:
                yield (start, end), before + word.bare
            before += word.key


def is_meant_as_name(letter, words, *, is_first):
    """Tell a name written wrongly from other words that happen to be near it."""
    if {words[0].key, words[-1].key} & SMALL_WORDS - letter.known:
        return False
    strange = [word for word in words if not {word.key, word.bare} & letter.known]
    ordinary = [word for word in strange if not word.is_capitalised and word.key in COMMON | GENERIC]
    if not strange or ordinary:
        return False
    if len(words) == 1 and (words[0].key in COMMON or is_of_another(letter, words[0], is_first)):
        return False
    return words[0].is_capitalised or (len(words) > 1 and sum(len(word.key) for word in words) >= LONG_WORD)


def is_of_another(letter, word, is_first):
    """Wendy works at Wendy’s, and any word has a capital where it comes first: "Lower prices" are not Lowe’s."""
    one_or_many = {word.bare + "s", word.key.removesuffix("s")}
    return bool(one_or_many & letter.known) or (is_first and len(word.key) < LONG_WORD)
