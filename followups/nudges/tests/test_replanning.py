"""A changed cadence reaches what has not been sent, whatever happened to a follow-up meanwhile."""

import datetime
import threading

import pytest
from django.db import OperationalError, connection, transaction

from candidates.models import Candidate
from followups.models import Cadence, CadenceChange, Claim, Delivery, FollowUp, Nudge, Step
from followups.nudges import claim, dispatch, invariants, replanning, schedule
from followups.nudges.replanning import replan_wanted
from followups.nudges.tests.clock import Clock
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

TUESDAY = MONDAY + days(1)


def change_step(position, **facts):
    """Change a step of the region's cadence and mark every follow-up, as saving it does."""
    Step.objects.filter(position=position).update(**facts)
    FollowUp.objects.update(replan_wanted=True)


def drop_step(position):
    Step.objects.filter(position=position).delete()
    FollowUp.objects.update(replan_wanted=True)


def add_step(position, kind="nudge", **facts):
    wording = None if kind == "task" else Step.objects.filter(kind=kind).first().wording
    Cadence.objects.get().steps.create(position=position, kind=kind, wording=wording, **facts)
    FollowUp.objects.update(replan_wanted=True)


def planned(follow_up):
    return {nudge.position: nudge.planned_at for nudge in follow_up.nudges.planned()}


def is_marked(follow_up):
    return FollowUp.objects.get(pk=follow_up.pk).replan_wanted


def test_a_step_moves_goes_and_comes_as_the_cadence_says():
    follow_up = make_follow_up()
    change_step(2, delay=4)
    drop_step(3)
    add_step(5, delay=10, unit="days")

    assert replan_wanted(MONDAY + hours(1)) == 1

    assert planned(follow_up) == {
        1: MONDAY + hours(24),
        2: MONDAY + days(4),
        4: MONDAY + days(15),
        5: MONDAY + days(10),
    }
    assert follow_up.nudges.get(position=3).skip_reason == Nudge.Skip.NO_STEP
    assert not is_marked(follow_up)
    assert invariants.check(MONDAY + hours(1)) == []


def test_a_step_that_comes_back_is_planned_again():
    follow_up = make_follow_up()
    outcome = Step.objects.get(position=4)
    drop_step(4)
    replan_wanted(MONDAY + hours(1))

    outcome.save(force_insert=True)
    FollowUp.objects.update(replan_wanted=True)
    replan_wanted(MONDAY + hours(2))

    assert planned(follow_up)[4] == MONDAY + days(15)


def test_a_step_whose_new_moment_is_over_stays_where_it_was():
    follow_up = make_follow_up()
    change_step(2, delay=2)

    replan_wanted(MONDAY + days(2) + hours(1))

    assert planned(follow_up)[2] == MONDAY + days(3)


def test_a_new_step_whose_moment_is_over_is_not_planned():
    follow_up = make_follow_up()
    add_step(5, delay=2, unit="hours")

    replan_wanted(MONDAY + hours(3))

    assert 5 not in planned(follow_up)
    assert not is_marked(follow_up)


def test_a_mail_that_was_put_off_is_not_made_too_late():
    follow_up = make_follow_up()
    thursday = MONDAY + days(3)
    follow_up.nudges.filter(position=1).update(planned_at=thursday, try_at=thursday)
    change_step(4, delay=20)

    replan_wanted(thursday - hours(1))

    assert planned(follow_up)[1] == thursday


def test_what_was_skipped_as_too_late_stays_so():
    follow_up = make_follow_up()
    late = {"state": Nudge.State.SKIPPED, "skip_reason": Nudge.Skip.LATE, "settled_at": TUESDAY}
    follow_up.nudges.filter(position=1).update(**late)
    change_step(1, delay=40)

    replan_wanted(TUESDAY)

    assert follow_up.nudges.get(position=1).skip_reason == Nudge.Skip.LATE


def test_a_plan_stays_and_the_others_rest_after_it():
    follow_up = make_follow_up()
    wish = MONDAY + days(4)
    schedule.remind_at(follow_up, moment=wish, by=None, at=MONDAY + hours(1), place=Nudge.Place.LIBRARY)
    change_step(2, delay=2)

    replan_wanted(MONDAY + hours(2))

    assert planned(follow_up)[10_000] == wish
    assert planned(follow_up)[2] == wish + hours(24)
    assert follow_up.nudges.get(position=1).skip_reason == Nudge.Skip.REPLACED


def test_no_mail_goes_on_the_day_of_a_not_yet_whatever_the_cadence():
    follow_up = make_follow_up(logged_at=TUESDAY)
    counselor = follow_up.interview.logged_by
    schedule.not_yet(follow_up, look_on=datetime.date(2026, 10, 9), by=counselor, at=TUESDAY)
    change_step(1, delay=26)

    replan_wanted(TUESDAY + hours(1))

    assert planned(follow_up)[1].date() == datetime.date(2026, 10, 7)


