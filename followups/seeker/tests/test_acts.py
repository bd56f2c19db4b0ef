"""Each button of the page: pressed once, pressed twice, taken back, pressed too late."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from followups.models import Entry, FollowUp, Nudge
from followups.nudges.window import at_local
from followups.seeker.tests.builders import everything, make_linked, press, url_of
from followups.tests.builders import days, make_candidate

pytestmark = pytest.mark.django_db

THANKS, ALREADY, OTHER = "Noted, thank you.", "Already noted, thank you.", "another answer came in before"
ANSWERS = [
    ("sent", {"method": "letter_email", "day": "today"}, FollowUp.Status.DONE),
    ("declined", {"reason": "not_interested"}, FollowUp.Status.DECLINED),
    ("not_held", {"not_held": "yes"}, FollowUp.Status.VOID),
]
BUTTONS = [
    *((act, choice) for act, choice, _status in ANSWERS),
    ("outcome", {"outcome": "second_interview"}),
    ("stop", {"what": "this"}),
    ("stop", {"what": "all"}),
    ("language", {"language": "vi"}),
]


def office_day(follow_up, days_ago=0):
    return follow_up.interview.office.local_day(timezone.now()) - days(days_ago)


def last_moment(follow_up):
    return follow_up.nudges.planned().get(kind=Nudge.Kind.ASKED_FOR).planned_at


@pytest.mark.parametrize(("act", "choice", "status"), ANSWERS)
def test_an_answer_closes_the_follow_up_and_says_who_gave_it(client, act, choice, status):
    follow_up = make_linked()

    page = press(client, follow_up, act, **choice).content.decode()

    assert follow_up.status == status
    assert THANKS in page
    entry = follow_up.timeline.last()
    assert (entry.source, entry.actor) == (Entry.Source.LINK, None)
    assert AuditEntry.objects.filter(candidate_id=follow_up.interview.candidate_id, user_id=None).exists()


@pytest.mark.parametrize(("act", "choice"), BUTTONS)
def test_a_button_pressed_twice_is_harmless(client, act, choice):
    follow_up = make_linked()
    press(client, follow_up, act, **choice)
    once = everything()

    page = press(client, follow_up, act, **choice).content.decode()

    assert everything() == once
    assert act == "language" or ALREADY in page


@pytest.mark.parametrize(("act", "choice", "status"), ANSWERS)
def test_an_answer_can_be_taken_back(client, act, choice, status):
    follow_up = make_linked()
    press(client, follow_up, act, **choice)

    page = press(client, follow_up, "undo", what="answer").content.decode()

    assert follow_up.is_open
    assert "Yes, I sent it" in page
    assert "Your answer is taken back." in page
    assert ALREADY in press(client, follow_up, "undo", what="answer").content.decode()


@pytest.mark.parametrize(("act", "choice", "status"), ANSWERS)
def test_after_30_days_an_answer_stays(client, act, choice, status):
    follow_up = make_linked(days_ago=40)
    press(client, follow_up, act, **choice)
    FollowUp.objects.filter(pk=follow_up.pk).update(closed_at=timezone.now() - days(31))

    page = press(client, follow_up, "undo", what="answer").content.decode()

    assert follow_up.status == status
    assert OTHER in page
    assert "please call your career office" in page


def test_the_browser_is_sent_back_so_that_loading_again_repeats_nothing(client):
    follow_up = make_linked()

    answer = client.post(url_of(follow_up), {"act": "declined", "reason": "other"})

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{url_of(follow_up)}?noted=thanks"


@pytest.mark.parametrize(("day", "days_ago"), [("today", 0), ("yesterday", 1), ("earlier", 2)])
def test_the_day_stands_in_the_same_choice(client, day, days_ago):
    follow_up = make_linked(days_ago=4)
    earlier = office_day(follow_up, 2).isoformat()

    press(client, follow_up, "sent", method="card", day=day, sent_on=earlier)

    assert (follow_up.sent_on, follow_up.method) == (office_day(follow_up, days_ago), FollowUp.Method.CARD)
    assert follow_up.source == FollowUp.Source.SEEKER


@pytest.mark.parametrize("days_ago", [-1, 5, 999])
def test_a_day_before_the_interview_or_ahead_is_refused(client, days_ago):
    follow_up = make_linked(days_ago=4)

    answer = press(
        client, follow_up, "sent", method="card", day="earlier", sent_on=office_day(follow_up, days_ago).isoformat()
    )

    assert answer.status_code == 400
    assert follow_up.is_open
    assert "Choose the day on which you sent it" in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"act": "sent"},
        {"act": "sent", "method": "pigeon", "day": "today"},
        {"act": "sent", "method": "card"},
        {"act": "declined"},
        {"act": "not_held"},
        {"act": "remind"},
        {"act": "remind", "moment": "2020-01-01T09:00:00+00:00"},
        {"act": "remind", "day": "9999-12-31", "time": "23:59"},
        {"act": "moved", "day": "9999-12-31", "time": "23:59"},
        {"act": "moved", "day": "1999-12-31", "time": "23:59"},
        {"act": "outcome", "outcome": "hired "},
        {"act": "stop"},
        {"act": "start"},
        {"act": "undo"},
        {"act": "language", "language": "fr"},
        {"act": "nonsense", "reason": "other"},
    ],
)
def test_a_post_without_a_choice_changes_nothing(client, body):
    follow_up = make_linked()
    before = everything()

    answer = client.post(url_of(follow_up), body)

    assert answer.status_code == 400
    assert everything() == before


def test_an_answer_that_came_second_is_told_what_is_known(client):
    follow_up = make_linked()
    press(client, follow_up, "declined", reason="other")

    page = press(client, follow_up, "sent", method="card", day="today").content.decode()

    assert follow_up.status == FollowUp.Status.DECLINED
    assert OTHER in page
    assert "Why not: Another reason." in page


def test_a_late_answer_turns_missed_into_done(client):
    follow_up = make_linked(days_ago=30)
    follow_up.miss(by=None, at=timezone.now())

    press(client, follow_up, "sent", method="phone", day="yesterday")

    assert follow_up.status == FollowUp.Status.DONE


def test_an_interview_that_lies_ahead_cannot_be_followed_up_yet(client):
    follow_up = make_linked(days_ago=-1)

    answer = press(client, follow_up, "sent", method="card", day="today")

    assert answer.status_code == 400
    assert follow_up.is_open


def test_a_reminder_goes_at_the_moment_on_the_button(client):
    follow_up = make_linked()
    tomorrow = at_local(office_day(follow_up, -1), datetime.time(9), follow_up.interview.office.zone)
    assert tomorrow.isoformat() in client.get(url_of(follow_up)).content.decode()

    page = press(client, follow_up, "remind", moment=tomorrow.isoformat()).content.decode()

    assert last_moment(follow_up) == tomorrow
    assert "We will remind you:" in page
    assert ALREADY in press(client, follow_up, "remind", moment=tomorrow.isoformat()).content.decode()


def test_a_reminder_at_a_time_of_ones_own_is_in_the_offices_time(client):
    follow_up = make_linked()
    day = office_day(follow_up, -3)

    press(client, follow_up, "remind", day=day.isoformat(), time="18:30")

    assert last_moment(follow_up) == at_local(day, datetime.time(18, 30), follow_up.interview.office.zone)


def test_a_reminder_after_the_link_has_ended_is_refused(client):
    follow_up = make_linked(days_ago=50)

    answer = press(client, follow_up, "remind", day=office_day(follow_up, -20).isoformat(), time="18:30")

    assert "Choose a moment within 60 days of the interview." in answer.content.decode()


def test_someone_whom_no_mail_reaches_plans_for_their_own_calendar(client):
    follow_up = make_linked(candidate=make_candidate(consent=False))

    before = client.get(url_of(follow_up)).content.decode()
    after = press(client, follow_up, "remind", day=office_day(follow_up, -3).isoformat(), time="18:30")

    assert "We will send you a mail" not in before
    assert "put it into your calendar" in after.content.decode()
    assert "We will remind you" not in after.content.decode()


def test_a_moved_interview_moves_what_has_not_been_sent(client):
    follow_up = make_linked(days_ago=0)
    day = office_day(follow_up, -10)

    page = press(client, follow_up, "moved", day=day.isoformat(), time="10:00").content.decode()

    held_at = at_local(day, datetime.time(10), follow_up.interview.office.zone)
    assert FollowUp.objects.get(interview__held_at=held_at) == follow_up
    assert follow_up.next_step_at >= held_at
    assert "Good luck, Ánh!" in page


def test_an_interview_is_not_moved_once_it_is_answered(client):
    follow_up = make_linked()
    press(client, follow_up, "not_held", not_held="yes")

    page = press(client, follow_up, "moved", day=office_day(follow_up, -3).isoformat(), time="10:00").content.decode()

    assert OTHER in page
    assert not FollowUp.objects.filter(interview__held_at__gt=timezone.now()).exists()


def test_what_came_of_it_is_recorded_beside_the_answer_and_taken_back_alone(client):
    follow_up = make_linked()
    press(client, follow_up, "sent", method="card", day="today")

    page = press(client, follow_up, "outcome", outcome="second_interview").content.decode()
    assert (follow_up.status, follow_up.outcome) == (FollowUp.Status.DONE, FollowUp.Outcome.SECOND_INTERVIEW)
    assert "What you heard: They want to see me again." in page

    press(client, follow_up, "undo", what="outcome")
    assert (follow_up.status, follow_up.outcome) == (FollowUp.Status.DONE, "")
    assert follow_up.nudges.planned().filter(kind=Nudge.Kind.OUTCOME).exists()


def test_what_came_of_it_stays_after_30_days(client):
    follow_up = make_linked(days_ago=40)
    press(client, follow_up, "outcome", outcome="second_interview")
    FollowUp.objects.filter(pk=follow_up.pk).update(outcome_at=timezone.now() - days(31))

    press(client, follow_up, "undo", what="outcome")

    assert follow_up.outcome == FollowUp.Outcome.SECOND_INTERVIEW


def test_taking_back_a_result_plans_no_mail_for_what_was_declined(client):
    follow_up = make_linked()
    press(client, follow_up, "outcome", outcome="second_interview")
    press(client, follow_up, "declined", reason="other")

    press(client, follow_up, "undo", what="outcome")

    assert (follow_up.outcome, follow_up.next_step_at) == ("", None)


def test_a_final_result_closes_an_open_follow_up_and_undo_opens_it_again(client):
    follow_up = make_linked()

    press(client, follow_up, "outcome", outcome="hired")
    assert follow_up.status == FollowUp.Status.DECLINED

    press(client, follow_up, "undo", what="answer")
    assert (follow_up.status, follow_up.outcome) == (FollowUp.Status.OPEN, "")


def test_reminders_about_one_interview_stop_and_start_again(client):
    follow_up = make_linked(days_ago=1)

    page = press(client, follow_up, "stop", what="this").content.decode()
    assert "You get no more reminders about this interview." in page
    assert not follow_up.nudges.planned().mails().exists()

    press(client, follow_up, "start", again="yes")
    assert follow_up.nudges.planned().mails().exists()


def test_the_language_is_kept_for_the_next_mail(client):
    follow_up = make_linked()

    page = press(client, follow_up, "language", language="vi").content.decode()

    assert "Chào Ánh." in page
    assert FollowUp.objects.get(pk=follow_up.pk).interview.candidate.language == "vi"
