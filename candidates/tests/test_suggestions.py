import pytest
from django.utils import timezone

from accounts.models import User
from candidates.models import Cover, Employer
from candidates.tests.badinput import naughty
from followups.tests.builders import make_candidate, make_interview, make_office, make_user

pytestmark = pytest.mark.django_db
URLS = ("/candidates/suggestions/", "/employers/")


@pytest.fixture
def counselor():
    return make_user(office=make_office("Pasadena"))


@pytest.fixture
def ask(client, counselor):
    client.force_login(counselor)
    return lambda url, text: client.get(url, {"q": text}).json()["results"]


def test_a_job_seeker_is_found_with_what_tells_namesakes_apart(ask, counselor):
    candidate = make_candidate(counselor, full_name="Nguyễn Thị Ánh", phone="+17135550142", email="anh@example.com")

    [found] = ask(URLS[0], "thi anh")

    detail = "713 555 0142 · anh@example.com · Pasadena"
    assert found == {"id": candidate.pk, "label": "Nguyễn Thị Ánh", "detail": detail}


def test_only_those_whom_one_may_write_to_are_suggested(ask, counselor):
    colleagues = make_candidate(make_user(office=counselor.home_office), full_name="Ánh of a colleague")
    make_candidate(full_name="Ánh elsewhere")
    assert ask(URLS[0], "Ánh") == []

    Cover.begin(colleagues, by=counselor, at=timezone.now())

    assert [row["id"] for row in ask(URLS[0], "Ánh")] == [colleagues.pk]


def test_names_that_begin_with_the_text_come_first_and_few_come_at_all(ask, counselor):
    for name in ["Joann", "Ann Lee", *[f"Zed Ann {number}" for number in range(9)]]:
        make_candidate(counselor, full_name=name)

    found = ask(URLS[0], "ann")

    assert (found[0]["label"], len(found)) == ("Ann Lee", 8)


def test_employers_are_found_however_they_are_spelt_the_most_met_first(ask, counselor):
    for city in ("Pasadena", "Houston", "Houston"):
        make_interview(make_candidate(counselor), employer='H&B "Gulf" Grill', employer_city=city)

    found = ask(URLS[1], "h & b gulf")

    assert [(row["label"], row["detail"]) for row in found] == [
        ('H&B "Gulf" Grill', "Houston"),
        ('H&B "Gulf" Grill', "Pasadena"),
    ]
    assert found[0]["id"] == Employer.objects.get(city="Houston").pk


@pytest.mark.parametrize("url", URLS)
def test_no_text_breaks_the_suggestions(ask, counselor, url):
    make_interview(make_candidate(counselor))

    for text in ["", *naughty().values()]:
        assert isinstance(ask(url, text), list)


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("role", [User.Role.MANAGER, User.Role.REGIONAL, User.Role.ADMINISTRATOR])
def test_only_counselors_get_suggestions(client, url, role):
    client.force_login(make_user(role, office=make_office()))

    assert client.get(url, {"q": "an"}).status_code == 404
