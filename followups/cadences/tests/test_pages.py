import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Office, User
from followups.cadences.tests.posted import give_own_cadence, posted
from followups.models import Cadence, CadenceChange, FollowUp, Nudge, Wording
from followups.tests.builders import days, hours, make_candidate, make_follow_up, make_office_at_all_hours, make_user

pytestmark = pytest.mark.django_db
NEW = {"kind": "nudge", "unit": "days"}


@pytest.fixture
def office():
    return make_office_at_all_hours(name="Pasadena")


@pytest.fixture
def manager(client, office):
    user = make_user(User.Role.MANAGER, office=office, name="Ann Reed")
    client.force_login(user)
    return user


@pytest.fixture
def region(client):
    user = make_user(User.Role.REGIONAL)
    client.force_login(user)
    return user


def steps_of(office):
    return list(Cadence.objects.for_office(office).steps.values_list("position", "kind", "delay", "unit"))


def make_recent(office):
    candidate = make_candidate(make_user(office=office))
    return make_follow_up(candidate, held_at=timezone.now() - hours(1))


def wording(kind):
    return Wording.objects.filter(kind=kind).first().pk


def save(client, office, *changes, **more):
    path = f"/offices/{office.pk}/cadence/" if office else "/offices/cadence/"
    return client.post(path, posted(office, *changes, **more), follow=True)


def test_an_office_without_its_own_sees_the_regions_steps_in_time(client, office, manager):
    page = client.get(f"/offices/{office.pk}/cadence/").content.decode()

    sentences = [
        "24 hours after the interview: the reminder “First reminder”.",
        "3 days after the interview, at the same time of day: the reminder “Check-in reminder”.",
        "5 days after the interview, at the same time of day: a task for the counselor to ask, no mail.",
        "15 days after the interview, at the same time of day: the question what came of it, “Outcome question”.",
    ]
    places = [page.index(sentence) for sentence in sentences]
    assert places == sorted(places)
    assert "Make our own" in page
    assert "Save the cadence" not in page


def test_the_first_save_makes_an_own_cadence_that_keeps_the_positions(client, office, manager):
    save(client, office, {1: {"delay": 4}})

    assert steps_of(office) == [(1, "nudge", 24, "hours"), (2, "nudge", 4, "days"), *steps_of(None)[2:]]
    assert steps_of(None)[1] == (2, "nudge", 3, "days")
    assert Cadence.objects.get(office=office).asked_for_wording == Cadence.objects.get(office=None).asked_for_wording


def test_what_was_not_sent_follows_at_once_and_the_page_says_how_many(client, office, manager):
    follow_ups = [make_recent(office) for _number in range(2)]
    other = make_recent(make_office_at_all_hours())

    page = save(client, office, {1: {"delay": 4}}).content.decode()

    assert "What is planned for 2 follow-ups changed." in page
    for follow_up, delay in [*((one, 4) for one in follow_ups), (other, 3)]:
        assert follow_up.nudges.get(position=2).planned_at == follow_up.interview.held_at + days(delay)


def test_the_page_says_before_how_many_follow_ups_a_change_can_reach(client, office, manager):
    make_recent(office)

    page = client.get(f"/offices/{office.pk}/cadence/?own").content.decode()

    assert "Something is still planned for 1 follow-up." in page


def test_a_new_step_takes_a_position_that_was_never_given(client, office, manager):
    save(client, office, {3: {"DELETE": "on"}})

    save(client, office, {}, [NEW | {"delay": 9, "wording": wording("nudge")}])

    assert [position for position, *_facts in steps_of(office)] == [1, 2, 3, 5]


def test_a_new_step_takes_no_words_of_another_kind(client, office, manager):
    answer = save(client, office, {}, [NEW | {"delay": 9, "wording": wording("outcome")}])

    assert "Choose words that are meant for this: reminder." in answer.content.decode()


def test_a_row_that_is_empty_has_nothing_to_remove(client, office, manager):
    empty = client.get(f"/offices/{office.pk}/cadence/?own").content.decode()
    filled = save(client, office, {}, [NEW | {"delay": 9}]).content.decode()

    assert empty.count("Remove this step") == len(steps_of(office))
    assert filled.count("Remove this step") == len(steps_of(office)) + 1


def test_the_kind_of_a_step_cannot_be_changed(client, office, manager):
    save(client, office, {1: {"kind": "task", "delay": 4}})

    assert steps_of(office)[1] == (2, "nudge", 4, "days")


def test_a_row_with_a_position_that_is_not_there_is_a_new_step(client, office, manager):
    row = {"position": 77, "kind": "task", "delay": 9, "unit": "days"}

    save(client, office, {}, [row])

    assert steps_of(office)[-1] == (5, "task", 9, "days")


