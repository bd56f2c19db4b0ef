"""The plan at the desk: recorded with the seeker, changed, called off, and said in the row and in the story."""

import datetime

import pytest
from django.utils import timezone

from followups.desk.tests.builders import HTMX, ago, counselor_of, make_row, text_of, url_of
from followups.intake.days import is_working_day
from followups.intake.opt_out import opt_out
from followups.models import CounselorTask, Suppression
from followups.nudges import schedule
from followups.nudges.window import at_local
from followups.tests.builders import days, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(client):
    follow_up = make_row()
    client.force_login(counselor_of(follow_up))
    return follow_up


def in_two_days(follow_up):
    return follow_up.interview.office.local_day(timezone.now()) + days(2)


def plan(client, follow_up, **changes):
    data = {"day": in_two_days(follow_up).isoformat(), "time": "18:00", "place": "library", **changes}
    response = client.post(url_of(follow_up, "plan"), data, headers=HTMX)
    follow_up.refresh_from_db()
    return text_of(response)


def test_a_plan_is_noted_with_its_place_and_the_row_waits_until_the_day_after(client, follow_up):
    day = in_two_days(follow_up)

    row = plan(client, follow_up)

    wish = follow_up.nudges.get(kind="asked_for")
    assert wish.planned_at == at_local(day, datetime.time(18), follow_up.interview.office.zone)
    assert wish.place == "library"
    assert "Noted. Planned when and where to write:" in row
    assert follow_up.look_on > day
    assert is_working_day(follow_up.look_on)
    assert f'id="follow-up-{follow_up.pk}"' in text_of(client.get("/desk/?tab=waiting"))


def test_the_row_says_when_and_where(client, follow_up):
    assert "plan: none" in text_of(client.get("/desk/"))

    row = plan(client, follow_up)

    weekday = in_two_days(follow_up).strftime("%a")
    assert f">{weekday} 6 p.m.</time>, at the library" in row.split("plan: ")[1]
    assert "next reminder" not in row


def test_a_reminder_without_a_place_is_no_plan(client, follow_up):
    row = plan(client, follow_up, place="")

    assert "asked to be reminded" in row
    assert "plan:" not in row


def test_the_story_and_the_steps_name_the_plan(client, follow_up):
    plan(client, follow_up)

    page = text_of(client.get(f"/interviews/{follow_up.interview_id}/"))

    story = page.split('class="timeline"')[1]
    assert "Planned when and where to write:" in story
    assert "6 p.m., at the library" in story
    assert "Reminder of the plan" in page


def test_a_plan_closes_the_task_to_ask(client, follow_up):
    candidate = follow_up.interview.candidate
    task = CounselorTask.objects.create(candidate=candidate, follow_up=follow_up, kind="ask", made_at=ago(1))

    plan(client, follow_up)

    task.refresh_from_db()
    assert task.done_at


def test_another_place_changes_the_plan_and_the_same_again_nothing(client, follow_up):
    plan(client, follow_up)

    plan(client, follow_up, place="home")
    lines = follow_up.timeline.count()
    plan(client, follow_up, place="home")

    assert follow_up.nudges.get(kind="asked_for").place == "home"
    assert follow_up.timeline.count() == lines


def test_a_plan_is_called_off_and_the_row_is_asked_again(client, follow_up):
    assert 'name="call_off"' in plan(client, follow_up)

    row = text_of(client.post(url_of(follow_up, "plan"), {"call_off": "yes"}, headers=HTMX))

    follow_up.refresh_from_db()
    assert follow_up.look_on is None
    assert not follow_up.nudges.planned().filter(kind="asked_for").exists()
    assert "Answer taken back: reminder" in row
    assert "plan: none" in row


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": "moon"}, "choose a day and a time"),
        ({"day": "2020-01-01"}, "lies ahead"),
        ({"time": ""}, "choose a day and a time"),
        ({"day": (timezone.now() + days(70)).date().isoformat()}, "within 60 days"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_leaves_nothing(client, follow_up, changes, words):
    row = plan(client, follow_up, **changes)

    assert words in row
    assert (follow_up.look_on, follow_up.timeline.count()) == (None, 1)
    assert not follow_up.nudges.filter(kind="asked_for").exists()


def test_calling_off_what_is_not_planned_is_refused(client, follow_up):
    row = text_of(client.post(url_of(follow_up, "plan"), {"call_off": "yes"}, headers=HTMX))

    assert "No reminder is planned" in row
    assert "undo--refused" in row


def test_the_seekers_own_plan_leaves_the_task_and_the_row_where_they_are(client, follow_up):
    candidate = follow_up.interview.candidate
    CounselorTask.objects.create(candidate=candidate, follow_up=follow_up, kind="ask", made_at=ago(1))
    moment = timezone.now() + days(1)

    schedule.remind_at(follow_up, moment=moment, place="home", by=None, at=timezone.now())

    page = text_of(client.get("/desk/?tab=overdue"))
    assert "Ask whether they followed up" in page
    assert ", at home" in page


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        (lambda candidate: opt_out(candidate.email_key, timezone.now()), "asked for no e-mail from us"),
        (
            lambda candidate: Suppression.objects.create(
                address_key=candidate.email_key, reason="bounced", since=timezone.now()
            ),
            "mail to this address came back",
        ),
    ],
)
def test_no_plan_is_offered_and_no_reminder_promised_where_no_mail_goes(client, follow_up, stop, words):
    stop(follow_up.interview.candidate)

    row, menus = text_of(client.get("/desk/")), text_of(client.get(url_of(follow_up, "answer"), headers=HTMX))

    assert f"no reminders by mail: {words}" in row
    assert "next reminder" not in row
    assert url_of(follow_up, "plan") not in menus


def test_a_later_consent_lifts_an_opt_out_in_the_row_too(client, follow_up):
    candidate = follow_up.interview.candidate
    opt_out(candidate.email_key, ago(2))
    candidate.consent_on, candidate.consent_by = timezone.localdate(), counselor_of(follow_up)
    candidate.save()

    assert "no reminders by mail" not in text_of(client.get("/desk/"))


def test_a_plan_can_be_made_before_the_interview_for_a_moment_after_it(client):
    follow_up = make_row(held_days_ago=-1)
    client.force_login(counselor_of(follow_up))
    assert url_of(follow_up, "plan") in text_of(client.get(url_of(follow_up, "answer"), headers=HTMX))

    plan(client, follow_up, day=(in_two_days(follow_up) + days(1)).isoformat())

    assert follow_up.nudges.get(kind="asked_for").place == "library"


@pytest.mark.parametrize("reader", ["colleague", "stranger"])
def test_others_neither_plan_nor_call_off(client, follow_up, reader):
    plan(client, follow_up)
    client.force_login(make_user(office=follow_up.interview.office) if reader == "colleague" else make_user())

    for data in ({"call_off": "yes"}, {"day": in_two_days(follow_up).isoformat(), "time": "09:00"}):
        assert client.post(url_of(follow_up, "plan"), data).status_code == 404
    assert follow_up.nudges.planned().get(kind="asked_for").place == "library"
