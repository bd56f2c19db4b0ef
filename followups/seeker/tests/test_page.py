"""What the page shows, and what opening it leaves behind: nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from followups.models import FollowUp
from followups.nudges import links
from followups.seeker.tests.builders import everything, make_linked, press, url_of
from followups.tests.builders import days, make_candidate, make_office_at_all_hours, make_user

pytestmark = pytest.mark.django_db


def shown(client, follow_up):
    response = client.get(url_of(follow_up))
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_asks_by_name_about_the_employer_and_the_day(client):
    page = shown(client, make_linked(employer="Gulf Grill & “Sons”", call_name="Ánh"))

    assert "Hi Ánh. Have you been able to write to Gulf Grill &amp; “Sons” about your interview" in page
    assert "The job: Line cook" in page


def test_the_page_does_not_name_the_employer_when_mails_may_not(client):
    office = make_office_at_all_hours(names_employer=False)
    quiet_office = make_linked(candidate=make_candidate(make_user(office=office)))
    quiet_seeker = make_linked(candidate=make_candidate(names_employer=False))

    for follow_up in (quiet_office, quiet_seeker):
        assert "Gulf Grill" not in shown(client, follow_up)


def test_the_page_shows_nothing_that_the_mail_does_not(client):
    candidate = make_candidate(full_name="Nguyễn Thị Ánh", phone="+17135550142")

    page = shown(client, make_linked(candidate=candidate, met=["Ms. Kim"]))

    for kept in ("Nguyễn", "555 0142", "5550142", candidate.email, "Ms. Kim"):
        assert kept not in page


def test_opening_the_page_twice_changes_nothing(client):
    follow_up = make_linked()
    unsubscribe = links.unsubscribe_url(follow_up.interview.candidate.email_key)
    before = everything()

    for url in (url_of(follow_up), unsubscribe) * 2:
        assert client.get(url).status_code == 200
        assert client.head(url).status_code == 200

    assert everything() == before


def test_no_cookie_is_set_and_no_session_touched_even_for_staff(client):
    client.force_login(make_user(role=User.Role.MANAGER))
    follow_up = make_linked()
    Session.objects.update(expire_date=timezone.now() + days(1))
    before = Session.objects.values_list("pk", "session_data", "expire_date").get()
    unsubscribe = links.unsubscribe_url(follow_up.interview.candidate.email_key)

    answers = [client.get(url_of(follow_up)), client.get(unsubscribe), client.post(unsubscribe)]
    answers.append(client.post(url_of(follow_up), {"act": "declined", "reason": "other"}))

    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None] * 4
    assert [answer.cookies for answer in answers] == [{}] * 4
    assert Session.objects.values_list("pk", "session_data", "expire_date").get() == before


def test_the_page_is_kept_from_caches_search_engines_and_other_sites(client):
    follow_up = make_linked()

    for answer in (client.get(url_of(follow_up)), client.post(url_of(follow_up), {"act": "undo", "what": "answer"})):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_page_has_no_script_and_is_small(client):
    page = shown(client, make_linked())

    assert "<script" not in page
    assert " style=" not in page
    assert len(page.encode()) < 20_000


def test_a_forged_link_gets_a_kind_page_in_the_browsers_language(client):
    answer = client.get("/f/" + "A" * 44 + "/", headers={"accept-language": "es"})

    assert answer.status_code == 404
    assert "Este enlace no funciona" in answer.content.decode()


def test_after_60_days_the_page_says_what_to_do_and_changes_nothing(client):
    follow_up = make_linked(days_ago=61)
    before = everything()

    read, pressed = client.get(url_of(follow_up)), press(client, follow_up, "declined", reason="other")

    assert (read.status_code, pressed.status_code) == (410, 410)
    assert follow_up.interview.candidate.office.phone in read.content.decode()
    assert everything() == before


def test_an_interview_that_lies_ahead_gets_good_wishes_and_no_question(client):
    page = shown(client, make_linked(days_ago=-2))

    assert "Good luck, Ánh!" in page
    assert "Yes, I sent it" not in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"status": "done", "sent_on": timezone.now().date(), "method": "card", "source": "seeker"},
            "A thank-you card.",
        ),
        ({"status": "declined", "reason": "withdrew"}, "Why not: I am no longer a candidate."),
        ({"status": "missed"}, "your answer still counts"),
        ({"status": "void"}, "did not take place"),
    ],
)
def test_each_state_has_its_own_words(client, facts, words):
    follow_up = make_linked()
    closed = {"closed_at": timezone.now(), "closed_on": timezone.now().date(), "next_step_at": None}
    FollowUp.objects.filter(pk=follow_up.pk).update(**closed, **facts)

    assert words in shown(client, follow_up)


def test_low_interest_makes_deciding_against_an_equal_choice(client):
    assert 'button--second">I decided not to' in shown(client, make_linked(interest="low"))


@pytest.mark.parametrize(("language", "words"), [("es", "¿Ha podido escribirles?"), ("vi", "Bạn đã viết thư cho")])
def test_the_page_speaks_the_seekers_language(client, language, words):
    page = shown(client, make_linked(language=language))

    assert words in page
    assert f'<html lang="{language}">' in page


def test_other_methods_are_refused(client):
    follow_up = make_linked()

    assert client.put(url_of(follow_up)).status_code == 405
    assert client.delete(url_of(follow_up)).status_code == 405