@pytest.mark.parametrize(
    ("changes", "added", "complaint"),
    [
        ({1: {"delay": 0}}, [], "Type a number, 1 or more."),
        ({1: {"delay": "soon"}}, [], "Type a number, 1 or more."),
        ({1: {"delay": ""}}, [], "Type a number, 1 or more."),
        ({1: {"delay": 46}}, [], "At most 45 days"),
        ({0: {"delay": 1081}}, [], "At most 45 days"),
        ({1: {"delay": 99_999_999}}, [], "At most 45 days"),
        ({1: {"delay": 1}}, [], "Another step happens at the same time."),
        ({}, [{"kind": "", "delay": 9, "unit": "days"}], "Choose what happens."),
        ({}, [NEW | {"delay": 9}], "Choose the words."),
        ({}, [NEW | {"delay": 9, "wording": 4321}], "Select a valid choice"),
        ({1: {"unit": "weeks"}}, [], "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_kept(client, office, manager, changes, added, complaint):
    answer = save(client, office, changes, added)

    rows = answer.context["page"].rows
    number, changed = next(iter(changes.items()), (4, added[-1] if added else {}))
    assert complaint in str(rows.errors[number])
    assert all(str(rows[number][name].value()) == str(value) for name, value in changed.items())
    assert answer.content.decode().count(complaint) >= 2
    assert not Cadence.objects.filter(office=office).exists()


@pytest.mark.parametrize(
    ("changes", "kind", "delays", "complaint"),
    [
        ({}, "nudge", [8, 9, 10], "At most 4 reminders"),
        ({}, "task", [8, 9, 10], "At most 3 tasks"),
        ({}, "outcome", [20], "At most one outcome question"),
        ({number: {"DELETE": "on"} for number in range(4)}, "nudge", [], "Keep at least one step"),
        ({1: {"position": 1}}, "task", [], "A step stands here twice"),
    ],
)
def test_what_is_too_many_or_too_few_is_refused(client, office, manager, changes, kind, delays, complaint):
    words = {} if kind == "task" else {"wording": wording(kind)}
    added = [{"kind": kind, "delay": delay, "unit": "days", **words} for delay in delays]

    page = save(client, office, changes, added)

    assert complaint in page.content.decode()
    assert not Cadence.objects.filter(office=office).exists()


def test_a_mail_takes_words_of_its_kind_only(client, office, manager):
    answer = save(client, office, {1: {"wording": wording("outcome")}})

    assert "wording" in answer.context["page"].rows.errors[1]


def test_an_office_chooses_among_the_regions_words_and_its_own_that_are_in_use(client, office, manager):
    facts = {"kind": "nudge"}
    own = Wording.objects.create(office=office, name="Warm note", **facts)
    Wording.objects.create(office=make_office_at_all_hours(), name="Of others", **facts)
    Wording.objects.create(office=office, name="Old note", retired_at=timezone.now(), **facts)

    page = client.get(f"/offices/{office.pk}/cadence/?own").content.decode()
    save(client, office, {1: {"wording": own.pk}})

    assert "Warm note (Pasadena)" in page
    assert "Of others" not in page
    assert "Old note" not in page
    assert Cadence.objects.get(office=office).steps.get(position=2).wording == own


def test_the_words_of_what_was_asked_for_are_chosen_too(client, office, manager):
    own = Wording.objects.create(office=office, name="As you asked", kind="asked_for")

    save(client, office, asked_for_wording=own.pk)

    assert Cadence.objects.get(office=office).asked_for_wording == own
    assert Cadence.objects.get(office=None).asked_for_wording != own


def test_the_moments_are_shown_and_nothing_is_saved(client, office, manager):
    window = {"sends_from": datetime.time(8), "sends_until": datetime.time(18), "sending_days": "12345"}
    Office.objects.filter(pk=office.pk).update(**window)

    page = save(client, office, {1: {"delay": 4}}, preview="1", **{"trial-day": "2026-11-20"}).content.decode()

    assert "Fri 20 Nov" in page
    assert "Saturday, Sunday: moved to Monday, 8 a.m." in page
    assert "Tue 24 Nov" in page
    assert "Saving changes nothing that is planned now." in page
    assert not Cadence.objects.filter(office=office).exists()
    assert not CadenceChange.objects.exists()


def test_a_trial_says_how_many_follow_ups_saving_would_touch(client, office, manager):
    make_recent(office)

    page = save(client, office, {1: {"delay": 4}}, preview="1").content.decode()

    assert "Saving changes what is planned for <strong>1 follow-up</strong>." in page


def test_a_trial_that_is_no_day_is_told_beside_its_field(client, office, manager):
    answer = save(client, office, preview="1", **{"trial-day": "soon"})

    assert "Choose the day of the interview" in str(answer.context["page"].trial.errors["day"])


def test_the_regions_default_is_tried_on_the_clock_of_a_chosen_office(client, region):
    honolulu = make_office_at_all_hours(time_zone="Pacific/Honolulu", name="Honolulu")

    answer = save(client, None, preview="1", **{"trial-office": honolulu.pk})

    assert answer.context["preview"].held_at.isoformat() == "2026-10-03T01:00:00+00:00"
    assert "Fri 2 Oct" in answer.content.decode()


def test_of_two_who_edit_at_once_the_second_is_told_and_loses_nothing(client, office, manager):
    page, theirs = f"/offices/{office.pk}/cadence/", posted(office, {1: {"delay": 4}})
    mine = posted(office, {1: {"delay": 7}})
    client.post(page, theirs)

    told = client.post(page, mine)

    assert "somebody else changed this cadence meanwhile" in told.content.decode()
    assert told.context["page"].rows[1]["delay"].value() == "7"
    assert steps_of(office)[1] == (2, "nudge", 4, "days")
    client.post(page, mine | {"version": told.context["page"].version})
    assert steps_of(office)[1] == (2, "nudge", 7, "days")


def test_the_page_says_who_changed_it_last(client, office, manager):
    page = save(client, office, {1: {"delay": 4}}).content.decode()

    change = CadenceChange.objects.get()
    assert (change.office, change.by) == (office, manager)
    assert change.steps[1][:4] == [2, "nudge", 4, "days"]
    assert "Last changed by Ann Reed" in page


def test_saving_what_holds_already_records_nothing(client, region):
    page = save(client, None).content.decode()

    assert not CadenceChange.objects.exists()
    assert "It touches no follow-up" in page


def test_the_regions_cadence_is_taken_again_from_a_page_that_says_what_happens(client, office, manager):
    make_recent(office)
    save(client, office, {1: {"delay": 4}})
    follow_up = FollowUp.objects.get()

    page = client.get(f"/offices/{office.pk}/cadence/region/").content.decode()
    assert "changes what is planned for 1 follow-up." in page
    page = client.post(f"/offices/{office.pk}/cadence/region/", follow=True).content.decode()

    assert "Pasadena goes by the region’s cadence again. What is planned for 1 follow-up changed." in page
    assert follow_up.nudges.get(position=2).planned_at == follow_up.interview.held_at + days(3)
    assert CadenceChange.objects.first().steps is None


def test_taking_the_regions_cadence_twice_is_harmless(client, office, manager):
    give_own_cadence(office)
    client.post(f"/offices/{office.pk}/cadence/region/")

    page = client.post(f"/offices/{office.pk}/cadence/region/", follow=True).content.decode()

    assert "goes by the region’s cadence already" in page
    assert client.get(f"/offices/{office.pk}/cadence/region/").status_code == 404


def test_a_change_of_the_region_reaches_only_offices_without_their_own(client, office, region):
    give_own_cadence(office)
    own, other = make_recent(office), make_recent(make_office_at_all_hours())

    save(client, None, {1: {"delay": 4}})

    assert own.nudges.get(position=2).planned_at == own.interview.held_at + days(3)
    assert other.nudges.get(position=2).planned_at == other.interview.held_at + days(4)


def test_a_regional_manager_reads_the_cadence_of_an_office_and_is_led_to_the_regions(client, office, region):
    page = client.get(f"/offices/{office.pk}/cadence/").content.decode()

    assert 'href="/offices/cadence/"' in page
    assert "Make our own" not in page


def test_nothing_but_the_fields_of_the_form_can_be_set(client, office, manager):
    other = make_office_at_all_hours()

    save(client, office, {1: {"delay": 4, "cadence": 1}}, cadence=1, pk=1, id=1, by=other.pk)

    assert Cadence.objects.filter(office=other).count() == 0
    assert steps_of(None)[1][2] == 3


def test_the_page_costs_the_same_for_one_follow_up_and_twenty(client, office, manager):
    costs = []

    for number in (1, 4):
        for _follow_up in range(number):
            make_recent(office)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/offices/{office.pk}/cadence/?own")
        costs.append(len(captured))

    assert costs[0] == costs[1] <= 20


def test_a_kept_plan_gets_the_new_words(client, office, manager):
    follow_up = make_recent(office)
    nudge = follow_up.nudges.get(position=2)
    own = Wording.objects.create(office=office, name="Warm note", kind="nudge")

    save(client, office, {1: {"wording": own.pk}})

    assert Nudge.objects.get(pk=nudge.pk).wording == own
    assert Nudge.objects.get(pk=nudge.pk).planned_at == nudge.planned_at
