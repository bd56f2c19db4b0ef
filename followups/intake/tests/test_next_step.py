import pytest

from candidates.models import Interview
from followups.intake.next_step import what_happens_next
from followups.models import Nudge, Pause, Suppression
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db
LATER = MONDAY + hours(1)


def said(at=LATER, held_at=MONDAY, answer=None, **facts):
    counselor = make_user(office=make_office(sends_from="08:00", sends_until="20:00"))
    counselor.home_office.refresh_from_db()
    candidate = make_candidate(counselor, call_name="Ánh", **facts)
    follow_up = make_follow_up(candidate, held_at=held_at, logged_at=at, answer=answer or {})
    return what_happens_next(Interview.objects.get(follow_up=follow_up), at)


def test_the_next_reminder_is_announced_with_its_moment():
    assert said() == "The reminder to Ánh goes out Tue 6 Oct, 10 a.m., unless they tell us before."


def test_a_reminder_that_is_due_goes_out_within_minutes():
    assert said(at=MONDAY + days(2)) == "The reminder to Ánh goes out within a few minutes."


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"email": ""}, "no e-mail address"),
        ({"consent": False}, "has not agreed to e-mail"),
        ({"status": "left"}, "is no longer looking for work with us"),
        ({"at": MONDAY + days(15)}, "the interview was logged more than 14 days after it was held"),
    ],
)
def test_the_reason_why_no_reminder_goes_is_said(facts, reason):
    assert said(**facts) == f"No reminder goes to Ánh: {reason}. Ask by phone or at the next visit."


def test_somebody_who_wants_no_mail_is_asked_by_phone():
    candidate = make_candidate(call_name="Ánh")
    Suppression.objects.create(address_key=candidate.email_key, reason="opted_out", since=MONDAY)
    follow_up = make_follow_up(candidate)

    assert "asked for no e-mail from us" in what_happens_next(follow_up.interview, MONDAY)


@pytest.mark.parametrize("where", ["everywhere", "office", "candidate"])
def test_a_pause_is_said_wherever_it_is_in_force(where):
    interview = make_follow_up().interview
    of = {} if where == "everywhere" else {where: getattr(interview, where)}
    Pause.objects.create(**of, reason="Flood", since=MONDAY, paused_by=interview.logged_by)

    assert "are paused at the moment" in what_happens_next(interview, MONDAY)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"asked": "yes", "method": "card", "sent_on": MONDAY.date()}, "Ánh has followed up"),
        ({"asked": "no", "reason": "other"}, "there is nothing left to write for"),
        ({"outcome": "hired"}, "there is nothing left to write for"),
    ],
)
def test_after_an_answer_no_reminder_goes(answer, words):
    assert words in said(answer=answer)


def test_nothing_planned_is_said_so():
    follow_up = make_follow_up()
    Nudge.objects.filter(follow_up=follow_up).delete()

    assert "is planned" in what_happens_next(follow_up.interview, MONDAY)
