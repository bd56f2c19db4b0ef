from django.utils.translation import gettext as _

from followups.letters.checks.reading import at_end, found

# Words: fewer cannot say what belongs in it, more are not read.
LEAST = {"strategic": 60, "short": 20, "check_in": 20, "card": 8}
MOST = {"strategic": 300, "short": 120, "check_in": 150, "card": 60}


def word_count(text: str) -> int:
    """Count what stands between spaces and has a letter or a digit in it."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def too_long(letter):
    """Over 300 words for a strategic letter, 150 for a check-in, 120 for a short one, 60 for a card.

    Shown with its longest sentence: that is where to begin.
    """
    count, most = word_count(letter.text), MOST[letter.facts.kind]
    if count > most:
        longest = max(letter.sentences, key=lambda sentence: word_count(sentence.text))
        words = _(
            "%(count)s words are too many; %(most)s are enough. Take some out, and begin with this long sentence."
        )
        yield found("long", longest, words % {"count": count, "most": most})


def too_short(letter):
    """Under 60 words for a strategic letter, 20 for a short or check-in letter, 8 for a card; or nothing at all.

    Shown with the last sentence: go on from there.
    """
    count, least = word_count(letter.text), LEAST[letter.facts.kind]
    if not letter.sentences:
        yield at_end("short", letter.text, _("The letter is still empty. Begin with your thanks."))
    elif count < least:
        words = _("Words so far: %(count)s. It should have at least %(least)s. Go on after this sentence.")
        yield found("short", letter.sentences[-1], words % {"count": count, "least": least})
