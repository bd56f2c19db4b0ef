"""The counselor's task five days after an interview: made whatever keeps mail away, closed by every answer."""

import pytest
from django.utils import timezone

from followups.desk.tests.builders import HTMX, ago, counselor_of, make_row, text_of, url_of
from followups.intake.opt_out import opt_out
from followups.models import CounselorTask, Pause
from followups.nudges import claim
from followups.tests.builders import days, hours, make_candidate, make_follow_up, make_user

pytestmark = pytest.mark.django_db

ASK = "Ask whether they followed up"


def stop(follow_up):
    follow_up.stop_reminders(by=None, at=ago(5))


def leave_without_address(follow_up):
    type(follow_up.interview.candidate).objects.update(email="", email_key="")


def take_consent_back(follow_up):
    type(follow_up.interview.candidate).objects.update(consent_on=None, consent_by=None)


def opt_the_address_out(follow_up):
    opt_out(follow_up.interview.candidate.email_key, ago(5))


def pause_them(follow_up):
    candidate, counselor = follow_up.interview.candidate, counselor_of(follow_up)
    Pause.objects.create(candidate=candidate, reason="ill", since=ago(5), paused_by=counselor)


def pause_everybody(follow_up):
    Pause.objects.create(reason="storm", since=ago(5), paused_by=counselor_of(follow_up))


@pytest.fixture
def follow_up(client):
    """The follow-up of an interview held six days ago, before anything was sent or asked."""
    follow_up = make_row(held_days_ago=6, candidate={"phone": "+17135550142"})
    client.force_login(counselor_of(follow_up))
    return follow_up


def make_task(follow_up):
    claim.claim_batch(follow_up.interview.held_at + days(5) + hours(1))
    return follow_up.tasks.get(kind=CounselorTask.Kind.ASK)


@pytest.mark.parametrize(
    "obstacle",
    [
        lambda follow_up: None,
        stop,
        leave_without_address,
        take_consent_back,
        opt_the_address_out,
        pause_them,
        pause_everybody,
    ],
)
def test_the_task_is_made_whatever_keeps_mail_away(follow_up, obstacle):
    obstacle(follow_up)

    task = make_task(follow_up)

    assert task.done_at is None
    assert follow_up.nudges.get(kind="task").state == "made"


def test_a_late_logged_interview_and_an_outage_lose_no_task():
    held_at = ago(30)
    follow_up = make_follow_up(held_at=held_at, logged_at=held_at + days(20))

    claim.claim_batch(held_at + days(28))

    assert follow_up.tasks.filter(kind=CounselorTask.Kind.ASK).exists()


def test_the_desk_and_the_persons_page_say_whom_to_ask_with_the_number_to_call(client, follow_up):
    make_task(follow_up)

    for address in ("/desk/", f"/candidates/{follow_up.interview.candidate_id}/"):
        page = text_of(client.get(address))
        assert ASK in page
        assert 'href="tel:+17135550142"' in page
        assert f"/followups/{follow_up.pk}/" in page
    assert "<strong>1</strong> job seeker to ask today" in text_of(client.get("/desk/"))


@pytest.mark.parametrize(
    ("act", "data", "is_closed"),
    [
        ("done", {"sent": "card today"}, True),
        ("decline", {"reason": "other"}, True),
        ("void", {}, True),
        ("miss", {}, True),
        ("not-yet", {"look": "next"}, True),
        ("plan", {"day": (timezone.now() + days(2)).date().isoformat(), "time": "18:00"}, True),
        ("outcome", {"outcome": "hired"}, True),
        ("outcome", {"outcome": "not_selected"}, True),
        ("outcome", {"outcome": "second_interview"}, False),
        ("outcome", {"outcome": "waiting"}, False),
    ],
)
def test_every_answer_at_the_desk_closes_the_task_and_a_result_that_says_nothing_leaves_it(
    client, follow_up, act, data, is_closed
):
    task = make_task(follow_up)

    row = text_of(client.post(url_of(follow_up, act), data, headers=HTMX))

    task.refresh_from_db()
    assert bool(task.done_at) is is_closed
    assert (ASK in row) is not is_closed


def test_the_seekers_own_answer_closes_the_task_too(follow_up):
    task = make_task(follow_up)

    follow_up.decline(reason="other", by=None, at=timezone.now())

    task.refresh_from_db()
    assert task.done_at


def test_of_someone_who_wrote_the_result_is_asked_by_phone_where_no_mail_can_go(client):
    maria = make_user()
    client.force_login(maria)
    held_at = ago(16)
    follow_up = make_follow_up(make_candidate(maria, consent=False), held_at=held_at, logged_at=held_at)
    facts = {"sent_on": follow_up.interview.held_on, "method": "card", "source": "counselor"}
    follow_up.complete(by=maria, at=held_at + days(1), **facts)
    claim.claim_batch(held_at + days(15) + hours(1))

    row = text_of(client.get("/desk/?tab=today"))
    assert "Ask for the result by phone: has not agreed to e-mail" in row

    client.post(url_of(follow_up, "outcome"), {"outcome": "waiting"}, headers=HTMX)
    assert not follow_up.tasks.open().exists()
