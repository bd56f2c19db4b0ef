"""Dispatch: one pass takes a batch of due steps and hands its mails to the mail server, each at most once.

The order of each mail is the promise (DESIGN section 6): everything but the final dot, then one commit that says
*sending* under the candidate's row lock after a last look at the rules, then the dot, then what the server answered.
"""

import datetime
import logging

from followups.models import FollowUp, Pass
from followups.nudges import claim, copies, guard, replanning, settle, smtp
from followups.nudges.sender import Clock, Result, Sender, another_try

log = logging.getLogger(__name__)


def run(now: Clock) -> Result:
    """Take one batch of what is due and send it. Several processes may do this at the same time."""
    at = now()
    result = Result(held=guard.look(at))
    # What a dead process left is looked after while sending is held, but not by a clock that nobody trusts.
    if guard.is_clock_trusted():
        result.unknown = settle.sweep(at)
    if not result.held:
        result.planned_anew = replanning.replan_wanted(at, replanning.LIMIT)
        if claim.due(at).exists() or copies.due(at):
            send_batch(now, at, result)
        result.has_more |= result.planned_anew == replanning.LIMIT
    keep(result, at, now())
    return result


def send_batch(now: Clock, at: datetime.datetime, result: Result):
    """Claim a batch and send it. While the mail server cannot be reached no mail is claimed, but all else is done."""
    connection = smtp.Connection()
    try:
        result.held = reach(connection, now)
        mail_from = another_try(at) if result.held else None
        batch = claim.claim_batch(at, mail_from=mail_from)
        result.steps, result.has_more = batch.settled, batch.is_full
        if batch.parcels:
            Sender(batch, now, result, connection).send_all()
        if not result.held:
            result.mails += copies.send_wanted(now, connection)
    finally:
        connection.close()


def reach(connection: smtp.Connection, now: Clock) -> str:
    """Open the connection; return why no mail can go over it, "" if it can."""
    try:
        connection.open()
    except smtp.Unreachable as error:
        log.warning("The mail server cannot be reached: %s", error)
        return f"the mail server cannot be reached: {error}"
    except smtp.Refused as refusal:
        if not refusal.is_temporary:
            guard.hold_server(refusal.reply, now())
        return refusal.reply
    return ""


def keep(result: Result, began_at, ended_at):
    """Keep what a pass did for the page of operations; one that did nothing, or is held as before, leaves no row."""
    did_something = result.steps or result.unknown or result.mails
    newest = None if did_something else Pass.objects.first()
    if did_something or result.held != (newest.held if newest else ""):
        Pass.objects.create(
            began_at=began_at,
            ended_at=ended_at,
            steps=result.steps,
            mails=dict(result.mails),
            unknown=result.unknown,
            held=result.held[:300],
        )


def run_until_done(now: Clock):
    """Yield one pass after the other until nothing more is due."""
    while True:
        result = run(now)
        yield result
        if not (result.has_more and (result.steps or result.planned_anew)):
            return


def close_missed(at: datetime.datetime) -> int:
    """Close as missed what has had no answer seven days after its last step; return how many."""
    if not guard.is_clock_trusted():
        return 0
    due = FollowUp.objects.open().filter(answer_by__lte=at).order_by("answer_by")
    return sum(follow_up.miss_if_open(at=at) for follow_up in due.iterator(chunk_size=500))
