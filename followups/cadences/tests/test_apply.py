"""Saving a cadence marks exactly the follow-ups that it touches, once, whatever else goes on."""

import threading

import pytest
from django.db import OperationalError, connection

from accounts.models import User
from followups.cadences import apply
from followups.cadences.tests.posted import give_own_cadence
from followups.cadences.touched import Plan, touched
from followups.models import Cadence, CadenceChange, Delivery, FollowUp, Nudge, Step, Wording
from followups.nudges import claim, replanning, schedule, settle
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_done,
    make_follow_up,
    make_office,
    make_office_at_all_hours,
    make_user,
)

pytestmark = pytest.mark.django_db

AT = MONDAY + days(4)


@pytest.fixture
def office():
    return make_office_at_all_hours()


@pytest.fixture
def manager():
    return make_user(User.Role.MANAGER)


def plan_of(office=None, change=None, without=(), new=(), **words):
    """Return what an office goes by, with `change` of steps by position."""
    plan = Plan.of(Cadence.objects.for_office(office))
    for step in plan.steps:
        for name, value in (change or {}).get(step.position, {}).items():
            setattr(step, name, value)
    text = {kind: Wording.objects.filter(kind=kind).first() for kind in ("nudge", "outcome")}
    added = [Step(kind=kind, delay=delay, unit="days", wording=text.get(kind)) for kind, delay in new]
    steps = [step for step in plan.steps if step.position not in without]
    facts = {"asked_for_wording_id": plan.asked_for_wording_id, "plan_wording_id": plan.plan_wording_id, **words}
    return Plan([*steps, *added], **facts)


def put(office, plan, by, at=AT):
    return apply.change(office, plan, version=apply.version_of(office), by=by, at=at)


def make_all_sorts(office):
    """Follow-ups of every age and state, logged at once or late, with and without a plan."""
    counselor = make_user(office=office)
    for ago in (-2, 0, 1, 3, 14, 16, 44):
        held_at = AT - days(ago) + hours(1)
        make_follow_up(make_candidate(counselor), held_at=held_at, logged_at=min(held_at, AT - hours(1)))
        make_follow_up(make_candidate(counselor), held_at=held_at, logged_at=AT - hours(1))
        if ago > 0:
            make_done(make_candidate(counselor), held_at=held_at, sent_after=0)
            make_follow_up(make_candidate(counselor), held_at=held_at).decline(reason="other", by=counselor, at=AT)
    for place in ("", Nudge.Place.HOME):
        follow_up = make_follow_up(make_candidate(counselor), held_at=AT - hours(2))
        schedule.remind_at(follow_up, moment=AT + days(2), by=counselor, at=AT - hours(1), place=place)
    # What the dispatcher would have done until now.
    Nudge.objects.planned().filter(planned_at__lte=AT).update(
        state=Nudge.State.SKIPPED, skip_reason=Nudge.Skip.LATE, settled_at=AT
    )
    FollowUp.objects.refresh_next_step()


def planned():
    """What is planned for each follow-up."""
    rows = {pk: [] for pk in FollowUp.objects.values_list("pk", flat=True)}
    fields = ("follow_up", "position", "planned_at", "wording", "is_first")
    for pk, *facts in Nudge.objects.planned().order_by("position").values_list(*fields):
        rows[pk].append(facts)
    return rows


