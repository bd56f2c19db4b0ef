"""Celery is only told to look; what to send, and when, stands in the database."""

import logging

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from followups.nudges import dispatch, forget, guard, invariants
from followups.nudges.clock import DatabaseClock, database_now

log = logging.getLogger(__name__)


@shared_task
def look_for_due_nudges():
    """Send one batch; while more is due, ask for the next look at once."""
    guard.check_clocks(database_now())
    result = dispatch.run(DatabaseClock())
    log.info("Nudges: %s", result)
    if result.has_more:
        try:
            # One that has to wait longer is no use: each tick brings another, and other tasks want their turn.
            look_for_due_nudges.apply_async(expires=settings.TICK_SECONDS)
        except OperationalError:
            # The next tick of the clock looks again anyway.
            log.warning("The broker cannot be reached; the next batch waits for the next tick.")


@shared_task
def close_missed():
    """Close the follow-ups that nobody answered."""
    log.info("Closed without an answer: %s", dispatch.close_missed(database_now()))


@shared_task
def check_invariants():
    """Check every night that the promise holds; what is broken is logged and shown to administrators."""
    log.info("Rules of the promise that are broken: %s", len(invariants.check_and_keep(database_now())))


@shared_task
def forget_old_mails():
    """Forget every night what the mails of more than 60 days ago said, and what the passes of then did."""
    log.info("Mails whose text was forgotten: %s", forget.forget_old_mails(database_now()))
    log.info("Passes that were forgotten: %s", forget.forget_old_passes(database_now()))
