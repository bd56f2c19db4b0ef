"""What follows from each mail that comes back."""

import pytest

from candidates.models import Candidate
from followups.bounces.fate import Fate, act_on
from followups.bounces.report import read
from followups.bounces.tests.builders import TUESDAY, WEDNESDAY, make_copy, make_mail, states_of
from followups.bounces.tests.mails import bounce, collected, letter
from followups.models import CounselorTask, Delivery, Nudge, Suppression
from followups.nudges import bad_address, dispatch, invariants
from followups.nudges.tests.clock import Clock
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up

pytestmark = pytest.mark.django_db

SENT, UNKNOWN, BOUNCED, FAILED = "sent", "unknown", "bounced", "failed"
THURSDAY = MONDAY + days(3)


def act(raw, at=WEDNESDAY):
    return act_on(read(raw), at)


def closed(mail):
    """Why no mail goes to the address of a mail any more."""
    return list(Suppression.objects.of(mail.address_key).in_force().values_list("reason", flat=True))


@pytest.mark.parametrize("state", [SENT, UNKNOWN])
def test_a_hard_bounce_closes_the_address_and_asks_the_counselor_for_another(state):
    mail = make_mail(state)

    fate = act(collected("dsn_hard_5_1_1", mail))

    assert fate == Fate.BOUNCED
    assert states_of(mail) == (BOUNCED, BOUNCED)
    assert (mail.settled_at, mail.reply) == (WEDNESDAY, "550 5.1.1 user unknown")
    assert closed(mail) == ["bounced"]
    assert mail.candidate.tasks.open().get().kind == CounselorTask.Kind.CORRECT_ADDRESS


def test_the_same_bounce_read_twice_changes_nothing_more():
    mail = make_mail()
    act(collected("dsn_hard_5_1_1", mail))

    fate = act(collected("dsn_hard_5_1_1", mail), at=THURSDAY)

    mail.refresh_from_db()
    assert (fate, mail.settled_at) == (Fate.KNOWN, WEDNESDAY)
    assert Suppression.objects.count() == CounselorTask.objects.count() == 1


def test_a_second_bounce_of_the_address_makes_no_second_task():
    first = make_mail()
    second = make_mail(follow_up=make_follow_up(first.candidate, employer="Another"), day=WEDNESDAY.date())
    act(collected("dsn_hard_5_1_1", first))

    act(collected("dsn_hard_5_1_1", second))

    assert states_of(second) == (BOUNCED, BOUNCED)
    assert Suppression.objects.count() == CounselorTask.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("5.7.1", "554 5.7.1 message rejected as spam"),
        ("5.2.2", "552 5.2.2 mailbox full"),
        ("5.1.8", "550 5.1.8 bad sender"),
        ("4.4.1", "connection timed out"),
        ("5.0.0", "554 no"),
    ],
)
def test_a_mail_that_came_back_for_another_reason_leaves_the_address_open(status, words):
    mail = make_mail()

    fate = act(bounce(mail, status=status, words=words))

    assert fate == Fate.REFUSED
    assert states_of(mail) == (BOUNCED, BOUNCED)
    assert status in mail.reply
    assert closed(mail) == []
    assert not CounselorTask.objects.exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [("5.1.10", "no"), ("5.2.1", "no"), ("5.4.4", "no"), ("5.5.0", "550 5.5.0 no"), ("5.0.0", "550 no such user")],
)
def test_there_are_several_ways_to_say_that_nobody_is_there(status, words):
    mail = make_mail()

    assert act(bounce(mail, status=status, words=words)) == Fate.BOUNCED
    assert closed(mail) == ["bounced"]


@pytest.mark.parametrize("name", ["dsn_delayed_4_4_7", "auto_reply_vacation", "dsn_unknown_message_id"])
def test_what_says_nothing_final_changes_nothing(name):
    mail = make_mail()

    act(collected(name, mail))

    assert states_of(mail) == (SENT, SENT)
    assert closed(mail) == []


def test_a_bounce_of_a_mail_that_is_not_ours_is_counted_and_ignored():
    assert act(collected("dsn_unknown_message_id")) == Fate.NO_SUCH_MAIL
    assert act(collected("dsn_hard_5_1_1", Delivery())) == Fate.NO_SUCH_MAIL


def test_a_bounce_that_overtakes_the_servers_answer_is_read_again():
    mail = make_mail(Delivery.State.SENDING)

    assert act(collected("dsn_hard_5_1_1", mail)) == Fate.TOO_EARLY
    assert states_of(mail) == ("sending", "sending")


def test_a_mail_that_was_never_handed_over_cannot_come_back():
    mail = make_mail(FAILED)

    assert act(collected("dsn_hard_5_1_1", mail)) == Fate.KNOWN
    assert states_of(mail) == (FAILED, FAILED)


def test_a_mail_and_its_copy_come_back_together():
    original = make_mail(UNKNOWN)
    copy = make_copy(original)

    act(collected("dsn_hard_5_1_1", copy))

    copy.refresh_from_db()
    assert states_of(original) == (BOUNCED, BOUNCED)
    assert copy.state == BOUNCED


def test_no_task_is_made_when_the_address_was_changed_meanwhile():
    mail = make_mail()
    mail.candidate.email = "another@example.com"
    mail.candidate.save()

    act(collected("dsn_hard_5_1_1", mail))

    assert closed(mail) == ["bounced"]
    assert not CounselorTask.objects.exists()


