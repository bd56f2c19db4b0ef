"""A second interview for the same job, whichever of the two is logged first."""

import pytest

from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up

pytestmark = pytest.mark.django_db


def test_a_first_interview_that_is_logged_after_the_second_is_superseded_too():
    candidate = make_candidate()
    make_follow_up(candidate, held_at=MONDAY + days(3))

    first = make_follow_up(candidate, held_at=MONDAY, logged_at=MONDAY + days(3))

    assert first.outcome == "second_interview"
    assert first.next_step_at is None


def test_what_was_said_at_logging_about_the_first_interview_is_kept():
    candidate = make_candidate()
    make_follow_up(candidate, held_at=MONDAY + days(3))

    first = make_follow_up(candidate, held_at=MONDAY, logged_at=MONDAY + days(3), answer={"outcome": "waiting"})

    assert first.outcome == "waiting"
