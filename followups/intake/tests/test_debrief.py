"""Saving a debrief: all or nothing, harmless twice, and never over what somebody else wrote."""

import datetime

import pytest

from accounts.models import AuditEntry
from candidates.models import Contact
from followups.intake.debrief import DebriefChanged, Plan, Said, save_debrief
from followups.intake.tests.debriefs import WORDS, fresh
from followups.models import Debrief, Entry, Nudge, TransitionNotAllowed
from followups.nudges import schedule
from followups.tests.builders import MONDAY, days, hours, make_follow_up

pytestmark = pytest.mark.django_db

AT = MONDAY + hours(3)
EMPTY = {
    **dict.fromkeys(("moment", "moment_words", "why", "why_words", "concern", "concern_words"), ""),
    **{"strength": "", "strength_words": "", "decides_on": None, "through_agency": False},
}


def said(moment_words="", **rest):
    return Said(answers={**EMPTY, "moment_words": moment_words}, **rest)


def save(follow_up, what, *, edition=0, by=None, at=AT):
    save_debrief(fresh(follow_up), what, edition=edition, by=by, at=at)


@pytest.fixture
def follow_up():
    return make_follow_up(met=["Pat O’Hara", "Lê Văn Đức"])


def entries(follow_up, kind=Entry.Kind.DEBRIEFED):
    return follow_up.timeline.filter(kind=kind).count()


def test_what_was_said_is_kept_with_who_wrote_it_down(follow_up):
    counselor = follow_up.interview.candidate.counselor

    save(follow_up, said(WORDS), by=counselor)

    kept = Debrief.objects.get()
    assert (kept.moment_words, kept.filled_by, kept.filled_at, kept.edition) == (WORDS, counselor, AT, 1)
    assert follow_up.timeline.get(kind=Entry.Kind.DEBRIEFED).actor == counselor
    assert AuditEntry.objects.filter(what="follow-up: debriefed", user_id=counselor.pk).exists()


def test_saving_the_same_twice_is_harmless(follow_up):
    what = said(WORDS, interest="low", plan=Plan(AT + days(1), "library"), helper=Contact(name="Ana Ruiz"))

    save(follow_up, what)
    save(follow_up, said(WORDS, interest="low", plan=what.plan, helper=Contact(name="ana ruiz")))

    assert Debrief.objects.get().edition == 1
    assert (entries(follow_up), entries(follow_up, Entry.Kind.PLAN)) == (1, 1)
    assert follow_up.interview.contacts.count() == 3


def test_of_two_who_save_other_words_the_second_is_told_and_nothing_is_overwritten(follow_up):
    save(follow_up, said(WORDS))

    with pytest.raises(DebriefChanged) as told:
        save(follow_up, said("Something else.", interest="low"), edition=0)

    assert told.value.kept.moment_words == WORDS
    assert Debrief.objects.get().moment_words == WORDS
    assert fresh(follow_up).interview.interest == "not_asked"


def test_with_the_edition_that_was_read_it_can_be_changed(follow_up):
    save(follow_up, said(WORDS))

    save(follow_up, said("Something else."), edition=1)

    kept = Debrief.objects.get()
    assert (kept.moment_words, kept.edition, entries(follow_up)) == ("Something else.", 2, 2)


def test_nothing_said_leaves_no_trace(follow_up):
    save(follow_up, said())

    assert not Debrief.objects.exists()
    assert entries(follow_up) == 0


def test_interest_is_corrected_only_if_it_was_touched(follow_up):
    save(follow_up, said(WORDS, interest="high"))
    follow_up.interview.interest = "low"
    follow_up.interview.save()

    save(follow_up, said(WORDS + " More."), edition=1)

    assert fresh(follow_up).interview.interest == "low"
    assert AuditEntry.objects.filter(what="interview").count() == 1


def test_who_was_helpful_is_noted_and_taken_back(follow_up):
    pat, duc = follow_up.interview.contacts.all()

    save(follow_up, said(helpful=frozenset({pat.pk})))
    save(follow_up, said(helpful=frozenset({duc.pk})), edition=1)

    assert [row.particularly_helpful for row in follow_up.interview.contacts.all()] == [False, True]


def test_a_helpful_person_is_added_or_found_among_those_met(follow_up):
    save(follow_up, said(helper=Contact(name="Ana Ruiz", role="assistant")))
    save(follow_up, said(helper=Contact(name="pat o'hara", role="other")), edition=1)

    helpful = follow_up.interview.contacts.filter(particularly_helpful=True)
    assert {(row.name, row.role) for row in helpful} == {("Ana Ruiz", "assistant"), ("Pat O’Hara", "interviewer")}


def test_a_contact_of_another_interview_stays_as_it_is(follow_up):
    foreign = make_follow_up(met=["Somebody Else"]).interview.contacts.get()

    save(follow_up, said(helpful=frozenset({foreign.pk})))

    foreign.refresh_from_db()
    assert not foreign.particularly_helpful


def test_the_plan_is_made_with_staff_and_the_desk_looks_after_it(follow_up):
    evening = AT + days(1)

    save(follow_up, said(WORDS, plan=Plan(evening, "library")), by=follow_up.interview.candidate.counselor)

    wish = schedule.wishes_of(follow_up).get()
    assert (wish.planned_at, wish.place) == (evening, Nudge.Place.LIBRARY)
    assert fresh(follow_up).look_on == evening.date() + days(1)


def test_the_plan_of_a_seeker_leaves_the_desk_as_it_is_and_can_be_taken_back(follow_up):
    save(follow_up, said(WORDS, plan=Plan(AT + days(1), "home")))
    assert (schedule.wishes_of(follow_up).count(), fresh(follow_up).look_on) == (1, None)

    save(follow_up, said(WORDS, calls_off=True), edition=1)
    save(follow_up, said(WORDS, calls_off=True), edition=1)

    assert not schedule.wishes_of(follow_up).exists()


def test_a_plan_that_cannot_be_made_saves_nothing(follow_up):
    with pytest.raises(TransitionNotAllowed):
        save(follow_up, said(WORDS, interest="high", plan=Plan(AT - hours(1))))

    assert not Debrief.objects.exists()
    assert fresh(follow_up).interview.interest == "not_asked"


@pytest.mark.parametrize("at", [MONDAY - hours(1), AT], ids=["before", "void"])
def test_there_is_nothing_to_look_back_on_without_an_interview(follow_up, at):
    if at == AT:
        follow_up.void(by=None, at=AT)

    with pytest.raises(TransitionNotAllowed):
        save(follow_up, said(WORDS), at=at)

    assert not Debrief.objects.exists()


@pytest.mark.parametrize("answer", ["done", "declined", "missed"])
def test_an_answered_follow_up_can_still_be_debriefed(follow_up, answer):
    ways = {
        "done": lambda: follow_up.complete(sent_on=AT.date(), method="card", source="seeker", by=None, at=AT),
        "declined": lambda: follow_up.decline(reason="other", by=None, at=AT),
        "missed": lambda: follow_up.miss(by=None, at=AT),
    }
    ways[answer]()

    save(follow_up, said(WORDS), at=AT + datetime.timedelta(minutes=1))

    assert Debrief.objects.get().moment_words == WORDS
    assert fresh(follow_up).status == answer
