"""Changing a cadence: the new steps, who changed it, and the mark on each follow-up that it touches, all or nothing."""

import logging

from django.db import OperationalError, transaction
from django.db.models import Max, Q

from accounts.models import Office, User
from followups.cadences.touched import Plan, touched
from followups.models import Cadence, CadenceChange, Step
from followups.nudges.replanning import replan_wanted

log = logging.getLogger(__name__)

# So many are planned again at once; the dispatcher does the rest before it sends anything.
AT_ONCE = 200
TRIES = 3


class ChangedMeanwhile(Exception):
    """Somebody else changed the cadence since it was read."""


def changes_of(office: Office | None):
    """Return the changes of what an office (None: the region) goes by, newest first."""
    if office is None or Cadence.objects.filter(office=office).exists():
        return CadenceChange.objects.filter(office=office)
    return CadenceChange.objects.filter(Q(office=office) | Q(office=None))


def version_of(office: Office | None) -> str:
    """Return a word that differs after each change of what an office goes by."""
    return str(changes_of(office).values_list("pk", flat=True).first() or 0)


def change(office: Office | None, plan: Plan, *, version: str, by: User, at) -> int:
    """Let `plan` hold for an office from now on, or for the region; return how many follow-ups that touches.

    Steps that are new have no position yet. Raise ChangedMeanwhile if `version` is not the one that holds.
    """
    return settle(lambda: put(office, plan, version=version, by=by, at=at), at)


def take_regions(office: Office, *, by: User, at) -> int:
    """Let the region's cadence hold for an office again; return how many follow-ups that touches."""
    return settle(lambda: drop(office, by=by, at=at), at)


def settle(act, at) -> int:
    """Do `act` in a transaction, again if it and a dispatcher waited for each other; then reach the first of them."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                count = act()
            break
        except OperationalError:
            if not left:
                raise
    replan_wanted(at, limit=AT_ONCE)
    return count


def put(office: Office | None, plan: Plan, *, version: str, by: User, at) -> int:
    lock_all()
    if version_of(office) != version:
        raise ChangedMeanwhile
    held = Cadence.objects.for_office(office)
    before = Plan.of(held)
    if held.office_id == getattr(office, "pk", None) and plan.says() == before.says():
        return 0
    last = name_steps(plan, before)
    words = {"asked_for_wording_id": plan.asked_for_wording_id, "plan_wording_id": plan.plan_wording_id}
    cadence, _made = Cadence.objects.update_or_create(office=office, defaults=words)
    write(cadence, plan.steps)
    record(office, plan, last, by=by, at=at)
    return mark(office, before, plan, at)


def drop(office: Office, *, by: User, at) -> int:
    lock_all()
    own = Cadence.objects.filter(office=office).first()
    if not own:
        raise ChangedMeanwhile
    before, last = Plan.of(own), last_position()
    own.delete()
    record(office, None, last, by=by, at=at)
    return mark(office, before, Plan.of(Cadence.objects.for_office(office)), at)


def lock_all():
    """Let one change of a cadence of the region follow the other: positions are given once in the whole of it."""
    Cadence.objects.select_for_update().get(office=None)


def name_steps(plan: Plan, before: Plan) -> int:
    """Give each step that is new, or is of another kind than what bore its position, a position of its own.

    Return the highest position that was ever given.
    """
    kinds = {step.position: step.kind for step in before.steps}
    last = last_position()
    for step in plan.steps:
        if kinds.pop(step.position, None) != step.kind:
            last += 1
            step.position = last
    return last


def last_position() -> int:
    """Return the highest position that a step of the region was ever given."""
    held = Step.objects.aggregate(last=Max("position"))["last"] or 0
    return max(held, CadenceChange.objects.aggregate(last=Max("last_position"))["last"] or 0)


def write(cadence: Cadence, steps: list[Step]):
    cadence.steps.exclude(position__in=[step.position for step in steps]).delete()
    for step in steps:
        facts = {"kind": step.kind, "delay": step.delay, "unit": step.unit, "wording_id": step.wording_id}
        cadence.steps.update_or_create(position=step.position, defaults=facts)


def record(office: Office | None, plan: Plan | None, last: int, *, by: User, at):
    steps = plan and [[step.position, step.kind, step.delay, step.unit, step.wording_id] for step in plan.steps]
    CadenceChange.objects.create(office=office, at=at, by=by, steps=steps, last_position=last)
    what = "the cadence of the region" if office is None else f"the cadence of office {office.pk}"
    log.warning("User %s %s %s", by.pk, "changed" if plan else "took the region's for", what)


def mark(office: Office | None, before: Plan, after: Plan, at) -> int:
    return touched(office, before, after, at).update(replan_wanted=True)
