"""The code on a slip, typed in at `/go/`."""

import uuid

import pytest
from django.core.cache import cache
from django.utils import timezone

from followups.models import FollowUp, Slip
from followups.nudges import links
from followups.seeker.tests.builders import everything, make_linked, url_of

pytestmark = pytest.mark.django_db

UNKNOWN = "22222-22222"


@pytest.fixture(autouse=True)
def no_tries_before():
    cache.clear()


def make_slip(**facts):
    follow_up = make_linked(**facts)
    return Slip.of(follow_up, by=follow_up.interview.candidate.counselor, at=timezone.now())


def test_the_code_leads_to_the_page(client):
    slip = make_slip()

    answer = client.post("/go/", {"code": slip.code_words})

    assert answer.status_code == 303
    assert answer.url == url_of(slip.follow_up)
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.lower(),
        lambda code: f" {code[:5]} {code[5:]} ",
        lambda code: f"{code[:3]}—{code[3:6]}.{code[6:]}",
        lambda code: " ".join(code),
        lambda code: f"{code[:5]}\u00a0\u2011{code[5:]}\t",
    ],
)
def test_case_blanks_and_dashes_do_not_matter(client, typed):
    slip = make_slip()

    assert client.post("/go/", {"code": typed(slip.code)}).status_code == 303


@pytest.mark.parametrize("letter", ["O", "o", "0", "I", "i", "1", "l"])
def test_a_letter_that_no_code_has_is_pointed_out_and_counts_as_no_try(client, letter):
    for _number in range(12):
        answer = client.post("/go/", {"code": f"ABCDE-FGHJ{letter}"})

    assert answer.status_code == 400
    assert "A code has no O, 0, I, 1 or L in it." in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDE-FGHJKM", "ABCDÉ-FGHJK", "<b>", "x" * 1_000, "\x00" * 10])
def test_what_is_no_code_is_asked_for_again(client, typed):
    answer = client.post("/go/", {"code": typed})

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_code_that_opens_nothing_says_what_to_do(client):
    answer = client.post("/go/", {"code": UNKNOWN})

    assert answer.status_code == 404
    assert "ask the person who gave you the slip for a new one" in answer.content.decode()


def test_a_revoked_code_is_dead_and_the_new_one_works(client):
    slip = make_slip()
    counselor, old = slip.follow_up.interview.candidate.counselor, slip.code
    links.revoke(slip.follow_up, by=counselor, at=timezone.now())

    dead = client.post("/go/", {"code": old})
    new = Slip.of(FollowUp.objects.get(), by=counselor, at=timezone.now())

    assert dead.status_code == 404
    assert new.code != old
    assert client.post("/go/", {"code": new.code}).status_code == 303


def test_the_code_of_a_closed_page_leads_to_what_it_says(client):
    slip = make_slip(days_ago=61)

    answer = client.post("/go/", {"code": slip.code}, follow=True)

    assert answer.status_code == 410
    assert "This page has closed" in answer.content.decode()


def test_ten_dead_codes_from_one_address_are_enough(client):
    for _number in range(10):
        assert client.post("/go/", {"code": UNKNOWN}).status_code == 404

    answer = client.post("/go/", {"code": make_slip().code})

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "Please wait a quarter of an hour" in answer.content.decode()


def test_another_address_may_still_try(client):
    for _number in range(11):
        client.post("/go/", {"code": UNKNOWN})

    assert client.post("/go/", {"code": UNKNOWN}, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_right_codes_do_not_count_as_an_office_is_one_address(client):
    slip = make_slip()

    answers = [client.post("/go/", {"code": slip.code}).status_code for _number in range(15)]

    assert set(answers) == {303}


def test_an_address_that_the_browser_makes_up_is_not_believed(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        client.post("/go/", {"code": UNKNOWN}, headers={"x-forwarded-for": f"198.51.100.{number}, 192.0.2.7"})

    same = client.post("/go/", {"code": UNKNOWN}, headers={"x-forwarded-for": "203.0.113.1, 192.0.2.7"})
    other = client.post("/go/", {"code": UNKNOWN}, headers={"x-forwarded-for": "192.0.2.7, 192.0.2.8"})

    assert (same.status_code, other.status_code) == (429, 404)


def test_without_a_proxy_no_header_is_believed(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    for number in range(10):
        client.post("/go/", {"code": UNKNOWN}, headers={"x-forwarded-for": f"198.51.100.{number}"})

    assert client.post("/go/", {"code": UNKNOWN}, headers={"x-forwarded-for": "203.0.113.1"}).status_code == 429


def test_all_addresses_together_have_a_ceiling(client, monkeypatch):
    monkeypatch.setattr("followups.seeker.go.RATES", {"code": "10/15m/ip,20/15m/key"})

    answers = [client.post("/go/", {"code": UNKNOWN}, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(21)]

    assert answers == [404] * 20 + [429]


def test_the_page_sets_no_cookie_and_looking_at_it_changes_nothing(client):
    make_slip()
    before = everything()

    answers = [client.get("/go/"), client.head("/go/"), client.get("/go/?code=22222-22222")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not any(answer.cookies for answer in answers)
    assert everything() == before


def test_no_cache_and_no_other_site_learns_of_it(client):
    slip = make_slip()

    for answer in (
        client.get("/go/"),
        client.post("/go/", {"code": slip.code}),
        client.post("/go/", {"code": UNKNOWN}),
    ):
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_the_code_stands_in_no_log(client, caplog):
    caplog.set_level("DEBUG")
    slip = make_slip()

    client.post("/go/", {"code": slip.code})
    client.post("/go/", {"code": UNKNOWN})

    assert slip.code not in caplog.text
    assert UNKNOWN not in caplog.text


@pytest.mark.parametrize(("language", "words"), [("es", "Escriba el código"), ("vi", "Nhập mã")])
def test_the_page_speaks_the_language_that_is_chosen_or_the_browsers(client, language, words):
    chosen = client.get(f"/go/?language={language}").content.decode()
    browsers = client.get("/go/", headers={"accept-language": language}).content.decode()

    assert words in chosen
    assert words in browsers
    assert f'<html lang="{language}">' in chosen


def test_a_slip_of_another_key_is_no_way_in(client):
    slip = make_slip()
    Slip.objects.update(link_key=uuid.uuid4())

    assert client.post("/go/", {"code": slip.code}).status_code == 404
