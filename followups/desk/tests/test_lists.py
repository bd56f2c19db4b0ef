"""Which follow-up stands in which list of the desk."""

import datetime

import pytest
from django.utils import timezone

from followups.desk import lists
from followups.desk.lists import Now
from followups.models import CounselorTask
from followups.nudges import schedule
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_done, make_follow_up, make_user

pytestmark = pytest.mark.django_db

# Wednesday morning in Houston, two days after the interviews of the builders.
WEDNESDAY = MONDAY + days(2)
NOW = Now(WEDNESDAY, WEDNESDAY.date(), WEDNESDAY.replace(hour=5) + days(1))


def tabs_of(follow_up, now=NOW):
    """The lists in which a follow-up stands, looked for as its counselor."""
    mine = lists.caseload(follow_up.interview.candidate.counselor)
    return [tab for tab in lists.TABS if lists.listed(mine, tab, now).filter(pk=follow_up.pk).exists()]


def noted_not_yet(follow_up, look_on):
    schedule.not_yet(follow_up, look_on=look_on, by=follow_up.interview.candidate.counselor, at=MONDAY + days(1))


@pytest.mark.parametrize(
    ("held", "tab"),
    [
        (MONDAY, "overdue"),
        (WEDNESDAY - hours(20), "today"),
        (WEDNESDAY - hours(1), "waiting"),
        (WEDNESDAY + days(3), "waiting"),
    ],
)
def test_an_open_follow_up_stands_by_when_it_is_due(held, tab):
    assert tabs_of(make_follow_up(held_at=held, logged_at=MONDAY)) == [tab]


@pytest.mark.parametrize(
    ("look_on", "tab"),
    [
        (NOW.today + datetime.timedelta(days=1), "waiting"),
        (NOW.today, "today"),
        (NOW.today - datetime.timedelta(days=1), "overdue"),
    ],
)
def test_not_yet_lets_an_overdue_one_wait_until_the_day_of_the_next_look(look_on, tab):
    follow_up = make_follow_up()
    noted_not_yet(follow_up, look_on)

    assert tabs_of(follow_up) == [tab]


def test_a_look_that_was_forgotten_is_for_today_while_nothing_is_due():
    follow_up = make_follow_up(held_at=WEDNESDAY - hours(1), logged_at=WEDNESDAY - hours(1))
    follow_up.note_not_yet(look_on=NOW.today - datetime.timedelta(days=1), by=make_user(), at=WEDNESDAY)

    assert tabs_of(follow_up) == ["today"]


@pytest.mark.parametrize("at", [WEDNESDAY + hours(hour) for hour in range(0, 72, 5)])
@pytest.mark.parametrize("look_on", [None, NOW.today, NOW.today + datetime.timedelta(days=2)])
def test_an_open_follow_up_always_stands_in_exactly_one_list(at, look_on):
    follow_up = make_follow_up(held_at=WEDNESDAY)
    if look_on:
        noted_not_yet(follow_up, look_on)

    with timezone.override("America/Chicago"):
        assert len(tabs_of(follow_up, Now.of(at))) == 1


@pytest.mark.parametrize(("after", "tabs"), [(days(13), ["answered"]), (days(15), [])])
def test_an_answer_is_shown_for_fourteen_days(after, tabs):
    follow_up = make_done(sent_after=1)
    at = MONDAY + days(1) + after

    assert tabs_of(follow_up, Now(at, at.date(), at)) == tabs


def test_an_answered_one_with_a_question_left_is_for_today_too():
    follow_up = make_done()
    CounselorTask.objects.create(
        candidate=follow_up.interview.candidate, follow_up=follow_up, kind="ask_by_phone", made_at=WEDNESDAY
    )

    assert tabs_of(follow_up) == ["today", "answered"]


def test_the_longest_waiting_stand_first_and_of_one_day_those_who_want_the_job_most():
    counselor = make_user()
    facts = [("low", MONDAY), ("high", MONDAY), ("high", MONDAY - days(1)), ("not_asked", MONDAY), ("medium", MONDAY)]
    for interest, held_at in facts:
        make_follow_up(make_candidate(counselor), held_at=held_at, interest=interest)

    rows = lists.listed(lists.caseload(counselor), "overdue", NOW)

    found = [(row.interview.interest, row.interview.held_at) for row in rows]
    assert found == [facts[2], facts[1], facts[4], facts[3], facts[0]]


def test_the_number_of_the_day_counts_people_not_interviews():
    counselor = make_user()
    candidate = make_candidate(counselor)
    make_follow_up(candidate, job_title="Line cook")
    make_follow_up(candidate, job_title="Dishwasher")
    make_follow_up(make_candidate(counselor), held_at=WEDNESDAY - hours(20))
    make_done(make_candidate(counselor))

    counts = lists.counts(lists.caseload(counselor), NOW)

    assert counts == {"overdue": 2, "today": 1, "waiting": 0, "answered": 1, "people": 2}
