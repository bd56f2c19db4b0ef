"""DESIGN section 4's table, every combination, and section 8's check-in."""

import datetime
import itertools

import pytest

from candidates.models import Contact, Interview
from followups.letters.advice import Advice, advice_for, is_decline_equal, is_interest_known
from followups.models import Debrief, FollowUp, Letter
from followups.tests.builders import MONDAY, days, make_follow_up

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()
TUESDAY = TODAY + days(1)
# Columbus Day, a federal holiday, is the Monday after: five working days later is the Tuesday.
FIVE_WORKING_DAYS = datetime.date(2026, 10, 13)
INTERESTS = Interview.Interest.values
STRATEGIC, SHORT, CHECK_IN, CARD = Letter.Kind.values
EMAIL, POST = Letter.Way.values


def follow_up_of(interest="high", people=(("Pat", "interviewer"),), helpful=(), **facts):
    follow_up = make_follow_up(interest=interest, **facts)
    for name, role in people:
        Contact.objects.create(
            interview=follow_up.interview, name=name, role=role, particularly_helpful=name in helpful
        )
    return follow_up


def debrief(follow_up, **answers):
    Debrief.objects.create(follow_up=follow_up, **answers)
    return FollowUp.objects.get(pk=follow_up.pk)


def short_of(advice):
    """Kind, name and way of each message, as a table shows them."""
    return [(one.kind, one.contact and one.contact.name, one.way) for one in advice]


@pytest.mark.parametrize(
    ("interest", "decides_on", "kind", "way"),
    [
        ("high", FIVE_WORKING_DAYS, STRATEGIC, POST),
        ("high", FIVE_WORKING_DAYS - days(1), STRATEGIC, EMAIL),
        ("high", None, STRATEGIC, EMAIL),
        ("medium", FIVE_WORKING_DAYS, STRATEGIC, EMAIL),
        ("medium", None, STRATEGIC, EMAIL),
        ("not_asked", FIVE_WORKING_DAYS, STRATEGIC, EMAIL),
        ("not_asked", None, STRATEGIC, EMAIL),
        ("low", FIVE_WORKING_DAYS, SHORT, EMAIL),
        ("low", None, SHORT, EMAIL),
    ],
)
def test_interest_and_time_left_choose_kind_and_way(interest, decides_on, kind, way):
    follow_up = debrief(follow_up_of(interest), decides_on=decides_on)

    assert short_of(advice_for(follow_up, TODAY)) == [(kind, "Pat", way)]


def test_working_days_are_counted_over_the_holiday_and_not_from_the_interview():
    follow_up = debrief(follow_up_of("high"), decides_on=FIVE_WORKING_DAYS)

    ways = [advice_for(follow_up, on)[0].way for on in (TODAY, TUESDAY)]

    assert ways == [POST, EMAIL]


@pytest.mark.parametrize("interest", INTERESTS)
def test_each_interviewer_and_hiring_manager_gets_a_letter(interest):
    people = [("Pat", "interviewer"), ("Kim", "hiring_manager"), ("Lou", "assistant"), ("Rae", "recruiter")]

    advice = advice_for(follow_up_of(interest, [*people, ("Jo", "other")]), TODAY)

    assert [one.contact.name for one in advice] == ["Pat", "Kim"]


@pytest.mark.parametrize(
    ("role", "gets"),
    [
        ("interviewer", [(STRATEGIC, "Sam", EMAIL)]),
        ("hiring_manager", [(STRATEGIC, "Sam", EMAIL)]),
        ("assistant", [(CARD, "Sam", POST)]),
        ("recruiter", [(CARD, "Sam", POST)]),
        ("other", [(CARD, "Sam", POST)]),
    ],
)
def test_who_was_helpful_gets_a_card_unless_a_letter_thanks_them(role, gets):
    follow_up = follow_up_of("medium", [("Pat", "interviewer"), ("Sam", role)], helpful=["Sam"])

    assert short_of(advice_for(follow_up, TODAY)) == [(STRATEGIC, "Pat", EMAIL), *gets]


def test_assistants_cards_come_first():
    people = [("Jo", "other"), ("Lou", "assistant")]

    advice = advice_for(follow_up_of("low", people, helpful=["Jo", "Lou"]), TODAY)

    assert short_of(advice) == [(SHORT, None, EMAIL), (CARD, "Lou", POST), (CARD, "Jo", POST)]


