"""The dry run: what it foresees is what the dispatcher then does."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from followups.models import Delivery, FollowUp, Nudge, Pause
from followups.nudges import dispatch
from followups.nudges.tests.clock import Clock
from followups.operations import foresight
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_done,
    make_follow_up,
    make_office,
    make_user,
)
from workforce.tests.rows import all_rows

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + days(1)
MINUTE = datetime.timedelta(minutes=1)


def administrator():
    return make_user(User.Role.ADMINISTRATOR)


def ends(at, user=None):
    seen = foresight.next_hour(user or administrator(), at)
    return [(step.candidate.full_name, step.end, step.why) for step in seen.steps]


def seeker(name, **facts):
    return make_candidate(full_name=name, **facts)


def test_it_foresees_what_each_step_comes_to(smtp_server):
    """The oracle is the dispatcher itself."""
    make_follow_up(seeker("goes"))
    make_follow_up(seeker("later"), held_at=MONDAY + MINUTE * 30)
    make_follow_up(seeker("no consent", consent=False))
    make_follow_up(seeker("too late"), held_at=MONDAY - days(2))
    make_follow_up(seeker("beyond"), held_at=MONDAY + hours(2))
    two = seeker("two interviews")
    make_follow_up(two, held_at=MONDAY)
    make_follow_up(two, held_at=MONDAY + MINUTE * 20, job_title="Baker")
    before = all_rows()

    seen = foresight.next_hour(administrator(), TUESDAY)

    foreseen = {step.nudge.pk: (step.end, "" if step.end == "wait" else step.why) for step in seen.steps}
    assert {end for end, _why in foreseen.values()} == {"mail", "skip", "wait"}
    assert [rows for table, rows in all_rows().items() if "nudge" in table] == [
        rows for table, rows in before.items() if "nudge" in table
    ]
    for minute in (0, 20, 30, 60):
        dispatch.run(Clock(TUESDAY + MINUTE * minute))
    assert foreseen == {pk: became(pk) for pk in foreseen}
    assert seen.mails == len(smtp_server.messages)


def became(pk):
    nudge = Nudge.objects.get(pk=pk)
    state = {"sent": "mail", "skipped": "skip", "planned": "wait"}[nudge.state]
    return state, nudge.skip_reason


def test_several_interviews_at_one_moment_make_one_mail():
    candidate = seeker("two")
    make_follow_up(candidate)
    make_follow_up(candidate, job_title="Baker")

    seen = foresight.next_hour(administrator(), TUESDAY)

    assert (seen.mails, len(seen.steps)) == (1, 2)


def test_tasks_are_counted(client):
    make_done(seeker("answered"))
    follow_up = make_follow_up(seeker("asked"))
    at = follow_up.nudges.get(kind="task").planned_at
    Nudge.objects.exclude(kind="task").filter(follow_up=follow_up).update(
        state="skipped", skip_reason="late", settled_at=at
    )
    FollowUp.objects.filter(pk=follow_up.pk).refresh_next_step()

    seen = foresight.next_hour(administrator(), at)

    assert (seen.tasks, seen.mails) == (1, 0)


def pause(candidate):
    Pause.objects.create(candidate=candidate, reason="Away", since=MONDAY, paused_by=candidate.counselor)


def test_it_says_why_a_step_waits():
    paused = seeker("paused")
    pause(paused)
    night = seeker("night", counselor=make_user(office=make_office(sends_from=datetime.time(12))))
    asked = make_follow_up(night)
    Nudge.objects.filter(follow_up=asked, position=1).update(try_at=TUESDAY, planned_at=TUESDAY)
    FollowUp.objects.filter(pk=asked.pk).refresh_next_step()
    make_follow_up(paused)

    assert sorted(ends(TUESDAY)) == [("night", "wait", "hours"), ("paused", "wait", "paused")]


def test_it_looks_at_no_more_steps_than_it_says(monkeypatch):
    monkeypatch.setattr(foresight, "MOST_STEPS", 2)
    for name in "abc":
        make_follow_up(seeker(name))

    seen = foresight.next_hour(administrator(), TUESDAY)

    assert (seen.is_cut, len(seen.steps)) == (True, 2)


def make_due_now(client, monkeypatch, candidate):
    from followups.operations import views

    monkeypatch.setattr(views, "database_now", Clock(TUESDAY))
    make_follow_up(candidate)


def test_managers_see_their_own_by_name_and_administrators_numbers(client, monkeypatch):
    manager = make_user(User.Role.MANAGER)
    make_due_now(client, monkeypatch, seeker("Own Seeker", counselor=make_user(office=manager.home_office)))
    make_follow_up(seeker("Foreign Seeker"))

    client.force_login(manager)
    own = client.get("/operations/next-hour/").content.decode()
    client.force_login(administrator())
    all_offices = client.get("/operations/next-hour/").content.decode()

    assert "1 mail and 0 tasks" in own
    assert "Own Seeker" in own
    assert "Foreign Seeker" not in own
    assert "2 mails and 0 tasks" in all_offices
    assert "Seeker" not in all_offices


def test_twenty_steps_cost_as_many_queries_as_one(client, monkeypatch):
    manager = make_user(User.Role.MANAGER)
    counselor = make_user(office=manager.home_office)
    make_due_now(client, monkeypatch, make_candidate(counselor))
    client.force_login(manager)
    client.get("/operations/next-hour/")
    with CaptureQueriesContext(connection) as one:
        client.get("/operations/next-hour/")
    for _number in range(19):
        make_follow_up(make_candidate(counselor))

    with CaptureQueriesContext(connection) as twenty:
        client.get("/operations/next-hour/")

    assert len(one) == len(twenty)
    assert not Delivery.objects.exists()
