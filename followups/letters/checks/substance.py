"""What makes a strategic letter worth sending: something of this one interview, and an answer to the doubt."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from followups.letters.checks.manner import is_private
from followups.letters.checks.reading import found
from followups.letters.checks.sentences import sentences_of, words_of
from followups.letters.checks.stems import stem, telling
from followups.letters.checks.themes import speaks_to

# Verbs in the past that do not end in -ed.
PAST = (
    "told said gave let took taught made spoke drew ran were had found kept knew went stood sat held put read wrote "
    "sent came saw heard met thought brought built bought sold drove broke began chose left felt"
).replace(" ", "|")
# A sentence with one of these looks back at the interview.
LOOKS_BACK = re.compile(
    rf"""\b(?:
      (?:did\ not|didn't|had\ not|hadn't|never|had\ never)\ (?:know|known|expect|expected|see|seen|thought)
    | (?:you|he|she|they|we)(?:'ve|\ have|\ both|\ all|\ also|\ even|\ never)?\ (?:\w+ed|was|{PAST})
    | you\ are\ \w+ing | you\ (?:show|explain|tell|ask|teach|say)\b | we\ (?:talk|speak|see)\b
    | i\ (?:like|love|enjoy)\ (?:how|the|your|that|when)\b
    | i\ (?:still\ |often\ )?(?:smile|laugh|think)d?\ (?:about|of|at)
    | i\ (?:\w+ly\ |also\ |still\ |was\ )?(?:enjoyed|liked|loved|noticed|saw|heard|learned|remember\w*|impressed|glad
        |struck|appreciated?|watched|met|keep\ thinking|kept\ thinking|surprised|happy\ to|pleased\ to|interested\ to)
    | been\ thinking\ about | (?:thank\ you|thanks)\ (?:\w+\ ){{0,3}}for\ (?:\w+ing|the|your|a|an)
    | your\ (?:question|story|tour|idea|plan|description|explanation|remark)\w* | the\ (?:tour|question|test|walk)\b
    | (?:our|the)\ (?:talk|conversation|visit|meeting|interview|tour|walk)\b
    | (?:when|while)\ (?:you|we|i\ (?:saw|met|heard|was|sat|stood))
    | what\ you | as\ you | meeting | seeing | hearing | watching | learning\ (?:about|how|that)
    | showing | telling | explaining | walking | introducing | describing | stuck\ with\ me | stayed\ with\ me
    )""",
    re.VERBOSE,
)
# A sentence with one of these takes up a doubt, whatever words it uses for it.
TAKES_UP = re.compile(
    r"\b(?:you (?:also |may |might |could |were |are |may have |might have |seemed )?"
    r"(?:worr(?:y|ied)|wonder(?:ed)?|doubt(?:ed)?|unsure|not sure|hesitated?|concerned)"
    r"|you asked (?:me )?(?:if|whether|why)|your (?:concern|worry|doubt|only question)"
    r"|you(?:'re| are|'re quite| are quite| were) right|it is true)\b"
)
SPECIFIC = 2  # telling words
ALIKE = 0.6  # share of a phrase's words


def no_detail(letter):
    """A strategic letter holds nothing of this one interview: it could go to any employer.

    It is specific if one sentence looks back at the interview ("you showed", "we talked", "I liked", "thank you for
    …ing", or a person met by name) and holds at least two words that are not in every thank-you letter (a number
    counts; the names of employer, job and people do not), or if it says what the debrief noted as the moment. Shown
    with the first sentence.
    """
    if not letter.sentences or letter.facts.kind != "strategic":
        return
    moment = telling(words_of(letter.facts.moment)) - own(letter)
    if not any(is_specific(letter, sentence, moment) for sentence in letter.sentences):
        words = _(
            "This could be said to any employer. Add one thing that you saw, heard or talked about at this interview."
        )
        yield found("detail", letter.sentences[0], words)


def own(letter):
    return {stem(key) for key in letter.known}


def is_specific(letter, sentence, moment):
    if echoes(sentence, letter.facts.moment):
        return True
    said = telling(sentence.words) - own(letter)
    if len(said & moment) >= min(SPECIFIC, len(moment) or SPECIFIC):
        return True
    if not LOOKS_BACK.search(sentence.plain) and not names_somebody(letter, sentence):
        return False
    numbers = {word.key for word in sentence.words if word.key.isdecimal() and len(word.key) < 4}
    return bool(said & moment) or len(said | numbers) >= SPECIFIC


def names_somebody(letter, sentence):
    met = {word.key for name in letter.facts.names for word in words_of(name)}
    return any(word.is_capitalised and {word.key, word.bare} & met for word in sentence.words)


def echoes(sentence, phrase):
    """Tell whether a sentence says most of what one sentence of a phrase says."""
    said = {word.key for word in sentence.words}
    return any(len(said & words) >= ALIKE * len(words) for words in words_by_sentence(phrase))


@lru_cache(maxsize=256)
def words_by_sentence(phrase: str) -> list[frozenset[str]]:
    """Return the words of each sentence of a phrase; those of one or two words say too little."""
    words = [frozenset(word.key for word in sentence.words) for sentence in sentences_of(phrase)]
    return [keys for keys in words if len(keys) > 2]


def no_answer(letter):
    """The debrief names a doubt of the employer, and no sentence of the strategic letter speaks to it.

    A sentence does if it shares a telling word with the doubt, has one of the words that go with it (themes.py), says
    most of the phrase's fixed English, or takes up a doubt by name ("you wondered", "your concern", "you asked if"). A
    doubt that is not in English, or of the kind that belongs in no letter (health, records), is not asked for. Shown
    with the first sentence of the last paragraph: say it before that.
    """
    facts = letter.facts
    if not letter.sentences or facts.kind != "strategic" or not facts.concern or is_private(facts.concern):
        return
    wanted = (telling(words_of(facts.concern)) | speaks_to(facts.concern)) - own(letter)
    if not wanted:
        return
    said = {stem(word.bare) for sentence in letter.sentences for word in sentence.words}
    taken_up = any(TAKES_UP.search(sentence.plain) for sentence in letter.sentences)
    if not taken_up and not said & wanted and not any(echoes(sentence, facts.answer) for sentence in letter.sentences):
        words = _(
            "You noted that they may have a doubt: “%(concern)s”. Before this sentence, say why it is no problem."
        )
        yield found("concern", letter.last_paragraph, words % {"concern": facts.doubt or facts.concern})
