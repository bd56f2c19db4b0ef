"""Names of people: spelt as in the record, and the right one in the greeting."""

from django.utils.translation import gettext as _

from followups.letters.checks.reading import found
from followups.letters.checks.sentences import words_of
from followups.letters.checks.spelling import is_near
from followups.letters.checks.vocabulary import COMMON, GREETING_WORDS, NICKNAMES, SUFFIXES, TITLES

ADDRESSING = TITLES | {"dear", "hi", "hello"}
UNNAMED = TITLES | SUFFIXES
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


def slips(word: str) -> int:
    """How many slips still make it the same name."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def names_of(facts) -> list[tuple[str, list[str]]]:
    """Return each recorded person's name and its words, folded; the recipient first."""
    everybody = dict.fromkeys(name for name in (facts.to_name, *facts.names, facts.seeker) if name)
    return [(name, [key for key in dict.fromkeys(keys_of(name)) if key not in UNNAMED]) for name in everybody]


def keys_of(name):
    return [word.key for word in words_of(name)]


def misspelt_person(letter):
    """A name is nearly but not quite that of a person met, of the recipient, or of the job seeker.

    Judged: words with a capital, 1 slip for 4 to 7 letters, 2 from 8 on. Words beside a title, or beside another word
    of that person's name, are judged from 4 letters on; alone from 5 on, and not where they begin a sentence. A word
    beside a different name is somebody else ("my teacher Maria Lopez" when Mario Vance was met). Accents and
    apostrophes left out are no fault: many cannot type them. Titles are never judged. One finding a sentence.
    """
    people = names_of(letter.facts)
    for part, sentences in letter.parts.items():
        for sentence in sentences:
            slip = first_slip(letter, sentence, people, part)
            if slip:
                wrong, right = slip
                words = _("The record has the name “%(right)s”. Here it says “%(wrong)s”.")
                yield found("person", sentence, words % {"right": right, "wrong": wrong}, part)


def first_slip(letter, sentence, people, part):
    for at, word in enumerate(sentence.words):
        if {word.key, word.bare} & letter.known or word.key[0].isdigit():
            continue
        for name, keys in people:
            near = any(is_near(word.bare, key, slips(key)) for key in keys)
            if near and is_meant(sentence, at, keys, part):
                return word.shown.removesuffix("'s").removesuffix("’s"), name
    return None


def is_meant(sentence, at, keys, part):
    """Tell a person's name written wrongly from another word, or another person, near it."""
    word = sentence.words[at]
    titled = at > 0 and sentence.words[at - 1].key in ADDRESSING
    beside = [other for other in neighbours(sentence, at) if is_name_like(sentence, other)]
    if any(is_of(other, keys) for other in beside):
        return word.is_capitalised or titled
    if part == "greeting":
        return word.key not in GREETING_WORDS
    if titled:
        return word.bare not in COMMON
    # Any first word has a capital: "Books are my life" says nothing of Ms. Brooks.
    alone = not beside and at > 0 and word.is_capitalised
    return alone and len(word.bare) >= 5 and word.bare not in COMMON


def neighbours(sentence, at):
    """Return the words that touch this one: with no more than a space, a hyphen or an initial's dot between."""
    words, base = sentence.words, sentence.start
    for one, other in ((at - 1, at), (at, at + 1)):
        if one >= 0 and other < len(words):
            between = sentence.text[words[one].end - base : words[other].start - base]
            if between in (" ", "-", "‑", ". "):
                yield words[one if other == at else other]


def is_name_like(sentence, word):
    if word.key in TITLES | CALENDAR | ADDRESSING or not word.is_capitalised or word.key[0].isdigit():
        return False
    return not (word.start == sentence.words[0].start or word.key == "i") or word.key not in COMMON


def is_of(word, keys):
    return any(word.bare == key or is_near(word.bare, key, slips(key)) for key in keys)


def greeting_to_another(letter):
    """The greeting names somebody else than the one the letter goes to.

    Only where a recipient is recorded by name. "Dear Hiring Manager", titles, nicknames (Bob for Robert), shortened
    first names and the employer's name are fine; so is any one word of the recipient's name.
    """
    facts, sentences = letter.facts, letter.parts["greeting"]
    mine = keys_of(facts.to_name)
    nobody = not set(mine) - GREETING_WORDS
    if nobody or not sentences or "[" in letter.greeting:
        return
    employer = set(keys_of(facts.employer))
    names = [word for word in sentences[0].words if word.key not in GREETING_WORDS | employer and len(word.key) > 1]
    if names and not any(is_of(word, mine) or is_short_for(word.bare, mine) for word in names):
        base = sentences[0].start
        shown = sentences[0].text[names[0].start - base : names[-1].end - base]
        words = _("This letter goes to %(right)s, but the greeting names %(wrong)s.")
        yield found("person", sentences[0], words % {"right": facts.to_name, "wrong": shown}, "greeting")


def is_short_for(word, keys):
    return any(
        (min(len(word), len(key)) >= 3 and (key.startswith(word) or word.startswith(key)))
        or any({word, key} <= group for group in NICKNAMES)
        for key in keys
    )
