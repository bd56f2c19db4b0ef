"""What holds for every address behind a job seeker's link, also for one that is added tomorrow."""

import re
import uuid
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from followups.models import Digits, Letter
from followups.nudges import links
from followups.seeker.tests.builders import everything, make_linked
from followups.seeker.tests.every_link import NOT_PRIVATE, SECRET, make_written, names, of_letters, path_of, paths
from followups.tests.mail_building import build

pytestmark = pytest.mark.django_db

every_link = pytest.mark.parametrize("name", names())
METHODS = ("get", "head", "post")
HREF = re.compile(r'(?:href|src)="([^"]+)"')
IN_TEXT = re.compile(r"https?://[^\s<>\"]+")


def words_of(answer):
    """Return what an answer shows; a file is bytes."""
    return answer.content.decode("utf-8", "replace")


def ask(path, method="get", **posted):
    """Ask as somebody without any cookie."""
    return getattr(Client(), method)(path, posted)


def test_the_addresses_are_found():
    assert {"seeker", "seeker_debrief", "seeker_letters", "seeker_letter", "seeker_letter_pdf"} <= set(names())
    assert set(names()) >= NOT_PRIVATE


@every_link
def test_after_60_days_each_says_kindly_what_to_do(name):
    follow_up, letter = make_written(days_ago=61)
    before = everything()

    answers = [ask(paths(follow_up, letter)[name], method) for method in METHODS]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert "This page has closed" in words_of(answers[0])
    assert 'href="tel:' in words_of(answers[0])
    assert everything() == before


DAMAGES = {
    "cut off": lambda token: token[:-1],
    "altered": lambda token: token[:-1] + ("B" if token[-1] == "A" else "A"),
    "forged": lambda token: "x" * 44,
    "of another purpose": lambda token: links.unsubscribe_token("ab" * 32),
}


@every_link
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_link_says_kindly_what_to_do(name, damage):
    follow_up, letter = make_written()
    token = DAMAGES[damage](links.follow_up_token(follow_up))
    before = everything()

    answers = [ask(paths(follow_up, letter, token)[name], method) for method in METHODS]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "This link does not work" in words_of(answers[0])
    assert everything() == before


@every_link
def test_a_revoked_link_opens_nothing(name):
    follow_up, letter = make_written()
    path = paths(follow_up, letter)[name]
    links.revoke(follow_up, by=follow_up.interview.candidate.counselor, at=timezone.now())
    before = everything()

    answers = [ask(path, method) for method in METHODS]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "This link does not work" in words_of(answers[0])
    assert everything() == before


@pytest.mark.parametrize("name", of_letters())
def test_a_link_opens_no_letter_of_another_follow_up(name):
    follow_up, _letter = make_written()
    _other, foreign = make_written()
    sibling = make_linked(candidate=follow_up.interview.candidate)
    before = everything()

    for linked in (follow_up, sibling):
        path = path_of(name, links.follow_up_token(linked), foreign)
        answers = [ask(path), ask(path, "head"), *(ask(path, "post", act=act) for act in ("open", "save", "share"))]

        assert {answer.status_code for answer in answers} == {404}
        assert SECRET not in words_of(answers[0])
    assert everything() == before


@pytest.mark.parametrize("name", of_letters())
def test_a_letter_that_is_not_there_is_not_found(name):
    follow_up, letter = make_written()
    letter.pk = 10**12

    assert ask(paths(follow_up, letter)[name]).status_code == 404


@every_link
def test_no_cookie_is_set_and_nothing_is_kept_or_passed_on(name):
    follow_up, letter = make_written()
    tokens = [None, "x" * 44]

    for path in (paths(follow_up, letter, token)[name] for token in tokens):
        for answer in (ask(path), ask(path, "head"), ask(path, "post", act="nonsense")):
            assert not answer.cookies
            assert "no-store" in answer.headers["Cache-Control"]
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer.headers["X-Robots-Tag"]


@every_link
def test_looking_changes_nothing(name):
    follow_up, letter = make_written()
    path = paths(follow_up, letter)[name]
    before = everything()

    answers = [ask(path), ask(path), ask(path, "head"), ask(path, "post", act="open")]

    assert answers[0].status_code == 200
    assert all(answer.status_code < 500 for answer in answers)
    assert everything() == before


