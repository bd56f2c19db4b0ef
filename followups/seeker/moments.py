"""Days and moments on the seeker's page: in the office's time, in the words of the active language."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from followups.models import FollowUp
from followups.nudges.window import at_local

EVENING, MORNING = datetime.time(18), datetime.time(9)
TONIGHT, TOMORROW, IN_TWO_DAYS = _("Tonight"), _("Tomorrow morning"), _("In 2 days")
DAY = datetime.timedelta(days=1)


def moment_words(moment: datetime.datetime, zone) -> str:
    """Return `Tuesday, November 17, 6:00 PM`."""
    # Translators: a moment in Django's format letters, without the year.
    return date_format(timezone.localtime(moment, zone), pgettext("date format", "l, F j, g:i A"))


def reminder_choices(follow_up: FollowUp, at: datetime.datetime) -> list[dict]:
    """Return the moments offered for a reminder: each with its name, the moment in words and the button's value."""
    zone = follow_up.interview.office.zone
    today = at.astimezone(zone).date()
    offered = [
        (TONIGHT, at_local(today, EVENING, zone)),
        (TOMORROW, at_local(today + DAY, MORNING, zone)),
        (IN_TWO_DAYS, at_local(today + 2 * DAY, MORNING, zone)),
    ]
    return [
        {"name": name, "words": moment_words(moment, zone), "value": moment.isoformat()}
        for name, moment in offered
        if at + datetime.timedelta(minutes=30) < moment < follow_up.link_ends_at
    ]
