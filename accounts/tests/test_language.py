"""Staff pages speak the language of their reader, who keeps it until they choose another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.models import User
from followups.nudges.links import follow_up_token
from followups.tests.builders import make_candidate, make_follow_up, make_user

pytestmark = pytest.mark.django_db


def language_of(answer):
    """Return what the page says of its own language."""
    return answer.content.decode().partition('<html lang="')[2].partition('"')[0]


@pytest.fixture
def maria(client):
    user = make_user(email="maria@example.org")
    client.force_login(user)
    return user


def test_staff_see_their_pages_in_their_own_language(client, maria):
    User.objects.update(language="es")

    answer = client.get("/desk/", headers={"Accept-Language": "en"})

    assert language_of(answer) == "es"
    assert "Cerrar sesión" in answer.content.decode()


def test_a_language_is_chosen_in_the_menu_and_kept(client, maria):
    answer = client.post("/accounts/language/", {"language": "es", "next": "/candidates/?q=ann"})

    assert (answer.status_code, answer.url) == (302, "/candidates/?q=ann")
    assert User.objects.get().language == "es"
    assert '<button class="menu__item" type="submit" name="language" value="en" lang="en">English</button>' in (
        client.get("/desk/").content.decode()
    )


@pytest.mark.parametrize("language", ["vi", "xx", ""])
def test_a_language_that_staff_pages_do_not_exist_in_is_refused(client, maria, language):
    assert client.post("/accounts/language/", {"language": language}).status_code == 404
    assert User.objects.get().language == "en"


def test_nobody_is_sent_to_another_site(client, maria):
    answer = client.post("/accounts/language/", {"language": "es", "next": "//elsewhere.example"})

    assert answer.url == "/"


def test_the_form_comes_back_to_the_page_that_it_stands_on(client, maria):
    page = client.get("/candidates/?q=ann&page=1").content.decode()

    assert '<input type="hidden" name="next" value="/candidates/?q=ann&amp;page=1">' in page


def test_after_a_refused_form_it_comes_back_to_the_forms_page(client, maria):
    where = {"Referer": "http://testserver/candidates/add/"}

    page = client.post("/candidates/add/", {"full_name": ""}, headers=where).content.decode()

    assert '<input type="hidden" name="next" value="/candidates/add/">' in page


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US,es;q=0.5", "en"),
        ("vi,es;q=0.9,en;q=0.8", "es"),
        ("fr", "en"),
        ("", "en"),
        (";;q=x", "en"),
    ],
)
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/"])
def test_before_signing_in_pages_are_in_what_the_browser_asks_for(client, path, asked, language):
    assert language_of(client.get(path, headers={"Accept-Language": asked})) == language


def test_one_readers_language_is_gone_before_the_next_reader_comes(client, maria):
    ann = make_user(email="ann@example.org", language="es")

    said = []
    for user in (ann, maria, ann):
        client.force_login(user)
        said.append((language_of(client.get("/desk/")), translation.get_language()))

    assert said == [("es", "en-us"), ("en", "en-us"), ("es", "en-us")]


def test_a_page_that_fails_leaves_no_language_behind(client, maria):
    User.objects.update(language="es")

    answer = client.get("/no/such/page/")

    assert (answer.status_code, language_of(answer), translation.get_language()) == (404, "es", "en-us")


@pytest.mark.parametrize("spoken", ["en", "vi"])
def test_staff_who_open_a_seekers_page_see_it_in_the_seekers_language(client, maria, spoken):
    User.objects.update(language="es")
    follow_up = make_follow_up(make_candidate(maria, language=spoken))

    answer = client.get(f"/f/{follow_up_token(follow_up)}/", headers={"Accept-Language": "es"})

    assert language_of(answer) == spoken


def test_the_mail_for_a_password_is_in_the_language_of_whoever_gets_it(client, mailoutbox):
    make_user(email="ann@example.org", language="es")

    client.post("/accounts/password/reset/", {"email": "ann@example.org"}, headers={"Accept-Language": "en"})

    [mail] = mailoutbox
    assert "contraseña" in mail.subject


def test_an_administrator_sets_the_language_of_somebody_who_never_signed_in(client, maria):
    client.force_login(make_user(User.Role.ADMINISTRATOR))
    facts = {"name": "Ana Ruiz", "email": "ana@example.org", "role": "regional", "language": "es"}

    client.post("/offices/staff/add/", facts)

    assert User.objects.get(email="ana@example.org").language == "es"


@pytest.mark.parametrize(
    ("said", "kept"), [({}, (302, "es")), ({"language": "en"}, (302, "en")), ({"language": "vi"}, (200, "es"))]
)
def test_a_form_without_a_language_leaves_it_as_it_is(client, maria, said, kept):
    User.objects.update(language="es")
    client.force_login(make_user(User.Role.ADMINISTRATOR))
    facts = {"name": "Maria Lopez", "email": maria.email, "role": "regional", "is_active": "on"}

    answer = client.post(f"/offices/staff/{maria.pk}/", facts | said)

    assert (answer.status_code, User.objects.get(pk=maria.pk).language) == kept


def test_a_language_of_staff_costs_no_query(client, maria):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/desk/")
        return len(captured)

    client.get("/desk/")
    in_english = queries()
    User.objects.update(language="es")

    assert queries() == in_english
