"""The plan as a file for the job seeker's own calendar (RFC 5545), in their language.

The link to their page is left out: it opens the page without a password, and calendars are shared with families and
kept by other companies. The mail that comes at that very moment brings it.
"""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event
from icalendar.enums import CLASS

from followups.models import Entry, FollowUp, Nudge
from followups.nudges import schedule, wording
from workforce.text import legible_line

TAKES = datetime.timedelta(minutes=30)
# Time to go where they want to write.
WARNED_BEFORE = datetime.timedelta(minutes=15)


def plan_ics(follow_up: FollowUp, at: datetime.datetime) -> bytes:
    """Return the calendar file of the planned moment; nothing if none is planned. Opened again, it moves the entry."""
    wish = schedule.wishes_of(follow_up).first()
    if not wish:
        return b""
    with translation.override(follow_up.interview.candidate.language):
        event = event_of(wish, at)
    calendar = Calendar.new(prodid="-//The Follow-Up Desk//Plan//EN", method="PUBLISH", subcomponents=[event])
    # It names the file itself, which no calendar asks for; the entry has one that stays.
    calendar.pop("UID", None)
    return calendar.to_ical()


def event_of(wish: Nudge, at: datetime.datetime) -> Event:
    """Return the entry: what, when, where, and a warning before it."""
    summary = summary_of(wish.follow_up.interview)
    event = Event.new(
        uid=f"plan-{wish.follow_up_id}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=sequence_of(wish.follow_up),
        stamp=at.astimezone(datetime.UTC).replace(microsecond=0),
        start=wish.planned_at.astimezone(datetime.UTC).replace(microsecond=0),
        end=(wish.planned_at + TAKES).astimezone(datetime.UTC).replace(microsecond=0),
        summary=summary,
        description=_("Say thank you, and say why you want the job. Half an hour is enough."),
        location=place_of(wish) or None,
        # Whoever else may look into the calendar sees only that the time is taken.
        classification=CLASS.PRIVATE,
    )
    event.add_component(warning(summary))
    return event


def warning(summary: str) -> Alarm:
    alarm = Alarm.new(description=summary)
    alarm.add("action", "DISPLAY")
    alarm.TRIGGER = -WARNED_BEFORE
    alarm.pop("UID", None)
    return alarm


def summary_of(interview) -> str:
    """Return what is planned; it names the employer only where mails may."""
    if not wording.names_employer(interview):
        return _("Write to your interviewer")
    return _("Write to %(employer)s") % {"employer": legible_line(interview.employer.name)}


def place_of(wish: Nudge) -> str:
    """Return where they want to write; the career office with name and address, so that a map finds it."""
    if wish.place == Nudge.Place.OFFICE:
        office = wish.follow_up.interview.candidate.office
        return legible_line(f"{office.name}, {', '.join(office.postal_address.splitlines())}")
    return capfirst(wording.PLACES[wish.place]) if wish.place else ""


def sequence_of(follow_up: FollowUp) -> int:
    """Return how often the plan was changed: calendars take the file with the highest number."""
    return follow_up.timeline.filter(kind__in=[Entry.Kind.PLAN, Entry.Kind.REMINDER]).count()
