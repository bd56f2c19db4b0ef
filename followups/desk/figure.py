"""The small figure at the top of the desk: the counselor's own rate of the last 30 days beside the office's."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from followups.models import FollowUp
from followups.models.measures import in_time, matured
from followups.models.rates import Rate

PERIOD = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Figure:
    """The counselor's own rate, and that of their offices."""

    own: Rate
    office: Rate


def recent_figure(user, on: datetime.date) -> Figure:
    """Return the rates over the interviews held in the 30 days before `on`, but those for which it is too early."""
    held = FollowUp.objects.visible_to(user).filter(
        interview__held_on__gte=on - PERIOD, interview__held_on__lte=on, interview__office__in=user.offices.all()
    )
    counted, own = matured(on), Q(interview__candidate__counselor=user)
    numbers = held.aggregate(
        own_n=Count("pk", filter=counted & own),
        own_done=Count("pk", filter=counted & own & in_time()),
        office_n=Count("pk", filter=counted),
        office_done=Count("pk", filter=counted & in_time()),
    )
    return Figure(Rate(numbers["own_done"], numbers["own_n"]), Rate(numbers["office_done"], numbers["office_n"]))
