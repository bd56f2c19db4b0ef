"""Moving an interview, or a changed cadence, moves exactly what has not been sent, at any office and moment."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from followups.models import Delivery, FollowUp, Nudge
from followups.nudges import rules, schedule
from followups.nudges.tests.test_schedule_properties import DAYS, MOMENTS, ONE_HOUR, SOME_HOURS, ZONES
from followups.nudges.window import SendingHours
from followups.operations.tests.test_operations import make_delivery
from followups.tests.builders import days, make_candidate, make_follow_up, make_office, make_user

SHIFTS = st.timedeltas(-20 * days(1), 20 * days(1))


@st.composite
def offices(draw):
    sends_from, sends_until = draw(st.one_of(ONE_HOUR, SOME_HOURS))
    return {
        "time_zone": draw(st.sampled_from(ZONES)),
        "sends_from": sends_from,
        "sends_until": sends_until,
        "sending_days": draw(DAYS),
    }


def make_partly_sent(office, held_at, positions):
    """A follow-up some of whose steps are over."""
    follow_up = make_follow_up(make_candidate(make_user(office=make_office(**office))), held_at=held_at)
    delivery = make_delivery(follow_up.interview.candidate, Delivery.State.SENT)
    for nudge in follow_up.nudges.filter(position__in=positions):
        is_task = nudge.kind == Nudge.Kind.TASK
        nudge.state, nudge.settled_at = (Nudge.State.MADE if is_task else Nudge.State.SENT), held_at
        nudge.delivery = None if is_task else delivery
        nudge.save()
    schedule.refresh(follow_up)
    return follow_up


def planned(follow_up):
    return {nudge.position: nudge.planned_at for nudge in follow_up.nudges.all()}


class Moving(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        office=offices(),
        held_at=MOMENTS,
        shift=SHIFTS,
        after=st.timedeltas(days(0), days(30)),
        over=st.sets(st.integers(1, 4)),
    )
    def test_moving_the_interview_moves_exactly_what_has_not_been_sent(self, office, held_at, shift, after, over):
        follow_up = make_partly_sent(office, held_at, over)
        before, at = planned(follow_up), held_at + after
        interview = follow_up.interview
        interview.held_at = held_at + shift
        interview.save()

        schedule.replan(follow_up, at=at)

        hours, moments = SendingHours.of(interview.office), self.moments(interview)
        for nudge in FollowUp.objects.get(pk=follow_up.pk).nudges.all():
            goes = moments[nudge.position]
            if nudge.position in over:
                assert nudge.planned_at == before[nudge.position]
            elif nudge.state == Nudge.State.PLANNED:
                assert nudge.planned_at == nudge.try_at
                assert hours.contain(nudge.planned_at)
                assert nudge.planned_at == goes if goes > at else nudge.planned_at >= goes
                was_late = hours.waited(before[nudge.position], max(at, before[nudge.position])) > rules.TOO_LATE_AFTER
                assert was_late or hours.waited(nudge.planned_at, max(at, nudge.planned_at)) <= rules.TOO_LATE_AFTER
            else:
                assert nudge.skip_reason == Nudge.Skip.LOGGED_LATE

    def moments(self, interview):
        steps = schedule.Cadence.objects.get().in_time()
        hours = SendingHours.of(interview.office)
        return {step.position: moment for step, moment in schedule.moments_of(steps, interview, hours)}

    @settings(max_examples=25, deadline=None)
    @given(
        office=offices(),
        held_at=MOMENTS,
        delay=st.integers(1, 45),
        after=st.timedeltas(days(0), days(30)),
        over=st.sets(st.integers(1, 4)),
    )
    def test_a_changed_cadence_moves_what_was_not_sent_and_lies_ahead_and_nothing_else(
        self, office, held_at, delay, after, over
    ):
        follow_up = make_partly_sent(office, held_at, over)
        before, at = planned(follow_up), held_at + after
        schedule.Cadence.objects.get().steps.filter(position=2).update(delay=delay, unit="days")

        schedule.replan(follow_up, at=at, keeps_passed=True)

        interview = follow_up.interview
        hours = SendingHours.of(interview.office)
        moments = self.moments(interview)
        moved = {place: moment for place, moment in moments.items() if place not in over and moment > at}
        assert planned(follow_up) == before | moved
        assert all(hours.contain(moment) for moment in planned(follow_up).values())
