"""F20: rows that no form lets in. Each fails alone with a reason, and the batch goes on."""

import pytest
from django.db import DataError, transaction

from accounts.models import Office, Region, User
from candidates.models import Candidate, Employer, Interview
from followups.models import Delivery, Nudge, WordingVersion
from followups.nudges import claim, dispatch, smtp
from followups.nudges.sender import Result, Sender
from followups.nudges.tests.clock import Clock
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up, make_office_at_all_hours, make_user
from workforce.tests.faults import ledger

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)
MEGABYTE = 2**20
FORGED = "Ann\r\nBcc: everybody@example.net"
SMUGGLED = "Cook\r\n.\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<everybody@example.net>\r\nDATA\r\nx\r\n.\r\n"


def candidate(follow_up, **facts):
    Candidate.objects.filter(pk=follow_up.interview.candidate_id).update(**facts)


def counselor(follow_up, **facts):
    User.objects.filter(pk=follow_up.interview.candidate.counselor_id).update(**facts)


def office(follow_up, **facts):
    Office.objects.filter(pk=follow_up.interview.office_id).update(**facts)


def employer(follow_up, **facts):
    Employer.objects.filter(pk=follow_up.interview.employer_id).update(**facts)


def interview(follow_up, **facts):
    Interview.objects.filter(pk=follow_up.interview_id).update(**facts)


def words(follow_up, **facts):
    """Give the first reminder a wording of its own, with a version that says what no form would let in."""
    nudge = first_of(follow_up)
    version = WordingVersion.objects.select_related("wording").get(wording=nudge.wording_id, is_current=True)
    wording, texts = version.wording, version.texts
    wording.pk = None
    wording.save()
    WordingVersion.objects.create(wording=wording, number=1, made_at=MONDAY, **{"texts": texts, **facts})
    Nudge.objects.filter(pk=nudge.pk).update(wording=wording)


def in_english(text):
    return {"en": {"subject": "Hello", "text": text, "button": "Go"}}


FAIL = {
    "a line break in a name": lambda it: candidate(it, call_name=FORGED),
    "a line break in an address": lambda it: candidate(it, email="ann@example.com\r\nBcc: everybody@example.net"),
    "an address that is none": lambda it: candidate(it, email="nobody"),
    "a line break in a counselor's name": lambda it: counselor(it, name=FORGED),
    "a counselor's address that is none": lambda it: counselor(it, email=f"nobody{it.pk}"),
    "a line break in an office's name": lambda it: office(it, name=FORGED),
    "an office without an address": lambda it: office(it, email=""),
    "an unknown placeholder": lambda it: words(it, texts=in_english("Hi {stranger}")),
    "an unknown placeholder of two words": lambda it: words(it, texts=in_english("Hi {shoe_size}")),
    "a missing language": lambda it: words(it, texts={"es": in_english("Hola")["en"]}),
    "a list for words": lambda it: words(it, texts=[]),
}
GO = {
    "a line break in an employer's name": lambda it: employer(it, name=FORGED),
    "a mail smuggled into a job's title": lambda it: interview(it, job_title=SMUGGLED[:200]),
    "an office's address of a megabyte": lambda it: office(it, postal_address="Main St " * (MEGABYTE // 8)),
    "words of a megabyte": lambda it: words(it, texts=in_english("word " * (MEGABYTE // 5))),
    "a counselor who left": lambda it: counselor(it, is_active=False),
}
# These stop a batch before any mail of it is looked at.
FAIL_AT_THE_CLAIM = {
    "no current words": lambda it: words(it, is_current=False),
    "a time zone that is none": lambda it: office(it, time_zone="Mars/Olympus"),
    "an office without sending days": lambda it: office(it, sending_days=""),
}


def make_one():
    counselor = make_user(office=make_office_at_all_hours())
    return make_follow_up(make_candidate(counselor), employer=f"Grill {counselor.pk}")


def make_good(number):
    counselor = make_user(office=make_office_at_all_hours())
    return [make_follow_up(make_candidate(counselor)) for _number in range(number)]


def make_poisoned(poisons):
    poisoned = {name: make_one() for name in poisons}
    for name, follow_up in poisoned.items():
        poisons[name](follow_up)
    return poisoned


def first_of(follow_up):
    return follow_up.nudges.get(position=1)


def states(follow_ups):
    return {first_of(follow_up).state for follow_up in follow_ups}


def run(at):
    return list(dispatch.run_until_done(Clock(at)))


def promise_kept(mail):
    numbers = ledger.reconcile(mail.taken(), at=TUESDAY)
    ledger.assert_promise(numbers, at=TUESDAY)
    return numbers


def test_f20_poisoned_rows_fail_alone_and_say_why_while_the_batch_goes_on(quick_mail, many, say):
    good = make_good(many(20, 200))
    Region.objects.update(brake_floor=len(good) + 50)
    bad, odd = make_poisoned(FAIL), make_poisoned(GO)

    run(TUESDAY)

    say("F20", f"{len(bad) + len(odd)} poisoned rows among {len(good)} good ones", **promise_kept(quick_mail).told())
    assert {name: first_of(it).state for name, it in bad.items()} == dict.fromkeys(bad, Nudge.State.FAILED)
    assert all(first_of(it).delivery.reply.startswith("The mail could not be made") for it in bad.values())
    assert {name: first_of(it).state for name, it in odd.items()} == dict.fromkeys(odd, Nudge.State.SENT)
    assert states(good) == {Nudge.State.SENT}
    assert quick_mail.events("taken", "no", "refused") == quick_mail.taken()
    assert len(quick_mail.taken()) == len(good) + len(odd)


@pytest.mark.parametrize("poison", FAIL_AT_THE_CLAIM)
def test_f20_a_row_that_no_rule_can_judge_keeps_nobody_else_from_their_mail(poison, quick_mail):
    good = make_good(3)
    [bad] = make_poisoned({poison: FAIL_AT_THE_CLAIM[poison]}).values()

    run(TUESDAY)

    assert states(good) == {Nudge.State.SENT}
    assert first_of(bad).state != Nudge.State.SENT


def test_f20_a_name_of_a_megabyte_goes_nowhere(quick_mail):
    good, bad = make_good(3), make_one()

    try:
        with transaction.atomic():
            candidate(bad, call_name="a" * MEGABYTE)
    except DataError:
        candidate(bad, call_name="a" * 60)
    run(TUESDAY)

    assert states(good) == {Nudge.State.SENT}
    promise_kept(quick_mail)


def test_f20_candidates_deleted_between_claim_and_send_end_nothing(quick_mail):
    good, gone = make_good(5), make_good(5)
    batch = claim.claim_batch(TUESDAY)

    for follow_up in gone:
        follow_up.interview.candidate.delete()
    Sender(batch, Clock(TUESDAY), Result(), smtp.Connection()).send_all()
    run(TUESDAY)

    assert len(quick_mail.taken()) == 5
    assert states(good) == {Nudge.State.SENT}
    assert set(Delivery.objects.filter(candidate=None).values_list("state", flat=True)) == {Delivery.State.DROPPED}
    promise_kept(quick_mail)
