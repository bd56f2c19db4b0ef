"""Lives the stories through, moment by moment, with the code that does it in use; only no mail leaves the house."""

import contextlib
import datetime
import heapq
import itertools
import random
from functools import partial

from django.db import connection

from followups.intake.days import DAY
from followups.intake.log import Logged, log_interview
from followups.models import Delivery, FollowUp, Nudge, TransitionNotAllowed
from followups.nudges import dispatch, forget, mails, settle
from followups.nudges.claim import Batch, Parcel, claim_batch
from workforce.demo.data.acts import Act, was_mailed
from workforce.demo.data.clock import hours, local, moment_of
from workforce.demo.data.stories import Story

# When the past's dispatcher looked; mails are noted at the moment that they were planned for.
LOOKS = ("11:53", "19:58", "23:57")
# What falls due after that is left to the dispatcher of the demonstration.
LEFT_TO_SEND = datetime.timedelta(minutes=3)
ACCEPTED = "250 Kept"
FRIDAY = 4
NOBODY_THERE = "550 5.1.1 Nobody of that name here"


def count_rows():
    """Let PostgreSQL plan by the rows there are by now: within one transaction it goes by those of its beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class History:
    """A queue of things to happen until a moment; what lies beyond it has not happened."""

    def __init__(self, until: datetime.datetime, draw: random.Random, bouncing=()):
        self.until, self.draw = until, draw
        # Addresses that the mail server of the past refused.
        self.bouncing = frozenset(bouncing)
        self.queue, self.order = [], itertools.count()

    def plan(self, at: datetime.datetime, happen):
        if at <= self.until:
            heapq.heappush(self.queue, (at, next(self.order), happen))

    def live_through(self, stories: list[Story]):
        """Let everything happen in its order."""
        for story in stories:
            self.plan(story.logged_at, partial(self.log, story))
        self.plan_looks(since=min(at for at, _order, _happen in self.queue))
        while self.queue:
            at, _order, happen = heapq.heappop(self.queue)
            happen(at)

    def plan_looks(self, since):
        day, last = local(since).date(), local(self.until).date()
        while day <= last:
            if day.weekday() == FRIDAY:
                self.plan(moment_of(day, LOOKS[0]), lambda _at: count_rows())
            for number, clock in enumerate(LOOKS):
                self.plan(moment_of(day, clock), self.close_and_dispatch if number == 0 else self.dispatch)
            day += DAY
        self.plan(self.until - LEFT_TO_SEND, self.close_and_dispatch)

    def log(self, story: Story, at):
        logged = Logged(
            candidate=story.seeker,
            employer_name=story.employer.name,
            employer_city=story.employer.city,
            job_title=story.job_title,
            held_at=story.held_at,
            interest=story.interest,
            contacts=story.met,
            answer=story.answer,
        )
        interview = log_interview(logged, by=story.seeker.counselor, at=at)
        for act in story.acts:
            self.plan(act.at, partial(self.act, interview.pk, act))

    def act(self, interview, act: Act, at):
        """Do it; from a link only once a mail came. Somebody who has answered already does nothing more."""
        follow_up = FollowUp.objects.select_related(
            "interview__office", "interview__candidate__office", "interview__candidate__counselor"
        ).get(interview=interview)
        if act.by_link and not self.is_mailed(follow_up, at):
            if at < follow_up.interview.held_at + 20 * DAY:
                self.plan(at + hours(20), partial(self.act, interview, act))
            return
        by = None if act.by_link else follow_up.interview.candidate.counselor
        with contextlib.suppress(TransitionNotAllowed):
            act.do(follow_up, by=by, at=at)

    def is_mailed(self, follow_up, at) -> bool:
        """Tell whether a mail has come, after a look at what is due if none had."""
        if not was_mailed(follow_up):
            self.dispatch(at)
        return was_mailed(follow_up)

    def close_and_dispatch(self, at):
        dispatch.close_missed(at)
        self.dispatch(at)

    def dispatch(self, at):
        """Take what is due as the dispatcher does, and note it as sent without sending it."""
        if at <= self.until - LEFT_TO_SEND and FollowUp.objects.with_step_due(at).exists():
            self.note_sent(claim_batch(at), at)

    def note_sent(self, batch: Batch, at):
        sent = []
        for parcel in batch.parcels:
            if parcel.candidate.email in self.bouncing:
                settle.bad_address(parcel.delivery, NOBODY_THERE, at)
            else:
                self.mark(parcel, at)
                sent.append(parcel)
        deliveries = [parcel.delivery for parcel in sent]
        facts = ["state", "created_at", "sending_at", "settled_at", "reply", "content"]
        Delivery.objects.bulk_update(deliveries, facts)
        Nudge.objects.bulk_update([nudge for parcel in sent for nudge in parcel.nudges], ["state", "settled_at"])
        if batch.parcels:
            settle.finish(batch.claim, at)

    def mark(self, parcel: Parcel, at):
        """Say of a mail and its steps that the mail server took it, within a minute of the planned moment."""
        planned_at = max(nudge.planned_at for nudge in parcel.nudges)
        is_same_day = parcel.candidate.office.local_day(planned_at) == parcel.delivery.day
        made_at = planned_at + datetime.timedelta(seconds=self.draw.uniform(1, 58)) if is_same_day else at
        taken_at = min(made_at, at) + datetime.timedelta(milliseconds=300)
        delivery = parcel.delivery
        delivery.state, delivery.reply = Delivery.State.SENT, ACCEPTED
        delivery.created_at = delivery.sending_at = min(made_at, at)
        delivery.settled_at = taken_at
        if delivery.created_at > self.until - forget.KEPT_FOR:
            delivery.content = mails.content_of(parcel.nudges, at=delivery.created_at)
        for nudge in parcel.nudges:
            nudge.state, nudge.settled_at = Nudge.State.SENT, taken_at
