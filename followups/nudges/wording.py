"""What a mail to a seeker says: an approved text with its placeholders filled in, in the language that is active.

Nothing in a text is ever executed: a placeholder is a name in braces, and each stands for one value.
"""

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext

from followups.models import Nudge, WordingVersion

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


# What a text may hold in braces. The subject never names employer or job, a button names nothing.
IN_SUBJECT = frozenset({"name"})
IN_TEXT = frozenset({"name", "interview", "employer", "job", "day", "counselor", "office"})
IN_TEXT_OF_A_PLAN = IN_TEXT | {"place"}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

PLACES = {
    Nudge.Place.HOME: gettext_lazy("at home"),
    Nudge.Place.LIBRARY: gettext_lazy("at the library"),
    Nudge.Place.OFFICE: gettext_lazy("at the career office"),
    Nudge.Place.ELSEWHERE: gettext_lazy("somewhere quiet"),
}
SUBJECT_FOR_SEVERAL = gettext_lazy("%(name)s, a few words about your interviews?")


def give_versions(nudges: list[Nudge]):
    """Let each step ask in what its wording says now; nothing is saved. A mail without a text fails alone."""
    wordings = {nudge.wording_id for nudge in nudges}
    current = WordingVersion.objects.filter(wording__in=wordings, is_current=True)
    versions = {version.wording_id: version for version in current}
    for nudge in nudges:
        nudge.version = versions.get(nudge.wording_id)


def subject(texts: list[dict], name: str) -> str:
    """Return the subject line; it never names an employer."""
    return fill(texts[0]["subject"], {"name": name}) if len(texts) == 1 else SUBJECT_FOR_SEVERAL % {"name": name}


def fill(text: str, values: dict[str, str]) -> str:
    """Return `text` with each {placeholder} replaced by its value. Raise KeyError for one without a value."""
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def values_of(nudge: Nudge, today: datetime.date) -> dict[str, str]:
    """Return what each placeholder of a text stands for in the mail of one step, in the language that is active."""
    interview = nudge.follow_up.interview
    candidate = interview.candidate
    return {
        "name": candidate.call_name,
        "interview": about(interview, today),
        "employer": interview.employer.name if names_employer(interview) else gettext("the employer"),
        "job": interview.job_title,
        "day": day_of(interview, today),
        "counselor": candidate.counselor.name,
        "office": candidate.office.name,
        "place": str(PLACES.get(nudge.place, "")),
    }


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


def day_words(day: datetime.date) -> str:
    """Return `Tuesday, November 17`."""
    # Translators: a day in Django's format letters, without the year.
    return date_format(day, pgettext("date format", "l, F j"))


def day_of(interview, today: datetime.date) -> str:
    """Return the interview's day as it stands after the word interview: `on Tuesday`, further off `on November 3`."""
    day = interview.held_on
    if abs(day - today) <= A_WEEK:
        return str(ON_WEEKDAY[day.weekday()])
    # Translators: a month and a day in Django's format letters, without the year.
    day_and_month = date_format(day, pgettext("date format", "F j"))
    # Translators: follows the word interview, as in "your interview on November 3".
    return gettext("on %(date)s") % {"date": day_and_month}
