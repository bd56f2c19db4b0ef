"""The promise when a process ends, or the database goes away, at any moment of a pass."""

import contextlib

import pytest
from django.db import OperationalError, connection, transaction

from followups.models import Claim, Delivery, FollowUp, Hold, Nudge
from followups.nudges import claim, dispatch, guard, invariants, settle
from followups.nudges.tests.clock import Clock
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)
AFTER_THE_LEASE = TUESDAY + claim.LEASE * 2
MORE_THAN_EVER_RUN = 200


class GoneError(OperationalError):
    """The database went away."""


class Failing:
    """Lets the queries up to a number through; the one after it fails, and if `for_good` all that follow."""

    def __init__(self, after, for_good):
        self.left, self.for_good, self.has_failed = after, for_good, False
        self.depth = len(connection.savepoint_ids)

    def __call__(self, execute, sql, *query):
        if self.has_failed and not any(connection.savepoint_ids[self.depth :]):
            self.forget()
        if sql.startswith("ROLLBACK"):
            return execute(sql, *query)
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.for_good):
            self.has_failed = True
            raise GoneError
        return execute(sql, *query)

    def forget(self):
        """Go on as without the test's own transaction: nothing would be left to roll back."""
        transaction.set_rollback(False)


@pytest.mark.parametrize(("for_good", "stride"), [(True, 1), (False, 3)])
def test_whichever_query_of_a_pass_fails_nothing_goes_twice_or_is_lost(for_good, stride, smtp_server):
    counselor = make_user()
    for _number in range(2):
        make_follow_up(make_candidate(counselor))

    for after in range(0, MORE_THAN_EVER_RUN, stride):
        with transaction.atomic():
            has_failed = fail_once(Failing(after, for_good))
            check_promise(smtp_server)
            transaction.set_rollback(True)
        smtp_server.messages.clear()
        if not has_failed:
            break
    assert 20 < after < MORE_THAN_EVER_RUN - stride


def fail_once(failing):
    with connection.execute_wrapper(failing), contextlib.suppress(GoneError):
        dispatch.run(Clock(TUESDAY))
    failing.forget()
    dispatch.run(Clock(AFTER_THE_LEASE))
    return failing.has_failed


def check_promise(smtp_server):
    accepted = [mail.envelope_to[0] for mail in smtp_server.messages]
    assert len(accepted) == len(set(accepted))
    assert set(Nudge.objects.filter(position=1).values_list("state", flat=True)) <= {"sent", "unknown"}
    unknown = Delivery.objects.filter(state=Delivery.State.UNKNOWN).count()
    assert unknown <= 1
    assert len(accepted) + unknown >= 2
    assert not Claim.objects.filter(finished_at=None).exists()
    assert invariants.check(AFTER_THE_LEASE) == []


def test_what_was_in_hand_is_found_while_sending_is_held():
    make_follow_up()
    [parcel] = claim.claim_batch(TUESDAY).parcels
    guard.hold(Hold.Kind.SERVER, TUESDAY, "550 no")

    result = dispatch.run(Clock(AFTER_THE_LEASE))

    assert result.held == "server"
    assert Delivery.objects.get().state == Delivery.State.DROPPED
    assert parcel.nudges[0].follow_up.nudges.get(position=1).state == Nudge.State.PLANNED


def test_a_clock_that_jumped_takes_nothing_out_of_the_hands_of_a_process():
    make_follow_up()
    claim.claim_batch(TUESDAY)
    guard.hold(Hold.Kind.CLOCK, TUESDAY, "jumped")

    dispatch.run(Clock(AFTER_THE_LEASE))

    assert Delivery.objects.get().state == Delivery.State.CLAIMED


def test_a_clock_that_jumped_closes_no_follow_up():
    make_follow_up()
    guard.hold(Hold.Kind.CLOCK, TUESDAY, "jumped")

    assert dispatch.close_missed(MONDAY + days(30)) == 0


def test_a_follow_up_that_got_more_time_meanwhile_is_not_closed():
    follow_up = make_follow_up()
    FollowUp.objects.filter(pk=follow_up.pk).update(answer_by=MONDAY + days(40))

    assert not follow_up.miss_if_open(at=MONDAY + days(30))


def test_a_try_that_would_come_after_36_hours_is_a_failure_with_the_servers_answer(smtp_server, run):
    follow_up = make_follow_up(make_candidate(make_user(office=make_office())))
    smtp_server.replies["RCPT"] = "450 4.2.1 Mailbox busy"

    for hour in range(60):
        run(TUESDAY + hours(hour))

    nudge = follow_up.nudges.get(position=1)
    assert nudge.state == Nudge.State.FAILED
    assert nudge.delivery.reply.startswith("450")


def test_an_unknown_mail_and_its_steps_are_settled_together(monkeypatch):
    make_follow_up()
    [parcel] = claim.claim_batch(TUESDAY).parcels
    Delivery.objects.update(state=Delivery.State.SENDING, sending_at=TUESDAY)
    Nudge.objects.filter(delivery=parcel.delivery).update(state=Nudge.State.SENDING)

    with connection.execute_wrapper(Failing(2, for_good=False)), pytest.raises(GoneError):
        settle.unknown(parcel.delivery, "no answer", TUESDAY)

    assert Delivery.objects.get().state == Delivery.State.SENDING
