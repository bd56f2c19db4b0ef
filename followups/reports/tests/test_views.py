import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import User
from followups.models import FollowUp
from followups.tests.builders import MONDAY, days, make_candidate, make_done, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db

AS_OF = (MONDAY.date() + days(20)).isoformat()
NUMBER = re.compile(r'<a href="(/reports/interviews/[^"]+)">(\d+)</a>')


@pytest.fixture
def manager():
    return make_user(User.Role.MANAGER, name="Mona")


def get_report(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("reports"), {"as_of": AS_OF, **asked})


def get_list(client, user, measure="matured", **asked):
    client.force_login(user)
    return client.get(reverse("report_interviews"), {"as_of": AS_OF, "measure": measure, **asked})


def make_every_kind(office):
    """Two of some kinds, one of others: for each number of the page something to count."""
    one, other = (make_candidate(make_user(office=office)) for _number in range(2))
    shop = (f"Shop {number}" for number in range(20))
    for seeker in (one, other):
        make_done(seeker, employer=next(shop))
        make_follow_up(seeker, employer=next(shop))
        make_follow_up(seeker, employer=next(shop)).decline(reason="other", by=None, at=MONDAY + days(1))
        make_follow_up(seeker, employer=next(shop)).decline(reason="other", by=None, at=MONDAY + days(8))
    make_done(one, sent_after=7, employer=next(shop))
    make_follow_up(one, logged_at=MONDAY + days(7), employer=next(shop))
    make_follow_up(one, held_at=MONDAY + days(18), employer=next(shop))
    make_done(one, held_at=MONDAY - days(30), employer=next(shop))
    make_follow_up(one, employer=next(shop)).void(by=None, at=MONDAY + days(1))
    return one, other


# Who may see what


@pytest.mark.parametrize(
    ("role", "report", "listed"),
    [
        (User.Role.COUNSELOR, 404, 404),
        (User.Role.MANAGER, 200, 200),
        (User.Role.REGIONAL, 200, 200),
        (User.Role.ADMINISTRATOR, 200, 404),
    ],
)
def test_each_role_sees_numbers_and_names_that_are_theirs(client, role, report, listed):
    user = make_user(role)

    assert get_report(client, user).status_code == report
    assert get_list(client, user).status_code == listed


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(reverse("reports")).url.startswith("/accounts/login/")
    assert client.get(reverse("report_interviews")).url.startswith("/accounts/login/")


def test_an_administrator_sees_numbers_without_ways_to_names(client):
    make_every_kind(make_office())

    page = get_report(client, make_user(User.Role.ADMINISTRATOR)).content.decode()

    assert 'data-measure="matured">7<' in page
    assert "/reports/interviews/" not in page


def test_the_office_of_others_does_not_exist_for_a_manager(client, manager):
    assert get_report(client, manager, office=make_office().pk).status_code == 404
    assert get_list(client, manager, office=make_office().pk).status_code == 404
    assert get_report(client, manager, office=manager.home_office.pk).status_code == 200


def test_the_counselor_of_another_office_does_not_exist_for_a_manager(client, manager):
    assert get_list(client, manager, counselor=make_user().pk).status_code == 404


@pytest.mark.parametrize("asked", [{"measure": "all"}, {"measure": ""}, {"counselor": "x"}, {"counselor": "9" * 5000}])
def test_a_list_that_there_is_not_is_404(client, manager, asked):
    assert get_list(client, manager, **asked).status_code == 404


def test_what_a_manager_lists_is_their_own_offices(client, manager):
    make_done()

    assert get_list(client, manager).context["total"] == 0


@pytest.mark.parametrize("name", ["reports", "report_interviews"])
def test_a_report_only_answers_to_reading(client, manager, name):
    client.force_login(manager)

    assert client.post(reverse(name)).status_code == 405


# Every number opens the list that it counts


@pytest.mark.parametrize("asked", [{}, {"period": "90"}, {"period": "program-year"}])
def test_every_number_is_the_length_of_the_list_behind_it(client, manager, asked):
    make_every_kind(manager.home_office)
    links = NUMBER.findall(get_report(client, manager, **asked).content.decode())

    assert len(links) > 20
    for url, number in links:
        listed = client.get(unescape(url))
        assert (listed.context["total"], len(listed.context["lines"])) == (int(number), int(number)), url


def test_every_number_of_a_region_is_the_length_of_its_list(client):
    region = make_user(User.Role.REGIONAL)
    make_every_kind(make_office())
    make_every_kind(make_office())

    for url, number in NUMBER.findall(get_report(client, region).content.decode()):
        assert len(client.get(unescape(url)).context["lines"]) == int(number), url


def test_each_point_of_the_chart_opens_the_interviews_of_its_week(client, manager):
    make_every_kind(manager.home_office)
    page = get_report(client, manager).content.decode()

    points = re.findall(r'<a href="([^"]+)" aria-label="[^"]*% of (\d+) interview', page)
    assert len(points) == 2
    for url, number in points:
        assert client.get(unescape(url)).context["total"] == int(number)


