import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.holiday_names import NAMES, OBSERVED, say_holiday
from accounts.hours import TIME_ZONES, say_days, say_hours
from accounts.models import Office, User
from accounts.working_days import federal_holidays
from followups.models import Nudge
from followups.tests.builders import make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Pasadena Career Office",
    "county": "Harris",
    "time_zone": "America/Chicago",
    "postal_address": "1 Main St\nPasadena, TX 77506",
    "phone": "713 555 0100",
    "email": "pasadena@example.org",
    "sends_from": "08:00",
    "sends_until": "20:00",
    "sending_days": ["1", "2", "3", "4", "5", "6"],
    "names_employer": "on",
}


@pytest.fixture
def administrator(client):
    user = make_user(User.Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def errors_of(client, path="/offices/add/", **facts):
    return client.post(path, FACTS | facts).context["form"].errors


def test_an_administrator_sets_up_an_office(client, administrator):
    answer = client.post("/offices/add/", FACTS | {"sending_days": ["6", "2"]}, follow=True)

    office = Office.objects.get()
    assert (office.name, office.sends_until, office.sending_days) == (FACTS["name"], datetime.time(20), "26")
    assert "Pasadena Career Office is set up" in answer.content.decode()


def test_an_administrator_changes_an_office(client, administrator):
    office = make_office("Pasadena")

    client.post(f"/offices/{office.pk}/", FACTS | {"name": "Pasadena & Deer Park", "names_employer": ""})

    office.refresh_from_db()
    assert (office.name, office.names_employer) == ("Pasadena & Deer Park", False)


def test_a_new_office_starts_on_the_regions_clock(client, administrator):
    form = client.get("/offices/add/").context["form"]

    assert form["time_zone"].value() == "America/Chicago"


def test_a_refused_form_says_what_to_type_and_its_title_begins_with_error(client, administrator):
    page = client.post("/offices/add/", FACTS | {"county": ""}).content.decode()

    assert "<title>Error: Add an office" in page
    assert "Type the county." in page
    assert "This field is required" not in page


def test_the_form_shows_what_is_saved(client, administrator):
    office = make_office(sending_days="15", time_zone="America/Denver")

    form = client.get(f"/offices/{office.pk}/").context["form"]

    assert form["sending_days"].value() == ["1", "5"]
    assert form["time_zone"].value() == "America/Denver"


@pytest.mark.parametrize(
    ("facts", "field", "complaint"),
    [
        ({"sends_until": "07:00"}, "sends_until", "before it stops"),
        ({"sends_until": "08:00"}, "sends_until", "before it stops"),
        ({"sending_days": []}, "sending_days", "at least one day"),
        ({"sending_days": ["8"]}, "sending_days", "not one of the available choices"),
        ({"time_zone": "Europe/Berlin"}, "time_zone", "not one of the available choices"),
        ({"email": "office@localhost"}, "email", "one e-mail address"),
        ({"name": "Pasadena\nBcc: x"}, "name", "on one line"),
        ({"name": "  "}, "name", "Type the office’s name"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(client, administrator, facts, field, complaint):
    errors = errors_of(client, **facts)

    assert list(errors) == [field]
    assert complaint in str(errors[field])
    assert not Office.objects.exists()


def test_midnight_is_the_end_of_the_day(client, administrator):
    client.post("/offices/add/", FACTS | {"sends_until": "00:00"})

    assert Office.objects.get().sends_until == datetime.time(0)


def test_two_offices_have_different_names(client, administrator):
    make_office("Pasadena")

    assert "Another office has this name" in str(errors_of(client, name="Pasadena")["name"])


def test_only_the_time_zones_of_the_us_are_offered_and_the_one_it_has(client, administrator):
    office = make_office(time_zone="America/Indiana/Knox")

    offered = [
        zone for zone, _label in client.get(f"/offices/{office.pk}/").context["form"].fields["time_zone"].choices
    ]

    assert offered == ["America/Indiana/Knox", *dict(TIME_ZONES)]


def test_new_sending_hours_leave_planned_reminders_where_they_are(client, administrator):
    follow_up = make_follow_up()
    planned = list(Nudge.objects.values_list("pk", "planned_at", "state"))

    office = follow_up.interview.office
    client.post(f"/offices/{office.pk}/", FACTS | {"sends_from": "12:00"})

    assert list(Nudge.objects.values_list("pk", "planned_at", "state")) == planned
    assert "keep their moment" in client.get(f"/offices/{office.pk}/").content.decode()


def test_nothing_but_the_fields_of_the_form_can_be_set(client, administrator):
    office = make_office()
    other = make_user()

    client.post(f"/offices/{office.pk}/", FACTS | {"id": 999, "pk": 999, "staff": [other.pk]})

    assert Office.objects.filter(pk=999).count() == 0
    assert not office.staff.exists()


def test_a_manager_reads_their_own_offices_and_changes_none(client):
    own, other = make_office("Own"), make_office("Other")
    client.force_login(make_user(User.Role.MANAGER, office=own))

    assert [office.name for office in client.get("/offices/").context["page"]] == ["Own"]
    assert "713 555 0100" in client.get(f"/offices/{own.pk}/").content.decode()
    assert client.post(f"/offices/{own.pk}/", FACTS).status_code == 404
    assert client.get(f"/offices/{other.pk}/").status_code == 404


def test_the_list_counts_those_who_may_sign_in_for_managers_too(client):
    office = make_office()
    make_user(office=office)
    make_user(office=office, is_active=False)
    client.force_login(make_user(User.Role.MANAGER, office=office))

    assert [row.people for row in client.get("/offices/").context["page"]] == [2]


@pytest.mark.parametrize("role", [User.Role.ADMINISTRATOR, User.Role.MANAGER, User.Role.REGIONAL])
def test_the_list_costs_the_same_for_one_office_and_twenty(client, role):
    user = make_user(role, office=make_office())
    client.force_login(user)
    costs = []

    for number in (1, 19):
        with CaptureQueriesContext(connection) as captured:
            client.get("/offices/")
        costs.append(len(captured))
        user.offices.add(*[make_office() for _office in range(number * 19)])

    assert costs[0] == costs[1] <= 6


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("123456", "Monday to Saturday"),
        ("1234567", "Monday to Sunday"),
        ("24", "Tuesday, Thursday"),
        ("12", "Monday, Tuesday"),
        ("3", "Wednesday"),
        ("1245", "Monday, Tuesday, Thursday, Friday"),
    ],
)
def test_days_are_said_as_people_say_them(days, words):
    assert say_days(days) == words


def test_hours_are_said_as_people_say_them():
    assert say_hours(Office()) == "8 a.m. to 8 p.m., Monday to Saturday"
    all_hours = Office(sends_from=datetime.time(0), sends_until=datetime.time(0), sending_days="1234567")
    assert say_hours(all_hours) == "at all hours, Monday to Sunday"


def test_every_federal_holiday_has_a_name_that_can_be_translated():
    known = {*NAMES, *(f"{name}{OBSERVED}" for name in NAMES)}

    assert {name for year in range(2000, 2050) for name in federal_holidays(year).values()} - known == set()


def test_a_holiday_is_said_in_the_language_of_the_reader():
    with translation.override("es"):
        said = [say_holiday(name) for name in ("Labor Day", "Christmas Day (observed)", "Day of the Bayou")]

    assert said == ["Día del Trabajo", "Navidad (trasladado)", "Day of the Bayou"]


def test_sending_hours_are_said_in_spanish_as_people_say_them():
    with translation.override("es"):
        assert say_hours(Office(name="Pasadena")) == "de 8:00 a.m. a 8:00 p.m., de lunes a sábado"
