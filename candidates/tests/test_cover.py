import pytest

from accounts.models import AuditEntry, User
from candidates.models import Cover
from followups.tests.builders import make_candidate, make_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def candidate(office):
    return make_candidate(make_user(office=office, name="Maria Lopez"))


def cover(client, user, candidate, **data):
    client.force_login(user)
    return client.post(f"/candidates/{candidate.pk}/cover/", data)


def test_a_colleague_covers_on_record_and_may_write_then(client, office, candidate):
    colleague = make_user(office=office)

    response = cover(client, colleague, candidate)

    assert response.url == f"/candidates/{candidate.pk}/"
    page = client.get(f"/candidates/{candidate.pk}/edit/")
    assert "You now cover for Maria Lopez" in page.content.decode()
    assert AuditEntry.objects.filter(user_id=colleague.pk, what="covered for the counselor").count() == 1


def test_covering_twice_is_one_cover(client, office, candidate):
    colleague = make_user(office=office)

    cover(client, colleague, candidate)
    cover(client, colleague, candidate)
    cover(client, candidate.counselor, candidate)

    assert Cover.objects.count() == 1


@pytest.mark.parametrize("role", User.Role.values)
def test_nobody_covers_outside_their_office_or_role(client, office, candidate, role):
    own_office = None if role == User.Role.COUNSELOR else office

    assert cover(client, make_user(role, office=own_office), candidate).status_code == 404
    assert not Cover.objects.exists()


def test_only_a_post_covers(client, office, candidate):
    client.force_login(make_user(office=office))

    assert client.get(f"/candidates/{candidate.pk}/cover/").status_code == 405


@pytest.mark.parametrize(
    ("to", "goes"), [("/interviews/7/", "/interviews/7/"), ("https://evil.example/", None), ("//evil.example", None)]
)
def test_the_way_back_stays_on_this_site(client, office, candidate, to, goes):
    response = cover(client, make_user(office=office), candidate, next=to)

    assert response.url == (goes or f"/candidates/{candidate.pk}/")
