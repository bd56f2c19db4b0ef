"""The fixed sentences of a letter around what the seeker said, and the facts from the record that fill them.

`ALL_CAPITALS` are templates: English as it stands in the letter, marked so that its meaning can be shown.
"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext

from followups.letters.own_words import as_title
from followups.letters.phrase import filled

# Thanks
THANKS_TO_INTERVIEWER = _("Thank you for meeting with me on {day} about the {job} position at {employer}.")
THANKS_WITHOUT_NAME = _("Thank you for the interview on {day} for the {job} position at {employer}.")
THANKS_TO_HELPER = _("Thank you for your help with my interview on {day} for the {job} position at {employer}.")
TIME_TAKEN = _("I appreciate your time and the chance to learn more about the work.")
HELPFUL = _("You were especially helpful that day, and I want to thank you for it.")
HELPFUL_OTHERS = _("I would also like to thank {helpful} for being so helpful.")
# Leads to what the seeker says in their own words
OWN_MOMENT = _("One thing has stayed with me:")
WHY_AFTER = _("That is one reason why I would like this job.")
OWN_WHY = _("I have thought about why I would like to have this job:")
OWN_WHY_BECAUSE = _("I have thought about it since, and I would like to have this job because")
CONCERN_AHEAD = _("I would also like to come back to one point.")
OWN_CONCERN = _("I would also like to come back to one point from the interview:")
STRENGTH_AHEAD = _("One thing did not come up in the interview.")
OWN_STRENGTH = _("One thing did not come up in the interview, and I would like you to know it:")
# What only the seeker can say
SAY_MOMENT = _("[say what you remember best from the interview].")
SAY_WHY = _("[say why you want this job].")
SAY_CONCERN = _("[answer one doubt that they may have about you].")
SAY_STRENGTH = _("[say something you can do that did not come up].")
SAY_IN_ENGLISH = _("[say this in English].")
# The next step
TALK_AGAIN = _("I would be glad to answer any other questions you have, or to come in and talk with you again.")
DECIDES = _("I understand that {employer} expects to decide by {decides_on}.")
PASS_ON = _("I would be grateful if you passed this letter on to {people}.")
PASS_ON_WITHOUT_NAMES = _("I would be grateful if you passed this letter on to the people I met at {employer}.")
THANKS_AGAIN = _("Thank you again for your time and for considering me for this job.")
LOOK_FORWARD = _("I look forward to hearing from you.")
# The short thank-you and the check-in letter
BEST_WISHES = _("I appreciate the time you took for me, and I wish you and everyone at {employer} all the best.")
CHECKING_IN = _("I am writing to follow up on my interview on {day} for the {job} position at {employer}.")
THANKS_ONCE_MORE = _("Thank you again for your time that day.")
VERY_INTERESTED = _("I am still very interested in this job.")
INTERESTED = _("I am still interested in this job.")
HOW_IT_STANDS = _(
    "I would be glad to hear where things stand when you have a moment. If there is anything else you would like to "
    "know or see from me, please tell me."
)
# Cards; the short ones are for names that take many words
CARD_TO_HELPER = _("Thank you for your help on {day}, when I came to {employer} for my interview.")
CARD_SHORT = _("Thank you for your help on {day}, when I came in for my interview.")
CARD_CLOSE_TO_HELPFUL = _("You made the day easier for me. I have not forgotten it, and I wanted you to know.")
CARD_TO_INTERVIEWER = _("Thank you for your time on {day} and for talking with me about the {job} position.")
CARD_SHORT_TO_INTERVIEWER = _("Thank you for your time on {day} and for talking with me about the job.")
CARD_CLOSE = _("I appreciate it very much, and I wanted to tell you so.")

TWO_PEOPLE = _("{first} and {last}")


@dataclass(frozen=True)
class Setting:
    """The facts of a letter: `english` fills what it says, `meant` what stands beside it."""

    english: dict[str, str]
    meant: dict[str, str]

    @classmethod
    def of(cls, interview, decides_on, people: list[str], helpful: list[str]):
        english = {
            "job": as_title(interview.job_title),
            "employer": interview.employer.name,
            "day": english_day(interview.held_on),
            "decides_on": english_day(decides_on) if decides_on else "",
            "people": listed(people, str),
            "helpful": listed(helpful, str),
        }
        meant = {
            **english,
            "day": day_words(interview.held_on),
            "decides_on": day_words(decides_on) if decides_on else "",
            "people": listed(people, translated),
            "helpful": listed(helpful, translated),
        }
        return cls(english, meant)

    def say(self, template: str) -> str:
        return filled(template, self.english)

    def mean(self, template: str) -> str:
        return filled(translated(template), self.meant)


def english_day(day: datetime.date) -> str:
    """Return `Tuesday, November 17`, whatever language is active."""
    return f"{day:%A, %B} {day.day}"


def day_words(day: datetime.date) -> str:
    """Return the same in the language that is active."""
    return date_format(day, pgettext("date format", "l, F j"))


def listed(names: list[str], translate) -> str:
    """Return `Ann`, `Ann and Bo`, or `Ann, Bo and Cy`."""
    if len(names) < 2:
        return "".join(names)
    return filled(translate(TWO_PEOPLE), {"first": ", ".join(names[:-1]), "last": names[-1]})
