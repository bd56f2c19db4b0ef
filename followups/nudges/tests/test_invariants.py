import datetime

import pytest
from django.core.management import call_command

from candidates.models import Candidate, Interview
from followups.intake import opt_out
from followups.models import Claim, Delivery, Entry, FollowUp, Nudge
from followups.nudges import claim, invariants
from followups.tests.builders import MONDAY, days, hours, make_done, make_follow_up

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)


def broken(at=TUESDAY):
    return [invariant.broken.__name__ for invariant in invariants.INVARIANTS if invariant.broken(at).exists()]


def sent(follow_up):
    """Bring the first nudge to *sending*, as the dispatcher does."""
    [parcel] = claim.claim_batch(TUESDAY).parcels
    Delivery.objects.update(state=Delivery.State.SENDING, sending_at=TUESDAY)
    Nudge.objects.filter(delivery=parcel.delivery).update(state=Nudge.State.SENDING)


def test_a_real_history_breaks_nothing(smtp_server, run):
    make_follow_up()
    make_done()
    declined = make_follow_up()
    declined.decline(reason="other", by=None, at=MONDAY)

    for day in range(1, 25):
        run(MONDAY + days(day))

    assert broken(MONDAY + days(25)) == []


def state_apart():
    sent(make_follow_up())
    Nudge.objects.filter(state=Nudge.State.SENDING).update(state=Nudge.State.CLAIMED)


def held_by_nobody():
    sent(make_follow_up())
    Claim.objects.update(finished_at=TUESDAY)


def lease_forgotten():
    sent(make_follow_up())
    Claim.objects.update(lease_until=TUESDAY - hours(1))


def wrong_next_step():
    make_follow_up()
    FollowUp.objects.update(next_step_at=None)


def planned_after_the_end():
    follow_up = make_follow_up()
    follow_up.void(by=None, at=MONDAY)
    follow_up.nudges.filter(position=2).update(state=Nudge.State.PLANNED, skip_reason="", settled_at=None)


def left_lying():
    make_follow_up(held_at=MONDAY - days(2))


def sent_after_an_opt_out():
    follow_up = make_follow_up()
    sent(follow_up)
    Candidate.objects.update(consent_on=datetime.date(2026, 1, 1))
    opt_out.opt_out(follow_up.interview.candidate.email_key, at=TUESDAY - hours(1))


def without_follow_up():
    FollowUp.objects.filter(pk=make_follow_up().pk).delete()
    assert Interview.objects.exists()


def end_without_entry():
    make_done()
    Entry.objects.filter(kind=Entry.Kind.DONE).delete()


@pytest.mark.parametrize(
    ("breaks", "rule"),
    [
        (state_apart, "states_apart"),
        (held_by_nobody, "held_by_nobody"),
        (lease_forgotten, "lease_forgotten"),
        (wrong_next_step, "wrong_next_step"),
        (planned_after_the_end, "planned_after_the_end"),
        (left_lying, "left_lying"),
        (sent_after_an_opt_out, "sent_after_an_opt_out"),
        (without_follow_up, "without_follow_up"),
        (end_without_entry, "end_without_entry"),
    ],
)
def test_what_breaks_a_rule_is_found(breaks, rule):
    assert rule not in broken()
    breaks()

    assert rule in broken()


def test_the_command_says_what_is_broken_and_ends_with_one(capsys):
    make_follow_up(held_at=MONDAY)  # long ago: its steps lie past their time

    with pytest.raises(SystemExit) as end:
        call_command("check_invariants")

    assert end.value.code == 1
    assert "15 minutes" in capsys.readouterr().err
