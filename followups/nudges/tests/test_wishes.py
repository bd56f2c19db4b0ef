"""Plans and reminders at a chosen moment: the place, another place, another moment, and calling them off."""

import pytest

from followups.intake.move import correct_interview
from followups.models import Entry, Nudge, TransitionNotAllowed
from followups.nudges import claim, schedule
from followups.tests.builders import MONDAY, days, hours, make_follow_up

pytestmark = pytest.mark.django_db

SOON = MONDAY + hours(1)
EVENING = MONDAY + hours(8)


def wish(follow_up, moment=EVENING, place="", at=SOON):
    schedule.remind_at(follow_up, moment=moment, place=place, by=None, at=at)


def wishes(follow_up):
    return follow_up.nudges.filter(kind=Nudge.Kind.ASKED_FOR)


def said(follow_up):
    return [(entry.kind, entry.detail) for entry in follow_up.timeline.all()[1:]]


def first_of(follow_up):
    return follow_up.nudges.get(position=1)


def test_a_wish_with_a_place_is_a_plan_in_the_words_of_a_plan():
    follow_up = make_follow_up()

    wish(follow_up, place="library")

    planned = wishes(follow_up).get()
    assert (planned.place, planned.wording.kind) == ("library", "plan")
    assert first_of(follow_up).skip_reason == Nudge.Skip.REPLACED
    assert said(follow_up) == [(Entry.Kind.PLAN, f"{EVENING.isoformat()} library")]


def test_a_place_said_afterwards_changes_the_same_reminder():
    follow_up = make_follow_up()
    wish(follow_up)

    schedule.set_place(follow_up, "home", by=None, at=SOON)

    planned = wishes(follow_up).get()
    assert (planned.place, planned.planned_at, planned.wording.kind) == ("home", EVENING, "plan")
    assert said(follow_up)[-1] == (Entry.Kind.PLAN, f"{EVENING.isoformat()} home")


@pytest.mark.parametrize(("place", "kind", "wording"), [("office", "plan", "plan"), ("", "reminder", "asked_for")])
def test_the_same_moment_again_with_another_place_makes_no_second_reminder(place, kind, wording):
    follow_up = make_follow_up()
    wish(follow_up, place="library")

    wish(follow_up, place=place)

    planned = wishes(follow_up).get()
    assert (planned.state, planned.place, planned.wording.kind) == ("planned", place, wording)
    assert [entry for entry, _detail in said(follow_up)] == ["plan", kind]


def test_saying_the_same_plan_twice_changes_nothing():
    follow_up = make_follow_up()
    wish(follow_up, place="library")
    once = said(follow_up)

    wish(follow_up, place="library")
    schedule.set_place(follow_up, "library", by=None, at=SOON)

    assert said(follow_up) == once
    assert wishes(follow_up).count() == 1


def test_another_moment_replaces_the_plan_and_its_place():
    follow_up = make_follow_up()
    wish(follow_up, place="library")

    wish(follow_up, moment=EVENING + hours(3))

    old, new = wishes(follow_up).order_by("position")
    assert (old.skip_reason, new.state, new.place) == (Nudge.Skip.REPLACED, Nudge.State.PLANNED, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda follow_up: schedule.set_place(follow_up, "home", by=None, at=EVENING),
        lambda follow_up: schedule.call_off(follow_up, by=None, at=EVENING),
    ],
)
@pytest.mark.parametrize("is_taken_up", [False, True])
def test_without_a_planned_reminder_there_is_nothing_to_change(change, is_taken_up):
    follow_up = make_follow_up()
    if is_taken_up:
        wish(follow_up)
        claim.claim_batch(EVENING)
    before = list(follow_up.nudges.values())

    with pytest.raises(TransitionNotAllowed):
        change(follow_up)

    assert list(follow_up.nudges.values()) == before


def test_calling_a_plan_off_brings_back_what_it_replaced_and_put_off():
    follow_up = make_follow_up()
    moments = dict(follow_up.nudges.values_list("position", "planned_at"))
    wish(follow_up, moment=MONDAY + days(4), place="library")
    assert follow_up.nudges.get(position=2).planned_at == MONDAY + days(5)

    schedule.call_off(follow_up, by=None, at=SOON + hours(1))

    assert wishes(follow_up).get().skip_reason == Nudge.Skip.CALLED_OFF
    assert dict(follow_up.nudges.planned().values_list("position", "planned_at")) == moments
    follow_up.refresh_from_db()
    assert follow_up.next_step_at == moments[1]
    assert said(follow_up)[-1] == (Entry.Kind.REOPENED, "reminder")


def test_calling_a_plan_off_sends_nothing_at_once():
    follow_up = make_follow_up()
    wish(follow_up, moment=MONDAY + days(4), place="library")

    schedule.call_off(follow_up, by=None, at=MONDAY + days(3) + hours(12))

    assert follow_up.nudges.get(position=2).planned_at == MONDAY + days(5)


def test_a_first_reminder_whose_time_is_over_stays_replaced():
    follow_up = make_follow_up()
    wish(follow_up, moment=MONDAY + days(2))

    schedule.call_off(follow_up, by=None, at=MONDAY + hours(30))

    assert first_of(follow_up).skip_reason == Nudge.Skip.REPLACED
    follow_up.refresh_from_db()
    assert follow_up.next_step_at == MONDAY + days(3)


def test_a_wish_that_was_sent_keeps_the_first_reminder_replaced():
    follow_up = make_follow_up()
    wish(follow_up)
    claim.claim_batch(EVENING)
    wish(follow_up, moment=MONDAY + days(2), at=EVENING)

    schedule.call_off(follow_up, by=None, at=EVENING)

    assert first_of(follow_up).skip_reason == Nudge.Skip.REPLACED


def test_what_a_plan_replaced_moves_with_the_interview_and_comes_back_only_when_it_is_called_off():
    follow_up = make_follow_up()
    wish(follow_up, moment=MONDAY + days(4), place="home")
    interview = follow_up.interview
    interview.held_at = MONDAY + days(1)
    correct_interview(interview, moved_from=MONDAY, by=interview.logged_by, at=SOON)
    assert first_of(follow_up).skip_reason == Nudge.Skip.REPLACED

    schedule.call_off(follow_up, by=None, at=SOON)

    assert (first_of(follow_up).state, first_of(follow_up).planned_at) == (Nudge.State.PLANNED, MONDAY + days(2))


def test_a_plan_comes_back_with_its_place_when_an_answer_is_taken_back():
    follow_up = make_follow_up()
    wish(follow_up, place="library")
    follow_up.decline(reason="other", by=None, at=SOON)
    assert not follow_up.nudges.planned().exists()

    follow_up.reopen(by=None, at=SOON)

    assert wishes(follow_up).get(state=Nudge.State.PLANNED).place == "library"
    assert first_of(follow_up).skip_reason == Nudge.Skip.REPLACED
