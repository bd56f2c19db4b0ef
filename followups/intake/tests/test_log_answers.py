import datetime

import pytest
from django.utils import timezone

from candidates.models import Interview
from followups.intake.days import working_day
from followups.intake.forms.answer import AnswerForm
from followups.intake.forms.facts import FactsForm
from followups.intake.tests.forms import URL, day, filled
from followups.models import FollowUp
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_office,
    make_office_at_all_hours,
    make_user,
)

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY - days(3)


@pytest.fixture
def send(client):
    """Logs an interview of Ánh with these answers; returns the answer of the server."""
    counselor = make_user(office=make_office_at_all_hours())
    make_candidate(counselor, full_name="Ánh")
    client.force_login(counselor)
    return lambda **changes: client.post(URL, filled("Ánh", **changes))


def answer(held_at=FRIDAY, at=MONDAY, **data):
    data = {"asked": "not_asked", "outcome": "", **data}
    return AnswerForm(data, office=make_office(), at=at, held_at=held_at)


def facts(at=MONDAY, **data):
    data = {"employer_name": "Grill", "job_title": "Cook", "day": "2026-10-02", "time": "10:00", **data}
    return FactsForm(data, office=make_office(), at=at)


def test_a_yes_closes_the_follow_up_with_how_and_when(send):
    send(asked="yes", method="card", sent_day="yesterday")

    follow_up = FollowUp.objects.get()
    assert (follow_up.status, follow_up.method, follow_up.sent_on) == ("done", "card", day(1))
    assert (follow_up.source, follow_up.asked_at_logging) == ("counselor", "yes")


def test_a_not_yet_sets_the_day_of_the_next_look(send):
    send(asked="not_yet", look_on=day(-2).isoformat())

    follow_up = FollowUp.objects.get()
    assert (follow_up.is_open, follow_up.look_on, follow_up.asked_at_logging) == (True, day(-2), "not_yet")


def test_a_no_closes_with_its_reason(send):
    send(asked="no", reason="no_contact")

    follow_up = FollowUp.objects.get()
    assert (follow_up.status, follow_up.reason) == ("declined", "no_contact")


def test_a_result_that_leaves_nothing_to_write_for_closes_too(send):
    send(outcome="hired")

    follow_up = FollowUp.objects.get()
    assert (follow_up.status, follow_up.reason, follow_up.outcome) == ("declined", "already_decided", "hired")


def test_what_belongs_to_another_answer_is_left_out(send):
    send(asked="not_asked", method="card", sent_day="yesterday", reason="other")

    assert FollowUp.objects.get().is_open


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"asked": "yes", "sent_day": "today"}, "method"),
        ({"asked": "yes", "method": "card"}, "sent_day"),
        ({"asked": "yes", "method": "card", "sent_day": "earlier"}, "sent_on"),
        ({"asked": "yes", "method": "card", "sent_day": "earlier", "sent_on": "2026-10-06"}, "sent_on"),
        ({"asked": "yes", "method": "card", "sent_day": "earlier", "sent_on": "2026-10-01"}, "sent_on"),
        ({"asked": "yes", "method": "card", "sent_day": "earlier", "sent_on": "2026-02-30"}, "sent_on"),
        ({"asked": "yes", "method": "telepathy", "sent_day": "today"}, "method"),
        ({"asked": "not_yet"}, "look_on"),
        ({"asked": "not_yet", "look_on": "2026-10-05"}, "look_on"),
        ({"asked": "not_yet", "look_on": "2027-10-05"}, "look_on"),
        ({"asked": "no"}, "reason"),
        ({"asked": "perhaps"}, "asked"),
        ({"outcome": "fame"}, "outcome"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_beside_its_field(data, field):
    assert list(answer(**data).errors) == [field]


def test_a_yesterday_before_the_interview_is_refused():
    form = answer(held_at=MONDAY - hours(1), asked="yes", method="card", sent_day="yesterday")

    assert "The interview was on Mon 5 Oct" in form.errors["sent_day"][0]


def test_the_day_of_the_interview_itself_and_today_are_taken():
    for data in ({"sent_day": "today"}, {"sent_day": "earlier", "sent_on": "2026-10-02"}):
        assert answer(asked="yes", method="card", **data).is_valid()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"asked": "yes", "method": "card", "sent_day": "today"}, "asked"),
        ({"asked": "no", "reason": "other"}, "asked"),
        ({"asked": "not_yet", "look_on": "2026-10-07"}, "asked"),
        ({"outcome": "hired"}, "outcome"),
    ],
)
def test_an_interview_to_come_has_no_answer_yet(data, field):
    assert list(answer(held_at=MONDAY + hours(1), **data).errors) == [field]


