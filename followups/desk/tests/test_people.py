"""The page of one job seeker, the page of one interview, and the pause."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from candidates.models import Cover
from followups.desk.tests.builders import ago, counselor_of, make_row, text_of
from followups.models import CounselorTask, Nudge, Pause, Suppression
from followups.tests.builders import make_candidate, make_follow_up, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(client):
    follow_up = make_row(candidate={"full_name": "Nguyễn Thị Ánh", "phone": "+17135550142"}, met=["Pat O’Hara"])
    client.force_login(counselor_of(follow_up))
    return follow_up


def person_url(follow_up):
    return f"/candidates/{follow_up.interview.candidate_id}/"


def interview_url(follow_up):
    return f"/interviews/{follow_up.interview_id}/"


PAGES = [person_url, interview_url]


def someone(who, office):
    return {
        "colleague": lambda: make_user(office=office),
        "stranger": make_user,
        "manager": lambda: make_user(User.Role.MANAGER, office=office),
        "other manager": lambda: make_user(User.Role.MANAGER),
        "regional": lambda: make_user(User.Role.REGIONAL),
        "administrator": lambda: make_user(User.Role.ADMINISTRATOR),
    }[who]()


def test_the_page_of_a_person_shows_who_they_are_and_the_row_with_its_menus(client, follow_up):
    page = text_of(client.get(person_url(follow_up)))

    assert "<h1>Nguyễn Thị Ánh</h1>" in page
    assert "tel:+17135550142" in page
    assert "Pat O’Hara" in page
    assert "agreed on" in page
    assert page.count('<details class="menu">') == 4
    assert f"/interviews/add/?candidate={follow_up.interview.candidate_id}" in page


def test_answered_ones_stand_below_and_not_among_those_to_ask(client, follow_up):
    follow_up.decline(reason="withdrew", by=counselor_of(follow_up), at=timezone.now())

    page = text_of(client.get(person_url(follow_up)))

    assert 'class="desk-list"' not in page
    assert "withdrew from the job" in page


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("who", ["colleague", "manager", "regional"])
def test_those_who_may_read_see_no_buttons(client, follow_up, url, who):
    client.force_login(someone(who, follow_up.interview.office))

    page = text_of(client.get(url(follow_up)))

    assert 'action="/followups/' not in page
    assert "/edit/" not in page
    covers = f'action="/candidates/{follow_up.interview.candidate_id}/cover/"'
    assert (covers in page) is (who == "colleague")


@pytest.mark.parametrize("url", PAGES)
def test_after_pressing_cover_a_colleague_has_the_buttons(client, follow_up, url):
    colleague = someone("colleague", follow_up.interview.office)
    Cover.begin(follow_up.interview.candidate, by=colleague, at=timezone.now())
    client.force_login(colleague)

    page = text_of(client.get(url(follow_up)))

    assert 'action="/followups/' in page
    assert "/cover/" not in page


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("who", ["stranger", "other manager", "administrator"])
def test_the_pages_are_not_there_for_others(client, follow_up, url, who):
    client.force_login(someone(who, follow_up.interview.office))

    assert client.get(url(follow_up)).status_code == 404
    assert not AuditEntry.objects.filter(act="read").exists()


@pytest.mark.parametrize(("url", "what"), [(person_url, "job seeker's page"), (interview_url, "interview's page")])
def test_reading_a_page_is_audited(client, follow_up, url, what):
    client.get(url(follow_up))

    entry = AuditEntry.objects.get(act="read")
    assert (entry.user_id, entry.candidate_id) == (counselor_of(follow_up).pk, follow_up.interview.candidate_id)
    assert entry.what == what


def test_the_page_of_an_interview_tells_each_step_and_the_whole_story(client, follow_up):
    first, _second, task, _outcome = follow_up.nudges.all()
    Nudge.objects.filter(pk=first.pk).update(state="skipped", skip_reason="no_consent", settled_at=ago(2))
    Nudge.objects.filter(pk=task.pk).update(state="made", settled_at=ago(1))
    follow_up.decline(reason="withdrew", by=None, at=timezone.now())

    page = text_of(client.get(interview_url(follow_up)))

    assert "Reminder: not sent: has not agreed to e-mail" in page
    assert "Task for the counselor: task made" in page
    assert "Decided not to follow up: withdrew from the job" in page
    assert "by the job seeker, from a link" in page
    assert "Not needed: there was an answer already" in page
    assert page.index("Decided not to follow up") < page.index("Interview logged")


@pytest.mark.parametrize("url", PAGES)
def test_a_page_costs_as_many_queries_for_twenty_interviews_as_for_one(client, follow_up, url):
    candidate = follow_up.interview.candidate

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(follow_up)).status_code == 200
        return len(queries)

    for_one = cost()
    for number in range(19):
        make_follow_up(candidate, held_at=ago(20 + number), logged_at=ago(19 + number), job_title=f"Job {number}")

    assert cost() == for_one


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"email": ""}, "No reminders go out to them: no e-mail address."),
        ({"consent": False}, "No reminders go out to them: has not agreed to e-mail."),
        ({"status": "working"}, "No reminders go out to them: is no longer looking for work with us."),
        ({}, ""),
    ],
)
def test_the_page_says_why_no_mail_goes_out(client, facts, words):
    candidate = make_candidate(**facts)
    client.force_login(candidate.counselor)

    page = text_of(client.get(f"/candidates/{candidate.pk}/"))

    assert words in page
    assert ("No reminders go out" in page) is bool(words)


def test_the_page_says_that_they_asked_for_no_mail(client, follow_up):
    key = follow_up.interview.candidate.email_key
    Suppression.objects.create(address_key=key, reason="opted_out", since=timezone.now())

    assert "asked for no e-mail from us" in text_of(client.get(person_url(follow_up)))


def test_a_question_about_the_person_tops_their_page(client, follow_up):
    CounselorTask.objects.create(candidate=follow_up.interview.candidate, kind="shared_address", made_at=ago(1))

    assert "Ask whether mail may still go" in text_of(client.get(person_url(follow_up)))


def test_a_pause_keeps_who_and_why_until_somebody_ends_it(client, follow_up):
    candidate = follow_up.interview.candidate
    counselor = counselor_of(follow_up)

    client.post(f"/candidates/{candidate.pk}/pause/", {"reason": "In hospital"})

    pause = Pause.objects.in_force().get(candidate=candidate)
    assert (pause.reason, pause.paused_by) == ("In hospital", counselor)
    assert "In hospital" in text_of(client.get(person_url(follow_up)))
    client.post(f"/candidates/{candidate.pk}/pause/", {"act": "resume"})
    pause.refresh_from_db()
    assert pause.ended_by == counselor
    whats = AuditEntry.objects.filter(act="changed", what__startswith="reminders").values_list("what", flat=True)
    assert sorted(whats) == ["reminders paused", "reminders resumed"]


def test_a_second_pause_changes_nothing(client, follow_up):
    url = f"/candidates/{follow_up.interview.candidate_id}/pause/"

    client.post(url, {"reason": "In hospital"})
    client.post(url, {"reason": "Another"})

    assert Pause.objects.get().reason == "In hospital"


def test_a_pause_without_a_reason_is_refused(client, follow_up):
    response = client.post(f"/candidates/{follow_up.interview.candidate_id}/pause/", {"reason": " "}, follow=True)

    assert "Not paused: say in a few words why" in text_of(response)
    assert not Pause.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("manager", 302), ("colleague", 404), ("other manager", 404), ("regional", 404), ("administrator", 404)],
)
def test_a_manager_may_pause_too_and_nobody_else(client, follow_up, who, status):
    client.force_login(someone(who, follow_up.interview.office))

    response = client.post(f"/candidates/{follow_up.interview.candidate_id}/pause/", {"reason": "In hospital"})

    assert response.status_code == status
    assert Pause.objects.exists() is (status == 302)
