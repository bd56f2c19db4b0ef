"""The interviews behind a number of a report."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from followups.models import FollowUp
from followups.reports.measures import Measure
from followups.reports.report import ELSEWHERE
from followups.reports.tallies import held_in


@dataclass(frozen=True)
class Line:
    """One interview of the list, with what is known of its follow-up in words."""

    follow_up: FollowUp
    answer: str


def interviews_behind(measure: Measure, *, period, offices, counselor, user, on):
    """Return the follow-ups that a measure counts, newest interview first. `counselor` as in the list's form."""
    found = held_in(period, offices).filter(measure.condition(on))
    if counselor == ELSEWHERE:
        found = found.exclude(interview__candidate__counselor__in=User.objects.visible_to(user))
    elif counselor:
        found = found.filter(interview__candidate__counselor=counselor)
    related = ("interview__candidate__counselor", "interview__employer", "interview__office")
    return found.select_related(*related).order_by("-interview__held_at", "-pk")


def lines(follow_ups) -> list[Line]:
    return [Line(follow_up, answer_of(follow_up)) for follow_up in follow_ups]


def answer_of(follow_up: FollowUp) -> str:
    """Say in words what is known: how and when a message was sent, or why none was."""
    status = FollowUp.Status
    if follow_up.status == status.DONE:
        return _("%(how)s, %(when)s") % {"how": capital(follow_up.get_method_display()), "when": delay(follow_up)}
    if follow_up.status == status.DECLINED:
        return _("Decided not to: %(reason)s") % {"reason": follow_up.get_reason_display()}
    if follow_up.status == status.OPEN and follow_up.look_on:
        return _("Not yet")
    return _("No answer yet") if follow_up.is_open else _("No answer")


def delay(follow_up: FollowUp) -> str:
    days = (follow_up.sent_on - follow_up.interview.held_on).days
    if days < 1:
        return _("the same day")
    return ngettext("the next day", "%(days)s days later", days) % {"days": days}


def capital(words) -> str:
    return str(words)[:1].upper() + str(words)[1:]
