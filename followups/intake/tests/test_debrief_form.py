"""The form of the debrief: what each field takes and refuses, and that nothing typed is lost."""

import datetime

import pytest

from candidates.models import Contact
from candidates.tests.badinput import naughty
from followups.intake.forms.debrief import LONGEST
from followups.intake.forms.facts import PEOPLE_AT_MOST
from followups.intake.tests.debriefs import WORDS, filled, fresh
from followups.letters import phrases
from followups.models import Debrief, FollowUp
from followups.nudges import schedule
from followups.tests.builders import MONDAY, days, hours, make_follow_up

pytestmark = pytest.mark.django_db

AT = MONDAY + hours(3)
TOMORROW = (AT + days(1)).date().isoformat()
PICKS = {"moment": phrases.MOMENTS, "why": phrases.WHYS, "concern": phrases.CONCERNS, "strength": phrases.STRENGTHS}


@pytest.fixture
def follow_up():
    return make_follow_up(met=["Pat O’Hara"], interest="medium")


def recorded(follow_up, **changes):
    """Fill in the form and save it."""
    form = filled(follow_up, AT, **changes)
    assert form.is_valid(), form.errors
    assert form.record(by=None)


def refused(follow_up, **changes):
    """Return what is wrong, by field."""
    return {name: [str(error) for error in errors] for name, errors in filled(follow_up, AT, **changes).errors.items()}


def test_an_untouched_form_says_nothing(follow_up):
    recorded(follow_up)

    assert not Debrief.objects.exists()


@pytest.mark.parametrize("name", PICKS)
def test_a_phrase_and_own_words_are_kept_for_each_question(follow_up, name):
    picked = next(iter(PICKS[name]))

    recorded(follow_up, **{name: picked, f"{name}_words": f"{WORDS}\r\nTwice."})

    kept = Debrief.objects.get()
    assert (getattr(kept, name), getattr(kept, f"{name}_words")) == (picked, f"{WORDS}\nTwice.")


@pytest.mark.parametrize("name", PICKS)
def test_a_phrase_that_is_not_in_its_list_is_refused(follow_up, name):
    assert refused(follow_up, **{name: "no_such_phrase"}) == {name: ["Pick one from the list."]}


def test_own_words_may_have_500_characters_and_no_more(follow_up):
    assert refused(follow_up, why_words="ä" * LONGEST) == {}
    assert refused(follow_up, why_words="ä" * 501) == {"why_words": ["This has 501 characters. Keep it to 500."]}


def test_a_browser_does_not_cut_what_is_pasted(follow_up):
    assert "maxlength" not in str(filled(follow_up, AT)["why_words"])


@pytest.mark.parametrize("number", ["123-45-6789", "123 45 6789", "my number: 123–45–6789.", "123456789"])
@pytest.mark.parametrize("name", ["moment_words", "why_words", "concern_words", "strength_words", "helper_name"])
def test_what_looks_like_a_social_security_number_is_refused_kindly(follow_up, name, number):
    [error] = refused(follow_up, **{name: number})[name]

    assert "looks like a social security number" in error


@pytest.mark.parametrize(
    "number", ["713 555 0142", "+1 713-555-0142", "77002-1234", "1234567890", "12345678", "$1,234,567.89"]
)
def test_other_numbers_are_fine(follow_up, number):
    assert refused(follow_up, why_words=number) == {}


def test_interest_is_shown_and_can_be_corrected(follow_up):
    assert filled(follow_up, AT)["interest"].initial == "medium"

    recorded(follow_up, interest="high")

    assert fresh(follow_up).interview.interest == "high"
    assert refused(follow_up, interest="huge").keys() == {"interest"}


def test_interest_that_was_corrected_elsewhere_meanwhile_stays(follow_up):
    form = filled(follow_up, AT, why_words=WORDS)
    follow_up.interview.interest = "low"
    follow_up.interview.save()

    assert form.is_valid()
    assert form.record(by=None)

    assert fresh(follow_up).interview.interest == "low"


def test_a_helpful_person_is_ticked_and_another_added(follow_up):
    pat = follow_up.interview.contacts.get()

    recorded(follow_up, helpful=[str(pat.pk)], helper_name="Ana Ruiz", helper_role="recruiter")

    found = follow_up.interview.contacts.values_list("name", "role", "particularly_helpful")
    assert list(found) == [("Pat O’Hara", "interviewer", True), ("Ana Ruiz", "recruiter", True)]


def test_somebody_of_another_interview_cannot_be_ticked(follow_up):
    foreign = make_follow_up(met=["Somebody Else"]).interview.contacts.get()

    assert refused(follow_up, helpful=[str(foreign.pk)]).keys() == {"helpful"}


