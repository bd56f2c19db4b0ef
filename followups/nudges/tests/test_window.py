import csv
import datetime
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.nudges.schedule import DUE_AFTER
from followups.nudges.window import DAY, MIDNIGHT, SendingHours, at_local, federal_holidays, same_local_time
from followups.tests.builders import make_candidate, make_follow_up, make_office, make_user

TIME = Path(__file__).resolve().parents[4] / "shared" / "badinput" / "time"
HOUSTON = ZoneInfo("America/Chicago")
HOUR = datetime.timedelta(hours=1)
EIGHT, SIX = datetime.time(8), datetime.time(18)


def hours(zone=HOUSTON, from_=EIGHT, until=datetime.time(20), days="123456", on_holidays=False):
    return SendingHours(zone, from_, until, days, on_holidays)


def moment(text):
    return datetime.datetime.fromisoformat(text)


SEND_CASES = [
    ("inside the hours", "America/Chicago", "2026-11-24T16:00:00+00:00", "2026-11-24T16:00:00+00:00"),
    ("a second before opening", "America/Chicago", "2026-11-24T13:59:59+00:00", "2026-11-24T14:00:00+00:00"),
    ("at opening", "America/Chicago", "2026-11-24T14:00:00+00:00", "2026-11-24T14:00:00+00:00"),
    ("at closing", "America/Chicago", "2026-11-25T00:00:00+00:00", "2026-11-25T14:00:00+00:00"),
    ("Thanksgiving", "America/Chicago", "2026-11-26T16:00:00+00:00", "2026-11-27T14:00:00+00:00"),
    ("Friday evening", "America/Chicago", "2026-11-21T00:30:00+00:00", "2026-11-23T14:00:00+00:00"),
    ("a holiday observed the day before", "America/Chicago", "2026-07-03T16:00:00+00:00", "2026-07-06T13:00:00+00:00"),
    ("New Year observed in December", "America/New_York", "2027-12-31T17:00:00+00:00", "2028-01-03T13:00:00+00:00"),
    ("the weekend clocks go forward", "America/Chicago", "2027-03-14T08:30:00+00:00", "2027-03-15T13:00:00+00:00"),
    ("the night clocks go back", "America/Chicago", "2026-11-01T06:30:00+00:00", "2026-11-02T14:00:00+00:00"),
    ("Arizona, without daylight saving", "America/Phoenix", "2027-07-06T12:00:00+00:00", "2027-07-06T15:00:00+00:00"),
]


@pytest.mark.parametrize(
    ("zone", "due", "goes"), [case[1:] for case in SEND_CASES], ids=[case[0] for case in SEND_CASES]
)
def test_mail_goes_at_the_first_moment_inside_the_hours(zone, due, goes):
    office_hours = hours(ZoneInfo(zone), EIGHT, SIX, "12345")

    assert office_hours.first_moment(moment(due)) == moment(goes)


@pytest.mark.skipif(not TIME.exists(), reason="the oracle of the send window lies beside the project, not in it")
def test_the_oracle_of_the_send_window_agrees():
    for case in json.loads((TIME / "time_cases.json").read_text())["cases"]:
        office_hours = hours(ZoneInfo(case["tz"]), EIGHT, SIX, "12345")

        assert office_hours.first_moment(moment(case["due_utc"])) == moment(case["send_utc"]), case["name"]


@pytest.mark.django_db
@pytest.mark.skipif(not TIME.exists(), reason="the oracle of the send window lies beside the project, not in it")
def test_the_oracle_agrees_with_the_ledger_of_an_office_set_to_its_window():
    for case in json.loads((TIME / "time_cases.json").read_text())["cases"]:
        window = {"sends_from": EIGHT, "sends_until": SIX, "sending_days": "12345"}
        seeker = make_candidate(make_user(office=make_office(time_zone=case["tz"], **window)))

        follow_up = make_follow_up(seeker, held_at=moment(case["due_utc"]) - DUE_AFTER)

        goes = moment(case["send_utc"])
        assert (follow_up.due_at, follow_up.next_step_at) == (goes, goes), case["name"]
        assert goes.astimezone(ZoneInfo(case["tz"])).isoformat() == case["send_local"], case["name"]


@pytest.mark.skipif(not TIME.exists(), reason="the list of clock changes lies beside the project, not in it")
def test_every_night_of_changed_clocks_keeps_the_hours_on_the_wall():
    with (TIME / "us_dst_2026_2031.csv").open() as rows:
        _year, starts, ends = zip(*list(csv.reader(rows))[1:], strict=True)
    for day, length in [*zip(starts, [23] * 6, strict=True), *zip(ends, [25] * 6, strict=True)]:
        day = datetime.date.fromisoformat(day)
        night, all_days = at_local(day, MIDNIGHT, HOUSTON), hours(days="1234567")

        assert at_local(day + DAY, MIDNIGHT, HOUSTON) - night == datetime.timedelta(hours=length)
        assert all_days.first_moment(night).astimezone(HOUSTON).isoformat()[:16] == f"{day}T08:00"
        assert same_local_time(night - 4 * HOUR, 1, HOUSTON).astimezone(HOUSTON).isoformat()[:16] == f"{day}T20:00"


