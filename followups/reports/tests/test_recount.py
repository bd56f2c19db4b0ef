"""The report against a recount in plain Python, from the definitions of DESIGN section 9 alone."""

import datetime
import random
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Office, User
from followups.models import FollowUp
from followups.reports.periods import Period
from followups.reports.report import make_report
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_done,
    make_follow_up,
    make_office,
    make_user,
)

pytestmark = pytest.mark.django_db

ZONES = ("America/Chicago", "America/Denver", "Pacific/Honolulu", "Pacific/Kiritimati")
ON = datetime.date(2026, 10, 20)
PERIOD = Period(datetime.date(2026, 9, 25), ON)


def make_history(chance):
    """Interviews of five weeks at offices in several time zones, with every kind of answer."""
    counselors = [make_user(office=make_office(time_zone=zone)) for zone in ZONES]
    seekers = [make_candidate(counselor) for counselor in counselors for _number in range(2)]
    for number in range(40):
        held_at = MONDAY + hours(chance.randrange(-24 * 14, 24 * 18))
        logged_at = held_at + hours(chance.choice([0, 1, 30, 100, 120, 130, 150, 300]))
        answer(chance, make_follow_up(chance.choice(seekers), held_at, logged_at=logged_at, employer=f"Shop {number}"))
    moved = chance.choice(seekers)
    moved.counselor = chance.choice(counselors)
    moved.office = moved.counselor.home_office
    moved.save()


def answer(chance, follow_up):
    held_on, at = follow_up.interview.held_on, follow_up.interview.held_at + hours(chance.randrange(1, 24 * 12))
    said_on = follow_up.interview.office.local_day(at)
    sent_on = held_on + days(chance.randrange(1 + (said_on - held_on).days))
    sent = {"sent_on": sent_on, "method": "card", "source": "seeker", "by": None}
    acts = {
        "done": lambda: follow_up.complete(**sent, at=at),
        "declined": lambda: follow_up.decline(reason="other", by=None, at=at),
        "missed": lambda: follow_up.miss(by=None, at=at),
        "void": lambda: follow_up.void(by=None, at=at),
        "undone": lambda: follow_up.reopen(by=None, at=at + hours(1)),
    }
    for act in chance.choice([[], ["done"], ["declined"], ["void"], ["missed"], ["missed", "done"],
                              ["missed", "declined"], ["done", "undone"], ["declined", "undone", "done"]]):  # fmt: skip
        acts[act]()


def recount(period, on):
    """Count each interview by the words of the definitions, from its moments and the office's clock."""
    counts, by_office = Counter(), {office: Counter() for office in Office.objects.values_list("pk", flat=True)}
    for follow_up in FollowUp.objects.select_related("interview__office"):
        zone = ZoneInfo(follow_up.interview.office.time_zone)
        held_on = follow_up.interview.held_at.astimezone(zone).date()
        if period.since <= held_on <= period.until:
            for key in classify(follow_up, held_on, zone, on):
                counts[key] += 1
                by_office[follow_up.interview.office_id][key] += 1
    return counts, by_office


def classify(follow_up, held_on, zone, on):
    closed_on = follow_up.closed_at and follow_up.closed_at.astimezone(zone).date()
    logged_on = follow_up.interview.logged_at.astimezone(zone).date()
    if follow_up.status == "void":
        return []
    if (logged_on - held_on).days > 5:
        return ["logged_late"]
    if on < held_on + days(6):
        return ["open"]
    if follow_up.status == "declined":
        return ["declined"] if (closed_on - held_on).days <= 5 else ["matured", "said_no"]
    if follow_up.status == "done":
        return ["matured", "followed_up" if (follow_up.sent_on - held_on).days <= 5 else "later"]
    return ["matured", "no_answer"]


@pytest.mark.parametrize("seed", range(6))
def test_the_report_equals_a_recount(seed):
    make_history(random.Random(seed))
    counts, by_office = recount(PERIOD, ON)

    report = make_report(PERIOD, offices=Office.objects.all(), user=make_user(User.Role.REGIONAL), on=ON)

    assert non_zero(report.total) == dict(counts)
    assert {row.key: non_zero(row.tally) for row in report.offices} == {pk: dict(c) for pk, c in by_office.items()}
    assert non_zero(sum((row.tally for row in report.counselors), type(report.total)())) == dict(counts)
    assert (report.region.done, report.region.n) == (counts["followed_up"], counts["matured"])


@pytest.mark.parametrize("seed", range(100, 103))
def test_the_trend_and_the_period_before_equal_a_recount(seed):
    make_history(random.Random(seed))
    report = make_report(PERIOD, offices=Office.objects.all(), user=make_user(User.Role.REGIONAL), on=ON)

    for point in report.trend:
        counts, _by_office = recount(point.period, ON)
        assert (point.rate.done, point.rate.n, point.open) == (counts["followed_up"], counts["matured"], counts["open"])
    before, _by_office = recount(PERIOD.before, ON)
    assert (report.change.before.done, report.change.before.n) == (before["followed_up"], before["matured"])


def non_zero(tally):
    return {key: getattr(tally, key) for key in tally.__dataclass_fields__ if getattr(tally, key)}


def test_the_recount_itself_knows_a_done_one_from_an_open_one():
    make_done()
    make_follow_up()

    counts, _by_office = recount(PERIOD, ON)

    assert counts == {"matured": 2, "followed_up": 1, "no_answer": 1}
