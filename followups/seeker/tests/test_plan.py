"""The plan on the seeker's page: the moment, then the place; another place, another moment, none at all."""

import datetime

import pytest
from django.utils import timezone

from followups.models import Nudge
from followups.nudges import claim, schedule
from followups.nudges.window import at_local
from followups.seeker.tests.builders import everything, make_linked, press, url_of
from followups.tests.builders import days

pytestmark = pytest.mark.django_db

WHERE, CHANGE = "Where will you write?", "Change the place"


def tomorrow(follow_up):
    office = follow_up.interview.office
    return at_local(office.local_day(timezone.now()) + days(1), datetime.time(9), office.zone)


def press_moment(client, follow_up):
    return press(client, follow_up, "remind", moment=tomorrow(follow_up).isoformat()).content.decode()


def wish_of(follow_up):
    return follow_up.nudges.get(kind=Nudge.Kind.ASKED_FOR)


def test_after_the_moment_the_page_asks_for_the_place_each_one_a_button(client):
    page = press_moment(client, make_linked())

    assert WHERE in page
    for place in Nudge.Place.values:
        assert f'name="place" value="{place}"' in page


def test_the_place_makes_it_a_plan_that_the_page_shows(client):
    follow_up = make_linked()
    press_moment(client, follow_up)

    page = press(client, follow_up, "place", place="library").content.decode()

    assert (wish_of(follow_up).place, wish_of(follow_up).wording.kind) == ("library", "plan")
    assert "Your plan to write:" in page
    assert ", at the library." in page
    assert CHANGE in page
    assert WHERE not in page


@pytest.mark.parametrize(("choice", "place", "words"), [("home", "home", ", at home."), ("none", "", "remind you:")])
def test_the_place_can_be_changed_or_left_out_again(client, choice, place, words):
    follow_up = make_linked()
    press_moment(client, follow_up)
    press(client, follow_up, "place", place="library")

    page = press(client, follow_up, "place", place=choice).content.decode()

    assert wish_of(follow_up).place == place
    assert words in page


def test_the_same_moment_again_keeps_the_place(client):
    follow_up = make_linked()
    press_moment(client, follow_up)
    press(client, follow_up, "place", place="library")

    page = press_moment(client, follow_up)

    assert "Already noted, thank you." in page
    assert wish_of(follow_up).place == "library"


@pytest.mark.parametrize(("act", "choice"), [("place", {"place": "home"}), ("call_off", {"call_off": "yes"})])
def test_a_button_of_the_plan_pressed_twice_is_harmless(client, act, choice):
    follow_up = make_linked()
    press_moment(client, follow_up)
    press(client, follow_up, act, **choice)
    once = everything()

    page = press(client, follow_up, act, **choice).content.decode()

    assert everything() == once
    assert "Already noted, thank you." in page


def test_a_plan_that_is_called_off_leaves_the_reminders_as_they_were(client):
    follow_up = make_linked(days_ago=0)
    press_moment(client, follow_up)

    page = press(client, follow_up, "call_off", call_off="yes").content.decode()

    assert "we will not remind you at that time" in page
    assert "Plan when to write" in page
    assert wish_of(follow_up).skip_reason == Nudge.Skip.CALLED_OFF
    assert follow_up.nudges.get(position=1).state == Nudge.State.PLANNED


@pytest.mark.parametrize("body", [{"act": "place"}, {"act": "place", "place": "moon"}, {"act": "call_off"}])
def test_a_post_without_a_choice_changes_nothing(client, body):
    follow_up = make_linked()
    press_moment(client, follow_up)
    before = everything()

    assert client.post(url_of(follow_up), body).status_code == 400
    assert everything() == before


@pytest.mark.parametrize(("act", "choice"), [("place", {"place": "home"}), ("call_off", {"call_off": "yes"})])
@pytest.mark.parametrize("is_in_hand", [False, True])
def test_without_a_planned_reminder_the_page_says_what_it_knows(client, act, choice, is_in_hand):
    follow_up = make_linked()
    if is_in_hand:
        schedule.remind_at(follow_up, moment=timezone.now() + days(1), by=None, at=timezone.now())
        claim.claim_batch(timezone.now() + days(1))
    before = everything()

    page = press(client, follow_up, act, **choice).content.decode()

    assert everything() == before
    assert "We could not change this" in page


def test_a_plan_made_at_the_desk_is_shown_before_the_interview_too(client):
    follow_up = make_linked(days_ago=-1)
    counselor = follow_up.interview.logged_by
    moment = timezone.now() + days(2)

    schedule.remind_at(follow_up, moment=moment, place="office", by=counselor, at=timezone.now())

    assert ", at the career office." in client.get(url_of(follow_up)).content.decode()


def test_no_reminder_is_promised_to_someone_whom_no_mail_reaches_any_more(client):
    follow_up = make_linked()
    press_moment(client, follow_up)

    page = press(client, follow_up, "stop", what="all").content.decode()

    assert "We will remind you" not in page


@pytest.mark.parametrize(("language", "words"), [("es", "en la biblioteca"), ("vi", "ở thư viện")])
def test_the_plan_is_said_in_the_seekers_language(client, language, words):
    follow_up = make_linked(language=language)
    press_moment(client, follow_up)

    page = press(client, follow_up, "place", place="library").content.decode()

    assert words in page
    assert "Planned" not in page