def test_a_follow_up_that_was_closed_meanwhile_loses_its_mark_and_nothing_else():
    closed, done = make_follow_up(), make_follow_up()
    change_step(2, delay=4)
    add_step(5, delay=10, unit="days")
    closed.decline(reason="other", by=None, at=MONDAY + hours(1))
    sent = {"sent_on": MONDAY.date(), "method": "card", "source": "seeker"}
    done.complete(**sent, by=None, at=MONDAY + hours(1))

    assert replan_wanted(MONDAY + hours(2)) == 2

    assert (planned(closed), set(planned(done))) == ({}, {4})
    closed.refresh_from_db()
    assert (closed.status, closed.next_step_at, closed.replan_wanted) == ("declined", None, False)
    assert invariants.check(MONDAY + hours(2)) == []


def test_an_answer_that_is_taken_back_is_planned_by_the_cadence_of_today():
    follow_up = make_done()
    Step.objects.filter(position=2).update(delay=7)
    Step.objects.filter(position=3).delete()

    follow_up.reopen(by=follow_up.interview.logged_by, at=TUESDAY)
    replan_wanted(TUESDAY)

    assert planned(follow_up) == {2: MONDAY + days(7), 4: MONDAY + days(15)}


def test_a_superseded_follow_up_gets_no_new_step():
    follow_up = make_follow_up()
    follow_up.supersede(by=None, at=MONDAY + hours(1))
    add_step(5, delay=10, unit="days")

    replan_wanted(MONDAY + hours(2))

    assert planned(follow_up) == {}


def test_what_a_dispatcher_has_in_hand_is_planned_again_once_it_let_go():
    follow_up = make_follow_up()
    batch = claim.claim_batch(TUESDAY)
    drop_step(1)

    assert replan_wanted(TUESDAY) == 0
    assert follow_up.nudges.get(position=1).state == Nudge.State.CLAIMED

    Nudge.objects.in_hand().update(state=Nudge.State.PLANNED, delivery=None)
    Delivery.objects.all().delete()
    Claim.objects.filter(pk=batch.claim.pk).update(finished_at=TUESDAY)
    assert replan_wanted(TUESDAY) == 1
    assert follow_up.nudges.get(position=1).skip_reason == Nudge.Skip.NO_STEP


def test_what_is_in_hand_while_its_interview_moves_keeps_its_mark():
    follow_up = make_follow_up()
    claim.claim_batch(TUESDAY)

    schedule.replan(follow_up, at=TUESDAY)

    assert is_marked(follow_up)


def test_nobody_loses_days_to_answer_in_by_a_shorter_cadence():
    follow_up, old = make_follow_up(), make_follow_up()
    drop_step(4)

    replan_wanted(MONDAY + days(1))
    assert FollowUp.objects.get(pk=follow_up.pk).answer_by == MONDAY + days(12)

    old.refresh_from_db()
    FollowUp.objects.filter(pk=old.pk).update(answer_by=MONDAY + days(22), replan_wanted=True)
    replan_wanted(MONDAY + days(20))
    assert FollowUp.objects.get(pk=old.pk).answer_by == MONDAY + days(22)


def test_the_oldest_come_first_and_no_more_than_asked():
    follow_ups = [make_follow_up() for _number in range(3)]
    FollowUp.objects.update(replan_wanted=True)

    assert replan_wanted(MONDAY, limit=2) == 2

    assert [is_marked(follow_up) for follow_up in follow_ups] == [False, False, True]


def test_one_that_cannot_be_planned_keeps_its_mark_and_the_others_go_on(monkeypatch, caplog):
    poison, good = make_follow_up(), make_follow_up()
    FollowUp.objects.update(replan_wanted=True)
    replan = schedule.replan

    def fail(follow_up, **how):
        if follow_up.pk == poison.pk:
            raise ValueError("Nguyễn Thị Ánh")
        replan(follow_up, **how)

    monkeypatch.setattr(schedule, "replan", fail)

    assert replan_wanted(MONDAY) == 1

    assert (is_marked(poison), is_marked(good)) == (True, False)
    assert f"Follow-up {poison.pk} could not be planned again: ValueError" in caplog.text
    assert "Ánh" not in caplog.text


