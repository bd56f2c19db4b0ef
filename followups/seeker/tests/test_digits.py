"""What other readers of a shared address must not see stands behind four digits."""

import datetime

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import AuditEntry
from candidates.models import Candidate
from followups.intake import shared_address
from followups.models import Debrief, Digits
from followups.nudges import links
from followups.seeker import door
from followups.seeker.tests.builders import everything, make_linked, url_of
from followups.tests.builders import make_candidate

pytestmark = pytest.mark.django_db

PRIVATE = "the private page"


@door.behind_digits
def private(request, follow_up, at):
    """A private page: says what it was asked, and what it was told."""
    if request.method == "POST":
        return door.go_on(request, request.path, lambda: HttpResponse(f"{PRIVATE}, saved: {request.POST['text']}"))
    return HttpResponse(f"{PRIVATE}, proof: {request.proof}")


def ask(follow_up, posted=None):
    path = url_of(follow_up)
    request = RequestFactory().post(path, posted) if posted else RequestFactory().get(path)
    return private(request, token=links.follow_up_token(follow_up))


def page_of(follow_up, **posted):
    return ask(follow_up, posted).content.decode()


def make_shared(digits="2580", **facts):
    candidate = make_candidate(shares_address=True, **facts)
    follow_up = make_linked(candidate=candidate)
    if digits:
        Digits.choose(candidate, digits, at=timezone.now())
    return follow_up


def proof_from(answer):
    return answer.content.decode().partition("proof: ")[2]


def test_at_an_address_of_their_own_nothing_is_asked():
    follow_up = make_linked()

    assert page_of(follow_up) == f"{PRIVATE}, proof: "
    assert isinstance(ask(follow_up, {"text": "x"}), HttpResponseRedirect)


def test_an_address_is_shared_when_it_is_marked_or_somebody_else_has_it():
    own, marked = make_candidate(), make_candidate(shares_address=True)
    one, other = make_candidate(email="home@example.com"), make_candidate(email="HOME@example.com")
    none, nobody = make_candidate(email="", consent=False), make_candidate(email="", consent=False)

    shared = [person for person in (own, marked, one, other, none, nobody) if shared_address.is_shared(person)]

    assert shared == [marked, one, other]


@pytest.mark.parametrize("email", ["own@example.com", ""])
def test_old_links_stay_locked_when_the_address_is_shared_no_longer(email):
    follow_up = make_shared()
    candidate = follow_up.interview.candidate
    candidate.shares_address, candidate.email = False, email
    candidate.save()

    locked = page_of(follow_up)
    shared_address.clear_digits(candidate, by=None, at=timezone.now())

    assert PRIVATE not in locked
    assert PRIVATE in page_of(follow_up)


def test_whether_an_address_is_shared_costs_one_query(django_assert_num_queries):
    candidate = make_candidate()

    with django_assert_num_queries(1):
        assert not shared_address.is_shared(candidate)


def test_a_shared_address_is_asked_for_the_digits_and_asking_changes_nothing():
    follow_up = make_shared()
    before = everything()

    answers = [ask(follow_up), ask(follow_up, {"act": "open"})]

    assert all(PRIVATE not in answer.content.decode() for answer in answers)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert everything() == before


def test_the_right_digits_open_the_page_with_a_proof_for_the_next_one():
    follow_up = make_shared()

    answer = ask(follow_up, {"act": "open", "digits": "2580"})

    assert PRIVATE in answer.content.decode()
    assert PRIVATE in page_of(follow_up, act="open", proof=proof_from(answer))


def test_wrong_digits_open_nothing_and_say_how_many_tries_are_left():
    follow_up = make_shared()

    answer = ask(follow_up, {"act": "open", "digits": "1379"})

    assert answer.status_code == 403
    assert "Tries left: 4." in answer.content.decode()
    assert PRIVATE not in answer.content.decode()


def test_after_five_wrong_tries_the_right_digits_open_nothing_either():
    follow_up = make_shared()
    for wrong in ("0001", "0002", "0003", "0004", "0005"):
        page_of(follow_up, act="open", digits=wrong)

    answer = page_of(follow_up, act="open", digits="2580")

    assert "to set new digits with you" in answer
    assert PRIVATE not in answer


@pytest.mark.parametrize("digits", ["", "258", "25800", "２５８０", "2580\x00", "abcd", "0' or '1'='1"])
def test_what_is_not_the_digits_is_wrong(digits):
    follow_up = make_shared()

    assert PRIVATE not in page_of(follow_up, act="open", digits=digits)


