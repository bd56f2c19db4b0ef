import pytest
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from followups.tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
URL = "/accounts/login/"


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(URL, {"login": email, "password": password}, **extra)


def complaint(answer):
    return answer.context["form"].errors.as_text()


def fail(client, email, times, **extra):
    for _try in range(times):
        answer = sign_in(client, email, "not-the-right-password", **extra)
    return answer


@pytest.mark.parametrize("path", [URL, "/accounts/password/reset/"])
def test_the_sign_in_pages_say_e_mail_like_all_others(client, path):
    page = client.get(path).content.decode()

    assert "E-mail" in page
    assert "Email" not in page


def test_signing_in_without_an_address_says_what_to_type(client):
    assert "Type your e-mail address." in complaint(sign_in(client, ""))


def test_staff_sign_in_with_their_address_in_any_case(client):
    make_user(email="maria@example.org")

    answer = sign_in(client, "Maria@Example.org")

    assert answer.url == "/"
    assert client.get("/", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("role", "home"),
    [("counselor", "/desk/"), ("manager", "/reports/"), ("regional", "/reports/"), ("administrator", "/operations/")],
)
def test_each_role_comes_home_to_its_own_page(client, role, home):
    user = make_user(role)

    sign_in(client, user.email)

    assert client.get("/").url == home


def test_after_signing_in_one_comes_to_the_page_that_was_asked_for_but_never_to_another_site(client):
    user = make_user()
    asked = client.get("/candidates/?q=anh").url

    assert client.post(asked, {"login": user.email, "password": PASSWORD}).url == "/candidates/?q=anh"
    client.logout()
    elsewhere = client.post(f"{URL}?next=https://evil.example/", {"login": user.email, "password": PASSWORD})
    assert elsewhere.url == "/"


def test_the_answer_for_an_unknown_address_is_that_for_a_wrong_password(client):
    known = make_user()

    wrong = complaint(sign_in(client, known.email, "not-the-right-password"))
    unknown = complaint(sign_in(client, "nobody@example.org", "not-the-right-password"))

    assert wrong == unknown != ""


def test_five_failures_close_an_account_for_a_quarter_of_an_hour(client):
    user = make_user()

    fail(client, user.email, 5)

    assert "quarter of an hour" in complaint(sign_in(client, user.email))
    assert "_auth_user_id" not in client.session


def test_four_failures_do_not_and_a_success_takes_none_of_them_back(client):
    user = make_user()
    fail(client, user.email, 4)

    assert sign_in(client, user.email).url == "/"

    client.logout()
    fail(client, user.email, 1)
    assert "quarter of an hour" in complaint(sign_in(client, user.email))


def test_an_unknown_address_is_closed_like_a_known_one(client):
    known = make_user()

    closed = complaint(fail(client, known.email, 6, REMOTE_ADDR="198.51.100.1"))
    nobody = complaint(fail(client, "nobody@example.org", 6, REMOTE_ADDR="198.51.100.2"))

    assert closed == nobody != ""


def test_twenty_failures_close_the_place_they_come_from_and_no_other(client):
    user = make_user()
    for number in range(20):
        fail(client, f"guess{number}@example.org", 1, REMOTE_ADDR="198.51.100.1")

    assert "Too many tries" in complaint(sign_in(client, user.email, REMOTE_ADDR="198.51.100.1"))
    assert sign_in(client, user.email, REMOTE_ADDR="198.51.100.2").url == "/"


def test_a_place_that_is_closed_cannot_close_the_account_of_somebody_else(client):
    user = make_user()
    for number in range(20):
        fail(client, f"guess{number}@example.org", 1, REMOTE_ADDR="198.51.100.1")

    fail(client, user.email, 10, REMOTE_ADDR="198.51.100.1")

    assert sign_in(client, user.email, REMOTE_ADDR="198.51.100.2").url == "/"


def test_behind_a_proxy_each_visitor_is_counted_apart(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = make_user()
    for number in range(20):
        fail(client, f"guess{number}@example.org", 1, headers={"x-forwarded-for": "198.51.100.1"})

    answer = sign_in(client, user.email, headers={"x-forwarded-for": "198.51.100.1, 198.51.100.2"})

    assert answer.status_code == 302


def test_those_who_were_switched_off_cannot_sign_in(client):
    user = make_user(is_active=False)

    answer = sign_in(client, user.email)

    assert answer.url == reverse("account_inactive")
    assert "switched off" in client.get(answer.url).content.decode()
    assert client.get("/desk/").status_code == 302


def test_those_who_are_switched_off_while_signed_in_are_out_at_once(client):
    user = make_user()
    sign_in(client, user.email)
    assert client.get("/desk/").status_code == 200

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/desk/").url == f"{URL}?next=/desk/"


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "password/set/", "login/code/confirm/"])
def test_no_other_page_of_the_sign_in_library_is_there(client, path):
    client.force_login(make_user())

    assert client.get(f"/accounts/{path}").status_code == 404


def test_nobody_can_make_an_account_for_themselves():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_takes_a_press_of_a_button(client):
    client.force_login(make_user())

    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/desk/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/desk/").status_code == 302