def test_a_process_that_dies_in_the_middle_leaves_the_rest_for_the_next(monkeypatch):
    follow_ups = [make_follow_up() for _number in range(3)]
    change_step(2, delay=4)
    replan, done = schedule.replan, []

    def die(follow_up, **how):
        replan(follow_up, **how)
        done.append(follow_up.pk)
        if len(done) == 2:
            raise OperationalError("the database went away")

    monkeypatch.setattr(schedule, "replan", die)
    with pytest.raises(OperationalError):
        replan_wanted(MONDAY + hours(1))
    assert [is_marked(follow_up) for follow_up in follow_ups] == [False, True, True]
    assert planned(follow_ups[1])[2] == MONDAY + days(3)
    monkeypatch.undo()

    assert replan_wanted(MONDAY + hours(1)) == 2
    assert {planned(follow_up)[2] for follow_up in follow_ups} == {MONDAY + days(4)}


def test_an_interview_logged_at_the_moment_of_a_change_is_looked_at_again():
    early, meanwhile = make_follow_up(held_at=MONDAY - days(1)), make_follow_up()
    by = make_user(role="administrator")
    CadenceChange.objects.create(at=MONDAY + hours(0.01), by=by, last_position=4)
    Step.objects.filter(position=2).update(delay=4)

    assert replan_wanted(MONDAY + hours(0.05)) == 0
    assert replan_wanted(MONDAY + hours(1)) == 1

    assert planned(meanwhile)[2] == MONDAY + days(4)
    assert planned(early)[2] == MONDAY + days(2)
    assert replan_wanted(MONDAY + hours(2)) == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_whose_candidate_somebody_else_holds_is_left_for_the_next_time():
    held, free = make_follow_up(), make_follow_up()
    FollowUp.objects.update(replan_wanted=True)
    counts = []

    with transaction.atomic():
        Candidate.objects.locked().get(pk=held.interview.candidate_id)
        in_thread(lambda: counts.append(replan_wanted(MONDAY)))

    assert counts == [1]
    assert (is_marked(held), is_marked(free)) == (True, False)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_processes_at_once_plan_each_follow_up_once():
    follow_ups = [make_follow_up() for _number in range(20)]
    change_step(2, delay=4)
    counts = []

    in_thread(*[lambda: counts.append(replan_wanted(MONDAY + hours(1)))] * 3)

    assert sum(counts) == 20
    assert {planned(follow_up)[2] for follow_up in follow_ups} == {MONDAY + days(4)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mark_that_is_set_while_a_follow_up_is_planned_is_not_lost(monkeypatch):
    follow_up = make_follow_up()
    FollowUp.objects.update(replan_wanted=True)
    for_office, marking = replanning.schedule.Cadence.objects.for_office, []

    def change_meanwhile(office):
        cadence = for_office(office)
        steps = cadence.in_time()
        marking.append(threading.Thread(target=close_after, args=(lambda: change_step(2, delay=4),)))
        marking[0].start()
        marking[0].join(0.5)
        cadence.in_time = lambda: steps
        return cadence

    monkeypatch.setattr(schedule.Cadence, "objects", FakeManager(schedule.Cadence.objects, change_meanwhile))
    replan_wanted(MONDAY + hours(1))
    monkeypatch.undo()
    marking[0].join()

    assert planned(follow_up)[2] == MONDAY + days(3)
    assert is_marked(follow_up)


class FakeManager:
    def __init__(self, manager, for_office):
        self.manager, self.for_office = manager, for_office

    def __getattr__(self, name):
        return getattr(self.manager, name)


def in_thread(*acts):
    threads = [threading.Thread(target=close_after, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def close_after(act):
    try:
        act()
    finally:
        connection.close()


def test_sending_hours_are_kept_by_what_moves():
    follow_up = make_follow_up(make_candidate(make_user(office=make_office())))
    change_step(2, delay=6)

    replan_wanted(MONDAY + hours(1))

    monday_is_a_holiday = datetime.datetime(2026, 10, 13, 13, tzinfo=datetime.UTC)
    assert planned(follow_up)[2] == monday_is_a_holiday


def test_a_marked_follow_up_waits_although_another_of_the_same_job_seeker_goes():
    candidate = make_candidate()
    marked, other = make_follow_up(candidate), make_follow_up(candidate)
    FollowUp.objects.filter(pk=marked.pk).update(replan_wanted=True)

    [parcel] = claim.claim_batch(TUESDAY).parcels

    assert [nudge.follow_up_id for nudge in parcel.nudges] == [other.pk]


def test_passes_go_on_until_all_marked_follow_ups_are_planned_anew(monkeypatch):
    monkeypatch.setattr(replanning, "LIMIT", 2)
    for _number in range(5):
        make_follow_up()
    change_step(2, delay=4)

    passes = list(dispatch.run_until_done(Clock(MONDAY + hours(1))))

    assert [one.planned_anew for one in passes] == [2, 2, 1]
    assert not FollowUp.objects.filter(replan_wanted=True).exists()
