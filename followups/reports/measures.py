"""The measures of the report: for each its name, what it means in plain words, and its condition over follow-ups."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from followups.models.measures import decided_against, in_time, logged_late, matured, too_early


@dataclass(frozen=True)
class Measure:
    """One way to count interviews, as of a day. The key is its name in addresses and in a Tally."""

    key: str
    name: str | Promise
    definition: str | Promise
    condition: Callable[[datetime.date], Q]


MATURED = Measure(
    "matured",
    _("Interviews counted"),
    _(
        "Interviews held at least 6 days before the day of the report, so that the 5 days for a follow-up are over. "
        "Left out: interviews that did not take place, those where the job seeker decided not to follow up within "
        "5 days, and those logged more than 5 days after they were held."
    ),
    matured,
)
FOLLOWED_UP = Measure(
    "followed_up",
    _("Followed up within 5 days"),
    _("Interviews counted after which a message went to the employer on the same day or one of the next 5 days."),
    lambda on: matured(on) & in_time(),
)
LATER = Measure(
    "later",
    _("Followed up later"),
    _("Interviews counted after which a message went out, but more than 5 days later. The rate counts them as a no."),
    lambda on: matured(on) & Q(status="done") & ~in_time(),
)
SAID_NO = Measure(
    "said_no",
    _("Said no"),
    _("Interviews counted after which the job seeker said no once the 5 days were over. The rate counts them as a no."),
    lambda on: matured(on) & Q(status="declined"),
)
NO_ANSWER = Measure(
    "no_answer",
    _("No answer"),
    _(
        "Interviews counted of which nobody has told us yet that a message went out, or only “not yet”. "
        "The rate counts them as a no, although some may have followed up."
    ),
    lambda on: matured(on) & Q(status__in=["open", "missed"]),
)
DECLINED = Measure(
    "declined",
    _("Decided not to"),
    _(
        "The job seeker decided within 5 days not to follow up, for a reason such as “the employer asked for no "
        "contact”. A valid answer: these interviews are not in the rate. The report also says what the rate would be "
        "if each of them counted as a no."
    ),
    decided_against,
)
OPEN = Measure(
    "open",
    _("Too early to count"),
    _("Interviews held less than 6 days before the day of the report: there is still time to follow up."),
    too_early,
)
LOGGED_LATE = Measure(
    "logged_late",
    _("Logged too late"),
    _("Interviews logged more than 5 days after they were held. No reminder could come in time, so they stand apart."),
    lambda on: logged_late(),
)
MEASURES = (MATURED, FOLLOWED_UP, LATER, SAID_NO, NO_ANSWER, DECLINED, OPEN, LOGGED_LATE)
BY_KEY = {measure.key: measure for measure in MEASURES}

RATE_DEFINITION = _(
    "Of all interviews counted, the share after which a message went to the employer on the same day or one of the "
    "next 5 days. “Likely between” is the 95 % interval (Wilson): with so many interviews, chance alone moves the "
    "rate about so much. Each interview counts for the office that had the job seeker then, and for the counselor who "
    "has the job seeker now."
)