@pytest.mark.parametrize("people", [[], [("Lou", "assistant")], [("Jo", "other")]])
def test_with_no_interviewers_name_known_one_letter_goes_to_the_hiring_manager(people):
    advice = advice_for(follow_up_of("high", people), TODAY)

    assert advice == [Advice(STRATEGIC, None, EMAIL, TUESDAY, pass_on=False)]


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([("Rae", "recruiter")], ["Rae"]),
        ([("Pat", "interviewer"), ("Rae", "recruiter")], ["Rae"]),
        ([("Pat", "interviewer")], [None]),
        ([], [None]),
    ],
)
def test_through_an_agency_the_recruiter_is_asked_to_pass_it_on(people, names):
    follow_up = debrief(follow_up_of("high", people), through_agency=True)

    advice = advice_for(follow_up, TODAY)

    assert [one.contact and one.contact.name for one in advice] == names
    assert all(one.pass_on for one in advice)


def test_where_only_a_recruiter_is_known_they_pass_it_on_without_being_told_of_an_agency():
    [one] = advice_for(follow_up_of("high", [("Rae", "recruiter"), ("Lou", "assistant")]), TODAY)

    assert (one.contact.name, one.pass_on) == ("Rae", True)


def test_through_an_agency_a_helpful_assistants_card_is_passed_on_and_an_interviewer_gets_none():
    people = [("Pat", "interviewer"), ("Rae", "recruiter"), ("Lou", "assistant")]
    follow_up = debrief(follow_up_of("high", people, helpful=["Pat", "Lou"]), through_agency=True)

    advice = advice_for(follow_up, TODAY)

    assert [(one.kind, one.contact.name, one.pass_on) for one in advice] == [
        (STRATEGIC, "Rae", True),
        (CARD, "Lou", True),
    ]


@pytest.mark.parametrize(
    ("interest", "days_later", "has_debrief", "has_draft"),
    list(itertools.product(INTERESTS, (0, 1, 2, 3, 30), (False, True), (False, True))),
)
def test_after_two_days_a_check_in_takes_the_letters_place_save_of_a_debriefed_draft(
    interest, days_later, has_debrief, has_draft
):
    follow_up = follow_up_of(interest)
    if has_debrief:
        follow_up = debrief(follow_up)
    if has_draft:
        begin_by_hand(follow_up)

    [one] = advice_for(follow_up, TODAY + days(days_later))

    in_time = SHORT if interest == "low" else STRATEGIC
    assert one.kind == (in_time if days_later <= 2 or (has_debrief and has_draft) else CHECK_IN)


def begin_by_hand(follow_up, kind=STRATEGIC):
    Letter.objects.create(follow_up=follow_up, kind=kind, way=EMAIL, begun_at=MONDAY, saved_at=MONDAY)


def test_a_check_in_goes_by_email_even_with_time_for_the_post():
    follow_up = debrief(follow_up_of("high"), decides_on=TODAY + days(60))

    assert short_of(advice_for(follow_up, TODAY + days(3))) == [(CHECK_IN, "Pat", EMAIL)]


def test_a_draft_of_another_kind_does_not_hold_back_the_check_in():
    follow_up = debrief(follow_up_of("high"))
    begin_by_hand(follow_up, kind=SHORT)

    assert advice_for(follow_up, TODAY + days(3))[0].kind == CHECK_IN


@pytest.mark.parametrize(
    ("on", "decides_on", "by"),
    [
        (TODAY, None, TUESDAY),
        (TODAY, TODAY + days(9), TUESDAY),
        (TODAY, TUESDAY, TODAY),
        (TODAY, TODAY, TODAY),
        (TODAY, TODAY - days(3), TODAY),
        (TODAY + days(4), None, TODAY + days(4)),
        (TODAY - days(7), TODAY - days(3), TODAY),
    ],
)
def test_the_day_is_that_of_the_due_letter_or_before_they_decide_and_never_over(on, decides_on, by):
    follow_up = debrief(follow_up_of("medium"), decides_on=decides_on)

    assert advice_for(follow_up, on)[0].by == by


def test_the_day_is_that_of_the_offices_clock():
    in_the_evening = MONDAY + datetime.timedelta(hours=11)
    follow_up = follow_up_of("medium", held_at=in_the_evening)

    assert follow_up.due_at.date() == TODAY + days(2)
    assert advice_for(follow_up, TODAY)[0].by == TUESDAY


@pytest.mark.parametrize(
    ("interest", "is_equal", "is_known"),
    [("high", False, True), ("medium", False, True), ("low", True, True), ("not_asked", False, False)],
)
def test_deciding_not_to_is_an_equal_choice_where_interest_is_low(interest, is_equal, is_known):
    follow_up = follow_up_of(interest)

    assert (is_decline_equal(follow_up), is_interest_known(follow_up)) == (is_equal, is_known)
