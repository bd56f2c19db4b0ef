"""The plan as a calendar file, read back as a calendar reads it."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from candidates.tests.badinput import naughty
from followups.intake.calendar import plan_ics
from followups.models import Nudge
from followups.nudges import links, schedule
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_office_at_all_hours,
    make_user,
)
from workforce.text import legible_line

pytestmark = pytest.mark.django_db

TUESDAY_EVENING = datetime.datetime(2026, 10, 6, 23, tzinfo=datetime.UTC)  # 18:00 in Houston


def planned(place=Nudge.Place.LIBRARY, moment=TUESDAY_EVENING, **facts):
    """A follow-up with a plan."""
    follow_up = make_follow_up(**facts)
    schedule.remind_at(follow_up, moment=moment, place=place, by=None, at=MONDAY + hours(1))
    return follow_up


def lines_of(follow_up):
    """Return the lines of the file, each whole."""
    return plan_ics(follow_up, MONDAY).replace(b"\r\n ", b"").decode().splitlines()


def entry_of(follow_up):
    [entry] = Calendar.from_ical(plan_ics(follow_up, MONDAY)).walk("VEVENT")
    return entry


def named(employer):
    """A plan whose employer has that name, which no database need take."""
    follow_up = planned()
    follow_up.interview.employer.name = employer
    return follow_up


def test_it_is_one_entry_at_the_planned_moment():
    follow_up = planned()

    assert lines_of(follow_up) == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//The Follow-Up Desk//Plan//EN", "METHOD:PUBLISH", "BEGIN:VEVENT"),
        *("SUMMARY:Write to Gulf Grill & Sons", "DTSTART:20261006T230000Z", "DTEND:20261006T233000Z"),
        *("DTSTAMP:20261005T150000Z", f"UID:plan-{follow_up.pk}@localhost", "SEQUENCE:1", "CLASS:PRIVATE"),
        "DESCRIPTION:Say thank you\\, and say why you want the job. Half an hour is enough.",
        *("LOCATION:At the library", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Write to Gulf Grill & Sons"),
        *("TRIGGER:-PT15M", "END:VALARM", "END:VEVENT", "END:VCALENDAR"),
    ]


def test_without_a_plan_there_is_no_file():
    assert plan_ics(make_follow_up(), MONDAY) == b""


def test_the_link_to_the_page_stays_out_of_the_calendar():
    follow_up = planned()

    assert links.follow_up_token(follow_up) not in "".join(lines_of(follow_up))


@pytest.mark.parametrize(
    ("language", "summary", "location"),
    [
        ("es", "Escribir a Gulf Grill & Sons", "En la biblioteca"),
        ("vi", "Viết cho Gulf Grill & Sons", "Ở thư viện"),
    ],
)
def test_it_is_in_the_seekers_language(language, summary, location):
    entry = entry_of(planned(candidate=make_candidate(language=language)))

    assert (entry["SUMMARY"], entry["LOCATION"]) == (summary, location)


def test_the_employer_is_left_out_where_mails_leave_it_out():
    follow_up = planned(candidate=make_candidate(names_employer=False))

    assert entry_of(follow_up)["SUMMARY"] == "Write to your interviewer"
    assert "Gulf" not in "".join(lines_of(follow_up))


def test_the_career_office_is_a_place_that_a_map_finds():
    office = make_office_at_all_hours(name="Pasadena", postal_address="1 Main St\nPasadena, TX 77506")
    candidate = make_candidate(make_user(office=office))

    entry = entry_of(planned(Nudge.Place.OFFICE, candidate=candidate))

    assert entry["LOCATION"] == "Pasadena, 1 Main St, Pasadena, TX 77506"


def test_no_place_is_no_location():
    assert "LOCATION" not in entry_of(planned(place=""))


def test_a_plan_that_is_moved_or_gets_a_place_replaces_the_entry():
    follow_up = planned(place="")
    before = entry_of(follow_up)

    schedule.set_place(follow_up, Nudge.Place.HOME, by=None, at=MONDAY + hours(2))
    placed = entry_of(follow_up)
    schedule.remind_at(follow_up, moment=TUESDAY_EVENING + days(1), by=None, at=MONDAY + hours(3))
    moved = entry_of(follow_up)

    assert before["UID"] == placed["UID"] == moved["UID"]
    assert before["SEQUENCE"] < placed["SEQUENCE"] < moved["SEQUENCE"]
    assert moved.start == TUESDAY_EVENING + days(1)


def test_no_line_is_longer_than_calendars_take():
    file = plan_ics(named("Nguyễn, Thị; Ánh \\ " * 8), MONDAY)

    assert max(map(len, file.split(b"\r\n"))) <= 75
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert [line.decode() for line in file.split(b"\r\n")]


@pytest.mark.parametrize("name", naughty())
def test_a_strange_employer_is_one_line_that_reads_back(name):
    follow_up = named(naughty()[name][:150])

    entry = entry_of(follow_up)

    assert entry["SUMMARY"].split() == ["Write", "to", *legible_line(naughty()[name][:150]).split()]
    assert [line.partition(":")[0] for line in lines_of(follow_up)] == [
        line.partition(":")[0] for line in lines_of(planned())
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=150))
def test_whatever_the_employer_is_called_stands_in_the_summary_alone(plan, name):
    plan.interview.employer.name = name

    entry = entry_of(plan)

    assert entry["SUMMARY"].split() == ["Write", "to", *legible_line(name).split()]
    assert len(lines_of(plan)) == 21


@pytest.fixture
def plan():
    return planned()
