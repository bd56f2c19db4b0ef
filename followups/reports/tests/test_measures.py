import datetime

import pytest

from followups.models import FollowUp
from followups.reports.measures import MEASURES
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

pytestmark = pytest.mark.django_db

HELD_ON = MONDAY.date()


def measures_of(follow_up, on):
    """The keys of all measures that count it."""
    return {m.key for m in MEASURES if FollowUp.objects.filter(m.condition(on), pk=follow_up.pk).exists()}


@pytest.mark.parametrize(("after", "measures"), [(0, {"open"}), (5, {"open"}), (6, {"matured", "no_answer"})])
def test_an_interview_counts_from_the_sixth_day_on(after, measures):
    assert measures_of(make_follow_up(), HELD_ON + days(after)) == measures


@pytest.mark.parametrize(("after", "measure"), [(0, "followed_up"), (5, "followed_up"), (6, "later")])
def test_five_days_are_in_time(after, measure):
    assert measures_of(make_done(sent_after=after), HELD_ON + days(6)) == {"matured", measure}


@pytest.mark.parametrize(("after", "measures"), [(0, {"declined"}), (5, {"declined"}), (6, {"matured", "said_no"})])
def test_a_no_within_five_days_is_left_out_and_a_later_one_counts(after, measures):
    follow_up = make_follow_up()
    follow_up.decline(reason=FollowUp.Reason.OTHER, by=None, at=MONDAY + days(after))

    assert measures_of(follow_up, HELD_ON + days(6)) == measures


@pytest.mark.parametrize(("after", "measures"), [(5, {"matured", "no_answer"}), (6, {"logged_late"})])
def test_an_interview_logged_more_than_five_days_later_stands_apart(after, measures):
    assert measures_of(make_follow_up(logged_at=MONDAY + days(after)), HELD_ON + days(30)) == measures


def test_one_logged_late_stands_apart_whatever_the_answer():
    follow_up = make_done(sent_after=8, logged_at=MONDAY + days(7))

    assert measures_of(follow_up, HELD_ON + days(30)) == {"logged_late"}


def test_an_interview_that_did_not_take_place_is_counted_nowhere():
    follow_up = make_done()
    follow_up.void(by=None, at=MONDAY + days(2))

    assert measures_of(follow_up, HELD_ON + days(30)) == set()


def test_a_missed_one_is_no_answer_until_a_late_yes_names_a_day_in_time():
    follow_up = make_follow_up()
    follow_up.miss(by=None, at=MONDAY + days(22))
    assert measures_of(follow_up, HELD_ON + days(30)) == {"matured", "no_answer"}

    follow_up.complete(sent_on=HELD_ON + days(2), method="card", source="seeker", by=None, at=MONDAY + days(25))
    assert measures_of(follow_up, HELD_ON + days(30)) == {"matured", "followed_up"}


def test_not_yet_is_still_no_answer():
    follow_up = make_follow_up()
    follow_up.note_not_yet(look_on=HELD_ON + days(9), by=follow_up.interview.logged_by, at=MONDAY + days(4))

    assert measures_of(follow_up, HELD_ON + days(6)) == {"matured", "no_answer"}


@pytest.mark.parametrize(
    ("zone", "held_on"), [("America/Chicago", datetime.date(2026, 10, 5)), ("Asia/Tokyo", datetime.date(2026, 10, 6))]
)
def test_days_are_those_at_the_office(zone, held_on):
    """03:00 UTC is still the evening before in Houston."""
    office = make_office(time_zone=zone)
    candidate = make_candidate(make_user(office=office))
    follow_up = make_follow_up(candidate, held_at=MONDAY + hours(12))

    assert measures_of(follow_up, held_on + days(5)) == {"open"}
    assert measures_of(follow_up, held_on + days(6)) == {"matured", "no_answer"}
