import datetime

import pytest
from django.core.management import call_command

from candidates.models import Candidate, Interview
from followups.intake import opt_out
from followups.models import Claim, Delivery, Entry, FollowUp, Heartbeat, Hold, Nudge, Suppression
from followups.nudges import claim, guard, invariants, tasks
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


def sent_after_a_bounce():
    sent(make_follow_up())
    key = Delivery.objects.get().address_key
    Suppression.objects.create(address_key=key, reason=Suppression.Reason.BOUNCED, since=TUESDAY - hours(1))


def empty_mail():
    sent(make_follow_up())
    Nudge.objects.exclude(delivery=None).update(state=Nudge.State.PLANNED, delivery=None)


def make_copy(**facts):
    """Say that a person wanted a copy of the one mail that there is, and that it was handed over."""
    original = Delivery.objects.get(copy_of=None)
    asked = {"copy_of": original, "copy_wanted_at": MONDAY, "decided_by": original.candidate.counselor}
    facts = {"state": Delivery.State.UNKNOWN, "settled_at": TUESDAY, "sending_at": TUESDAY, **asked, **facts}
    same = {name: getattr(original, name) for name in ("claim", "candidate", "address_key", "day")}
    return Delivery.objects.create(created_at=TUESDAY, asked_for=True, **same, **facts)


def lost():
    """Bring the first nudge to *unknown*."""
    sent(make_follow_up())
    Delivery.objects.update(state=Delivery.State.UNKNOWN, settled_at=TUESDAY)
    Nudge.objects.filter(state=Nudge.State.SENDING).update(state=Nudge.State.UNKNOWN, settled_at=TUESDAY)


def copy_of_what_is_in_hand():
    sent(make_follow_up())
    make_copy()


def wish_handed_over_twice():
    lost()
    make_copy()
    make_copy(state=Delivery.State.SENDING, settled_at=None)


def step_of_a_copy():
    lost()
    Nudge.objects.filter(state=Nudge.State.UNKNOWN).update(delivery=make_copy())


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
        (sent_after_a_bounce, "sent_after_a_bounce"),
        (empty_mail, "empty_mail"),
        (copy_of_what_is_in_hand, "copy_of_what_is_in_hand"),
        (wish_handed_over_twice, "wish_handed_over_twice"),
        (step_of_a_copy, "step_of_a_copy"),
        (without_follow_up, "without_follow_up"),
        (end_without_entry, "end_without_entry"),
    ],
)
def test_what_breaks_a_rule_is_found(breaks, rule):
    assert rule not in broken()
    breaks()

    assert rule in broken()


def test_two_copies_are_right_when_a_person_asked_twice():
    lost()
    make_copy()
    make_copy(copy_wanted_at=TUESDAY)

    assert broken() == []


def test_what_a_hold_keeps_from_being_sent_lies_rightly():
    left_lying()
    assert "left_lying" in broken()

    guard.hold(Hold.Kind.CLOCK, TUESDAY, "jumped")

    assert "left_lying" not in broken()


def test_the_nightly_check_keeps_and_logs_what_is_broken(caplog):
    guard.look(TUESDAY)
    end_without_entry()

    tasks.check_invariants()

    kept = Heartbeat.objects.get()
    sentence = kept.broken[-1]
    assert sentence.startswith("The end of every follow-up stands in its timeline. Broken by 1")
    assert sentence in caplog.text
    assert kept.checked_at


def test_the_clock_asks_for_the_check_every_night(settings):
    [schedule] = [
        entry["schedule"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["task"] == tasks.check_invariants.name
    ]

    assert len(schedule.hour) == len(schedule.minute) == 1


def test_the_command_says_what_is_broken_and_ends_with_one(capsys):
    make_follow_up(held_at=MONDAY)  # long ago: its steps lie past their time

    with pytest.raises(SystemExit) as end:
        call_command("check_invariants")

    assert end.value.code == 1
    assert "15 minutes" in capsys.readouterr().err
