"""F17 and F18: thousands at once, from old interviews or after days without an engine, are never a burst of mail."""

import datetime
from itertools import groupby

import pytest

from accounts.models import Region, User
from followups.models import CounselorTask, Hold, Nudge
from followups.nudges import dispatch, guard, rules
from followups.nudges.tests.clock import Clock
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_interview,
    make_office,
    make_office_at_all_hours,
    make_user,
)
from workforce.tests.faults import ledger
from workforce.tests.faults.database import execute

pytestmark = pytest.mark.django_db

# Tuesday to Friday, each at 10:00 in Houston.
STOPPED, BACK = MONDAY + days(1), MONDAY + days(4)


def run(at):
    """Run passes until nothing more is due; return how many mails went out, and why it held."""
    # PostgreSQL's own upkeep sees nothing of a test's rows and takes the tables for empty ones.
    execute("ANALYZE")
    passes = list(dispatch.run_until_done(Clock(at)))
    return sum(each.mails["sent"] for each in passes), passes[-1].held


def go(at):
    """Let what is held go out, as an administrator does who has looked at it."""
    guard.lift(Hold.objects.in_force().get(), by=make_user(role=User.Role.ADMINISTRATOR), at=at)


def tell_planner(row):
    """Let the database know how its tables grow, as its own upkeep does where rows are committed."""
    if row % 250 == 39:
        execute("ANALYZE")


def promise_kept(mail, at):
    numbers = ledger.reconcile(mail.taken(), at=at)
    ledger.assert_promise(numbers, at=at)
    return numbers


def test_f17_old_interviews_that_are_logged_at_once_mail_nobody(quick_mail, many, say):
    number = many(40, 5_000)
    counselor = make_user(office=make_office())
    for row in range(number):
        make_interview(make_candidate(counselor), held_at=MONDAY - days(15) - hours(row % 720), logged_at=MONDAY)
        tell_planner(row)
    assert not Nudge.objects.planned().mails().exists()
    Region.objects.update(brake_floor=number // 2)

    held = run(MONDAY)[1]
    go(MONDAY)
    for day in (0, 1, 3, 7, 15, 60):
        run(MONDAY + days(day))

    tasks = CounselorTask.objects.count()
    assert (quick_mail.taken(), held, tasks) == ([], "volume", number)
    assert set(Nudge.objects.mails().values_list("skip_reason", flat=True)) == {Nudge.Skip.LOGGED_LATE}
    numbers = promise_kept(quick_mail, MONDAY + days(60))
    say("F17", f"{number:,} interviews of 15 to 45 days ago logged", **numbers.told(), tasks_for_counselors=tasks)


def make_caseload(number):
    """`number` follow-ups, interviews held from four days before the outage until its end.

    Every tenth job seeker has three interviews, every tenth shares an address with the one before, half are at an
    office at all hours and half at one from 8 to 20.
    """
    counselors = [make_user(office=make_office_at_all_hours()), make_user(office=make_office())]
    candidate = None
    for row in range(number):
        if row % 10 not in (2, 3):
            shared = {"email": candidate.email} if row % 10 == 5 else {}
            candidate = make_candidate(counselors[row // 10 % 2], **shared)
        held_at = STOPPED - days(4) + datetime.timedelta(minutes=row * 10_000 // number)
        make_follow_up(candidate, held_at=held_at, employer=f"Grill {row}")
        tell_planner(row)


def overdue(at):
    """Return the steps that are due: (mails of each follow-up, the oldest first; tasks)."""
    due = list(Nudge.objects.planned().filter(planned_at__lte=at).order_by("follow_up", "planned_at"))
    mails = [nudge for nudge in due if nudge.kind != Nudge.Kind.TASK]
    return [list(nudges) for _pk, nudges in groupby(mails, key=lambda nudge: nudge.follow_up_id)], len(due) - len(mails)


def foreseen(mails, at):
    """Return the numbers of the steps that go out, of those that do not: the newest, if it waited 36 hours at most.

    No day without sending hours lies in between, so it is the plain time.
    """
    newest = {nudges[-1].pk for nudges in mails if at - nudges[-1].planned_at <= rules.TOO_LATE_AFTER}
    return newest, {nudge.pk for nudges in mails for nudge in nudges} - newest


def in_state(state, **facts):
    return set(Nudge.objects.filter(state=state, **facts).values_list("pk", flat=True))


def test_f18_three_days_of_outage_end_in_one_mail_for_each_and_no_burst(quick_mail, many, say):
    number = many(100, 2_000)
    make_caseload(number)
    Region.objects.update(brake_floor=number)
    before = run(STOPPED)[0]
    tasks_before = CounselorTask.objects.count()
    Region.objects.update(brake_floor=number // 4)
    mails, tasks = overdue(BACK)
    go_out, too_late = foreseen(mails, BACK)

    assert run(BACK) == (0, "volume")
    go(BACK)
    first = run(BACK)[0]
    addresses = [line["recipient"] for line in quick_mail.taken()[before:]]
    # Who had three mails within a week, or shares an address, gets the next one on another day.
    later = [run(BACK + days(day) - hours(1))[0] for day in range(1, 7)]

    assert len(addresses) == len(set(addresses)) == first
    assert CounselorTask.objects.count() - tasks_before >= tasks > 0
    assert too_late <= in_state(Nudge.State.SKIPPED, skip_reason=Nudge.Skip.LATE)
    assert go_out <= in_state(Nudge.State.SENT) | in_state(Nudge.State.SKIPPED, skip_reason=Nudge.Skip.LATE)
    assert first > later[0] > 0
    numbers = promise_kept(quick_mail, BACK)
    overdue_steps = sum(map(len, mails))
    say(
        "F18", f"{overdue_steps} mails overdue after three days", "held, then", **numbers.told(), on_the_first_day=first
    )
