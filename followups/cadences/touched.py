"""Which follow-ups a change of a cadence touches: those with a step to move, to drop, or to add."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import Office
from followups.models import FollowUp, Nudge, Step
from followups.nudges.replanning import in_reach
from followups.nudges.schedule import LOGGED_LATE_AFTER
from followups.nudges.window import SendingHours

OPEN, DONE = FollowUp.Status.OPEN, FollowUp.Status.DONE
# In which follow-ups a new step has a point.
STATUSES = {Step.Kind.NUDGE: [OPEN], Step.Kind.TASK: [OPEN], Step.Kind.OUTCOME: [OPEN, DONE]}


@dataclass
class Plan:
    """What a cadence says: its steps, and the wordings of what was asked for; steps that are new have no position."""

    steps: list[Step] = field(default_factory=list)
    asked_for_wording_id: int | None = None
    plan_wording_id: int | None = None

    def __post_init__(self):
        self.steps = sorted(self.steps, key=lambda step: step.nominal_hours)

    def says(self) -> tuple:
        """Return all of it as plain values: two plans that say the same are equal here."""
        steps = [(step.position, step.kind, *facts_of(step, self)) for step in self.steps]
        return steps, self.asked_for_wording_id, self.plan_wording_id

    @classmethod
    def of(cls, cadence):
        return cls(cadence.in_time(), cadence.asked_for_wording_id, cadence.plan_wording_id)


def touched(office: Office | None, before: Plan, after: Plan, at: datetime.datetime) -> QuerySet[FollowUp]:
    """Return the follow-ups whose plan is another one once `after` holds instead of `before`."""
    known = {step.position: facts_of(step, before) for step in before.steps}
    kept = {step.position: facts_of(step, after) for step in after.steps if step.position in known}
    differ = [position for position, facts in known.items() if kept.get(position) != facts]
    new = [step for step in after.steps if step.position not in known]
    # What is being sent comes back if the mail server puts it off.
    unsent = (Nudge.objects.planned() | Nudge.objects.in_hand()).filter(follow_up=OuterRef("pk"))
    found = Q(Exists(unsent.exclude(kind=Nudge.Kind.ASKED_FOR).filter(position__in=differ)))
    wishes = unsent.filter(kind=Nudge.Kind.ASKED_FOR)
    if before.asked_for_wording_id != after.asked_for_wording_id:
        found |= Q(Exists(wishes.filter(place="")))
    if before.plan_wording_id != after.plan_wording_id:
        found |= Q(Exists(wishes.exclude(place="")))
    if new:
        found |= could_get(new, office, at)
    return in_reach(office).filter(found)


def facts_of(step: Step, plan: Plan) -> tuple:
    first = next((other for other in plan.steps if other.kind == Step.Kind.NUDGE), None)
    return step.delay, step.unit, step.wording_id, step is first


def could_get(new: list[Step], office: Office | None, at: datetime.datetime) -> Q:
    """Return which follow-ups a new step still lies ahead of.

    Where mail may go now, a step whose moment is over lies behind. Where it may not, one whose moment came since the
    last sending hours ended waits for the next.
    """
    found = Q()
    for since, offices in by_last_opening(office, at).items():
        for step in new:
            # A day of a changed clock has 23 or 25 hours.
            begins = since - datetime.timedelta(hours=step.nominal_hours + 1)
            ahead = Q(interview__held_at__gt=begins) | Q(interview__logged_at__gt=since)
            found |= Q(ahead, may_have(step), interview__office__in=offices)
    return found


def may_have(step: Step) -> Q:
    """Return in which follow-ups a new step has a point: no mail after an interview that was logged too late."""
    logged_in_time = Q(interview__logged_at__lte=F("interview__held_at") + LOGGED_LATE_AFTER)
    is_task = step.kind == Step.Kind.TASK
    return Q(status__in=STATUSES[step.kind]) & (Q() if is_task else logged_in_time)


def by_last_opening(office: Office | None, at: datetime.datetime) -> dict[datetime.datetime, list[Office]]:
    """Group the offices that use a cadence by when mail could last go there; most share it."""
    groups = defaultdict(list)
    for user in [office] if office else Office.objects.filter(cadence=None):
        groups[SendingHours.of(user).open_until(at)].append(user)
    return groups
