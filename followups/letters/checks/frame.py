"""What stands around the text: greeting, subject, closing; and how the job seeker can be reached."""

import re

from django.utils.translation import gettext as _

from candidates.typos import likely_meant
from followups.letters.checks.reading import at_end, found
from followups.letters.checks.sentences import words_of
from followups.letters.checks.spelling import is_near

HELLO = "dear|hello|hi|good (?:morning|afternoon|evening)|to whom it may concern"
DEAR = re.compile(rf"(?:{HELLO})(?: [^\s,:!?]{{1,40}}){{0,5}} ?[,:!\n]")
CLOSINGS = "sincerely|respectfully|truly|faithfully|cordially|best|regards|best wishes|many thanks|thank you|thanks"
CLOSING = re.compile(
    rf"(?:^|\n)[ \t]*+(?:(?:yours|very|most|with|kind|best) ){{0,3}}(?:{CLOSINGS})(?: yours)?,?"
    r"(?P<rest>[^\n.!?]{0,99})(?=\n|$)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){0,4}")
PHONE = re.compile(r"(?<![\d-])\+?1?[ .-]?\(?\d{3}\)?[ .-]{0,2}\d{3,4}[ .-]?\d{3,5}(?![\d-])")
SLIPS = 2
LAST_LINES = 200  # letters in which a closing is looked for


def no_greeting(letter):
    """No greeting: "Dear Hiring Manager," is right where nobody's name is known."""
    if not letter.greeting.strip():
        yield at_end("greeting", letter.greeting, _("Add a greeting, such as “Dear Hiring Manager,”."), "greeting")


def no_subject(letter):
    """A letter by e-mail has no subject."""
    if letter.facts.way == "email" and letter.facts.kind != "card" and not letter.subject.strip():
        words = _("Add a subject, such as “Thank you for the interview”.")
        yield at_end("subject", letter.subject, words, "subject")


def twice_framed(letter):
    """The text begins with a greeting or ends with a closing: both are put around it, so they would stand twice."""
    if not letter.sentences:
        return
    first = letter.sentences[0]
    if DEAR.match(letter.text[first.start : first.start + 100].lower()):
        yield found("twice", first, _("The greeting stands above the text already. Take it out here."))
    closings = CLOSING.finditer(letter.text, max(0, len(letter.text) - LAST_LINES))
    closing = next(filter(None, (closes(match, letter.facts) for match in closings)), None)
    if closing:
        last = next(sentence for sentence in letter.sentences if sentence.end > closing.start())
        yield found("twice", last, _("The closing and your name are added below the text. Take them out here."))


def closes(match, facts):
    """Return the match if only the job seeker's name stands behind it: "Thank you, Pat, for …" closes nothing."""
    mine = {word.key for word in words_of(facts.seeker)}
    return match if {word.key for word in words_of(match["rest"])} <= mine else None


def wrong_contact(letter):
    """An e-mail address or phone number is nearly that of the record, or an address is mistyped (gmial.com)."""
    for sentence in letter.sentences:
        wrong = wrong_email(sentence.text, letter.facts.email) or wrong_phone(sentence.text, letter.facts.phone)
        if wrong:
            words = _("Check “%(wrong)s”: is it %(right)s?")
            yield found("contact", sentence, words % {"wrong": wrong[0], "right": wrong[1]})


def wrong_email(text, recorded):
    for match in EMAIL.finditer(text):
        typed = match.group().rstrip(".-")
        if is_near(typed.lower(), recorded.lower(), SLIPS):
            return typed, recorded
        if typed.lower() != recorded.lower() and likely_meant(typed):
            return typed, likely_meant(typed)
    return None


def wrong_phone(text, recorded):
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
        if len(digits) >= 9 and is_near(digits, recorded, SLIPS):
            return match.group().strip(" -."), f"{recorded[:3]} {recorded[3:6]} {recorded[6:]}"
    return None
