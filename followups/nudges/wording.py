"""What a mail to a seeker says, in the language that is active. Its facts: employer if allowed, job title, day.

Every sentence is whole, so that it can be translated whole; the templates only set them out.
"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext

from followups.models import FollowUp, Nudge

ON_WEEKDAY = [
    gettext_lazy("on Monday"),
    gettext_lazy("on Tuesday"),
    gettext_lazy("on Wednesday"),
    gettext_lazy("on Thursday"),
    gettext_lazy("on Friday"),
    gettext_lazy("on Saturday"),
    gettext_lazy("on Sunday"),
]
A_WEEK = datetime.timedelta(days=6)


@dataclass(frozen=True)
class Wording:
    """One way of asking: the subject, what follows the sentence on the interview, and the button."""

    subject: str
    before: str
    asks: tuple
    button: str


FIRST = Wording(
    subject=gettext_lazy("%(name)s, a note to your interviewer?"),
    before="",
    asks=(
        gettext_lazy("Have you been able to write to the people you met?"),
        gettext_lazy("A short thank-you note is remembered, because most people never send one."),
    ),
    button=gettext_lazy("Answer in two taps"),
)
CHECK_IN = Wording(
    subject=gettext_lazy("%(name)s, a short check-in note?"),
    before="",
    asks=(
        gettext_lazy(
            "If you have not written yet, it is not too late: a short note to ask how things stand still works."
        ),
        gettext_lazy("If you have, or would rather not, please tell us, and we will stop asking."),
    ),
    button=gettext_lazy("Answer in two taps"),
)
ASKED_FOR = Wording(
    subject=gettext_lazy("%(name)s, the reminder you asked for"),
    before=gettext_lazy("This is the reminder you asked for."),
    asks=(gettext_lazy("A few lines to the people you met are enough; please tell us when they are sent."),),
    button=gettext_lazy("Answer in two taps"),
)
OUTCOME = Wording(
    subject=gettext_lazy("%(name)s, what came of it?"),
    before="",
    asks=(
        gettext_lazy("Have you heard back?"),
        gettext_lazy("Whatever the answer is, telling us helps us plan the next step with you."),
    ),
    button=gettext_lazy("Tell us what you heard"),
)
SUBJECT_FOR_SEVERAL = gettext_lazy("%(name)s, a few words about your interviews?")


def wording_of(nudge: Nudge) -> Wording:
    """Return how a step asks: the first reminder differs from the later ones."""
    if nudge.kind == Nudge.Kind.NUDGE:
        return FIRST if nudge.position == 1 else CHECK_IN
    return {Nudge.Kind.ASKED_FOR: ASKED_FOR, Nudge.Kind.OUTCOME: OUTCOME}[nudge.kind]


def subject(wordings: list[Wording], name: str) -> str:
    """Return the subject line; it never names an employer."""
    text = wordings[0].subject if len(wordings) == 1 else SUBJECT_FOR_SEVERAL
    return text % {"name": name}


def sentences(wording: Wording, follow_up: FollowUp, today: datetime.date) -> str:
    """Return the three sentences of one interview's block."""
    parts = [wording.before, about(follow_up.interview, today), *wording.asks]
    return " ".join(str(part) for part in parts if part)


def about(interview, today: datetime.date) -> str:
    """Return the sentence that says which interview is meant."""
    facts = {"job": interview.job_title, "day": day_of(interview, today)}
    if not names_employer(interview):
        return gettext("You had an interview %(day)s for the job “%(job)s”.") % facts
    facts["employer"] = interview.employer.name
    return gettext("You had an interview with %(employer)s %(day)s for the job “%(job)s”.") % facts


def names_employer(interview) -> bool:
    """Tell whether mails and pages about the interview may name the employer: unless somebody said no."""
    candidate = interview.candidate
    return candidate.names_employer and candidate.office.names_employer and interview.office.names_employer


def day_of(interview, today: datetime.date) -> str:
    """Return the interview's day as it stands after the word interview: `on Tuesday`, further off `on November 3`."""
    day = interview.held_on
    if abs(day - today) <= A_WEEK:
        return str(ON_WEEKDAY[day.weekday()])
    # Translators: a month and a day in Django's format letters, without the year.
    day_and_month = date_format(day, pgettext("date format", "F j"))
    # Translators: follows the word interview, as in "your interview on November 3".
    return gettext("on %(date)s") % {"date": day_and_month}
