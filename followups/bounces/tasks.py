"""Celery is told to look into the mailbox every five minutes, where there is one."""

import logging

from celery import shared_task
from django.conf import settings

from followups.bounces import reading
from followups.nudges.clock import database_now

log = logging.getLogger(__name__)


# Killed in the middle of anything it does no harm, and a mail server that dawdles must not keep a worker.
@shared_task(time_limit=240)
def read_bounces():
    """Read what came back."""
    try:
        fates = reading.read_mailbox(settings.BOUNCE_IMAP, database_now)
    except reading.CannotRead as reason:
        log.warning("The mailbox for bounces was not read: %s", reason)
    else:
        log.info("Mail that came back: %s", reading.in_words(fates))
