"""The question what came of the interview: when it stands first, its six answers, and what the page says after each."""

import pytest
from django.utils import timezone

from followups.models import FollowUp, Nudge
from followups.nudges import claim
from followups.nudges.tests.clock import Clock
from followups.nudges.tests.sending import send
from followups.seeker.tests.builders import make_linked, press, url_of
from followups.tests.builders import days, make_candidate

pytestmark = pytest.mark.django_db

QUESTION = "Have you heard back"
FINAL = [("offer", "Good news"), ("hired", "Good news"), ("not_selected", "Thank you"), ("withdrew", "Thank you")]


def shown(client, follow_up):
    return client.get(url_of(follow_up)).content.decode()


def heading(page):
    return page.split("<h1>")[1].split("</h1>")[0]


def write(follow_up):
    facts = {"sent_on": follow_up.interview.held_on, "method": "card", "source": "seeker"}
    follow_up.complete(by=None, at=timezone.now(), **facts)


REACH = {
    "open": lambda follow_up: None,
    "done": write,
    "missed": lambda follow_up: follow_up.miss(by=None, at=timezone.now()),
}


@pytest.mark.parametrize("status", REACH)
def test_after_15_days_the_question_stands_first_with_six_buttons(client, status):
    follow_up = make_linked(days_ago=16)
    REACH[status](follow_up)

    page = shown(client, follow_up)

    assert QUESTION in heading(page)
    first_form = page.split("<form")[1].split("</form>")[0]
    assert [f'name="outcome" value="{outcome}"' in first_form for outcome in FollowUp.Outcome.values] == [True] * 6


@pytest.mark.parametrize(("days_ago", "is_asked"), [(14, False), (16, True)])
def test_before_that_it_is_one_of_the_things_to_say(client, days_ago, is_asked):
    page = shown(client, make_linked(days_ago=days_ago))

    assert (QUESTION in heading(page)) is is_asked
    assert ("I heard back" in page) is not is_asked


def test_once_the_mail_has_asked_the_question_stands_first(client, smtp_server):
    follow_up = make_linked(days_ago=14)
    follow_up.nudges.exclude(kind=Nudge.Kind.OUTCOME).delete()
    now = timezone.now()
    follow_up.nudges.update(planned_at=now, try_at=now)
    FollowUp.objects.update(next_step_at=now)

    send(claim.claim_batch(now), Clock(now))

    assert len(smtp_server.messages) == 1
    assert QUESTION in heading(shown(client, follow_up))


def test_whoever_decided_not_to_write_is_not_asked(client):
    follow_up = make_linked(days_ago=16)
    follow_up.decline(reason="other", by=None, at=timezone.now())

    page = shown(client, follow_up)

    assert QUESTION not in page
    assert "I heard back" in page


@pytest.mark.parametrize(("outcome", "words"), FINAL)
def test_a_final_result_of_an_open_follow_up_ends_it_and_undo_asks_again(client, outcome, words):
    follow_up = make_linked(days_ago=16)

    page = press(client, follow_up, "outcome", outcome=outcome).content.decode()
    assert words in heading(page)
    assert "We will not ask about this interview again." in page
    assert "decided not to write" not in page
    assert (follow_up.status, follow_up.next_step_at) == ("declined", None)

    page = press(client, follow_up, "undo", what="outcome").content.decode()
    assert QUESTION in heading(page)
    assert follow_up.is_open


@pytest.mark.parametrize("outcome", FollowUp.Outcome.values)
def test_a_result_told_by_someone_who_wrote_leaves_the_letter_and_can_be_undone(client, outcome):
    follow_up = make_linked(days_ago=16)
    write(follow_up)

    page = press(client, follow_up, "outcome", outcome=outcome).content.decode()
    assert (follow_up.status, follow_up.outcome) == ("done", outcome)
    assert QUESTION not in page
    assert "Well done" in heading(page)

    press(client, follow_up, "undo", what="outcome")
    assert (follow_up.status, follow_up.outcome) == ("done", "")


def test_an_offer_can_become_a_job(client):
    follow_up = make_linked(days_ago=16)
    press(client, follow_up, "outcome", outcome="offer")

    page = press(client, follow_up, "outcome", outcome="hired").content.decode()

    assert (follow_up.status, follow_up.outcome) == ("declined", "hired")
    assert "I got the job." in page


def test_still_waiting_keeps_it_open_and_says_that_no_mail_asks_again(client):
    follow_up = make_linked(days_ago=16)
    follow_up.nudges.filter(kind=Nudge.Kind.OUTCOME).skip_planned(Nudge.Skip.LATE, timezone.now())

    page = press(client, follow_up, "outcome", outcome="waiting").content.decode()

    assert follow_up.is_open
    assert "No mail will ask you about it again." in page
    assert "Have you been able to write" in heading(page)
    assert QUESTION not in page


def test_nothing_is_promised_about_a_question_that_goes_out_just_now(client):
    page = press(client, make_linked(days_ago=16), "outcome", outcome="waiting").content.decode()

    assert "When there is news, tell us on this page until" in page
    assert "No mail will ask you" not in page
    assert "once more" not in page


@pytest.mark.parametrize(("consent", "is_promised"), [(True, True), (False, False)])
def test_still_waiting_before_the_mail_says_when_it_asks(client, consent, is_promised):
    follow_up = make_linked(days_ago=5, candidate=make_candidate(consent=consent))

    page = press(client, follow_up, "outcome", outcome="waiting").content.decode()

    assert ("We will ask you once more, on" in page) is is_promised
    assert follow_up.nudges.planned().filter(kind=Nudge.Kind.OUTCOME).exists()


def test_who_was_waiting_before_the_15th_day_is_asked_once_more_and_can_wait_on(client):
    follow_up = make_linked(days_ago=16)
    follow_up.record_outcome(outcome="waiting", by=None, at=timezone.now() - days(10))
    assert QUESTION in heading(shown(client, follow_up))

    page = press(client, follow_up, "outcome", outcome="waiting").content.decode()

    assert "Noted, thank you." in page
    assert QUESTION not in page


def test_the_question_names_no_employer_when_mails_may_not(client):
    page = shown(client, make_linked(days_ago=16, candidate=make_candidate(names_employer=False)))

    assert QUESTION in heading(page)
    assert "Gulf Grill" not in page


def test_a_result_after_the_interview_did_not_take_place_is_refused(client):
    follow_up = make_linked(days_ago=16)
    follow_up.void(by=None, at=timezone.now())

    page = press(client, follow_up, "outcome", outcome="hired").content.decode()

    assert "another answer came in before" in page
    assert (follow_up.status, follow_up.outcome) == ("void", "")
