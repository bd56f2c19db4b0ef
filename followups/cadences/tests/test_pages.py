import pytest

from accounts.models import User
from followups.cadences.tests.posted import posted
from followups.tests.builders import make_follow_up, make_office_at_all_hours, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office_at_all_hours(name="Pasadena")


@pytest.fixture
def manager(client, office):
    user = make_user(User.Role.MANAGER, office=office, name="Ann Reed")
    client.force_login(user)
    return user


def test_smoke(client, office, manager):
    make_follow_up()
    page = client.get(f"/offices/{office.pk}/cadence/")
    assert page.status_code == 200
    page = client.get(f"/offices/{office.pk}/cadence/?own")
    assert page.status_code == 200
    page = client.post(f"/offices/{office.pk}/cadence/", posted(office, preview=1))
    assert page.status_code == 200, page
    page = client.post(f"/offices/{office.pk}/cadence/", posted(office, {1: {"delay": 4}}))
    assert page.status_code == 302, page.context["page"].rows.errors
    page = client.get(f"/offices/{office.pk}/cadence/region/")
    assert page.status_code == 200