def test_interviews_of_seekers_who_moved_away_are_counted_but_not_named(client, manager):
    seeker, _other = make_every_kind(manager.home_office)
    seeker.full_name, seeker.counselor = "Nguyễn Thị Ánh", make_user()
    seeker.office = seeker.counselor.home_office
    seeker.save()

    page = get_list(client, manager)

    assert (page.context["total"], page.context["hidden"]) == (7, 4)
    assert "4 of them are not listed" in page.content.decode()
    assert "Nguyễn" not in page.content.decode()
    assert get_list(client, manager, counselor="elsewhere").context["total"] == 4


def test_the_list_says_what_is_known_of_each_interview(client, manager):
    make_every_kind(manager.home_office)

    known = {line.answer for line in get_list(client, manager).context["lines"]}

    later = "Letter by e-mail, 7 days later"
    assert known == {"Letter by e-mail, the next day", later, "Decided not to: another reason", "No answer yet"}


def test_a_list_costs_the_same_number_of_queries_for_1_and_20_rows(client, manager, django_assert_max_num_queries):
    counselor = make_user(office=manager.home_office)
    make_done(make_candidate(counselor))
    with django_assert_max_num_queries(30) as first:
        get_list(client, manager)
    for _number in range(19):
        make_done(make_candidate(counselor))

    with django_assert_max_num_queries(len(first)):
        assert len(get_list(client, manager).context["lines"]) == 20


# What is asked for


def test_the_rate_is_said_in_words(client, manager):
    make_every_kind(manager.home_office)

    page = " ".join(get_report(client, manager).content.decode().split())

    assert "29&nbsp;%" in page
    assert "of 7 interviews, likely between 8 and 64" in page
    assert "Too few interviews to say whether it changed." in page
    assert "one office manager’s experience" in page


def test_an_interview_is_too_early_until_the_day_of_the_report_is_late_enough(client, manager):
    make_done(make_candidate(make_user(office=manager.home_office)))

    early = get_report(client, manager, as_of=(MONDAY.date() + days(5)).isoformat()).context["report"].total
    late = get_report(client, manager, as_of=(MONDAY.date() + days(6)).isoformat()).context["report"].total

    assert (early.open, early.matured) == (1, 0)
    assert (late.open, late.matured, late.followed_up) == (0, 1, 1)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"as_of": "yesterday"}, "Write the day like 2026-11-23."),
        ({"as_of": "2026-02-30"}, "Write the day like 2026-11-23."),
        ({"as_of": "0001-01-01"}, "Choose a day after 1999 and at most a year ahead."),
        ({"as_of": "9999-12-31"}, "Choose a day after 1999 and at most a year ahead."),
        ({"as_of": "2026-10-10\x00"}, "Write the day like 2026-11-23."),
        ({"period": "days"}, "Choose the first day."),
        ({"since": "2026-10-10"}, "Choose the last day."),
        ({"since": "2026-10-10", "until": "2026-10-09"}, "The last day comes before the first."),
        ({"since": "2026-10-10", "until": "2026-10-26"}, "The last day comes after the day of the report."),
        ({"since": "2001-01-01", "until": "2026-10-09"}, "Choose at most 5 years."),
        ({"period": "forever"}, "Choose one of the periods above."),
    ],
)
def test_days_that_cannot_be_read_are_told_beside_their_field(client, manager, asked, sentence):
    page = get_report(client, manager, **asked)

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_a_list_with_days_that_cannot_be_read_leads_to_the_page_that_says_so(client, manager):
    page = get_list(client, manager, as_of="soon")

    assert page.status_code == 302
    assert "Write the day like" in client.get(page.url).content.decode()


def test_days_of_ones_own_are_kept_on_the_way_to_a_list_and_back(client, manager):
    make_every_kind(manager.home_office)
    asked = {"period": "days", "since": "2026-10-05", "until": "2026-10-05", "as_of": AS_OF}

    report = get_report(client, manager, **asked)

    url, _number = NUMBER.findall(report.content.decode())[0]
    assert "since=2026-10-05&amp;until=2026-10-05" in url
    back = client.get(unescape(url)).context["links"].report()
    assert client.get(back).context["report"].total == report.context["report"].total


def test_without_interviews_the_page_says_what_to_do(client, manager):
    page = get_report(client, manager).content.decode()

    assert "No interviews in these days" in page
    assert "Last 90 days" in page
    assert "<svg viewBox" not in page


def test_reading_a_report_changes_nothing(client, manager):
    make_every_kind(manager.home_office)
    before = list(FollowUp.objects.order_by("pk").values())

    get_report(client, manager)
    get_list(client, manager)

    assert list(FollowUp.objects.order_by("pk").values()) == before


def test_names_are_escaped(client, manager):
    office = manager.home_office
    seeker = make_candidate(make_user(office=office, name="Ann <b>Reed"), full_name="O’Brien-Núñez <i>")
    make_done(seeker, employer='Joe\'s "Diner" & <Sons>')

    report, listed = get_report(client, manager).content.decode(), get_list(client, manager).content.decode()

    assert "Ann &lt;b&gt;Reed" in report
    assert "O’Brien-Núñez &lt;i&gt;" in listed
    assert "Joe&#x27;s &quot;Diner&quot; &amp; &lt;Sons&gt;" in listed
