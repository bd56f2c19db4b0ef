"""The demonstration data: a region with a believable past, of which only the newest mails are still to go out."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Office, User
from candidates.models import Candidate, Interview
from followups.desk import lists
from followups.intake.questions import answers_of
from followups.models import CounselorTask, Delivery, FollowUp, Hold, Letter, Nudge
from followups.models.measures import in_time, matured
from followups.nudges import dispatch
from followups.nudges.tests.clock import Clock
from workforce.demo.data.load import load

# A Monday in Houston at half past nine in the evening, when most offices send nothing.
NOW = datetime.datetime(2026, 11, 24, 3, 30, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 23)
MINUTE = datetime.timedelta(minutes=1)
IN_HAND = ["claimed", "sending"]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the data once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    with timezone.override("America/Chicago"):
        yield


def rate(first_day, last_day):
    """Return the share followed up in time of the interviews held between so many days ago."""
    days = (TODAY - datetime.timedelta(days=first_day), TODAY - datetime.timedelta(days=last_day))
    counted = FollowUp.objects.filter(matured(TODAY), interview__held_on__range=days)
    return counted.filter(in_time()).count() / counted.count()


def test_it_is_a_region_of_31_offices_and_some_hundred_seekers(demo):
    assert Office.objects.count() == 31
    assert Office.objects.values("county").distinct().count() == 13
    assert 40 <= User.objects.filter(role=User.Role.COUNSELOR).count() <= 60
    assert 350 <= Candidate.objects.count() <= 500
    assert 500 <= Interview.objects.count() <= 800


@pytest.mark.parametrize("login", ["counselor", "manager", "region", "admin"])
def test_each_login_of_the_demonstration_signs_in(login, demo):
    user = User.objects.get(email=f"{login}@demo.example")

    assert user.check_password("the-follow-up-desk")


def test_names_keep_their_marks_and_a_family_shares_an_address(demo):
    assert Candidate.objects.filter(full_name="Nguyễn Thị Ánh", language="vi").exists()
    assert Candidate.objects.filter(full_name="Siobhán O’Brien-Núñez").exists()
    shared = Candidate.objects.exclude(email="").values("email").annotate(n=Count("pk")).filter(n__gt=1)
    assert shared.count() == 1


def test_every_seeker_has_a_telephone_number_that_can_be_saved_again(demo):
    seekers = list(Candidate.objects.select_related("office", "counselor"))
    for candidate in seekers:
        candidate.full_clean()

    assert seekers
    assert all(candidate.phone for candidate in seekers)


def test_nothing_was_done_or_mailed_in_the_future(demo):
    assert not FollowUp.objects.filter(Q(closed_at__gt=NOW) | Q(outcome_at__gt=NOW) | Q(sent_on__gt=TODAY)).exists()
    assert not Delivery.objects.filter(settled_at__gt=NOW).exists()
    assert not Interview.objects.filter(logged_at__gt=NOW).exists()


def test_every_step_of_the_past_is_settled_save_those_that_fall_due_right_now(demo):
    due = Nudge.objects.planned().filter(try_at__lte=NOW)

    assert not due.filter(planned_at__lt=NOW - 3 * MINUTE).exists()
    assert not Nudge.objects.filter(state__in=IN_HAND).exists()
    assert not Delivery.objects.filter(state__in=IN_HAND).exists()


def test_the_next_step_of_each_follow_up_is_its_earliest_planned_one(demo):
    before = dict(FollowUp.objects.values_list("pk", "next_step_at"))

    FollowUp.objects.refresh_next_step()

    assert dict(FollowUp.objects.values_list("pk", "next_step_at")) == before


def test_no_address_got_two_mails_on_one_day(demo):
    sent = Delivery.objects.filter(asked_for=False, state="sent")

    assert sent.count() > 500
    assert not sent.values("address_key", "day").annotate(n=Count("pk")).filter(n__gt=1).exists()


def test_following_up_becomes_a_habit(demo):
    first, middle, last = rate(90, 70), rate(62, 42), rate(27, 7)

    assert first < 0.30 < last
    assert first < middle < last
    assert 0.48 <= last <= 0.72


@pytest.mark.parametrize(
    ("tab", "fewest", "most"), [("overdue", 8, 15), ("today", 3, 7), ("waiting", 5, 12), ("answered", 5, 20)]
)
def test_every_list_of_the_counselors_desk_has_something_to_show(tab, fewest, most, demo):
    maria = User.objects.get(email="counselor@demo.example")

    counts = lists.counts(lists.caseload(maria), lists.Now.of(NOW))

    assert fewest <= counts[tab] <= most


def test_some_of_the_counselors_seekers_are_to_be_asked_by_phone(demo):
    hers = CounselorTask.objects.open().filter(candidate__counselor__email="counselor@demo.example")

    assert hers.filter(kind=CounselorTask.Kind.ASK_BY_PHONE).count() >= 3
    assert hers.filter(kind=CounselorTask.Kind.CORRECT_ADDRESS).exists()


def test_two_of_the_counselors_seekers_were_debriefed_and_began_a_letter_one_of_them_alone(demo):
    letters = Letter.objects.filter(follow_up__interview__candidate__counselor__email="counselor@demo.example")

    [shared], [private] = letters.filter(shared_at__isnull=False), letters.filter(shared_at=None)
    assert (shared.to_name, private.to_name) == ("Pat O’Hara", "Dana Whitfield")
    assert "[" in shared.text
    assert "Dana showed me the new rigging shop" in private.text
    assert all(answer.picked for letter in (shared, private) for answer in answers_of(letter.follow_up.debrief)[1:])


def test_a_score_of_mails_goes_out_in_the_first_minutes_and_nothing_older(demo, smtp_server):
    clock = Clock(NOW)
    for _tick in range(3):
        clock.forward(minutes=1)
        list(dispatch.run_until_done(clock))

    assert 10 <= len(smtp_server.messages) <= 25
    assert not Hold.objects.exists()
    just_sent = Nudge.objects.filter(settled_at__gt=NOW)
    assert not just_sent.exclude(state__in=["sent", "skipped", "made"]).exists()
    assert not just_sent.filter(state="sent", planned_at__lt=NOW - 3 * MINUTE).exists()


def test_a_desk_with_data_is_left_alone(demo):
    with pytest.raises(CommandError, match="There is data already") as refused:
        call_command("load_demo")

    assert refused.value.returncode == 2