def test_an_interview_to_come_is_logged_with_an_open_follow_up(send):
    send(day=day(-7).isoformat())

    assert Interview.objects.get().held_at > timezone.now()
    assert FollowUp.objects.get().is_open


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"day": "2021-10-01"}, "day"),
        ({"day": "2027-10-09"}, "day"),
        ({"day": "1826-03-08"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "2026-02-30"}, "day"),
        ({"day": "tomorrow"}, "day"),
        ({"day": ""}, "day"),
        ({"time": "25:00"}, "time"),
        ({"time": ""}, "time"),
        ({"employer_name": "  "}, "employer_name"),
        ({"job_title": "x" * 121}, "job_title"),
        ({"interest": "burning"}, "interest"),
    ],
)
def test_facts_that_cannot_be_are_refused_beside_their_field(data, field):
    assert list(facts(**data).errors) == [field]


@pytest.mark.parametrize(
    "data", [{"day": "2021-10-05"}, {"day": "2027-10-05"}, {"day": "10/02/2026", "time": "2:30 pm"}]
)
def test_facts_at_the_edge_are_taken(data):
    assert facts(**data).is_valid()


def test_a_time_that_the_clock_skipped_is_refused_with_a_reason():
    form = facts(at=MONDAY - days(180), day="2026-03-08", time="02:30")

    assert "the clocks went forward" in form.errors["time"][0]


@pytest.mark.parametrize(("time", "utc"), [("03:30", 8), ("01:30", 7)])
def test_times_around_the_skipped_hour_are_read_right(time, utc):
    form = facts(at=MONDAY - days(180), day="2026-03-08", time=time)

    assert form.held_at == datetime.datetime(2026, 3, 8, utc, 30, tzinfo=datetime.UTC)


def test_of_a_time_that_came_twice_the_first_counts():
    form = facts(at=MONDAY + days(40), day="2026-11-01", time="01:30")

    assert form.held_at == datetime.datetime(2026, 11, 1, 6, 30, tzinfo=datetime.UTC)


def test_the_moment_is_read_on_the_clock_of_the_job_seekers_office(client):
    counselor = make_user(office=make_office_at_all_hours())
    counselor.offices.add(mountain := make_office("El Paso", time_zone="America/Denver"))
    make_candidate(counselor, full_name="Ánh", office=mountain)
    client.force_login(counselor)

    client.post(URL, filled("Ánh"))

    held_at = Interview.objects.get().held_at
    assert timezone.localtime(held_at, mountain.zone).time() == datetime.time(10)


@pytest.mark.parametrize(
    ("today", "number", "found"),
    [
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-11-24", -1, "2026-11-23"),
        ("2026-11-27", -1, "2026-11-25"),
        ("2026-11-23", 2, "2026-11-25"),
        ("2026-11-25", 1, "2026-11-27"),
        ("2026-11-26", 2, "2026-11-30"),
        ("2026-11-22", 0, "2026-11-22"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(today, number, found):
    assert working_day(datetime.date.fromisoformat(today), number).isoformat() == found


def test_the_page_begins_with_the_working_day_before_and_a_look_two_working_days_away():
    monday = MONDAY.date()

    assert facts().fields["day"].initial == monday - days(3)
    assert answer().fields["look_on"].initial == monday + days(2)
