"""What the record says about one letter: what its checks compare it with."""

from dataclasses import dataclass

from django.utils import translation

from followups.letters import phrases
from followups.letters.english import is_english
from followups.models import Letter


@dataclass(frozen=True)
class Facts:
    """Plain values, so that the checks need no database; "" or () for what is not known."""

    employer: str = ""
    names: tuple[str, ...] = ()  # the people met
    job: str = ""
    concern: str = ""  # a doubt the employer may have, in English
    doubt: str = ""  # the same as it was noted, in the reader's language
    kind: str = Letter.Kind.STRATEGIC
    way: str = Letter.Way.EMAIL
    to_name: str = ""
    moment: str = ""  # the debrief's moment of the interview, in English
    answer: str = ""  # the fixed English that answers the concern
    seeker: str = ""
    phone: str = ""  # the seeker's, digits alone
    email: str = ""  # the seeker's


def facts_of(letter) -> Facts:
    """Read the record behind a letter; answers of the debrief that are not in English cannot be looked for in it."""
    interview = letter.follow_up.interview
    candidate = interview.candidate
    return Facts(
        employer=interview.employer.name,
        names=tuple(contact.name for contact in interview.contacts.all()),
        job=interview.job_title,
        kind=letter.kind,
        way=letter.way,
        to_name=letter.to_name,
        seeker=candidate.full_name,
        phone=candidate.phone_digits,
        email=candidate.email,
        **answers_of(getattr(letter.follow_up, "debrief", None)),
    )


def answers_of(debrief) -> dict[str, str]:
    """Return the moment, the concern and its answer in English, as far as the debrief has them."""
    if debrief is None:
        return {}
    moment, concern = phrases.MOMENTS.get(debrief.moment), phrases.CONCERNS.get(debrief.concern)
    doubt = ", ".join(filter(None, (concern and str(concern.label), debrief.concern_words)))
    with translation.override("en"):
        return {
            "doubt": doubt,
            "moment": in_english(moment and moment.english, debrief.moment_words),
            "concern": in_english(concern and str(concern.label), debrief.concern_words),
            "answer": concern.english if concern else "",
        }


def in_english(phrase, own_words):
    return "\n".join(part for part in (phrase, own_words) if part and is_english(part))
