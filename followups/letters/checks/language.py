from django.utils.translation import gettext as _

from followups.letters.checks.reading import found
from followups.letters.checks.vocabulary import FOREIGN_GREETINGS
from followups.letters.english import is_english


def not_english(letter):
    """A sentence, the subject or the greeting is in Spanish or Vietnamese (english.py tells).

    Recorded names are left out of the judgement, so that Nguyễn Thị Ánh and La Michoacana raise nothing.
    """
    words = _("The letter goes out in English. Say this in English; your counselor can help.")
    for part in ("subject", "text"):
        for sentence in letter.parts[part]:
            if not is_english(without_names(letter, sentence)):
                yield found("language", sentence, words, part)
    for greeting in letter.parts["greeting"]:
        if FOREIGN_GREETINGS & {word.key for word in greeting.words} - letter.known:
            yield found("language", greeting, _("Greet them in English: “Dear …,”."), "greeting")


def without_names(letter, sentence):
    """Put a plain name for each word with a capital that the record has."""
    shown, at = [], 0
    for word in sentence.words:
        shown.append(sentence.text[at : word.start - sentence.start])
        at = word.end - sentence.start
        shown.append("Pat" if word.is_capitalised and word.key in letter.known else word.shown)
    return "".join(shown) + sentence.text[at:]
