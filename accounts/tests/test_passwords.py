import re

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from followups.tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = "bayou-heron-and-morning-fog"


def ask_for_link(client, smtp_server, email):
    client.post("/accounts/password/reset/", {"email": email})
    mail = smtp_server.messages[-1]
    [link] = re.findall(r"https?://\S+/password/reset/key/\S+", mail.get_content())
    return link


def choose(client, link, password):
    """Open the link of a mail, then send the form that it leads to."""
    form_at = client.get(link).url
    return client.post(form_at, {"password1": password, "password2": password})


def test_a_forgotten_password_is_replaced_by_mail_from_end_to_end(client, smtp_server):
    user = make_user(email="maria@example.org")
    link = ask_for_link(client, smtp_server, "Maria@Example.org")
    assert smtp_server.messages[-1].envelope_to == ["maria@example.org"]

    answer = choose(client, link, NEW)

    assert answer.url == "/accounts/password/reset/key/done/"
    assert client.get("/desk/").status_code == 302
    assert client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 200
    assert client.post("/accounts/login/", {"login": user.email, "password": NEW}).url == "/"


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("fourteen-chars", "at least 15 characters"),
        ("1q2w3e4r5t6y7u8i9o0p", "too common"),
        ("maria@example.org", "similar"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, smtp_server, password, complaint):
    make_user(email="maria@example.org")
    link = ask_for_link(client, smtp_server, "maria@example.org")

    answer = choose(client, link, password)

    assert answer.status_code == 200
    assert complaint in answer.content.decode()


def test_the_link_works_once(client, smtp_server):
    make_user(email="maria@example.org")
    link = ask_for_link(client, smtp_server, "maria@example.org")
    choose(client, link, NEW)

    assert "no longer works" in client.get(link).content.decode()


def test_a_link_that_went_to_an_address_that_was_changed_since_does_not_work(client, smtp_server):
    user = make_user(email="maria@example.org")
    link = ask_for_link(client, smtp_server, "maria@example.org")

    User.objects.filter(pk=user.pk).update(email="m.lopez@example.org")

    assert "no longer works" in client.get(link).content.decode()


def test_unknown_and_switched_off_addresses_get_the_same_page_and_no_mail(client, smtp_server):
    make_user(email="gone@example.org", is_active=False)
    known = make_user()
    answers = [
        client.post("/accounts/password/reset/", {"email": email}, follow=True).content
        for email in (known.email, "nobody@example.org", "gone@example.org")
    ]

    assert len({re.sub(rb'value="[^"]*"|nonce-?="?[^"]*"', b"", answer) for answer in answers}) == 1
    assert [mail.envelope_to for mail in smtp_server.messages] == [[known.email]]


def test_the_page_is_the_same_when_no_mail_can_be_sent(client, smtp_server):
    smtp_server.replies["MAIL"] = "451 4.3.0 Not now"
    user = make_user()

    assert client.post("/accounts/password/reset/", {"email": user.email}).url == "/accounts/password/reset/done/"


def test_the_owner_gets_in_with_a_new_password_however_often_others_guessed(client, smtp_server):
    user = make_user(email="maria@example.org")
    for _try in range(6):
        client.post("/accounts/login/", {"login": user.email, "password": "a-guess-at-the-password"})
    assert client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 200

    choose(client, ask_for_link(client, smtp_server, user.email), NEW)

    assert client.post("/accounts/login/", {"login": user.email, "password": NEW}).url == "/"


def test_changing_ones_password_takes_the_present_one(client):
    user = make_user()
    client.force_login(user)

    wrong = {"oldpassword": "not-the-present-one", "password1": NEW, "password2": NEW}
    assert "present password" in client.post("/accounts/password/change/", wrong).content.decode()
    client.post("/accounts/password/change/", wrong | {"oldpassword": PASSWORD})

    user.refresh_from_db()
    assert user.check_password(NEW)


def test_no_second_list_of_addresses_comes_about(client, smtp_server):
    user = make_user(email="maria@example.org")
    choose(client, ask_for_link(client, smtp_server, user.email), NEW)
    client.post("/accounts/login/", {"login": user.email, "password": NEW})
    client.get("/accounts/password/change/")

    assert EmailAddress.objects.count() == 0
