"""Many due reminders in little time: one is made as the product makes it, the others are copies of its rows."""

import datetime
import itertools
import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import Region
from candidates.models import Candidate, Interview
from followups.models import FollowUp
from followups.tests.builders import make_candidate, make_follow_up, make_office_at_all_hours, make_user
from workforce.addresses import address_key

numbers = itertools.count(1)
OVERDUE = datetime.timedelta(days=1, minutes=5)
NO_BRAKE = 1_000_000


@transaction.atomic
def make_due(number):
    """Make `number` seekers with one reminder each that has been due for five minutes, at an office without a night.

    All at once: a worker that took the first while the others are made would be copied with it.
    """
    Region.objects.update(brake_floor=NO_BRAKE)
    counselor = make_user(office=make_office_at_all_hours())
    first = make_follow_up(make_candidate(counselor), held_at=timezone.now() - OVERDUE)
    copy_follow_up(first, number - 1)


def copy_follow_up(first, number):
    """Make `number` copies of a follow-up with its interview, each of a seeker with an address of their own."""
    candidates = Candidate.objects.bulk_create(copies(first.interview.candidate, number, new_address))
    seekers = iter(candidates)
    interviews = iter(
        Interview.objects.bulk_create(copies(first.interview, number, lambda: {"candidate_id": next(seekers).pk}))
    )
    follow_ups = FollowUp.objects.bulk_create(
        copies(first, number, lambda: {"interview_id": next(interviews).pk, "link_key": uuid.uuid4()})
    )
    for rows in (first.nudges.all(), first.timeline.all()):
        for row in rows:
            owners = iter(follow_ups)
            type(row).objects.bulk_create(copies(row, number, lambda owners=owners: {"follow_up_id": next(owners).pk}))


def copies(row, number, changes) -> list:
    """Return unsaved copies of a row; `changes()` says what is different in each."""
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return [type(row)(**{**same, **changes()}) for _number in range(number)]


def new_address():
    email = f"copy{next(numbers)}@example.com"
    return {"email": email, "email_key": address_key(email)}
