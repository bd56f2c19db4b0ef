"""Recording an answer from the desk: what is noted, what is refused, and who is told what."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, User
from candidates.models import Cover
from followups.desk.tests.builders import HTMX, ago, counselor_of, make_row, text_of, url_of
from followups.models import FollowUp
from followups.tests.builders import days, make_candidate, make_user

pytestmark = pytest.mark.django_db

ACTS = {
    "done": {"sent": "card today"},
    "decline": {"reason": "not_interested"},
    "not-yet": {"look": "next"},
    "plan": {"day": (timezone.now() + days(2)).date().isoformat(), "time": "18:00"},
    "void": {},
    "miss": {},
    "outcome": {"outcome": "waiting"},
    "reopen": {},
}


@pytest.fixture
def follow_up(client):
    follow_up = make_row()
    client.force_login(counselor_of(follow_up))
    return follow_up


def post(client, follow_up, act, *, htmx=True, **data):
    return client.post(url_of(follow_up, act), data or ACTS[act], headers=HTMX if htmx else {})


def today_of(follow_up):
    return follow_up.interview.office.local_day(timezone.now())


@pytest.mark.parametrize(
    ("choice", "method", "days_back"),
    [
        ({"sent": "letter_email today"}, "letter_email", 0),
        ({"sent": "in_person yesterday"}, "in_person", 1),
        ({"method": "phone", "day": "yesterday"}, "phone", 1),
    ],
)
def test_one_choice_says_how_and_when_it_was_sent(client, follow_up, choice, method, days_back):
    response = post(client, follow_up, "done", **choice)

    follow_up.refresh_from_db()
    sent_on = today_of(follow_up) - datetime.timedelta(days=days_back)
    assert (follow_up.status, follow_up.method, follow_up.sent_on) == ("done", method, sent_on)
    assert follow_up.source == "counselor"
    assert "Noted. Followed up" in text_of(response)


def test_an_earlier_day_and_what_the_counselor_saw_are_recorded(client, follow_up):
    held_on = follow_up.interview.held_on

    post(client, follow_up, "done", sent="", method="card", sent_on=held_on.isoformat(), witnessed="on")

    follow_up.refresh_from_db()
    assert (follow_up.sent_on, follow_up.method, follow_up.source) == (held_on, "card", "witnessed")


@pytest.mark.parametrize(
    ("act", "data", "status"),
    [
        ("decline", {"reason": "withdrew"}, "declined"),
        ("void", {}, "void"),
        ("miss", {}, "missed"),
        ("outcome", {"outcome": "offer"}, "declined"),
        ("outcome", {"outcome": "waiting"}, "open"),
        ("not-yet", {"look": "week"}, "open"),
    ],
)
def test_each_other_answer_is_recorded_and_the_row_says_so(client, follow_up, act, data, status):
    response = client.post(url_of(follow_up, act), data, headers=HTMX)

    follow_up.refresh_from_db()
    assert follow_up.status == status
    assert "Noted." in text_of(response)
    assert ">Undo<" in text_of(response) or act == "not-yet"


def test_not_yet_looks_again_on_a_working_day(client, follow_up):
    post(client, follow_up, "not-yet", look="second")

    follow_up.refresh_from_db()
    assert follow_up.look_on > today_of(follow_up) + datetime.timedelta(days=1)
    assert follow_up.look_on.isoweekday() <= 5


def test_a_reminder_is_planned_at_the_time_of_the_office(client, follow_up):
    day = today_of(follow_up) + datetime.timedelta(days=2)

    post(client, follow_up, "plan", day=day.isoformat(), time="18:00")

    nudge = follow_up.nudges.get(kind="asked_for")
    local = timezone.localtime(nudge.planned_at, follow_up.interview.office.zone)
    assert (local.date(), local.hour) == (day, 18)


@pytest.mark.parametrize("answer", ["done", "decline", "miss", "void"])
def test_undo_opens_it_again(client, follow_up, answer):
    post(client, follow_up, answer)

    response = post(client, follow_up, "reopen")

    follow_up.refresh_from_db()
    assert follow_up.status == "open"
    assert "Answer taken back" in text_of(response)


def test_undo_of_a_result_keeps_the_letter(client, follow_up):
    post(client, follow_up, "done")
    response = post(client, follow_up, "outcome", outcome="second_interview")
    assert 'name="outcome" value="forget"' in text_of(response).split('class="menu"')[0]

    post(client, follow_up, "outcome", outcome="forget")

    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.outcome) == ("done", "")


@pytest.mark.parametrize(
    ("act", "data", "words"),
    [
        ("done", {"sent": "card"}, "choose on which day"),
        ("done", {"sent": "pigeon today"}, "Choose how it was sent"),
        ("done", {}, "Choose how it was sent"),
        ("done", {"method": "card", "sent_on": "2999-01-01"}, "choose a day from the interview"),
        ("done", {"method": "card", "sent_on": ago(9).date().isoformat()}, "choose a day from the interview"),
        ("done", {"method": "card", "sent_on": "gibberish"}, "valid date"),
        ("decline", {}, "choose a reason"),
        ("decline", {"reason": "lazy"}, "not one of the available choices"),
        ("not-yet", {"look": "day"}, "choose a day after today"),
        ("not-yet", {"look": "day", "look_on": "2020-01-01"}, "choose a day after today"),
        ("plan", {"day": "2020-01-01", "time": "18:00"}, "lies ahead"),
        ("plan", {"day": "", "time": ""}, "choose a day and a time"),
        ("outcome", {}, "choose a result"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_the_reason(client, follow_up, act, data, words):
    response = client.post(url_of(follow_up, act), data, headers=HTMX)

    assert response.status_code == 200
    assert words in text_of(response)
    assert "undo--refused" in text_of(response)
    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.timeline.count()) == ("open", 1)


@pytest.mark.parametrize("act", ["done", "decline", "not-yet", "outcome", "miss"])
def test_nothing_is_asked_about_an_interview_still_to_come(client, act):
    follow_up = make_row(held_days_ago=-3)
    client.force_login(counselor_of(follow_up))

    response = post(client, follow_up, act)

    assert "has not been held yet" in text_of(response)
    follow_up.refresh_from_db()
    assert follow_up.status == "open"


REFUSED = [
    ("done", ["done", "decline", "miss", "not-yet", "plan"]),
    ("decline", ["done", "decline", "miss", "not-yet", "plan"]),
    ("void", ["done", "decline", "void", "miss", "not-yet", "plan", "outcome"]),
    ("miss", ["miss", "not-yet", "plan"]),
]


@pytest.mark.parametrize(("first", "second"), [(first, act) for first, acts in REFUSED for act in acts])
def test_the_second_of_two_people_is_told_who_was_first_and_sees_the_row_as_it_is(client, follow_up, first, second):
    colleague = make_user(office=follow_up.interview.office, name="John O’Neil")
    Cover.begin(follow_up.interview.candidate, by=colleague, at=timezone.now())
    client.force_login(colleague)
    post(client, follow_up, first)
    status = FollowUp.objects.get(pk=follow_up.pk).status
    client.force_login(counselor_of(follow_up))

    response = post(client, follow_up, second)

    assert response.status_code == 200
    assert "undo--refused" in text_of(response)
    assert "John O’Neil" in text_of(response)
    assert FollowUp.objects.get(pk=follow_up.pk).status == status


def test_undo_of_an_open_one_is_refused(client, follow_up):
    response = post(client, follow_up, "reopen")

    assert "There is no answer yet." in text_of(response)


def test_whoever_sends_the_same_answer_twice_is_told_that_it_is_there_already(client, follow_up):
    post(client, follow_up, "done")

    response = post(client, follow_up, "done")

    assert "You recorded this already: Followed up: thank-you card" in text_of(response)
    assert follow_up.timeline.count() == 2


def test_without_a_script_one_comes_back_to_the_page_with_the_undo(client, follow_up):
    here = "/desk/?tab=overdue"

    response = client.post(url_of(follow_up, "done"), {"sent": "card today", "next": here})

    assert response.url == f"{here}&noted={follow_up.pk}#follow-up-{follow_up.pk}"
    page = text_of(client.get(response.url))
    assert "Noted. Followed up: thank-you card." in page
    assert page.count(f'id="follow-up-{follow_up.pk}"') == 1


def test_without_a_script_a_refusal_is_told_on_the_page(client, follow_up):
    response = client.post(url_of(follow_up, "decline"), {"next": "/desk/"}, follow=True)

    assert "Not noted: choose a reason." in text_of(response)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_one_is_never_sent_to_another_site(client, follow_up, address):
    response = client.post(url_of(follow_up, "miss"), {"next": address})

    assert response.url.startswith("/?noted=")


def test_by_htmx_the_row_comes_with_the_counts_of_its_desk(client, follow_up):
    response = client.post(url_of(follow_up, "done"), {"sent": "card today", "next": "/desk/"}, headers=HTMX)

    page = text_of(response)
    assert "<html" not in page
    assert page.strip().startswith('<li class="desk-row desk-row--done"')
    assert 'id="desk-tabs"' in page
    assert "Nobody left to ask today" in page


def test_by_htmx_a_row_on_the_page_of_a_person_brings_their_interview(client, follow_up):
    here = f"/candidates/{follow_up.interview.candidate_id}/"

    response = client.post(url_of(follow_up, "done"), {"sent": "card today", "next": here}, headers=HTMX)

    assert f'id="interview-{follow_up.interview_id}" data-hx-swap-oob="true"' in text_of(response)


@pytest.mark.parametrize("act", ACTS)
def test_each_act_needs_a_post(client, follow_up, act):
    assert client.get(url_of(follow_up, act)).status_code == 405


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["colleague", "stranger", "manager", "regional", "administrator"])
def test_nobody_but_the_counselor_records_answers(client, follow_up, act, who):
    office = follow_up.interview.office
    client.force_login(
        {
            "colleague": lambda: make_user(office=office),
            "stranger": make_user,
            "manager": lambda: make_user(User.Role.MANAGER, office=office),
            "regional": lambda: make_user(User.Role.REGIONAL),
            "administrator": lambda: make_user(User.Role.ADMINISTRATOR),
        }[who]()
    )

    assert post(client, follow_up, act).status_code == 404
    assert client.get(url_of(follow_up, "answer")).status_code == 404
    assert follow_up.timeline.count() == 1


def test_each_answer_is_audited_with_the_person_and_the_job_seeker(client, follow_up):
    post(client, follow_up, "decline")

    entry = AuditEntry.objects.get(what="follow-up: declined")
    assert (entry.act, entry.user_id) == ("changed", counselor_of(follow_up).pk)
    assert entry.candidate_id == follow_up.interview.candidate_id


def test_names_are_shown_as_text(client):
    follow_up = make_row(
        candidate={"full_name": "Nguyễn <Ánh> O’Brien & Sons"}, employer='H&B "Gulf" <Grill>', job_title="<b>Cook</b>"
    )
    client.force_login(counselor_of(follow_up))

    page = text_of(post(client, follow_up, "done"))

    assert "Nguyễn &lt;Ánh&gt; O’Brien &amp; Sons" in page
    assert "&lt;b&gt;Cook&lt;/b&gt;, H&amp;B &quot;Gulf&quot; &lt;Grill&gt;" in page


def test_the_menus_of_a_row_come_alone_by_htmx_and_as_a_page_without(client, follow_up):
    part = text_of(client.get(url_of(follow_up, "answer") + "?menu=not_yet", headers=HTMX))
    page = text_of(client.get(url_of(follow_up, "answer") + "?menu=not_yet", headers={"Referer": "http://x/desk/"}))

    assert "<html" not in part
    assert part.count("<details") == 4
    assert part.count('<details class="menu" open>') == 1
    assert "Did they follow up?" in page
    assert 'name="next" value="/desk/"' in page


def test_a_job_seeker_moved_to_another_counselor_meanwhile_is_out_of_reach(client, follow_up):
    candidate = follow_up.interview.candidate
    candidate.counselor = make_candidate().counselor
    candidate.office = candidate.counselor.home_office
    candidate.save()

    assert post(client, follow_up, "done").status_code == 404
