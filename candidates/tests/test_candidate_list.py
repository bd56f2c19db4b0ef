import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from candidates.tests.badinput import naughty
from followups.tests.builders import make_candidate, make_interview, make_office, make_user

pytestmark = pytest.mark.django_db
URL = "/candidates/"
PAGE_LIMIT = 100 * 1024


@pytest.fixture
def office():
    return make_office("Pasadena")


@pytest.fixture
def counselor(office):
    return make_user(office=office)


def names(client, user, **query):
    client.force_login(user)
    return [row["full_name"] for row in client.get(URL, query).context["page"]]


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(URL, {"scope": "office"}).status_code == 200
    return [
        query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]


def test_a_counselor_sees_their_own_caseload_first(client, counselor, office):
    make_candidate(counselor, full_name="Mine")
    make_candidate(make_user(office=office), full_name="A colleague's")

    assert names(client, counselor) == ["Mine"]
    assert names(client, counselor, scope="office") == ["A colleague's", "Mine"]


def test_nobody_of_another_office_is_listed(client, counselor, office):
    make_candidate(full_name="Far away")
    manager = make_user(User.Role.MANAGER, office=office)

    assert names(client, counselor, scope="office") == []
    assert names(client, manager) == []


def test_a_manager_sees_all_of_their_offices_and_may_choose_one(client, counselor, office):
    other = make_office("Galveston")
    manager = make_user(User.Role.MANAGER, office=office)
    manager.offices.add(other)
    make_candidate(counselor, full_name="In Pasadena")
    make_candidate(make_user(office=other), full_name="In Galveston")

    assert names(client, manager) == ["In Galveston", "In Pasadena"]
    assert names(client, manager, office=other.pk) == ["In Galveston"]


def test_a_regional_manager_sees_everybody_and_may_choose_an_office(client, counselor, office):
    region = make_user(User.Role.REGIONAL)
    make_candidate(counselor, full_name="In Pasadena")
    make_candidate(full_name="Elsewhere")

    assert names(client, region) == ["Elsewhere", "In Pasadena"]
    assert names(client, region, office=office.pk) == ["In Pasadena"]


def test_an_administrator_has_no_list(client):
    client.force_login(make_user(User.Role.ADMINISTRATOR))

    assert client.get(URL).status_code == 404


def test_nobody_sees_the_list_without_signing_in(client):
    assert client.get(URL).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nguyen", "Nguyễn Thị Ánh"),
        ("ANH Thị", "Nguyễn Thị Ánh"),
        ("o'brien", "Siobhán O’Brien-Núñez"),
        ("obrien-nunez", "Siobhán O’Brien-Núñez"),
        ("O’Brien‑Núñez", "Siobhán O’Brien-Núñez"),
        ("555 0142", "Nguyễn Thị Ánh"),
        ("(713) 555-0142", "Nguyễn Thị Ánh"),
        ("+1 713 555 0142", "Nguyễn Thị Ánh"),
        ("SIOBHAN@example.com", "Siobhán O’Brien-Núñez"),
    ],
)
def test_search_minds_neither_accents_nor_case_nor_punctuation(client, counselor, typed, found):
    make_candidate(counselor, full_name="Nguyễn Thị Ánh", phone="+17135550142")
    make_candidate(counselor, full_name="Siobhán O’Brien-Núñez", email="siobhan@example.com")

    assert names(client, counselor, q=typed) == [found]


@pytest.mark.parametrize("text", naughty().values(), ids=naughty().keys())
def test_no_search_breaks_the_list(client, counselor, text):
    client.force_login(counselor)

    response = client.get(URL, {"q": text})

    assert response.status_code == 200
    assert b"<script>window.__pwn" not in response.content


def test_what_is_no_choice_counts_as_not_chosen(client, counselor):
    make_candidate(counselor, full_name="Mine")
    nonsense = {"status": "nonsense", "language": "xx", "scope": "all", "office": "1 OR 1=1", "page": "abc"}

    assert names(client, counselor, **nonsense) == ["Mine"]
    assert names(client, counselor, page=999) == ["Mine"]


def test_status_and_language_narrow_the_list(client, counselor):
    make_candidate(counselor, full_name="Working", status="working")
    make_candidate(counselor, full_name="Vietnamese", language="vi")

    assert names(client, counselor, status="working") == ["Working"]
    assert names(client, counselor, language="vi") == ["Vietnamese"]


def test_a_row_says_how_to_reach_somebody_and_when_they_last_had_an_interview(client, counselor):
    candidate = make_candidate(counselor, full_name="<b>Ánh & Co</b>", phone="+17135550142;ext=7")
    make_interview(candidate)
    client.force_login(counselor)

    page = client.get(URL).content.decode()

    assert "&lt;b&gt;Ánh &amp; Co&lt;/b&gt;" in page
    assert 'href="tel:+17135550142;ext=7">713 555 0142 ext. 7</a>' in page
    assert "Mon 5 Oct" in page


@pytest.mark.parametrize("role", [User.Role.COUNSELOR, User.Role.MANAGER, User.Role.REGIONAL])
def test_the_list_costs_the_same_for_one_row_and_twenty(client, office, counselor, role):
    client.force_login(make_user(role, office=office))
    make_interview(make_candidate(counselor))
    one = queries(client)

    for _number in range(19):
        make_interview(make_candidate(counselor))

    twenty = queries(client)
    assert len(twenty) == len(one)
    assert len(twenty) <= 6, twenty


def test_fifty_rows_to_a_page_stay_small(client, counselor):
    for number in range(51):
        make_candidate(counselor, full_name=f"Bartholomew Featherstonehaugh {number}", phone="+17135550142")
    client.force_login(counselor)

    response = client.get(URL)

    assert len(response.context["page"]) == 50
    assert len(response.content) < PAGE_LIMIT
    assert names(client, counselor, page=2) == ["Bartholomew Featherstonehaugh 9"]


def test_an_empty_list_says_what_to_do_next(client, counselor, office):
    client.force_login(counselor)
    assert reverse("candidate_add") in client.get(URL).content.decode().split("No job seekers yet")[1]

    make_candidate(make_user(office=office), full_name="Colleague's")
    narrowed = client.get(URL, {"q": "colleague"}).content.decode()
    assert 'href="?q=colleague&amp;scope=office"' in narrowed
    assert "Nobody matches" in client.get(URL, {"q": "zzz", "scope": "office"}).content.decode()


def test_names_with_an_accent_stand_where_people_look_for_them(client):
    counselor = make_user()
    for name in ("Zoe Adams", "Óscar Ríos", "Pat Lee"):
        make_candidate(counselor, full_name=name)
    client.force_login(counselor)

    page = client.get("/candidates/").content.decode()

    assert page.index("Óscar Ríos") < page.index("Pat Lee") < page.index("Zoe Adams")
