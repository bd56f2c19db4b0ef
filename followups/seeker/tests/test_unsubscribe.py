"""No more mail to an address: by one POST, for everybody who shares it, until the seeker takes it back."""

import pytest
from django.test import Client

from accounts.models import AuditEntry
from followups.intake.opt_out import is_opted_out, opt_in, opt_out
from followups.models import CounselorTask, Suppression
from followups.nudges import links
from followups.seeker.tests.builders import everything, make_linked, press
from followups.tests.builders import MONDAY, make_candidate, make_follow_up

pytestmark = pytest.mark.django_db


def url_for(candidate):
    return f"/u/{links.unsubscribe_token(candidate.email_key)}/"


def tasks():
    return CounselorTask.objects.open().filter(kind=CounselorTask.Kind.SHARED_ADDRESS)


def test_one_click_from_a_mail_program_unsubscribes_without_cookie_token_or_redirect():
    candidate = make_candidate()
    mail_program = Client(enforce_csrf_checks=True)

    answer = mail_program.post(
        url_for(candidate), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert not answer.cookies
    assert is_opted_out(candidate.email_key)
    assert AuditEntry.objects.filter(candidate_id=candidate.pk, user_id=None, what="opted out of mail").count() == 1


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"a=1&" * 50])
def test_any_body_unsubscribes(client, body):
    candidate = make_candidate()

    answer = client.post(url_for(candidate), body, content_type="text/plain")

    assert answer.status_code == 200
    assert is_opted_out(candidate.email_key)


def test_one_click_sent_as_a_form_with_parts_unsubscribes(client):
    candidate = make_candidate()

    assert client.post(url_for(candidate), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert is_opted_out(candidate.email_key)


def test_unsubscribing_twice_is_harmless(client):
    candidate = make_candidate()
    client.post(url_for(candidate))
    once = everything()

    answer = client.post(url_for(candidate))

    assert answer.status_code == 200
    assert everything() == once


def test_the_page_has_one_button_and_the_answer_an_undo(client):
    candidate = make_candidate()
    assert "Stop all mails from us?" in client.get(url_for(candidate)).content.decode()

    page = client.post(url_for(candidate)).content.decode()
    assert "You get no more mails from us" in page

    page = client.post(url_for(candidate), {"undo": "yes"}).content.decode()
    assert "You get mails from us again" in page
    assert not is_opted_out(candidate.email_key)


def test_the_page_names_nobody(client):
    candidate = make_candidate()

    page = client.get(url_for(candidate)).content.decode()

    for kept in (candidate.email, candidate.full_name, candidate.call_name, candidate.office.name):
        assert kept not in page


def test_the_page_speaks_the_seekers_language(client):
    assert "Dừng tất cả thư" in client.get(url_for(make_candidate(language="vi"))).content.decode()


def test_an_address_that_nobody_has_any_more_can_still_be_closed(client):
    candidate = make_candidate()
    url = url_for(candidate)
    candidate.delete()

    assert client.post(url).status_code == 200
    assert Suppression.objects.in_force().count() == 1


def test_a_forged_unsubscribe_link_closes_nothing(client):
    make_candidate()

    assert client.post("/u/" + "A" * 65 + "/").status_code == 404
    assert not Suppression.objects.exists()


def test_everybody_at_a_shared_address_is_asked_about_by_their_counselor(client):
    candidate = make_candidate(email="home@example.com")
    other = make_candidate(email="HOME@example.com")

    client.post(url_for(candidate))

    assert set(tasks().values_list("candidate", flat=True)) == {candidate.pk, other.pk}


def test_who_stops_all_mail_from_their_page_needs_no_task_but_the_others_do(client):
    follow_up = make_linked(candidate=make_candidate(email="home@example.com"))
    other = make_candidate(email="home@example.com")

    page = press(client, follow_up, "stop", what="all").content.decode()

    assert "You get no more mails from us." in page
    assert [task.candidate for task in tasks()] == [other]


def test_an_address_of_one_seeker_makes_no_task(client):
    client.post(url_for(make_candidate()))

    assert not tasks().exists()


def test_undo_from_the_page_lets_mail_go_again_and_ends_the_tasks(client):
    follow_up = make_linked(candidate=make_candidate(email="home@example.com"))
    make_candidate(email="home@example.com")
    press(client, follow_up, "stop", what="all")

    press(client, follow_up, "start", again="yes")

    assert not is_opted_out(follow_up.interview.candidate.email_key)
    assert not tasks().exists()


def test_undo_does_not_open_an_address_whose_mail_came_back():
    key = make_candidate().email_key
    Suppression.objects.create(address_key=key, reason=Suppression.Reason.BOUNCED, since=MONDAY)
    opt_out(key, MONDAY)

    assert opt_in(key, MONDAY)

    assert [row.reason for row in Suppression.objects.in_force()] == [Suppression.Reason.BOUNCED]


def test_a_seeker_without_an_address_shares_it_with_nobody(client):
    follow_up = make_linked(candidate=make_candidate(email="", consent=False))
    make_candidate(email="", consent=False)

    assert press(client, follow_up, "stop", what="all").status_code == 200
    assert press(client, follow_up, "start", again="yes").status_code == 200

    assert not Suppression.objects.exists()
    assert not tasks().exists()


def test_stopping_leaves_what_was_planned_to_the_sender_which_says_why(client):
    follow_up = make_follow_up()

    client.post(url_for(follow_up.interview.candidate))

    assert follow_up.nudges.planned().exists()
