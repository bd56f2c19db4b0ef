"""The naive design that nudges are measured against: a task for each row that is due, a connection for each mail.

Run by the same worker as ours: `celery -A workforce worker --include bench.naive`. Killed after a mail went out and
before its row says so, a task that is run again sends that mail again.
"""

import smtplib

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from bench import plain_mail
from bench.batch_prototype import WHAT_A_MAIL_TELLS, make_delivery
from followups.models import Claim, FollowUp, Nudge
from followups.nudges import wording


@shared_task
def look():
    """Ask for each mail that is due, as beat does every minute."""
    due = Nudge.objects.planned().filter(try_at__lte=timezone.now()).order_by("try_at")
    for pk in due.values_list("pk", flat=True):
        send.delay(pk)


@shared_task
def send(pk):
    """Send one mail over a connection of its own and mark its row."""
    at = timezone.now()
    nudge = Nudge.objects.select_related(*WHAT_A_MAIL_TELLS).get(pk=pk)
    if nudge.state != Nudge.State.PLANNED:
        return
    wording.give_versions([nudge])
    candidate = nudge.follow_up.interview.candidate
    delivery = make_delivery(candidate, Claim.objects.create(claimed_at=at, lease_until=at, finished_at=at), at)
    body = plain_mail.write(delivery, [nudge], at)
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as smtp:
        smtp.sendmail(candidate.office.email, [candidate.email], body)
    delivery.save(force_insert=True)
    nudge.state, nudge.settled_at, nudge.delivery = Nudge.State.SENT, at, delivery
    nudge.save(update_fields=["state", "settled_at", "delivery", "version"])
    FollowUp.objects.filter(pk=nudge.follow_up_id).refresh_next_step()
