"""The plain batch design that nudges are measured against: fast, and not safe against a crash.

It claims 500 rows, renders each mail with the product's templates, sends over one kept connection and writes what was
sent in one statement at the end of the batch. Killed in between, it sends up to 500 mails a second time.
"""

import smtplib

from django.conf import settings
from django.db import transaction

from bench import plain_mail
from followups.models import Claim, Delivery, FollowUp, Nudge
from followups.nudges import wording

BATCH = 500
WHAT_A_MAIL_TELLS = [
    f"follow_up__interview__{name}" for name in ("candidate__office", "candidate__counselor", "employer", "office")
]


def run(now) -> int:
    """Send one batch; return how many mails went out."""
    at = now()
    due = claim(at)
    nudges = list(Nudge.objects.planned().filter(follow_up__in=due, try_at__lte=at).select_related(*WHAT_A_MAIL_TELLS))
    wording.give_versions(nudges)
    deliveries = send(nudges, Claim.objects.create(claimed_at=at, lease_until=at, finished_at=at), at)
    with transaction.atomic():
        Delivery.objects.bulk_create(deliveries)
        for nudge, delivery in zip(nudges, deliveries, strict=True):
            nudge.state, nudge.settled_at, nudge.delivery = Nudge.State.SENT, at, delivery
        Nudge.objects.bulk_update(nudges, ["state", "settled_at", "delivery", "version"])
    return len(deliveries)


@transaction.atomic
def claim(at) -> list[int]:
    due = FollowUp.objects.with_step_due(at).select_for_update(skip_locked=True)
    due = list(due.values_list("pk", flat=True)[:BATCH])
    FollowUp.objects.filter(pk__in=due).update(next_step_at=None)
    return due


def send(nudges, claim, at) -> list[Delivery]:
    """Send a mail for each nudge; return their deliveries."""
    deliveries = []
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as smtp:
        for nudge in nudges:
            candidate = nudge.follow_up.interview.candidate
            delivery = make_delivery(candidate, claim, at)
            body = plain_mail.write(delivery, [nudge], at)
            smtp.sendmail(candidate.office.email, [candidate.email], body)
            deliveries.append(delivery)
    return deliveries


def make_delivery(candidate, claim, at) -> Delivery:
    """Return the unsaved row of a mail that goes out at this moment."""
    return Delivery(
        claim=claim,
        candidate=candidate,
        address_key=candidate.email_key,
        day=at.date(),
        state=Delivery.State.SENT,
        created_at=at,
        sending_at=at,
        settled_at=at,
    )