CHANGES = {
    "a later reminder": {"change": {2: {"delay": 6}}},
    "an earlier outcome question": {"change": {4: {"delay": 10}}},
    "a task that is gone": {"without": [3]},
    "a first reminder that is gone": {"without": [1]},
    "a new reminder": {"new": [("nudge", 2)]},
    "a new late task": {"new": [("task", 45)]},
    "another outcome question": {"without": [4], "new": [("outcome", 16)]},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("hours_of", ["all hours", "some hours"])
def test_exactly_those_are_touched_whose_plan_becomes_another(change, hours_of, manager):
    office = make_office_at_all_hours() if hours_of == "all hours" else make_office()
    make_all_sorts(office)
    before = planned()
    marked = set(touched(office, plan_of(office), plan_of(office, **change), AT).values_list("pk", flat=True))

    put(office, plan_of(office, **change), manager)
    FollowUp.objects.update(replan_wanted=True)
    replanning.replan_wanted(AT)

    after = planned()
    really = {pk for pk in before if before[pk] != after[pk]}
    assert really
    # Save those whose step would move into the past, and so stays where it is.
    assert really == marked or (really < marked and change == CHANGES["an earlier outcome question"])


def test_a_mail_that_the_server_puts_off_meanwhile_is_planned_by_the_new_cadence(office, manager):
    follow_up = make_follow_up(make_candidate(make_user(office=office)))
    mail = claim.claim_batch(MONDAY + days(3)).parcels[0].delivery
    Delivery.objects.update(state=Delivery.State.SENDING, sending_at=mail.created_at)
    Nudge.objects.filter(delivery=mail).update(state=Nudge.State.SENDING)

    put(office, plan_of(office, without=[2]), manager, at=mail.created_at)
    settle.deferred(mail, "451 4.7.1 Come back later", mail.created_at)
    replanning.replan_wanted(mail.created_at)

    assert follow_up.nudges.get(position=2).skip_reason == Nudge.Skip.NO_STEP


def test_words_of_a_plan_touch_only_plans(office, manager):
    make_all_sorts(office)
    words = Wording.objects.create(kind="plan", name="Now", office=office)

    count = put(office, plan_of(office, plan_wording_id=words.pk), manager)

    assert count == 1
    assert Nudge.objects.get(place=Nudge.Place.HOME).wording == words


def test_more_than_are_planned_at_once_wait_with_their_mark(office, manager, monkeypatch):
    monkeypatch.setattr(apply, "AT_ONCE", 2)
    counselor = make_user(office=office)
    for _number in range(3):
        make_follow_up(make_candidate(counselor))

    count = put(office, plan_of(office, change={2: {"delay": 6}}), manager, at=MONDAY)

    assert count == 3
    assert FollowUp.objects.filter(replan_wanted=True).count() == 1


def test_all_is_saved_or_nothing(office, manager, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(apply, "mark", fail)
    with pytest.raises(ZeroDivisionError):
        put(office, plan_of(office, change={2: {"delay": 6}}), manager)

    assert not Cadence.objects.filter(office=office).exists()
    assert not CadenceChange.objects.exists()


def test_positions_are_given_once_in_the_whole_region(office, manager):
    second = make_office_at_all_hours()

    for at in (office, second, None):
        put(at, plan_of(at, new=[("task", 9)]), manager)

    assert [Cadence.objects.get(office=at).steps.last().position for at in (office, second, None)] == [5, 6, 7]


def test_a_position_is_not_given_again_after_its_cadence_is_gone(office, manager):
    put(office, plan_of(office, new=[("task", 9)]), manager)
    apply.take_regions(office, by=manager, at=AT)

    put(office, plan_of(office, new=[("nudge", 9)]), manager)

    assert Cadence.objects.get(office=office).steps.last().position == 6


def test_steps_that_an_office_left_out_come_back_with_the_regions_cadence(office, manager):
    follow_up = make_follow_up(make_candidate(make_user(office=office)))
    give_own_cadence(office, (1, "nudge", 24, "hours"))
    FollowUp.objects.update(replan_wanted=True)
    replanning.replan_wanted(MONDAY + hours(1))

    count = apply.take_regions(office, by=manager, at=MONDAY + hours(2))

    assert count == 1
    assert {nudge.position for nudge in follow_up.nudges.planned()} == {1, 2, 3, 4}


def test_who_changed_what_stands_in_the_log(office, manager, caplog):
    put(office, plan_of(office, change={2: {"delay": 6}}), manager)
    apply.take_regions(office, by=manager, at=AT)

    assert f"User {manager.pk} changed the cadence of office {office.pk}" in caplog.text
    assert f"User {manager.pk} took the region's for the cadence of office {office.pk}" in caplog.text


def test_a_change_that_meets_a_dispatcher_crosswise_is_tried_again(office, manager, monkeypatch):
    mark, fails = apply.mark, [OperationalError("deadlock detected")]

    def meet(*args):
        if fails:
            raise fails.pop()
        return mark(*args)

    monkeypatch.setattr(apply, "mark", meet)

    put(office, plan_of(office, change={2: {"delay": 6}}), manager)

    assert Cadence.objects.get(office=office).steps.get(position=2).delay == 6
    assert CadenceChange.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_ten_who_save_at_once_one_wins_and_the_others_are_told(office, manager):
    version, told = apply.version_of(office), []

    def save(delay):
        try:
            apply.change(office, plan_of(office, change={2: {"delay": delay}}), version=version, by=manager, at=AT)
        except apply.ChangedMeanwhile:
            told.append(delay)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[delay]) for delay in range(6, 16) if delay != 15]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == len(threads) - 1
    assert Cadence.objects.get(office=office).steps.get(position=2).delay not in told
    assert CadenceChange.objects.count() == 1


def test_a_step_of_another_kind_takes_a_position_of_its_own(office, manager):
    text = Wording.objects.filter(kind="nudge").first()

    put(office, plan_of(office, change={3: {"kind": "nudge", "wording_id": text.pk}}), manager)

    assert [(step.position, step.kind) for step in Cadence.objects.get(office=office).in_time()][2] == (5, "nudge")