@every_link
def test_the_language_is_kept_and_the_page_on_which_it_was_pressed_comes_again(name):
    follow_up, letter = make_written()
    path = paths(follow_up, letter)[name]

    answer = ask(path, "post", act="language", language="vi")

    assert (answer.status_code, answer.url) == (303, path)
    follow_up.interview.candidate.refresh_from_db()
    assert follow_up.interview.candidate.language == "vi"


@every_link
def test_at_a_shared_address_nothing_private_is_shown_without_the_digits(name):
    follow_up, letter = make_written(shares_address=True)
    Digits.choose(follow_up.interview.candidate, "2580", at=timezone.now())
    path = paths(follow_up, letter)[name]
    before = everything()

    answers = [ask(path), ask(path, "post", act="open"), ask(path, "post", act="open", proof=str(uuid.uuid4()))]

    assert not any(SECRET in words_of(answer) or b"%PDF" in answer.content[:9] for answer in answers)
    assert name in NOT_PRIVATE or all("Your four digits, please" in words_of(answer) for answer in answers)
    assert everything() == before


@pytest.mark.parametrize("name", sorted(set(names()) - NOT_PRIVATE))
def test_at_a_shared_address_the_right_digits_open_each_private_page_in_the_language_pressed(name):
    follow_up, letter = make_written(shares_address=True)
    Digits.choose(follow_up.interview.candidate, "2580", at=timezone.now())
    path = paths(follow_up, letter)[name]

    answer = ask(path, "post", act="open", digits="2580")

    assert answer.status_code == 200
    assert "Your four digits, please" not in words_of(answer)
    assert not answer.headers["Content-Type"].startswith("text/html") or 'name="proof"' in words_of(answer)
    assert not answer.cookies


@pytest.mark.parametrize("name", sorted(set(names()) - NOT_PRIVATE))
def test_nothing_on_a_private_page_leads_on_without_the_proof(name):
    follow_up, letter = make_written(shares_address=True)
    Digits.choose(follow_up.interview.candidate, "2580", at=timezone.now())
    token = links.follow_up_token(follow_up)
    private = {path_of(each, token, letter) for each in set(names()) - NOT_PRIVATE}

    page = words_of(ask(paths(follow_up, letter)[name], "post", act="open", digits="2580"))
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    own_forms = [form for form in forms if f'action="/f/{token}/"' not in form]

    assert not {urlsplit(unescape(href)).path for href in HREF.findall(page)} & private
    assert [form for form in own_forms if 'name="proof"' not in form] == []


def crawl(starts):
    """Open every address twice with GET and HEAD, and every one that stands on its page. Return those opened."""
    seen, waiting = set(), list(starts)
    while waiting:
        address = waiting.pop()
        path = urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl()
        if path in seen or urlsplit(address).scheme not in ("http", "https"):
            continue
        seen.add(path)
        answers = [ask(path, method) for method in ("get", "head", "get", "head")]
        if answers[0].headers.get("Content-Type", "").startswith("text/html"):
            waiting += [urljoin(address, unescape(href)) for href in HREF.findall(words_of(answers[0]))]
    return seen


def links_in(mail):
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    found = [*IN_TEXT.findall(text), *(unescape(href) for href in HREF.findall(html))]
    return [*found, *IN_TEXT.findall(str(mail["List-Unsubscribe"]))]


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_scanner_that_opens_every_link_of_a_mail_twice_and_goes_on_changes_nothing(is_shared):
    follow_up, letter = make_written(shares_address=is_shared)
    mail = build(follow_up)
    before = everything()

    opened = crawl(links_in(mail))

    reached = {name for name, path in paths(follow_up, letter).items() if path in opened}
    assert {"seeker", "seeker_letter", "seeker_plan_ics", "seeker_advice"} <= reached
    assert is_shared or {"seeker_letters", "seeker_debrief", "seeker_letter_pdf", "seeker_letter_docx"} <= reached
    assert any(path.startswith("/u/") for path in opened)
    assert everything() == before
    assert Letter.objects.count() == 1