def test_nobody_is_added_to_a_full_list(follow_up):
    rows = [Contact(interview=follow_up.interview, name=f"Person {number}") for number in range(PEOPLE_AT_MOST)]
    Contact.objects.bulk_create(rows)

    assert refused(follow_up, helper_name="One more").keys() == {"helper_name"}


@pytest.mark.parametrize(("day", "is_fine"), [(-1, False), (0, True), (366, True), (367, False)])
def test_they_decide_after_the_interview_within_a_year(follow_up, day, is_fine):
    decides_on = (MONDAY + days(day)).date().isoformat()

    assert (refused(follow_up, decides_on=decides_on) == {}) is is_fine


def test_what_is_no_day_or_time_is_refused(follow_up):
    errors = refused(follow_up, decides_on="soon", plan_day="tomorrow", plan_time="25:00", plan_place="bar")

    assert errors.keys() == {"decides_on", "plan_day", "plan_time", "plan_place"}


def test_a_plan_is_read_on_the_clock_of_the_office_and_shown_again(follow_up):
    recorded(follow_up, plan_day=TOMORROW, plan_time="6:30 PM", plan_place="library")

    [wish] = schedule.wishes_of(follow_up)
    assert wish.planned_at == datetime.datetime(2026, 10, 6, 23, 30, tzinfo=datetime.UTC)
    shown = filled(follow_up, AT)
    assert (shown["plan_day"].initial, shown["plan_place"].initial) == (datetime.date(2026, 10, 6), "library")
    assert shown["plan_time"].initial == datetime.time(18, 30)


def test_a_plan_that_is_not_touched_is_not_made_again(follow_up):
    recorded(follow_up, plan_day=TOMORROW)
    [wish] = schedule.wishes_of(follow_up)

    recorded(follow_up, why_words=WORDS)

    assert [each.pk for each in schedule.wishes_of(follow_up)] == [wish.pk]


def test_a_plan_whose_day_is_emptied_is_called_off(follow_up):
    recorded(follow_up, plan_day=TOMORROW)

    recorded(follow_up, plan_day="")

    assert not schedule.wishes_of(follow_up).exists()


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"plan_day": "2026-10-05", "plan_time": "09:00"}, "plan_day"),
        ({"plan_day": "2026-10-04"}, "plan_day"),
        ({"plan_day": "2027-01-04"}, "plan_day"),
        ({"plan_day": "2026-12-04", "plan_time": "23:00"}, "plan_day"),
        ({"plan_day": "9999-12-31"}, "plan_day"),
        ({"plan_day": TOMORROW, "plan_time": ""}, "plan_time"),
        ({"plan_place": "home"}, "plan_day"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(follow_up, plan, field):
    assert refused(follow_up, **plan).keys() == {field}


def test_once_it_is_answered_no_plan_is_asked_for(follow_up):
    follow_up.decline(reason="other", by=None, at=AT)

    form = filled(follow_up, AT, why_words=WORDS)

    assert not form.asks_for_plan
    assert form.is_valid()
    assert form.record(by=None)


def test_a_plan_for_a_follow_up_that_was_answered_meanwhile_is_refused_and_kept(follow_up):
    form = filled(follow_up, AT, why_words=WORDS, plan_day=TOMORROW)
    assert form.is_valid()
    FollowUp.objects.get(pk=follow_up.pk).decline(reason="other", by=None, at=AT)

    assert not form.record(by=None)
    assert form.errors.keys() == {"plan_day"}
    assert form["why_words"].value() == WORDS
    assert not Debrief.objects.exists()


def test_whoever_saves_second_keeps_their_text_sees_the_others_and_may_save_again(follow_up):
    mine = filled(follow_up, AT, why_words=WORDS, concern=next(iter(phrases.CONCERNS)), decides_on="2026-10-09")
    recorded(follow_up, why_words="Their reason.", concern=(theirs := next(reversed(phrases.CONCERNS))))

    assert mine.is_valid()
    assert not mine.record(by=None)
    assert mine["why_words"].value() == WORDS
    assert "Saved meanwhile: “Their reason.”" in mine.errors["why_words"][0]
    assert str(phrases.CONCERNS[theirs].label) in mine.errors["concern"][0]
    assert mine.errors.keys() == {"__all__", "why_words", "concern", "decides_on"}

    again = filled(follow_up, AT, why_words=WORDS, edition=mine["edition"].value())
    assert again.is_valid()
    assert again.record(by=None)
    assert Debrief.objects.get().why_words == WORDS


def test_naughty_strings_are_refused_or_kept_whole(follow_up):
    for text in naughty().values():
        form = filled(follow_up, AT, why_words=text, helper_name=text)
        if form.is_valid():
            assert form.record(by=None)

    assert Debrief.objects.get().edition > 5