def test_a_bounce_for_somebody_who_was_erased_still_closes_the_address():
    mail = make_mail()
    Delivery.objects.update(candidate=None)

    assert act(collected("dsn_hard_5_1_1", mail)) == Fate.BOUNCED
    assert closed(mail) == ["bounced"]


@pytest.mark.parametrize("name", ["arf_complaint", "human_reply_stop"])
def test_a_complaint_or_a_stop_ends_all_mail_to_the_address(name):
    mail = make_mail()

    fate = act(collected(name, mail))

    assert fate == Fate.OPTED_OUT
    assert closed(mail) == ["opted_out"]
    assert states_of(mail) == (SENT, SENT)
    assert act(collected(name, mail)) == Fate.KNOWN


def test_those_who_share_the_address_of_a_complaint_are_asked():
    mail = make_mail()
    other = make_candidate(email=mail.candidate.email)

    act(collected("arf_complaint", mail))

    assert other.tasks.get().kind == CounselorTask.Kind.SHARED_ADDRESS
    assert not mail.candidate.tasks.exists()


@pytest.mark.parametrize("raw", [b"", letter("Thank you, I wrote to them"), letter("STOP"), b"\0\xff"])
def test_what_nobody_can_act_on_is_for_a_person(raw):
    assert act(raw) == Fate.FOR_A_PERSON


def test_what_a_seeker_writes_is_for_a_person():
    assert act(letter("I got the job!", make_mail())) == Fate.FOR_A_PERSON


def test_nothing_more_is_sent_there_and_the_next_reminder_becomes_a_question(smtp_server):
    mail = make_mail()
    act(collected("dsn_hard_5_1_1", mail))

    list(dispatch.run_until_done(Clock(THURSDAY)))

    second = Nudge.objects.get(position=2)
    assert smtp_server.messages == []
    assert (second.state, second.skip_reason) == ("skipped", Nudge.Skip.ADDRESS_BOUNCED)
    assert set(mail.candidate.tasks.open().values_list("kind", "reason")) == {
        (CounselorTask.Kind.CORRECT_ADDRESS, ""),
        (CounselorTask.Kind.ASK_BY_PHONE, Nudge.Skip.ADDRESS_BOUNCED),
    }


def test_mail_goes_to_another_address_again(smtp_server):
    mail = make_mail()
    act(collected("dsn_hard_5_1_1", mail))
    mail.candidate.email = "right@example.com"
    mail.candidate.save()

    list(dispatch.run_until_done(Clock(THURSDAY)))

    [sent] = smtp_server.messages
    assert sent.envelope_to == ["right@example.com"]


def test_mail_goes_to_an_address_again_that_works_after_all(smtp_server):
    mail = make_mail()
    act(collected("dsn_hard_5_1_1", mail))
    bad_address.works_again(mail.candidate, by=mail.candidate.counselor, at=WEDNESDAY)

    list(dispatch.run_until_done(Clock(THURSDAY)))

    [sent] = smtp_server.messages
    assert sent.envelope_to == [mail.candidate.email]


def test_a_late_bounce_does_not_close_an_address_that_somebody_found_right_since():
    early = make_mail()
    late = make_mail(follow_up=make_follow_up(early.candidate, employer="Another"), day=WEDNESDAY.date())
    act(collected("dsn_hard_5_1_1", early))
    bad_address.works_again(early.candidate, by=early.candidate.counselor, at=WEDNESDAY)

    act(collected("dsn_hard_5_1_1", late), at=THURSDAY)

    assert states_of(late) == (BOUNCED, BOUNCED)
    assert closed(late) == []


def test_an_address_found_right_closes_the_task_of_all_who_share_it():
    mail = make_mail()
    act(collected("dsn_hard_5_1_1", mail))
    sharing = make_candidate(email=mail.candidate.email)

    assert bad_address.works_again(sharing, by=sharing.counselor, at=THURSDAY)

    assert closed(mail) == []
    assert not CounselorTask.objects.open().exists()
    assert not bad_address.works_again(sharing, by=sharing.counselor, at=THURSDAY)


def test_an_opt_out_stays_when_an_address_works_again():
    mail = make_mail()
    act(collected("arf_complaint", mail))
    act(collected("dsn_hard_5_1_1", mail))

    bad_address.works_again(mail.candidate, by=mail.candidate.counselor, at=THURSDAY)

    assert closed(mail) == ["opted_out"]


@pytest.mark.postgres
def test_a_bounce_waits_for_whoever_holds_the_job_seeker(django_assert_max_num_queries):
    mail = make_mail()

    with django_assert_max_num_queries(20) as asked:
        act(collected("dsn_hard_5_1_1", mail))

    locks = [number for number, query in enumerate(asked) if "FOR NO KEY UPDATE" in query["sql"]]
    moves = [number for number, query in enumerate(asked) if query["sql"].startswith("UPDATE")]
    assert len(locks) == 1
    assert locks < moves


def test_the_promise_holds_after_all_of_it():
    mails = [make_mail(state) for state in (SENT, UNKNOWN, SENT)]

    for mail, name in zip(mails, ("dsn_hard_5_1_1", "dsn_policy_5_7_1", "arf_complaint"), strict=True):
        act(collected(name, mail))

    assert invariants.check(TUESDAY) == []
    assert Candidate.objects.count() == 3
