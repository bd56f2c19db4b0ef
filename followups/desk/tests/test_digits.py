"""The four digits of a shared address, as the counselor sets them."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from followups.desk.tests.builders import counselor_of, make_row, text_of
from followups.models import Digits
from followups.tests.builders import make_candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = make_row(candidate={"shares_address": True}).interview.candidate
    client.force_login(person.counselor)
    return person


def send(client, person, **posted):
    return client.post(f"/candidates/{person.pk}/digits/", posted, follow=True)


def page_of(client, person):
    return text_of(client.get(f"/candidates/{person.pk}/"))


def test_the_page_says_that_others_read_the_address_and_that_no_digits_are_set(client, person):
    page = page_of(client, person)

    assert "Four digits for letter and debrief" in page
    assert "None are set yet." in page


@pytest.mark.parametrize("page", ["letters", "slip"])
def test_before_they_go_home_with_a_letter_that_stays_shut_the_counselor_is_told(client, person, page):
    url = f"/interviews/{person.interviews.get().pk}/{page}/"
    without = text_of(client.get(url))
    Digits.choose(person, "2580", at=timezone.now())
    chosen = text_of(client.get(url))
    Digits.objects.update(tries_left=0)
    closed = text_of(client.get(url))

    told = [f'href="/candidates/{person.pk}/#digits-title"' in text for text in (without, chosen, closed)]
    assert told == [True, False, True]


def test_nothing_is_said_about_an_address_of_their_own(client):
    follow_up = make_row()
    client.force_login(counselor_of(follow_up))

    assert "Four digits for letter and debrief" not in page_of(client, follow_up.interview.candidate)


def test_an_address_that_another_job_seeker_has_is_found(client, person):
    person.shares_address = False
    person.save()
    make_candidate(email=person.email)

    assert "Four digits for letter and debrief" in page_of(client, person)


def test_the_counselor_sets_digits_and_that_is_in_the_audit_trail(client, person):
    answer = send(client, person, digits="2580")

    assert "The digits are set." in text_of(answer)
    assert Digits.objects.get().open("2580")
    [entry] = AuditEntry.objects.filter(what="digits for a shared address")
    assert entry.user_id == person.counselor_id


def test_new_digits_open_what_five_wrong_tries_closed(client, person):
    Digits.choose(person, "2580", at=timezone.now())
    Digits.objects.update(tries_left=0)
    assert "Closed after five wrong tries" in page_of(client, person)

    send(client, person, digits="7391")

    assert Digits.objects.get().tries_left == 5
    assert Digits.objects.get().open("7391")


@pytest.mark.parametrize("digits", ["", "12", "1234", "0000", "abcd", "25801"])
def test_digits_that_are_none_or_easy_to_guess_are_refused(client, person, digits):
    answer = send(client, person, digits=digits)

    assert "Not set:" in text_of(answer)
    assert not Digits.objects.exists()


def test_the_counselor_takes_the_digits_away(client, person):
    Digits.choose(person, "2580", at=timezone.now())

    send(client, person, act="clear")
    send(client, person, act="clear")

    assert not Digits.objects.exists()
    assert AuditEntry.objects.filter(what="digits for a shared address").count() == 1


def test_an_address_that_was_shared_keeps_its_digits_until_they_are_taken_away(client, person):
    Digits.choose(person, "2580", at=timezone.now())
    person.shares_address = False
    person.save()
    kept = page_of(client, person)

    send(client, person, act="clear")

    assert "Take the digits away" in kept
    assert "Four digits for letter and debrief" not in page_of(client, person)


def test_the_digits_are_shown_to_nobody(client, person):
    answer = send(client, person, digits="2580")

    assert "2580" not in text_of(answer)


def test_the_counselor_marks_an_address_that_others_read(client):
    follow_up = make_row()
    person = follow_up.interview.candidate
    client.force_login(person.counselor)
    facts = {"full_name": person.full_name, "email": person.email, "language": "en", "status": "active"}

    client.post(f"/candidates/{person.pk}/edit/", facts | {"shares_address": "on"})

    person.refresh_from_db()
    assert person.shares_address
    assert AuditEntry.objects.filter(what__contains="shares_address").exists()
