import dataclasses

import pytest

from accounts.models import Office, User
from followups.reports.periods import Period
from followups.reports.report import ELSEWHERE, make_report, ranked
from followups.reports.tallies import Tally
from followups.tests.builders import (
    MONDAY,
    days,
    make_candidate,
    make_done,
    make_follow_up,
    make_interview,
    make_office,
    make_user,
)

pytestmark = pytest.mark.django_db

ON = MONDAY.date() + days(20)
PERIOD = Period(ON - days(29), ON)


def report_for(user, offices=None):
    offices = Office.objects.visible_to(user) if offices is None else offices
    return make_report(PERIOD, offices=offices, user=user, on=ON)


def make_row(name, followed_up, matured):
    row = dataclasses.make_dataclass("Row", ["name", "rate"])
    return row(name, Tally(matured=matured, followed_up=followed_up).rate)


def test_rows_are_sorted_by_rate_and_few_interviews_stand_unranked_at_the_end():
    rows = [make_row("A", 1, 1), make_row("B", 5, 10), make_row("C", 0, 0), make_row("D", 9, 10), make_row("E", 0, 9)]

    assert [row.name for row in ranked(rows)] == ["D", "B", "A", "E", "C"]


def test_a_manager_counts_their_own_offices_against_the_region():
    manager = make_user(User.Role.MANAGER, name="Mona")
    make_done(make_candidate(make_user(office=manager.home_office)))
    make_follow_up()

    report = report_for(manager)

    assert (report.total.followed_up, report.total.matured) == (1, 1)
    assert (report.region.done, report.region.n) == (1, 2)
    assert [row.key for row in report.offices] == [manager.home_office.pk]


def test_an_interview_stays_with_its_office_when_the_seeker_moves():
    before, after = make_office("Before"), make_office("After")
    candidate = make_candidate(make_user(office=before))
    make_done(candidate)
    candidate.office, candidate.counselor = after, make_user(office=after)
    candidate.save()

    report = report_for(make_user(User.Role.REGIONAL))

    assert {row.name: row.tally.matured for row in report.offices} == {"Before": 1, "After": 0}


def test_counselors_whose_office_the_manager_does_not_see_share_a_row_without_a_name():
    manager = make_user(User.Role.MANAGER)
    candidate = make_candidate(make_user(office=manager.home_office))
    make_done(candidate)
    candidate.counselor = make_user(name="Far Away")
    candidate.office = candidate.counselor.home_office
    candidate.save()

    [row] = report_for(manager).counselors

    assert (row.key, row.name, row.tally.matured) == (ELSEWHERE, "Moved to another office", 1)


def test_the_change_is_against_as_many_days_before():
    make_done()
    make_follow_up(held_at=MONDAY - days(30))

    report = report_for(make_user(User.Role.REGIONAL))

    assert (report.change.now.n, report.change.before.n) == (1, 1)
    assert report.change.before.done == 0


def test_decided_not_to_counted_as_no_lowers_the_rate():
    make_done()
    make_follow_up().decline(reason="other", by=None, at=MONDAY + days(1))

    total = report_for(make_user(User.Role.REGIONAL)).total

    assert (total.rate.percent, total.rate_with_declined.percent) == (100, 50)


def test_the_reference_is_the_share_of_yes_among_those_asked_at_logging():
    seeker = make_candidate()
    yes = {"asked": "yes", "method": "card", "sent_on": MONDAY.date()}
    make_interview(seeker, answer=yes)
    make_interview(seeker, employer="Port Freight", answer={"asked": "not_yet", "look_on": ON})
    make_interview(seeker, employer="Bayou Health")

    reference = report_for(make_user(User.Role.REGIONAL)).reference

    assert (reference.asked.done, reference.asked.n) == (1, 2)
    assert (reference.is_measured, reference.percent) == (False, 10)


def test_the_report_is_a_value_that_nobody_can_change():
    report = report_for(make_user(User.Role.REGIONAL))

    with pytest.raises(dataclasses.FrozenInstanceError):
        report.total = Tally()


def test_a_report_costs_the_same_number_of_queries_for_1_and_20_offices(django_assert_num_queries):
    region = make_user(User.Role.REGIONAL)
    make_done()
    with django_assert_num_queries(7):
        report_for(region)

    for _number in range(20):
        make_done(sent_after=2)

    with django_assert_num_queries(7):
        assert len(report_for(region).offices) == 21
