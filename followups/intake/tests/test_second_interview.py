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


@pytest.mark.parametrize(("said", "kept"), [("waiting", "second_interview"), ("withdrew", "withdrew")])
def test_a_final_result_that_is_said_of_the_first_interview_is_kept(said, kept):
    candidate = make_candidate()
    make_follow_up(candidate, held_at=MONDAY + days(3))

    first = make_follow_up(candidate, held_at=MONDAY, logged_at=MONDAY + days(3), answer={"outcome": said})

    assert first.outcome == kept