def test_what_was_written_is_kept_while_the_digits_are_asked_and_done_once_they_are_right():
    follow_up = make_shared()

    asked = ask(follow_up, {"act": "write", "text": 'Dear "Pat" <b>'})
    done = page_of(follow_up, act="write", text='Dear "Pat" <b>', digits="2580")

    assert asked.status_code == 403
    assert 'name="text" value="Dear &quot;Pat&quot; &lt;b&gt;"' in asked.content.decode()
    assert done == f'{PRIVATE}, saved: Dear "Pat" <b>'


def test_a_proof_ends_after_half_an_hour(monkeypatch):
    follow_up = make_shared()
    proof = proof_from(ask(follow_up, {"act": "open", "digits": "2580"}))
    now = timezone.now().timestamp()

    monkeypatch.setattr("time.time", lambda: now + 29 * 60)
    soon = page_of(follow_up, act="open", proof=proof)
    monkeypatch.setattr("time.time", lambda: now + 31 * 60)
    late = page_of(follow_up, act="open", proof=proof)

    assert PRIVATE in soon
    assert PRIVATE not in late


def test_a_proof_opens_nothing_of_another_interview_and_dies_with_the_digits():
    follow_up = make_shared()
    candidate = follow_up.interview.candidate
    other = make_linked(candidate=candidate)
    proof = proof_from(ask(follow_up, {"act": "open", "digits": "2580"}))

    elsewhere = page_of(other, act="open", proof=proof)
    Digits.choose(candidate, "2580", at=timezone.now() + datetime.timedelta(seconds=1))

    assert PRIVATE not in elsewhere
    assert PRIVATE not in page_of(follow_up, act="open", proof=proof)
    assert PRIVATE not in page_of(follow_up, act="open", proof="made:up:proof")


def test_a_language_switched_with_an_old_proof_is_kept_and_the_digits_are_asked_once():
    follow_up = make_shared()

    asked = ask(follow_up, {"act": "language", "language": "es", "proof": "too old"}).content.decode()

    assert 'name="act" value="open"' in asked
    assert '<html lang="es">' in asked
    assert Candidate.objects.get().language == "es"


def test_a_proof_does_not_stand_in_an_address():
    follow_up = make_shared()

    answer = ask(follow_up, {"act": "write", "text": "x", "digits": "2580"})

    assert answer.status_code == 200
    assert "Location" not in answer.headers


def test_the_digits_are_chosen_on_the_page_while_nothing_private_stands_there():
    follow_up = make_shared(digits="")

    asked, opened = page_of(follow_up), page_of(follow_up, act="open", new_digits="2580")

    assert "Choose four digits" in asked
    assert PRIVATE in opened
    assert PRIVATE in page_of(follow_up, act="open", digits="2580")
    assert AuditEntry.objects.filter(what__startswith="digits", user_id=None).count() == 1


@pytest.mark.parametrize("digits", ["0000", "1234", "9876", "6789", "25", "abcd", "", "２５８０"])
def test_digits_that_anybody_would_try_first_are_refused(digits):
    follow_up = make_shared(digits="")

    answer = ask(follow_up, {"act": "open", "new_digits": digits})

    assert answer.status_code == 403
    assert 'role="alert"' in answer.content.decode()
    assert not Digits.objects.exists()


def test_once_something_private_stands_there_the_digits_are_set_at_the_office_alone():
    follow_up = make_shared(digits="")
    Debrief.objects.create(follow_up=make_linked(candidate=follow_up.interview.candidate))

    answer = page_of(follow_up, act="open", new_digits="2580")

    assert "to set new digits with you" in answer
    assert not Digits.objects.exists()


def test_digits_that_somebody_else_chose_meanwhile_hold(monkeypatch):
    follow_up = make_shared(digits="")
    candidate = Candidate.objects.get()
    assert shared_address.choose_first(candidate, "2580", at=timezone.now())

    assert not shared_address.choose_first(candidate, "1379", at=timezone.now())
    assert PRIVATE in page_of(follow_up, act="open", digits="2580")


def test_no_digits_stand_in_the_answer_or_in_a_log(caplog):
    caplog.set_level("DEBUG")
    follow_up = make_shared()

    answers = [page_of(follow_up, act="open", digits=digits) for digits in ("7391", "2580")]

    assert "7391" not in answers[0] + caplog.text
    assert "2580" not in answers[1] + caplog.text


def test_the_digits_are_kept_as_a_hash():
    make_shared()

    assert "2580" not in Digits.objects.get().kept


@pytest.mark.parametrize("is_right", [True, False])
def test_digits_taken_away_while_they_are_tried_end_on_a_page_of_their_own(monkeypatch, is_right):
    follow_up = make_shared()

    def taken_away(*_tried):
        Digits.objects.all().delete()
        return is_right

    monkeypatch.setattr("followups.models.paper.check_password", taken_away)
    answer = ask(follow_up, {"act": "open", "digits": "2580"})

    assert answer.status_code == 200
    assert (PRIVATE in answer.content.decode()) == is_right
