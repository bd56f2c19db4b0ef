"""The page of the desk: who sees which rows, and what a row says."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from candidates.models import Cover
from followups.desk.tests.builders import ago, counselor_of, make_row, text_of
from followups.models import CounselorTask, Nudge
from followups.tests.builders import make_candidate, make_done, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(client):
    """A counselor who is signed in."""
    maria = make_user(name="Maria Lopez")
    client.force_login(maria)
    return maria


def settle(nudge, state, at, **changes):
    Nudge.objects.filter(pk=nudge.pk).update(state=state, settled_at=at, **changes)


def test_a_day_to_look_again_that_has_passed_is_not_told_as_one_ahead(client, maria):
    two_days_ago = timezone.localdate() - datetime.timedelta(days=2)

    make_row(maria).note_not_yet(look_on=two_days_ago, by=maria, at=ago(3))

    assert "not yet; to ask again since" in text_of(client.get("/desk/"))


def test_the_desk_greets_with_the_number_of_people_to_ask_today(client, maria):
    make_row(maria)
    make_row(maria)
    make_row(maria, held_days_ago=-2)

    page = text_of(client.get("/desk/"))

    assert "Maria Lopez</h1>" in page
    assert "<strong>2</strong> job seekers to ask today" in page


def test_a_row_says_who_where_when_and_what_is_known(client, maria):
    candidate = make_candidate(maria, full_name="Nguyễn Thị Ánh", phone="+17135550142")
    make_follow_up(candidate, held_at=ago(6), logged_at=ago(6), interest="high", employer="Gulf Grill & Sons")

    page = text_of(client.get("/desk/"))

    assert f'<a href="/candidates/{candidate.pk}/">Nguyễn Thị Ánh</a>' in page
    assert 'href="tel:+17135550142">713 555 0142</a>' in page
    assert "Line cook, Gulf Grill &amp; Sons" in page
    assert "6 days ago" in page
    assert "high interest" in page
    assert "no answer yet" in page


def test_a_row_says_what_was_sent_and_what_could_not_go(client, maria):
    follow_up = make_row(maria)
    first, second = follow_up.nudges.filter(kind="nudge")
    settle(first, "skipped", ago(2), skip_reason="no_consent")
    settle(second, "skipped", ago(1), skip_reason="paused")
    CounselorTask.objects.create(
        candidate=follow_up.interview.candidate,
        follow_up=follow_up,
        kind="ask_by_phone",
        reason="no_consent",
        made_at=ago(2),
    )

    page = text_of(client.get("/desk/"))

    assert "Ask by phone: has not agreed to e-mail" in page
    assert "no reminder: reminders were paused" in page


def test_to_ask_by_phone_and_to_ask_is_said_once(client, maria):
    follow_up = make_row(maria)
    candidate = follow_up.interview.candidate
    for kind in ("ask_by_phone", "ask"):
        CounselorTask.objects.create(
            candidate=candidate, follow_up=follow_up, kind=kind, reason="no_consent", made_at=ago(2)
        )

    page = text_of(client.get("/desk/"))

    assert "Ask by phone: has not agreed to e-mail" in page
    assert "Ask whether they followed up" not in page


def test_a_row_promises_no_reminder_to_somebody_without_an_address(client, maria):
    make_row(maria, candidate={"email": ""})

    assert "no reminders by mail: no e-mail address" in text_of(client.get("/desk/"))


@pytest.mark.parametrize("tab", ["overdue", "today", "waiting", "answered"])
def test_an_empty_list_says_what_to_do_next(client, maria, tab):
    page = text_of(client.get(f"/desk/?tab={tab}"))

    assert 'class="empty__title"' in page
    assert 'href="/interviews/add/"' in page


def test_without_anything_overdue_the_desk_opens_at_today(client, maria):
    follow_up = make_row(maria, held_days_ago=0)
    follow_up.note_not_yet(look_on=timezone.localdate(), by=maria, at=timezone.now())

    page = text_of(client.get("/desk/"))

    assert '?tab=today" aria-current="page"' in page
    assert f'id="follow-up-{follow_up.pk}"' in page


def test_a_question_about_a_person_stands_under_today_until_it_is_done(client, maria):
    candidate = make_candidate(maria)
    task = CounselorTask.objects.create(candidate=candidate, kind="correct_address", made_at=ago(1))
    assert "Ask for another e-mail address" in text_of(client.get("/desk/?tab=today"))

    response = client.post(f"/tasks/{task.pk}/done/", {"next": "/desk/?tab=today"})

    assert response.url == "/desk/?tab=today"
    assert "Ask for another e-mail address" not in text_of(client.get("/desk/?tab=today"))


def test_a_task_of_somebody_elses_job_seeker_is_out_of_reach(client, maria):
    task = CounselorTask.objects.create(candidate=make_candidate(), kind="correct_address", made_at=ago(1))

    assert client.post(f"/tasks/{task.pk}/done/").status_code == 404
    assert CounselorTask.objects.open().filter(pk=task.pk).exists()


def test_the_desk_shows_ones_own_and_on_request_the_office_to_read(client, maria):
    mine = make_row(maria)
    john = make_user(office=maria.home_office, name="John O’Neil")
    johns, strangers = make_row(john), make_row()

    own, office = text_of(client.get("/desk/")), text_of(client.get("/desk/?scope=office"))

    assert [f'id="follow-up-{row.pk}"' in own for row in (mine, johns, strangers)] == [True, False, False]
    assert [f'id="follow-up-{row.pk}"' in office for row in (mine, johns, strangers)] == [True, True, False]
    assert f"/followups/{mine.pk}/answer/" in office
    assert f"/followups/{johns.pk}/answer/" not in office
    assert "counselor: John O’Neil" in office


def test_a_colleague_who_covers_has_the_buttons(client, maria):
    johns = make_row(make_user(office=maria.home_office))
    Cover.begin(johns.interview.candidate, by=maria, at=timezone.now())

    assert f"/followups/{johns.pk}/answer/" in text_of(client.get("/desk/?scope=office"))


def test_a_manager_reads_the_desks_of_their_offices(client):
    follow_up, other = make_row(), make_row()
    client.force_login(make_user(User.Role.MANAGER, office=follow_up.interview.office))

    page = text_of(client.get("/desk/"))

    assert f'id="follow-up-{follow_up.pk}"' in page
    assert f'id="follow-up-{other.pk}"' not in page
    assert "/answer/" not in page


@pytest.mark.parametrize("role", [User.Role.REGIONAL, User.Role.ADMINISTRATOR])
def test_the_desk_is_not_there_for_others(client, role):
    client.force_login(make_user(role))

    assert client.get("/desk/").status_code == 404


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (User.Role.COUNSELOR, "/desk/"),
        (User.Role.MANAGER, "/reports/"),
        (User.Role.REGIONAL, "/reports/"),
        (User.Role.ADMINISTRATOR, "/operations/"),
    ],
)
def test_each_role_is_sent_home(client, role, address):
    client.force_login(make_user(role))

    assert client.get("/").url == address


def test_the_small_figure_compares_own_and_office_rate(client, maria):
    john = make_user(office=maria.home_office)
    for counselor, done in [(maria, 9), (maria, 1), (john, 0)]:
        for _number in range(done):
            make_done(make_candidate(counselor), held_at=ago(10), logged_at=ago(10))
    for counselor, silent in [(maria, 5), (john, 5)]:
        for _number in range(silent):
            make_row(counselor, held_days_ago=10)
    make_row(maria, held_days_ago=2)

    page = text_of(client.get("/desk/"))

    assert "<strong>67&nbsp;%</strong>" in page
    assert "of 15 interviews" in page
    assert "<strong>50&nbsp;%</strong>" in page
    assert "of 20 interviews" in page


def test_few_interviews_make_a_quiet_figure(client, maria):
    make_done(make_candidate(maria), held_at=ago(10), logged_at=ago(10))

    assert "1 of 1, too few to say much" in text_of(client.get("/desk/"))


@pytest.mark.parametrize("query", ["", "?scope=office", "?tab=answered", "?tab=waiting"])
def test_the_desk_costs_as_many_queries_for_twenty_rows_as_for_one(client, maria, query):
    john = make_user(office=maria.home_office)

    def add(number):
        for _number in range(number):
            make_row(maria)
            make_row(john)
            make_row(maria, held_days_ago=-1)
            make_done(make_candidate(maria), held_at=ago(3), logged_at=ago(3))

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/desk/{query}").status_code == 200
        return len(queries)

    add(1)
    for_one = cost()
    add(19)

    # Seven of them belong to the frame of every page: session, user, office, the banner of a hold.
    assert cost() == for_one <= 13


def test_fifty_rows_weigh_less_than_100_kilobytes(client, maria):
    for _number in range(50):
        make_row(maria, candidate={"full_name": "Guadalupe Martínez de la Cruz y Fernández-Villanueva"})

    page = client.get("/desk/").content

    assert page.count(b'<li class="desk-row') == 50
    assert len(page) < 100_000


def test_the_fifty_first_row_is_on_the_second_page(client, maria):
    for number in range(51):
        make_row(maria, held_days_ago=3 + number / 100)

    first, second = text_of(client.get("/desk/")), text_of(client.get("/desk/?tab=overdue&page=2"))

    assert first.count('<li class="desk-row') == 50
    assert second.count('<li class="desk-row') == 1


@pytest.mark.parametrize("query", ["tab=nonsense", "page=nonsense", "page=99", "noted=x", "noted=99999999999999999999"])
def test_a_mistyped_address_still_shows_the_desk(client, maria, query):
    assert client.get(f"/desk/?{query}").status_code == 200


def test_a_row_of_others_is_not_shown_by_naming_it(client, maria):
    stranger = make_row()

    assert counselor_of(stranger) != maria
    assert f'id="follow-up-{stranger.pk}"' not in text_of(client.get(f"/desk/?noted={stranger.pk}"))


def test_days_are_those_of_the_office_of_the_reader(client):
    office = make_office(time_zone="Pacific/Kiritimati")
    counselor = make_user(office=office)
    client.force_login(counselor)
    follow_up = make_row(counselor)
    today = timezone.now().astimezone(office.zone).date()
    follow_up.note_not_yet(look_on=today + datetime.timedelta(days=1), by=counselor, at=timezone.now())

    assert f'id="follow-up-{follow_up.pk}"' in text_of(client.get("/desk/?tab=waiting"))