@pytest.mark.skipif(not TIME.exists(), reason="the list of holidays lies beside the project, not in it")
def test_no_mail_goes_on_the_date_or_the_observed_day_of_a_federal_holiday():
    with (TIME / "us_federal_holidays_2026_2031.csv").open() as rows:
        for row in csv.DictReader(rows):
            for day in (row["date"], row["observed"]):
                day = datetime.date.fromisoformat(day)

                assert day in federal_holidays(day.year), row


WALL_TIMES = [
    ("2027-03-14T02:30", "2027-03-14T08:30:00+00:00"),  # does not exist: read an hour later
    ("2026-11-01T01:30", "2026-11-01T06:30:00+00:00"),  # comes twice: the first counts
    ("2027-03-14T01:59", "2027-03-14T07:59:00+00:00"),
    ("2027-03-14T00:00", "2027-03-14T06:00:00+00:00"),
]


@pytest.mark.parametrize(("wall", "utc"), WALL_TIMES)
def test_a_time_on_the_wall_is_one_moment(wall, utc):
    wall = datetime.datetime.fromisoformat(wall)

    assert at_local(wall.date(), wall.time(), HOUSTON) == moment(utc)


def test_days_later_keep_the_time_on_the_wall_when_the_clocks_change():
    friday_at_ten = moment("2026-10-30T15:00:00+00:00")

    assert same_local_time(friday_at_ten, 3, HOUSTON) == moment("2026-11-02T16:00:00+00:00")


def test_an_office_that_sends_at_all_hours_never_waits():
    all_hours = hours(from_=datetime.time(0), until=datetime.time(0), days="1234567", on_holidays=True)

    christmas_night = moment("2026-12-26T05:59:59+00:00")

    assert all_hours.first_moment(christmas_night) == christmas_night


def test_a_day_without_sending_hours_is_no_time_waited():
    saturday_evening = moment("2026-11-22T01:00:00+00:00")  # 19:00 in Houston
    monday_morning = moment("2026-11-23T15:00:00+00:00")  # 09:00

    assert hours().waited(saturday_evening, monday_morning) == datetime.timedelta(hours=38 - 24)


def test_time_waited_inside_one_closed_day_is_none():
    assert hours().waited(
        moment("2026-11-22T15:00:00+00:00"), moment("2026-11-22T18:00:00+00:00")
    ) == datetime.timedelta(0)


MOMENTS = st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2031, 12, 31), timezones=st.just(datetime.UTC))  # noqa: DTZ001
ZONES = st.sampled_from(
    ["America/Chicago", "America/New_York", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu"]
)
DAYS = st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days)))


@given(
    due=MOMENTS, zone=ZONES, days=DAYS, from_=st.integers(0, 12), until=st.integers(13, 23), on_holidays=st.booleans()
)
def test_the_first_moment_is_inside_the_hours_and_not_before(due, zone, days, from_, until, on_holidays):
    office_hours = hours(ZoneInfo(zone), datetime.time(from_), datetime.time(until), days, on_holidays)

    goes = office_hours.first_moment(due)

    local = goes.astimezone(ZoneInfo(zone))
    assert goes >= due
    assert from_ <= local.hour < until
    assert str(local.isoweekday()) in days
    assert office_hours.first_moment(goes) == goes


def test_a_day_whose_only_hour_the_clocks_skip_is_no_sending_day():
    only_hour = hours(from_=datetime.time(2), until=datetime.time(3), days="7")

    goes = only_hour.first_moment(moment("2027-03-14T06:00:00+00:00"))

    assert goes == moment("2027-03-21T07:00:00+00:00")


@pytest.mark.parametrize(
    ("at", "open_until"),
    [
        ("2026-11-24T16:00:00+00:00", "2026-11-24T16:00:00+00:00"),  # inside the hours
        ("2026-11-25T03:00:00+00:00", "2026-11-25T02:00:00+00:00"),  # in the evening
        ("2026-11-24T13:00:00+00:00", "2026-11-24T02:00:00+00:00"),  # before opening: since the evening before
        ("2026-11-22T16:00:00+00:00", "2026-11-22T02:00:00+00:00"),  # on Sunday: since Saturday evening
        ("2026-11-26T16:00:00+00:00", "2026-11-26T02:00:00+00:00"),  # on Thanksgiving: since the evening before
    ],
)
def test_mail_could_last_go_when_the_hours_ended(at, open_until):
    assert hours().open_until(moment(at)) == moment(open_until)


def test_holidays_have_names():
    assert federal_holidays(2026)[datetime.date(2026, 11, 26)] == "Thanksgiving Day"
