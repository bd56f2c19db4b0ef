"""The plain batch design that nudges are measured against: fast, and not safe against a crash.

It claims 500 rows, renders each mail with the product's templates, sends over one kept connection and writes what was
sent in one statement at the end of the batch. Killed in between, it sends up to 500 mails a second time.
"""

import smtplib
import uuid

from django.conf import settings
from django.db import transaction

from followups.models import Claim, Delivery, FollowUp, Nudge
from followups.nudges import mails, wording

BATCH = 500


def run(now) -> int:
    """Send one batch; return how many mails went out."""
    at = now()
    with transaction.atomic():
        due = FollowUp.objects.with_step_due(at).select_for_update(skip_locked=True)
        due = list(due.values_list("pk", flat=True)[:BATCH])
        FollowUp.objects.filter(pk__in=due).update(next_step_at=None)
    nudges = list(
        Nudge.objects.planned()
        .filter(follow_up__in=due, try_at__lte=at)
        .select_related(
            "follow_up__interview__candidate__office",
            "follow_up__interview__candidate__counselor",
            "follow_up__interview__employer",
            "follow_up__interview__office",
        )
    )
    wording.give_versions(nudges)
    claim = Claim.objects.create(claimed_at=at, lease_until=at, finished_at=at)
    deliveries = send(nudges, claim, at)
    with transaction.atomic():
        Delivery.objects.bulk_create(deliveries.values())
        for nudge in nudges:
            nudge.state, nudge.settled_at, nudge.delivery = Nudge.State.SENT, at, deliveries[nudge.pk]
        Nudge.objects.bulk_update(nudges, ["state", "settled_at", "delivery"])
    return len(deliveries)


def send(nudges, claim, at) -> dict[int, Delivery]:
    """Send a mail for each nudge; return the deliveries by the nudge's number."""
    deliveries = {}
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as smtp:
        for nudge in nudges:
            candidate = nudge.follow_up.interview.candidate
            delivery = Delivery(
                pk=uuid.uuid4(),
                claim=claim,
                candidate=candidate,
                address_key=candidate.email_key,
                day=at.date(),
                state=Delivery.State.SENT,
                created_at=at,
                sending_at=at,
                settled_at=at,
            )
            body = mails.build(delivery, [nudge], at=at).message().as_bytes(linesep="\r\n")
            smtp.sendmail(candidate.office.email, [candidate.email], body)
            deliveries[nudge.pk] = delivery
    return deliveries
